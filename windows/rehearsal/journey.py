"""What the people of one case do, from the first page to the rating, through the real actions.

Each step opens its own transaction, as a page would; between the steps the worker does its part,
and `Patience` waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.outbox.models import Message, MessageState
from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.cases.actions import (
    agree_to_reads,
    attach_upload,
    confirm_party,
    name_party,
    save_form,
    sign_slot_commitment,
    start_draft,
    submit,
)
from windows.cases.form_rules import fault_of
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT, people_in
from windows.cases.plans import plan_of
from windows.cases.queries import prefill, reads_of, sharing_progress, slots
from windows.cases.states import SATISFIED, CaseState, Channel, SlotState
from windows.centres.models import ServiceCentre
from windows.clock import today
from windows.intake.actions import accept, check_material, record_visit
from windows.intake.rules import accepts_itself
from windows.originals.actions import see_original
from windows.originals.needed import not_trusted_enough
from windows.pickup.actions import collect
from windows.ratings.actions import rate
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.outage import Interruption
from windows.rehearsal.papers import paper
from windows.rehearsal.patience import Patience
from windows.rehearsal.people import Cast
from windows.rehearsal.values import value_for

BEST = 5


@dataclass
class Journey:
    """One case and everybody in it."""

    case: Case
    cast: Cast
    patience: Patience
    interruption: Interruption | None = None
    """The registers stop in the middle: then the person waits for what they did not answer."""

    @classmethod
    def begin(
        cls,
        edition: LifeEventEdition,
        *,
        answers: Mapping[str, Sequence[str]],
        cast: Cast,
        channel: str,
        patience: Patience,
        centre: ServiceCentre | None = None,
        is_rehearsal: bool = True,
        draft_key: UUID | None = None,
    ) -> Journey:
        """The draft. Raises what `start_draft` raises for answers that cannot go on."""
        at_window = channel == Channel.WINDOW
        with transaction.atomic(durable=True):
            case = start_draft(
                edition,
                answers=answers,
                applicant=cast.applicant.applicant,
                channel=channel,
                centre=centre if at_window else None,
                actor=cast.clerk if at_window else cast.applicant.actor,
                draft_key=draft_key,
                is_rehearsal=is_rehearsal,
            )
        return cls(case, cast, patience)

    def apply(self) -> None:
        """Everything up to handing in."""
        self.agree()
        self.wait_for_reads()
        self.fill_in()
        self.hand_in()
        with transaction.atomic(durable=True):
            submit(self.case, actor=self.speaker())

    def wait_for_late_answers(self) -> None:
        """After registers that were stopped, until they have answered for what was not uploaded;
        what they have no record of is handed in then.
        """
        if self.interruption is not None:
            interruption = self.interruption
            self.patience.until(
                lambda: interruption.is_over(self.case),
                Text("停过的登记系统的答复", "the answers of the registers that were stopped"),
            )
            self.hand_in()

    def agree(self) -> None:
        """Name the parties; everybody permits every read and joins."""
        case = self.case
        roles = [role for role, _ in plan_of(case).parties]
        for role in roles:
            named = self.cast.players[role].applicant
            with transaction.atomic(durable=True):
                name_party(
                    case,
                    role=role,
                    name=named.name,
                    id_number=named.id_number,
                    phone=named.phone,
                    actor=self.speaker(),
                )
        with transaction.atomic(durable=True):
            agree_to_reads(case, resources=self._readable(APPLICANT), actor=self.speaker())
        for role in roles:
            with transaction.atomic(durable=True):
                confirm_party(
                    case, resources=self._readable(role), actor=self.speaker(role), role=role
                )

    def wait_for_reads(self) -> None:
        """Until every register has answered, or has been given up for now."""
        self.patience.until(
            self._reads_are_done,
            Text("共享数据的答复", "the answers of the registers"),
        )

    def fill_in(self) -> None:
        """What the registers know is confirmed; the rest is made up. Optional fields stay empty."""
        told = prefill(self.case)
        people: dict[str, Applicant] = people_in(self.case)
        day, values = today(), {}
        for field in plan_of(self.case).fields:
            known = told.get(field.element)
            if known is not None and fault_of(field, known.value, today=day) is None:
                values[field.element] = known.value
            elif field.required:
                values[field.element] = value_for(field, people, today=day)
        with transaction.atomic(durable=True):
            saved = save_form(self.case, values=values, actor=self.speaker())
        if saved.faults:
            faults = "；".join(f"{name}：{text.zh}" for name, text in saved.faults.items())
            raise RehearsalStuck(Text(f"申请表填不对：{faults}", f"The form is wrong: {faults}"))

    def hand_in(self) -> None:
        """Sign what may be promised, upload the rest that is missing; leave optional papers out."""
        for slot in slots(self.case):
            if slot.state in SATISFIED or slot.necessity == Necessity.OPTIONAL:
                continue
            if self.interruption is not None and not self.interruption.uploads(slot):
                continue
            actor = self.speaker(slot.party_role)
            with transaction.atomic(durable=True):
                if slot.source_kind == SourceKind.COMMITMENT:
                    sign_slot_commitment(slot, actor=actor)
                else:
                    self._upload(slot, actor)

    def be_accepted(self) -> None:
        """By the clockwork where nobody needs to look, else by a clerk, who sees the originals."""
        if accepts_itself(self.fresh()):
            self.wait_until(CaseState.ACCEPTED)
            if plan_of(self.case).visits.count:
                with transaction.atomic(durable=True):
                    record_visit(self.case, actor=self.cast.clerk, purpose="inspection")
            return
        clerk = self.cast.clerk
        with transaction.atomic(durable=True):
            if plan_of(self.case).visits.count and self.case.channel == Channel.ONLINE:
                record_visit(self.case, actor=clerk, purpose="originals")
            for slot in not_trusted_enough(self.case, list(slots(self.case))):
                see_original(slot, actor=clerk)
            for slot in slots(self.case).filter(state=SlotState.PROVIDED):
                check_material(slot, is_good=True, actor=clerk)
            accept(self.case, actor=clerk)

    def collect_and_rate(self, *, grade: int = BEST) -> None:
        """The package reaches the person, who says how it went; then the case is filed away."""
        self.fresh()
        at_window = self.case.channel == Channel.WINDOW
        with transaction.atomic(durable=True):
            collect(
                self.case,
                code=self.case.pickup.code if at_window else "",
                actor=self.speaker(),
            )
        with transaction.atomic(durable=True):
            rate(self.case, grade=grade, actor=self.cast.applicant.actor)
        self.wait_until(CaseState.ARCHIVED)

    def wait_until(self, state: CaseState) -> None:
        """Until the portal itself has brought the case there."""
        label = state.label
        self.patience.until(
            lambda: self.fresh().state == state,
            Text(f"办件状态“{label}”", f"the state {state.value}"),
        )

    def fresh(self) -> Case:
        """The case as it is now."""
        self.case = Case.objects.select_related("applicant", "life_event_edition__life_event").get(
            pk=self.case.pk
        )
        return self.case

    def speaker(self, role: str = APPLICANT) -> Actor:
        """Who acts for this role: the clerk at the window, everybody for themselves online."""
        if self.case.channel == Channel.WINDOW:
            return self.cast.clerk
        return self.cast.players[role].actor

    def _readable(self, role: str) -> list[str]:
        return [read.resource for read in reads_of(self.case, role)]

    def _reads_are_done(self) -> bool:
        asking = Message.objects.filter(key__startswith=f"case.gather:{self.case.pk}:")
        failed = asking.filter(state=MessageState.FAILED).first()
        if failed is not None:
            said = failed.last_error
            raise RehearsalStuck(Text(f"不能共享数据：{said}", f"No data could be read: {said}"))
        if asking.exclude(state=MessageState.DONE).exists():
            return False
        if self.case.slots.filter(state=SlotState.ASKED).exists():
            return False
        return sharing_progress(self.case).is_done

    def _upload(self, slot: MaterialSlot, actor: Actor) -> None:
        file = paper(slot.name, code=slot.material_type.code, case_number=self.case.number)
        attach_upload(slot, upload=file, actor=actor)
