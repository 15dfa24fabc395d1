"""The public change page: what a person in the region meets from now on, the same day."""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from services.departments import department_name
from services.models import Edition, OverlayProposal, PublicChange, Region
from services.overlays.differences import Difference
from services.overlays.telling import bases_of, lines_of

BACK = Text("恢复全省标准", "Back to the standard of the province")


def disclose_overlay(
    standard: Edition,
    region: Region,
    found: tuple[Difference, ...],
    *,
    why: str,
    why_en: str,
    actor: Actor,
    proposal: OverlayProposal | None = None,
) -> None:
    """Who wrote it and, where it was proposed, who of another department agreed."""
    author, department = actor.name, actor.department_code
    if proposal is not None:
        author, department = proposal.author_name, proposal.author_department
    PublicChange.objects.create(
        on=timezone.localdate(),
        **_named(standard, region),
        adds_burden=any(each.adds for each in found),
        lines=lines_of(found),
        why=why,
        why_en=why_en,
        legal_bases=bases_of(found),
        author_name=author,
        author_department=department_name(department),
        reviewer_name=proposal.reviewer_name if proposal else "",
        reviewer_department=department_name(proposal.reviewer_department) if proposal else "",
        confirmed=proposal.confirmed if proposal else [],
    )


def disclose_adoption(
    now: Edition,
    region: Region,
    found: tuple[Difference, ...],
    *,
    why: str,
    why_en: str,
    actor: Actor,
) -> None:
    """`now` is what holds in the region from this moment: the standard, or its city's edition."""
    back = _back_to(now)
    PublicChange.objects.create(
        on=timezone.localdate(),
        **_named(now, region),
        adds_burden=any(each.adds for each in found),
        lines=[{"zh": back.zh, "en": back.en, "adds": False}, *lines_of(found)],
        why=why,
        why_en=why_en,
        legal_bases=bases_of(found),
        author_name=actor.name,
        author_department=department_name(actor.department_code),
    )


def _back_to(now: Edition) -> Text:
    wider = now.region
    if wider is None:
        return BACK
    return Text(
        f"取消自己的地方版，改照{wider.name}的地方版",
        f"Gives up its own edition and follows that of {wider.name_en or wider.name}",
    )


def _named(edition: Edition, region: Region) -> dict[str, str]:
    """The matter and the place, as long as the columns take."""
    english = f"{edition.name_en or edition.name} ({region.name_en or region.name})"
    return {"name": f"{edition.name}（{region.name}）"[:200], "name_en": english[:300]}
