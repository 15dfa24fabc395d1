"""An officer vouches for what their own authority has issued."""

from __future__ import annotations

import pytest

from materials.models import Document
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.intake.actions import accept
from windows.originals.actions import know_as_own, see_original

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(town, case):
    b.do(see_original, b.slot(case, "t_deed"), actor=town.clerk)
    b.do(accept, case, actor=town.clerk)
    drain()
    return b.approval(case, "T7-A")


def level(case, material):
    return Document.objects.get(pk=b.slot(case, material).document_id).level


def test_by_the_issuer(town, case, part):
    slot = b.slot(case, "t_first")
    b.do(know_as_own, part, slot_id=slot.pk, actor=town.officer(part))
    found = Document.objects.get(pk=slot.document_id)
    assert (found.level, found.level_by_name, found.level_office) == ("A", "审批员", "甲局")


def test_not_what_the_authority_does_not_issue(town, case, part):
    slot = b.slot(case, "t_deed")
    with b.refused("not_the_issuer_of_this"):
        know_as_own(part, slot_id=slot.pk, actor=town.officer(part))
    assert level(case, "t_deed") == "B"


def test_not_by_another_department_nor_of_another_case(town, case, part):
    slot = b.slot(case, "t_first")
    other = town.officer(b.approval(b.accepted_case(town), "T1-B"))
    with b.refused("approval_not_found"):
        know_as_own(part, slot_id=slot.pk, actor=other)
    strange = b.slot(b.accepted_case(town), "t_contract")
    with b.refused("slot_has_no_paper"):
        know_as_own(part, slot_id=strange.pk, actor=town.officer(part))
    assert level(case, "t_first") == "C"
