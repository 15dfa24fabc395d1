"""Which legal bases came, and which went, in words."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.spec import LegalBasisSpec
from services.catalogue.text import Text

Bases = tuple[LegalBasisSpec, ...]


def bases_in_words(was: Bases, now: Bases) -> Text:
    """法律依据增加《某法》第12条，去掉《某条例》; other words of the same articles only say so."""
    old = {(each.law, each.article) for each in was}
    new = {(each.law, each.article) for each in now}
    come = _named(each for each in now if (each.law, each.article) not in old)
    gone = _named(each for each in was if (each.law, each.article) not in new)
    zh = "，".join([f"增加{come.zh}"] * bool(come.zh) + [f"去掉{gone.zh}"] * bool(gone.zh))
    en = "; ".join([f"added {come.en}"] * bool(come.en) + [f"dropped {gone.en}"] * bool(gone.en))
    if not zh:
        return Text("法律依据的引用有变化", "the citation of its legal basis changed")
    return Text(f"法律依据{zh}", f"legal basis: {en}")


def _named(bases: Iterable[LegalBasisSpec]) -> Text:
    cited = list(bases)
    return Text(
        "、".join(each.named() for each in cited),
        ", ".join(each.law + (f", art. {each.article}" if each.article else "") for each in cited),
    )
