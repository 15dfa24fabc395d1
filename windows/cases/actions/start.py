"""Opening a draft: the plan is computed once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction

from materials.models import MaterialType
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.spec import OutcomeKind
from services.models import EditionState, LifeEvent, LifeEventEdition, Region
from services.overlays.queries import pins_in
from windows.cases.known import Holdings, holdings_of
from windows.cases.models import Case, MaterialSlot
from windows.cases.numbers import next_number
from windows.cases.planning import plan_for
from windows.cases.regions import serving_region
from windows.cases.slots import slot_from_plan
from windows.cases.states import Channel
from windows.centres.models import ServiceCentre
from windows.clock import today
from windows.errors import (
    CaseHandedOver,
    EditionRetired,
    IneligibleCase,
    InPersonOnly,
    LifeEventEnded,
    NotYourApplicant,
    WrongChannel,
)
from windows.intake.visits import note_visit
from windows.planning import Plan


@transaction.atomic(savepoint=False)
def start_draft(
    life_event_edition: LifeEventEdition,
    *,
    answers: Mapping[str, Sequence[str]],
    applicant: Applicant,
    channel: str,
    actor: Actor,
    centre: ServiceCentre | None = None,
    region: Region | None = None,
    draft_key: UUID | None = None,
    is_rehearsal: bool = False,
) -> Case:
    """Compute the plan for these answers and keep it in a numbered draft, with one slot a material.

    What the applicant holds already (licences, documents on file) and the resources that can be
    asked now are taken into the plan. The region is that of the window; online it may be chosen,
    within the one that the departments of the life event serve. The draft pins the edition and
    the regional editions that hold in its region: later ones change nothing. A second call with
    the same `draft_key` by the same applicant returns the first draft.

    Raises EditionRetired, LifeEventEnded, RegionNotServed, BadAnswers, IneligibleCase,
    CaseHandedOver, InPersonOnly (online only), NotYourApplicant, WrongChannel.
    """
    _check_who(applicant, channel=channel, actor=actor)
    if draft_key is not None:
        first = Case.objects.filter(draft_key=draft_key, applicant=applicant).first()
        if first is not None:
            return first
    _check_in_force(life_event_edition)
    where = centre.region if centre else serving_region(life_event_edition, region)
    pins = pins_in(where, life_event_edition)
    plan = plan_for(
        life_event_edition, answers, applicant=applicant, channel=channel, regional=pins
    )
    _check_outcome(plan, channel)
    case = Case.objects.create(
        number=next_number(where.code, today()),
        life_event_edition=life_event_edition,
        applicant=applicant,
        channel=channel,
        answers={question: list(values) for question, values in answers.items()},
        plan=plan.to_json(),
        overlay_editions=[[pk, content] for pk, content in pins],
        region=where,
        centre=centre,
        draft_key=draft_key or uuid4(),
        is_rehearsal=is_rehearsal,
    )
    _open_slots(case, plan, holdings_of(applicant))
    record(
        case.stream,
        "case.started",
        actor=actor,
        thing=life_event_edition.name,
        thing_en=life_event_edition.name_en or life_event_edition.name,
        channel=channel,
        answers=case.answers,
    )
    note_visit(case, actor=actor, purpose="start")
    return case


def _check_who(applicant: Applicant, *, channel: str, actor: Actor) -> None:
    if actor.kind == Role.CLERK:
        if channel != Channel.WINDOW:
            raise WrongChannel
        return
    if not actor.acts_for(applicant.pk):
        raise NotYourApplicant
    if channel != Channel.ONLINE:
        raise WrongChannel


def _check_in_force(edition: LifeEventEdition) -> None:
    """Between the page and this act another edition may have taken its place."""
    editions = LifeEventEdition.objects.select_related("life_event")
    now = editions.filter(life_event=edition.life_event_id, state=EditionState.PUBLISHED).first()
    if now is None or (now.valid_until is not None and now.valid_until < today()):
        raise LifeEventEnded(name=edition.name)
    if now.pk != edition.pk:
        said = {"life_event": now.life_event.code, "edition": now.number}
        raise EditionRetired(name=now.name, details=[said])


def _check_outcome(plan: Plan, channel: str) -> None:
    outcome = plan.outcome
    reason = "；".join(text.zh for text in outcome.reasons)
    details = [[text.zh, text.en] for text in outcome.reasons]
    if outcome.kind is OutcomeKind.INELIGIBLE:
        raise IneligibleCase(reason=reason, details=details)
    if outcome.kind is OutcomeKind.HANDED_OVER:
        target = LifeEvent.objects.filter(code=outcome.hands_to).first()
        raise CaseHandedOver(
            reason=reason, hands_to=target.name if target else outcome.hands_to, details=details
        )
    if outcome.kind is OutcomeKind.IN_PERSON and channel == Channel.ONLINE:
        raise InPersonOnly(reason=reason, details=details)


def _open_slots(case: Case, plan: Plan, holdings: Holdings) -> None:
    codes = {material.material for material in plan.materials}
    types = {row.code: row for row in MaterialType.objects.filter(code__in=codes)}
    MaterialSlot.objects.bulk_create(
        slot_from_plan(case, material, types[material.material], holdings, order=place)
        for place, material in enumerate(plan.materials)
    )
