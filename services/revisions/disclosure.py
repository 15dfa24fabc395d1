"""The public change page (公开变更): a row the same day for every edition, new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from portal.accounts.actor import Actor
from services.catalogue.read import as_json
from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.departments import department_name
from services.models import LifeEvent, LifeEventEdition, PublicChange, Revision
from services.revisions.burden import Burden
from services.revisions.seen import Confirmed, confirmed_for
from services.revisions.unexplained import refused

NOTHING_TO_DO = Text(
    "文字、顺序或说明有调整，您要办的事没有变。",
    "Wording, order or explanations changed. What you have to do stays the same.",
)
NEW = Text("新增这一件事。", "This life event is new.")
NEW_MATTER = Text("新增这个事项。", "This matter is new.")
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
    confirmed: Confirmed = field(default_factory=list)
    """What the reviewer has read in the original: `Revision.confirmed`."""

    @classmethod
    def of_revision(cls, revision: Revision) -> Told:
        return cls(
            why=revision.why,
            why_en=revision.why_en,
            author=revision.author_name,
            author_department=department_name(revision.author_department),
            reviewer=revision.reviewer_name,
            reviewer_department=department_name(revision.reviewer_department),
            confirmed=revision.confirmed,
        )


def disclose(
    edition: LifeEventEdition,
    *,
    burden: Burden,
    told: Told,
    along_with: LifeEvent | None = None,
    also: Sequence[Text] = (),
) -> PublicChange:
    """Say publicly what this edition changed, in the person's terms.

    `along_with` is the life event that was revised, where this one was only taken along; `also` is
    said after the changes.
    """
    return PublicChange.objects.create(
        on=timezone.localdate(),
        life_event=edition.life_event,
        edition=edition,
        name=edition.name,
        name_en=edition.name_en,
        adds_burden=burden.adds,
        lines=[*_lines(edition, burden), *(_said(text) for text in also)],
        measures=_measures(burden),
        along_with=along_with,
        why=told.why,
        why_en=told.why_en,
        legal_bases=_bases(burden),
        confirmed=confirmed_for(told.confirmed, burden),
        author_name=told.author,
        author_department=told.author_department,
        reviewer_name=told.reviewer,
        reviewer_department=told.reviewer_department,
    )


def disclose_matter(
    matter: MatterSpec,
    *,
    burden: Burden,
    told: Told,
    is_new: bool = False,
    along_with: LifeEvent | None = None,
    also: Sequence[Text] = (),
) -> PublicChange:
    """The same of a matter that stands alone, or did until `along_with` took it in."""
    return PublicChange.objects.create(
        on=timezone.localdate(),
        name=matter.name,
        name_en=matter.name_en,
        adds_burden=burden.adds,
        lines=[
            *(_burden_lines(burden) or [_said(NEW_MATTER if is_new else NOTHING_TO_DO)]),
            *(_said(text) for text in also),
        ],
        measures=_measures(burden),
        along_with=along_with,
        why=told.why,
        why_en=told.why_en,
        legal_bases=_bases(burden),
        confirmed=confirmed_for(told.confirmed, burden),
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


def _lines(edition: LifeEventEdition, burden: Burden) -> list[dict[str, object]]:
    return _burden_lines(burden) or [_said(NEW if edition.number == 1 else NOTHING_TO_DO)]


def _burden_lines(burden: Burden) -> list[dict[str, object]]:
    lines = [{**_said(line.text), "adds": line.adds} for line in burden.lines]
    is_said = refused(burden.newly_refused) in {line.text for line in burden.lines}
    if burden.newly_refused and not is_said:
        lines.append({**_said(refused(burden.newly_refused)), "adds": True})
    return lines


def _measures(burden: Burden) -> list[object]:
    return [as_json(replace(each, example=())) for each in burden.measures]


def _bases(burden: Burden) -> list[object]:
    """What the lines that ask for more rest on, each once."""
    bases = (basis for line in burden.lines if line.adds for basis in line.legal_bases)
    return [as_json(basis) for basis in dict.fromkeys(bases)]


def _said(text: Text) -> dict[str, object]:
    return {"zh": text.zh, "en": text.en}
