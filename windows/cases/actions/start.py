"""Opening a draft: the plan is computed once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from services.models import LifeEventEdition
from windows.cases.models import Case
from windows.cases.states import Channel
from windows.centres.models import ServiceCentre


def start_draft(
    life_event_edition: LifeEventEdition,
    *,
    answers: Mapping[str, Sequence[str]],
    applicant: Applicant,
    channel: Channel,
    actor: Actor,
    centre: ServiceCentre | None = None,
    draft_key: UUID | None = None,
) -> Case:
    """Compute the plan for these answers and keep it in a numbered draft, with one slot a material.

    What the applicant holds already (licences, documents on file) and the resources that can be
    asked now are taken into the plan. The draft pins the edition: a later edition changes nothing.
    A second call with the same `draft_key` by the same applicant returns the first draft.

    Raises AnswersRefused (planning, as BadAnswers), IneligibleCase, CaseHandedOver, InPersonOnly
    (online only), NotYourApplicant.
    """
    raise NotImplementedError
