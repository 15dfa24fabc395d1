"""The facts, read from the portal's database and the simulator's record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from datasharing.models import Consent
from materials.models import Licence
from portal.idempotency.models import Key
from portal.journal.models import Entry
from portal.journal.queries import first_fault
from portal.outbox.models import Message
from tests.faults.acts import Act
from tests.faults.facts import (
    ApprovalFact,
    CaseFact,
    DeliveryFact,
    Facts,
    MessageFact,
    Told,
)
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot
from windows.departments.events import DISPATCHED
from windows.departments.models import Callback, Delivery, DepartmentSystem
from windows.departments.simulator.record import read
from windows.notices.models import Notice
from windows.pickup.models import Pickup
from windows.promises.models import CommitmentCheck
from windows.ratings.models import Rating
from windows.writs.models import Writ


def read_facts(acts: Iterable[Act], record: Path) -> Facts:
    systems = set(DepartmentSystem.objects.values_list("department", flat=True))
    cases = Case.objects.select_related("applicant__user").order_by("pk")
    approvals = Approval.objects.select_related("matter_edition__matter").order_by("pk")
    promised = _promised()
    entries, chain_faults = _journal()
    licences = Licence.objects.exclude(case_number="")
    return Facts(
        cases=[CaseFact(one.pk, one.number, _account(one), one.state) for one in cases],
        approvals=[_approval(one, systems, promised) for one in approvals],
        entries=entries,
        chain_faults=chain_faults,
        messages=[
            MessageFact(one.key, one.kind, one.state, one.last_error)
            for one in Message.objects.exclude(state="done").order_by("created_at")
        ],
        deliveries=[
            DeliveryFact(one.key, one.approval_id, one.event, one.state)
            for one in Delivery.objects.order_by("pk")
        ],
        answered=Counter(
            Callback.objects.filter(
                is_kept=True, outcome="done", verb__in=("grant", "deny")
            ).values_list("answer__approval", "verb")
        ),
        told=[Told(line["key"], line["approval"], line["event"]) for line in _deliveries(record)],
        licences=Counter(licences.values_list("case_number", "matter_id", "material_type__code")),
        notices=Counter(
            (case, str(applicant or "supervisors"), text)
            for case, applicant, text in Notice.objects.values_list("case", "applicant", "text")
        ),
        notice_kinds=Counter(
            Notice.objects.filter(applicant__isnull=False).values_list("case", "kind")
        ),
        given=_given(),
        checks=Counter(CommitmentCheck.objects.values_list("approval", flat=True)),
        writs=Counter(Writ.objects.values_list("case", "kind", "approval")),
        pickups=Counter(Pickup.objects.values_list("case", flat=True)),
        ratings=Counter(Rating.objects.values_list("case", flat=True)),
        unanswered_keys=list(Key.objects.filter(status=None).values_list("key", flat=True)),
        acts=list(acts),
    )


def _deliveries(record: Path) -> list[dict]:
    """The simulator also notes what it has answered; here counts what it was told."""
    return [line for line in read(record) if "event" in line]


def _account(case: Case) -> str:
    user = case.applicant.user
    return user.username if user else ""


def _given() -> Counter[tuple[str, str]]:
    """Agreements by case; papers and promises by what stands in the case's slots."""
    slots = MaterialSlot.objects.values_list("case__number", "document", "commitment")
    given = Counter(
        (number, "agree") for number in Consent.objects.values_list("case_number", flat=True)
    )
    for number, document, commitment in slots:
        given[number, "upload"] += document is not None
        given[number, "promise"] += commitment is not None
    return +given


def _promised() -> Counter[tuple[int, str]]:
    """Slots that a promise fills, by case and code of the matter that uses them."""
    slots = MaterialSlot.objects.filter(state="committed").values_list("case", "requirement_keys")
    return Counter(
        (case, code) for case, keys in slots for code in {code for code, _requirement in keys}
    )


def _approval(one: Approval, systems: set[int], promised: Counter[tuple[int, str]]) -> ApprovalFact:
    outputs = one.matter_edition.outputs
    licences = tuple(each["material"] for each in outputs if each.get("is_licence", True))
    return ApprovalFact(
        one.pk,
        one.case_id,
        one.state,
        one.department_id in systems,
        licences,
        one.matter_edition.matter_id,
        promised[one.case_id, one.matter_edition.matter.code],
    )


def _journal() -> tuple[Counter[tuple[str, str, int | None]], list[str]]:
    """Every chain is walked, those of accounts and of the outbox too."""
    counted: Counter[tuple[str, str, int | None]] = Counter()
    faults = []
    entries = Entry.objects.order_by("stream", "sequence").iterator(chunk_size=2000)
    for _, chain in groupby(entries, key=lambda entry: entry.stream):
        whole = list(chain)
        fault = first_fault(whole)
        if fault is not None:
            faults.append(str(fault))
        for entry in whole:
            if entry.verb == "department.told" and entry.data.get("event") != DISPATCHED:
                continue
            counted[entry.stream, entry.verb, entry.data.get("approval")] += 1
    return counted, faults
