"""The reasons that were chosen for one denial, and the sentence that they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.reasons.errors import GroundMissing, GroundUnknown
from windows.reasons.models import DecisionGround
from windows.reasons.offered import Offer, offered


@dataclass(frozen=True, slots=True)
class Chosen:
    """`text` is what the person reads: the reasons, then what the officer adds."""

    offers: tuple[Offer, ...]
    text: Text


def choose(approval: Approval, keys: Sequence[str], *, added: str, is_officer: bool) -> Chosen:
    """In the order of the edition, each once.

    Raises GroundUnknown for a key that this edition does not offer in this case, GroundMissing for
    an officer who chose none although there are some. A department's own system may say it in its
    own words: it has a list of its own.
    """
    known = offered(approval) if keys or is_officer else ()
    if set(keys) - {each.key for each in known}:
        raise GroundUnknown(field="grounds")
    chosen = tuple(each for each in known if each.key in keys)
    if is_officer and known and not chosen:
        raise GroundMissing(field="grounds")
    return Chosen(chosen, _sentence(chosen, added))


def _sentence(chosen: Sequence[Offer], added: str) -> Text:
    if not chosen:
        return Text(added, added)
    zh = "；".join(each.said.zh for each in chosen)
    en = "; ".join(each.said.en for each in chosen)
    return Text(f"{zh}。{added}" if added else zh, f"{en}. {added}" if added else en)


def keep(approval: Approval, chosen: Chosen) -> None:
    """For a locked approval that is denied in the same transaction."""
    DecisionGround.objects.bulk_create(
        DecisionGround(
            approval=approval,
            place=place,
            kind=each.kind,
            key=each.key,
            said=each.said.zh,
            said_en=each.said.en,
            bases=list(each.bases),
        )
        for place, each in enumerate(chosen.offers, 1)
    )


def grounds_of(approval: Approval) -> list[DecisionGround]:
    """What a denial was based on, in the order of the paper; asks nothing of what was granted."""
    if approval.state != "denied":
        return []
    return list(DecisionGround.objects.filter(approval=approval).order_by("place"))
