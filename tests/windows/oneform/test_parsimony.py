"""The parsimony meter: what is asked for nothing, what is known already, and who says otherwise."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from datasharing.models import Exchange
from materials.catalogue.elements import describe_element, element_by_code
from materials.models import DataElement
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from services.catalogue.form_elements import ElementSpec
from services.catalogue.spec import FieldSpec
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.oneform import things
from tests.windows.staff import post
from windows.cases.actions import save_form, submit
from windows.cases.models import Case
from windows.parsimony.meter import measure
from windows.parsimony.observed import seen_in_cases
from windows.parsimony.verdicts import Seen, Sources, Verdict, rows_of

EDITOR = Actor(Role.EDITOR, None, "目录编辑", region_code="330100")
SOURCES = Sources(frozenset({"DS13"}), {"DS13": Text("不动产权属", "Real estate register")})
FORM = {
    "f_price": "12",
    "f_phone": "13800138000",
    "f_bank": "工商银行",
    "kid_id_number": things.GIRL,
    "kid_born_on": "2026-01-01",
    "kid_sex": "female",
}


def verdicts(spec=things.EVENT, said=things.SAID, seen=None) -> dict[str, str]:
    once = {each.code: each for each in said}
    rows = rows_of(spec, said=once, sources=SOURCES, seen=seen or {})
    return {row.element: row.verdict.value for row in rows}


def test_the_verdict_on_each_field():
    assert verdicts() == {
        # Neither said what for, nor written anywhere: registration gives no licence.
        "kid_born_on": "needless",
        "kid_sex": "needless",
        "f_note": "needless",
        # The person registered it.
        "f_phone": "confirmed",
        # Written into the licence, and for the bank also said.
        "f_price": "needed",
        "f_bank": "needed",
        "kid_id_number": "needed",
    }


def test_what_a_number_or_a_question_told_before_is_known():
    used = (
        ElementSpec("kid_born_on", uses=("decision",)),
        ElementSpec("kid_sex", uses=("decision",)),
    )
    found = verdicts(said=(*things.SAID[:3], *used))
    assert (found["kid_born_on"], found["kid_sex"]) == ("known", "known")
    rows = rows_of(things.EVENT, said={each.code: each for each in used}, sources=SOURCES, seen={})
    sex = next(row for row in rows if row.element == "kid_sex")
    assert Text("前面问过：男孩还是女孩？", "Asked before: Girl or boy?") in sex.known_by


def with_prefill(*paths: str):
    first = things.GIVES
    field = FieldSpec("f_area", "面积", "Area", kind="area", prefill=paths)
    matter = replace(first, fields=(*first.fields, field))
    included = (replace(things.EVENT.matters[0], matter=matter), things.EVENT.matters[1])
    return replace(things.EVENT, matters=included)


@pytest.mark.parametrize(
    ("path", "verdict"), [("DS13.area", "confirmed"), ("DS14.area", "possible")]
)
def test_a_register_counts_only_when_it_is_connected(path, verdict):
    assert verdicts(with_prefill(path))["f_area"] == verdict


def test_what_examiners_sent_back_is_used():
    assert verdicts(seen={"f_note": Seen(asked=9, sent_back=1)})["f_note"] == "needed"


def test_what_people_type_just_as_a_register_answered_is_known():
    often = {"f_price": Seen(asked=10, blank=2, same_as=(("DS13.price", 4),))}
    seldom = {"f_price": Seen(asked=10, blank=2, same_as=(("DS13.price", 3),))}
    assert verdicts(seen=often)["f_price"] == "known"
    assert verdicts(seen=seldom)["f_price"] == "needed"


def test_an_answer_in_the_case_that_was_typed_again_is_seen(town):
    case = b.draft(town)
    b.do(b.actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    exchange = Exchange.objects.get(case_number=case.number)
    path, value = next(
        (name, value)
        for name, value in exchange.answer.items()
        if isinstance(value, str) and len(value) >= 4
    )
    kept = Case.objects.filter(pk=case.pk)
    kept.update(state="submitted", submitted_at=case.created_at)
    for typed, same in (("1", ()), (value, ((f"DS07.{path}", 1),))):
        kept.update(form={"price": typed, "phone": ""})
        seen = seen_in_cases()["T1"]
        assert seen["phone"] == Seen(asked=1, blank=1)
        assert seen["price"] == Seen(asked=1, same_as=same)


def test_the_ranking_of_published_life_events(formed):
    found = measure()
    assert [(each.code, each.needless, each.share) for each in found if each.rows][:2] == [
        ("F1", 3, 43),
        ("T1", 0, 0),
    ]
    first = found[0]
    assert (first.before, first.asked, first.typed) == (8, 7, 6)
    assert measure("F2")[0].rows == ()
    assert measure("NONE") == ()


def test_rehearsals_and_drafts_are_not_counted(formed):
    case = things.begin(formed)
    b.do(save_form, case, values=FORM, actor=formed.me)
    assert seen_in_cases() == {}
    b.do(submit, case, actor=formed.me)
    assert seen_in_cases()["F1"]["f_note"] == Seen(asked=1, blank=1)
    Case.objects.update(is_rehearsal=True)
    assert seen_in_cases() == {}


def test_the_command(formed):
    out = StringIO()
    call_command("measure_parsimony", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == (
        "F1    fields   8→  7 typed   6 needless  3 known  0 could be  0 spare  43%  填表的事"
    )
    assert lines[-1].startswith("all   fields ")
    out = StringIO()
    call_command("measure_parsimony", "F1", "--language", "en", stdout=out)
    assert "  Asked for nothing: Remarks (f_note) | — | —" in out.getvalue().splitlines()
    out = StringIO()
    call_command("measure_parsimony", "F1", "--json", stdout=out)
    (event,) = json.loads(out.getvalue())["life_events"]
    assert (event["code"], event["needless"], event["spare_percent"]) == ("F1", 3, 43)
    with pytest.raises(CommandError, match="no published life event NONE"):
        call_command("measure_parsimony", "NONE")


def test_an_editor_says_what_it_is_for_and_the_meter_follows(formed):
    client, _actor = post("目录编辑", Role.EDITOR)
    page = html.unescape(client.get("/catalogue/fields/things/F1/").content.decode())
    assert '<a href="/catalogue/fields/elements/f_note/">补充说明</a>' in page
    body = {"section": "other", "uses": ["lookup", "decision"], "is_lasting": "1"}
    answer = client.post("/catalogue/fields/elements/f_note/", body)
    assert (answer.status_code, answer.url) == (302, "/catalogue/fields/elements/f_note/")
    row = DataElement.objects.get(code="f_note")
    assert (row.section, row.is_lasting, row.uses) == ("other", True, ["decision", "lookup"])
    assert measure("F1")[0].count(Verdict.NEEDLESS) == 2
    page = html.unescape(client.get("/catalogue/fields/").content.decode())
    assert "填表的事" in page


def test_only_an_editor_and_only_what_there_is(formed):
    row = element_by_code("f_note")
    before = DataElement.objects.filter(pk=row.pk).values().get()
    said = len(entries_for("catalogue"))
    with b.refused("element_not_yours"):
        describe_element(row, section="", is_lasting=True, uses=[], actor=formed.supervisor)
    with b.refused("element_unsaid"):
        describe_element(row, section="attic", is_lasting=True, uses=[], actor=EDITOR)
    with b.refused("element_unsaid"):
        describe_element(row, section="", is_lasting=True, uses=["fun"], actor=EDITOR)
    assert DataElement.objects.filter(pk=row.pk).values().get() == before
    assert len(entries_for("catalogue")) == said
    b.do(describe_element, row, section="child", is_lasting=False, uses=[], actor=EDITOR)
    assert [entry.verb for entry in entries_for("catalogue")][said:] == ["element.described"]
    b.do(describe_element, row, section="child", is_lasting=False, uses=[], actor=EDITOR)
    assert len(entries_for("catalogue")) == said + 1, "Said twice, it is said once."


def test_loading_a_file_that_is_silent_leaves_what_an_editor_said(formed):
    row = element_by_code("f_note")
    b.do(describe_element, row, section="child", is_lasting=True, uses=["decision"], actor=EDITOR)
    things.publish()
    row.refresh_from_db()
    assert (row.section, row.is_lasting, row.uses) == ("child", True, ["decision"])
    assert element_by_code("f_phone").section == "person"


def test_a_supervisor_reads_and_does_not_write(formed):
    client, _actor = post("督查甲", Role.SUPERVISOR)
    page = html.unescape(client.get("/catalogue/fields/things/F1/").content.decode())
    assert "补充说明" in page
    assert "/catalogue/fields/elements/" not in page
    assert client.get("/catalogue/fields/elements/f_note/").status_code == 403
