"""A clerk compares the copy with the original: once, for every later case."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from materials.models import Document
from portal.journal.models import Entry
from portal.journal.queries import entries_for, sentence
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.originals.papers import publish
from windows.cases import actions
from windows.cases.missing import what_keeps_from_acceptance
from windows.clock import today
from windows.intake.actions import accept, refuse
from windows.intake.visits import count_visits
from windows.originals.actions import see_original

pytestmark = pytest.mark.django_db


def deed(case):
    return b.slot(case, "t_deed")


def document(case) -> Document:
    return Document.objects.get(pk=deed(case).document_id)


def test_the_level_rises_the_visit_counts_and_the_case_may_be_accepted(town, case):
    (missing,) = what_keeps_from_acceptance(case)
    assert (missing.kind, missing.label, missing.where) == (
        "original",
        Text("房产证：核对原件", "Deed: the original seen"),
        str(deed(case).pk),
    )
    before = b.snapshot(case)
    with b.refused("not_ready_to_accept"):
        accept(case, actor=town.clerk)
    assert b.unchanged(case, before)
    visits = count_visits(case)
    b.do(see_original, deed(case), actor=town.clerk, valid_until=today() + dt.timedelta(days=90))
    seen = document(case)
    assert (seen.level, seen.level_by_name, seen.level_office) == ("B", "窗口甲", "市民中心")
    assert seen.valid_until == today() + dt.timedelta(days=90)
    assert not deed(case).must_show_original
    assert count_visits(case) == visits + 1
    assert what_keeps_from_acceptance(case) == ()
    said = [sentence(e) for e in entries_for(case.stream) if e.verb == "material.original_seen"]
    assert said == [
        Text(
            "窗口甲核对了“房产证”的原件，可信等级升为 B 级，以后不用再看",
            "窗口甲 checked the original of “Deed”: its trust is now B, for good",
        )
    ]
    assert b.do(accept, case, actor=town.clerk).state == "accepted"


def test_the_next_case_of_another_department_wants_no_visit(town, case):
    before = b.draft(town, code="T8")
    assert (deed(before).source_kind, before.plan["visits"]["count"]) == ("document", 1)
    b.do(see_original, deed(case), actor=town.clerk)
    assert not deed(before).must_show_original
    later = b.draft(town, code="T8")
    slot = deed(later)
    assert (slot.state, slot.document_id) == ("provided", document(case).pk)
    assert (later.plan["visits"]["count"], slot.original_at_window) == (0, False)


def test_where_the_original_is_to_be_seen_no_copy_will_do(town):
    """No level is stated for it: that it must be shown is enough."""
    publish()
    copy = b.draft(town, code="T8")
    b.do(actions.attach_upload, deed(copy), upload=b.pdf(), actor=town.me)
    copy = b.do(actions.submit, copy, actor=town.me)
    (missing,) = what_keeps_from_acceptance(copy)
    assert (missing.kind, missing.label.zh) == ("original", "房产证：核对原件")
    before = b.snapshot(copy)
    with b.refused("not_ready_to_accept"):
        accept(copy, actor=town.clerk)
    assert b.unchanged(copy, before)
    b.do(see_original, deed(copy), actor=town.clerk)
    assert b.do(accept, copy, actor=town.clerk).state == "accepted"


def test_a_fresh_copy_has_to_be_seen_again(town, case):
    b.do(see_original, deed(case), actor=town.clerk)
    later = b.draft(town, code="T8")
    fresh = SimpleUploadedFile("新房产证.pdf", b.PDF + b"%new\n")
    b.do(actions.attach_upload, deed(later), upload=fresh, actor=town.me)
    assert deed(later).must_show_original
    assert document(later).level == "C"


@pytest.mark.parametrize("who", ["me", "clerk_elsewhere", "supervisor"])
def test_not_by_others(town, case, who):
    before = b.snapshot(case)
    code = "move_not_allowed" if who != "clerk_elsewhere" else "case_not_found"
    with b.refused(code):
        see_original(deed(case), actor=getattr(town, who))
    assert b.snapshot(case) == before
    assert document(case).level == "C"


def test_not_twice_and_not_without_a_paper(town, case):
    b.do(see_original, deed(case), actor=town.clerk)
    with b.refused("document_level_held"):
        see_original(deed(case), actor=town.clerk)
    empty = b.slot(b.draft(town, code="T7"), "t_first")
    with b.refused("slot_has_no_paper"):
        see_original(empty, actor=town.clerk)
    assert Entry.objects.filter(verb="document.level_raised").count() == 1


def test_not_in_a_closed_case(town, case):
    b.do(refuse, case, reason="不属于本地", actor=town.clerk)
    with b.refused("move_refused"):
        see_original(deed(case), actor=town.clerk)
    assert document(case).level == "C"


def test_what_is_over_cannot_be_handed_in(town, case):
    later = b.draft(town, code="T8")
    old = document(case)
    Document.objects.filter(pk=old.pk).update(valid_until=today() - dt.timedelta(days=1))
    old.refresh_from_db()
    before = b.snapshot(later)
    with b.refused("document_over"):
        actions.attach_document(deed(later), document=old, actor=town.me)
    assert b.snapshot(later) == before
