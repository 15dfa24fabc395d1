"""Articles of law, each one row for all editions that rest on it."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.spec import LegalBasisSpec
from services.models import LegalBasis

Cited = dict[tuple[str, str], LegalBasis]


def bring_legal_bases(specs: Iterable[LegalBasisSpec]) -> Cited:
    """The rows of all articles cited. An article that one place has checked is checked for all."""
    cited: dict[tuple[str, str], bool] = {}
    for spec in specs:
        key = (spec.law, spec.article)
        cited[key] = cited.get(key, False) or spec.checked
    laws = {law for law, _article in cited}
    kept = {(row.law, row.article): row for row in LegalBasis.objects.filter(law__in=laws)}
    missing = [
        LegalBasis(law=law, article=article, checked=checked)
        for (law, article), checked in cited.items()
        if (law, article) not in kept
    ]
    LegalBasis.objects.bulk_create(missing)
    kept |= {(row.law, row.article): row for row in missing}
    newly_checked = [
        kept[key] for key, checked in cited.items() if checked and not kept[key].checked
    ]
    for row in newly_checked:
        row.checked = True
    LegalBasis.objects.bulk_update(newly_checked, ["checked"])
    return kept
