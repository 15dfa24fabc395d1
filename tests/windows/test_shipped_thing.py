"""The shipped sale of a home through the real actions: nothing here knows the matters of that
thing.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.sandbox.population import population
from materials.queries import life_event_spec
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.load_file import load_file
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.cases import actions
from windows.cases.plans import plan_of
from windows.cases.queries import reads_of, slots, what_is_missing
from windows.cases.story import lanes
from windows.intake.actions import accept
from windows.models import Approval
from windows.originals.actions import see_original
from windows.originals.needed import not_trusted_enough
from windows.pickup.actions import collect
from windows.pickup.queries import result_package

CATALOGUE = Path(__file__).parents[2] / "services" / "data" / "onethings.yaml"
VALUES = {
    "id_number": population().by_username["wangxiaoming"].id_number,
    "phone": "13800138000",
    "date": "2026-11-01",
    "money": "1680000",
    "area": "89.52",
    "number": "1",
}


def drive(town, code: str, answers) -> object:
    case = b.do(
        actions.start_draft,
        b.edition(code),
        answers=answers,
        applicant=town.buyer,
        channel="online",
        actor=town.me,
    )
    for party in case.life_event_edition.parties:
        seller = town.seller
        b.do(
            actions.name_party,
            case,
            role=party["role"],
            name=seller.name,
            id_number=seller.id_number,
            actor=town.me,
        )
        reads = [read.resource for read in reads_of(case, party["role"])]
        b.do(actions.confirm_party, case, resources=reads, actor=town.other)
    reads = [read.resource for read in reads_of(case)]
    b.do(actions.agree_to_reads, case, resources=reads, actor=town.me)
    drain()
    fields = plan_of(case).fields
    form = {
        field.element: field.choices[0][0] if field.choices else VALUES.get(field.kind, "有")
        for field in fields
    }
    assert b.do(actions.save_form, case, values=form, actor=town.me).faults == {}
    for slot in case.slots.filter(state__in=["missing", "deferred"]):
        if slot.source_kind == "commitment":
            b.do(actions.sign_slot_commitment, slot, actor=town.me)
        else:
            b.do(actions.attach_upload, slot, upload=b.pdf(f"{slot.pk}.pdf"), actor=town.me)
    case.refresh_from_db()
    assert what_is_missing(case) == ()
    case = b.do(actions.submit, case, actor=town.me)
    drain()
    case.refresh_from_db()
    if case.state == "submitted":
        for slot in not_trusted_enough(case, list(slots(case))):
            b.do(see_original, slot, actor=town.clerk)
        b.do(accept, case, actor=town.clerk)
        drain()
    return case


@pytest.mark.parametrize("deny", [False, True])
def test_sale_of_a_home_from_plan_to_package(town, deny):
    call_command("load_regions", stdout=StringIO())
    load_file(CATALOGUE, actor=SYSTEM, region="330100")
    with transaction.atomic():
        suppose_agreed(actor=SYSTEM)
    spec = life_event_spec(b.edition("P10"))
    answers = {
        question.id: tuple(option.value for option in question.options)
        if question.multiple
        else (question.options[0].value,)
        for question in spec.questions
    }
    case = drive(town, "P10", answers)
    matters = {matter.code for matter in plan_of(case).matters}
    decided = 0
    while ready := list(
        Approval.objects.filter(case=case, state="dispatched").select_related("department")
    ):
        for one in ready:
            last = deny and decided == len(matters) // 2
            b.do(decide, one, granted=not last, reason="资料不符", actor=town.officer(one))
            decided += 1
        drain()
    case.refresh_from_db()
    assert case.state == "results_ready"
    package = result_package(case)
    assert {result.approval.matter_edition.matter.code for result in package.results} == matters
    states = [result.approval.state for result in package.results]
    assert states.count("denied") == (1 if deny else 0)
    if not deny:
        assert states == ["approved"] * len(matters)
        assert len(lanes(case)) == len(plan_of(case).departments)
    b.do(collect, case, actor=town.me)
    case.refresh_from_db()
    assert case.state == "collected"
