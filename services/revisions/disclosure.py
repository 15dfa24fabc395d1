"""The public change page (公开变更): a row the same day for every edition that replaces another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.departments import department_name
from services.models import EditionState, LifeEventEdition, PublicChange, Revision
from services.revisions.burden import Burden, NoMeter, measure_burden

NOTHING_TO_DO = Text(
    "文字、顺序或说明有调整，您要办的事没有变。",
    "Wording, order or explanations changed. What you have to do stays the same.",
)
NEW = Text("新增这一件事。", "This life event is new.")
ENDED = Text(
    "有效期已到，不再接受新的申请；已经开始的按原来的版本办完。",
    "It has run out and takes no new applications. Those under way go on as they began.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Who stands for a change, and why it was made."""

    why: str
    author: str
    why_en: str = ""
    author_department: str = ""
    reviewer: str = ""
    reviewer_department: str = ""

    @classmethod
    def of_revision(cls, revision: Revision) -> Told:
        return cls(
            why=revision.why,
            why_en=revision.why_en,
            author=revision.author_name,
            author_department=department_name(revision.author_department),
            reviewer=revision.reviewer_name,
            reviewer_department=department_name(revision.reviewer_department),
        )


def disclose(edition: LifeEventEdition, *, burden: Burden, told: Told) -> PublicChange:
    """Say publicly what this edition changed, in the person's terms."""
    bases = {
        (basis.law, basis.article): basis
        for line in burden.lines
        if line.adds
        for basis in line.legal_bases
    }
    return PublicChange.objects.create(
        on=timezone.localdate(),
        life_event=edition.life_event,
        edition=edition,
        name=edition.name,
        name_en=edition.name_en,
        adds_burden=burden.adds,
        lines=_lines(edition, burden),
        why=told.why,
        why_en=told.why_en,
        legal_bases=[as_json(basis) for basis in bases.values()],
        author_name=told.author,
        author_department=told.author_department,
        reviewer_name=told.reviewer,
        reviewer_department=told.reviewer_department,
    )


def disclose_end(edition: LifeEventEdition, *, actor: Actor) -> PublicChange:
    """Say that there is none of it any more."""
    return PublicChange.objects.create(
        on=timezone.localdate(),
        life_event=edition.life_event,
        edition=edition,
        name=edition.name,
        name_en=edition.name_en,
        lines=[_said(ENDED)],
        author_name=actor.name,
    )


def disclose_loading(
    before: Mapping[str, LifeEventEdition],
    specs: Sequence[LifeEventSpec],
    *,
    title: str,
    actor: Actor,
) -> None:
    """A file replaced editions: say so for each one, where there is a meter to measure it."""
    after = LifeEventEdition.objects.filter(
        life_event__code__in=before, state=EditionState.PUBLISHED
    ).select_related("life_event")
    wanted = {spec.code: spec for spec in specs}
    for edition in after:
        code = edition.life_event.code
        if edition.pk == before[code].pk or code not in wanted:
            continue
        try:
            burden = measure_burden(published_spec(before[code]), wanted[code])
        except NoMeter:
            return
        disclose(edition, burden=burden, told=Told(why=title, author=actor.name))


def _lines(edition: LifeEventEdition, burden: Burden) -> list[dict[str, object]]:
    lines = [{**_said(line.text), "adds": line.adds} for line in burden.lines]
    if burden.newly_refused:
        lines.append({**_said(_refused(burden.newly_refused)), "adds": True})
    if edition.number == 1:
        lines.insert(0, _said(NEW))
    return lines or [_said(NOTHING_TO_DO)]


def _refused(situations: int) -> Text:
    return Text(
        f"有 {situations} 种情况以前能办，现在不能办。",
        f"{situations} situations could go on before and cannot now.",
    )


def _said(text: Text) -> dict[str, object]:
    return {"zh": text.zh, "en": text.en}
