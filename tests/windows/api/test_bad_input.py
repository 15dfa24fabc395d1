"""Each bad input: a clear message, the right status, and nothing changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from datasharing.models import Exchange
from materials.models import Document
from portal.accounts.models import Applicant
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases.models import Case
from windows.models import Rating

SHAPE = {"code", "message", "what_to_do", "field", "details"}


def no(answer: dict, code: str) -> dict:
    """The one shape, with this code, and something to read."""
    assert set(answer) == SHAPE
    assert answer["code"] == code
    assert answer["message"]
    assert answer["what_to_do"]
    return answer


def test_answers_that_do_not_exist(me):
    body = {"answers": {"who": ["me", "nobody"], "colour": ["red"]}}
    told = no(me.send("things/T1/plan/", body, 422), "bad_answers")
    assert {(fault["kind"], fault["question"], fault["value"]) for fault in told["details"]} == {
        ("unknown_question", "colour", ""),
        ("unknown_option", "who", "nobody"),
    }
    no(me.send("cases/", {"thing": "T1", **body}, 422), "bad_answers")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("value", "code"),
    [("sealed", "ineligible"), ("body", "in_person_only"), ("other", "handed_over")],
)
def test_answers_that_end_here(me, value, code):
    body = {"thing": "T1", "answers": {"who": [value]}}
    told = no(me.send("cases/", body, 409), code)
    assert told["details"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "body",
    [{}, {"answers": []}, {"answers": {"who": "me"}}, {"answers": {"who": [{"a": 1}]}}, [1], "x"],
)
def test_malformed_bodies(me, body):
    told = me.post("/api/v1/things/T1/plan/", body)
    assert told.status_code == 422
    no(told.json(), "bad_input")
    assert all(set(fault) == {"field", "message"} for fault in told.json()["details"])


def test_broken_json_and_wrong_media_type(me):
    answer = me.post("/api/v1/things/T1/plan/", "{", content_type="application/json")
    assert answer.status_code == 400
    no(answer.json(), "unreadable")
    answer = me.post("/api/v1/things/T1/plan/", "a=1", content_type="text/plain")
    assert answer.status_code == 415
    no(answer.json(), "wrong_type")


def test_unknown_thing_and_applicant(me, clerk, town):
    no(me.send("cases/", {"thing": "P99", "answers": {}}, 404), "no_such_life_event")
    other = {"thing": "T2", "answers": {}, "applicant": town.stranger.pk}
    no(me.send("cases/", other, 422), "applicant_missing")
    nobody = {**other, "applicant": 10**12, "channel": "window"}
    no(clerk.send("cases/", nobody, 404), "applicant_unknown")
    no(me.send("cases/", {"thing": "T2", "answers": {}, "channel": "window"}, 403), "wrong_channel")
    assert not Case.objects.exists()


def test_material_of_a_wrong_type_too_large_or_missing(town, me, settings):
    case = b.draft(town)
    before = b.snapshot(case)
    path = f"cases/{case.number}/slots/{b.slot(case, 't_contract').pk}/document/"
    exe = SimpleUploadedFile("合同.pdf", b"MZ\x90\x00" + b"\x00" * 64)
    no(me.send(path, {"file": exe}, 415, format="multipart"), "document_type_refused")
    settings.DOCUMENT_LIMIT_BYTES = 40
    no(me.send(path, {"file": b.pdf()}, 413, format="multipart"), "document_too_large")
    empty = SimpleUploadedFile("合同.pdf", b"")
    no(me.send(path, {"file": empty}, 422, format="multipart"), "document_empty")
    no(me.send(path, {}, 422), "file_missing")
    assert not Document.objects.exists()
    assert b.snapshot(case) == before


def test_somebody_elses_document(town, me, stranger):
    case = b.complete_draft(town)
    theirs = b.slot(case, "t_contract").document
    other = stranger.send("cases/", {"thing": "T1", "answers": {"who": ["me"]}}, 201)
    slot = next(one for one in other["slots"] if one["material"] == "t_contract")
    path = f"cases/{other['number']}/slots/{slot['id']}/document/"
    no(stranger.send(path, {"document": str(theirs.pk)}, 404), "document_not_found")
    assert stranger.get(f"/api/v1/documents/{theirs.pk}/").status_code == 404


def test_second_submit_says_so(town, me):
    case = b.complete_draft(town)
    me.send(f"cases/{case.number}/submit/")
    drain()
    before = b.snapshot(case)
    no(me.send(f"cases/{case.number}/submit/", status=409), "already_submitted")
    assert b.snapshot(case) == before


def test_incomplete_submit_lists_everything(town, me):
    case = b.draft(town)
    before = b.snapshot(case)
    told = no(me.send(f"cases/{case.number}/submit/", status=422), "incomplete_case")
    kinds = [missing["kind"] for missing in told["details"]]
    assert kinds.count("field") == 2
    assert {"material", "read", "party"} <= set(kinds)
    assert b.snapshot(case) == before


def test_decision_on_a_closed_approval(town, systems):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    one = b.approval(case, "T1-A")
    before = b.snapshot(case)
    told = systems["甲局"].send(
        f"approvals/{one.pk}/decide/", {"granted": False, "reason": "晚了"}, 409
    )
    no(told, "approval_closed")
    no(systems["甲局"].send(f"approvals/{one.pk}/take-up/", status=409), "approval_closed")
    assert b.unchanged(case, before, "approval.refused", "approval.refused")


def test_denial_without_a_reason(town, systems):
    case = b.accepted_case(town)
    before = b.snapshot(case)
    path = f"approvals/{b.approval(case, 'T1-A').pk}/decide/"
    told = no(systems["甲局"].send(path, {"granted": False, "reason": " "}, 422), "reason_missing")
    assert told["field"] == "reason"
    no(systems["甲局"].send(path, {"reason": "x"}, 422), "bad_input")
    assert b.snapshot(case) == before


def test_expired_consent_reads_nothing(town, me):
    number = me.send("cases/", {"thing": "T2", "answers": {}}, 201)["number"]
    me.send(f"cases/{number}/consents/", {"resources": ["DS07"]}, 201)
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=True):
        drain()
    assert not Exchange.objects.filter(case_number=number, answer__isnull=False).exists()
    slot = me.read(f"cases/{number}/")["slots"][0]
    assert (slot["material"], slot["is_there"]) == ("t_marriage", False)


@pytest.mark.parametrize("path", ["", "timeline/", "reads/", "result/", "form/", "plan/"])
def test_a_strangers_number_is_not_found(town, stranger, systems, path):
    case = b.submitted_case(town)
    for caller in (stranger, systems["甲局"]):
        no(caller.read(f"cases/{case.number}/{path}", 404), "case_not_found")
        no(caller.read(f"cases/330100-20200101-000001/{path}", 404), "case_not_found")


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("submit", {}),
        ("withdraw", {}),
        ("form", {"values": {}}),
        ("consents", {"resources": []}),
        ("collect", {}),
        ("rating", {"grade": 5}),
        ("correction/answer", {}),
        ("parties", {"role": "seller", "name": "甲", "id_number": "330106199001011234"}),
    ],
)
def test_a_stranger_acts_on_nothing(town, stranger, verb, body):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    no(stranger.send(f"cases/{case.number}/{verb}/", body, 404), "case_not_found")
    assert b.snapshot(case) == before


def test_rating_grades_and_options(town, me):
    case = b.collected_case(town)
    path = f"cases/{case.number}/rating/"
    no(me.send(path, {"grade": 6}, 422), "bad_grade")
    no(me.send(path, {"grade": 5, "options": ["103"]}, 422), "unknown_rating_option")
    assert not Rating.objects.exists()
    me.send(path, {"grade": 1, "options": ["103"]}, 201)
    no(me.send(path, {"grade": 5}, 409), "rated_already")
    assert Rating.objects.get().grade == 1


def test_a_clerk_withdraws_only_with_what_the_person_said(town, clerk):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    no(clerk.send(f"cases/{case.number}/withdraw/", {"reason": " "}, 422), "reason_missing")
    assert b.snapshot(case) == before
    clerk.send(f"cases/{case.number}/withdraw/", {"reason": "不卖了"}, 200)
    case.refresh_from_db()
    assert (case.state, case.withdrawn_at_window) == ("withdrawn", True)


def test_wrong_card_and_wrong_code(town, clerk):
    count = Applicant.objects.count()
    card = {"name": "张三", "id_number": "330106199001011230"}
    told = no(clerk.send("desk/applicants/", card, 422), "id_number_refused")
    assert told["field"] == "id_number"
    assert Applicant.objects.count() == count
    no(clerk.send("desk/pickup/", {"code": "AAAAAAAA"}, 404), "case_not_found")


def test_correction_of_another_cases_material(town, clerk):
    case, other = b.submitted_case(town), b.draft(town, code="T2")
    before = b.snapshot(case)
    path = f"cases/{case.number}/correction/"
    defects = [{"what": "换一份", "slot": other.slots.get().pk}]
    no(clerk.send(path, {"defects": defects}, 422), "defect_elsewhere")
    no(clerk.send(path, {"defects": []}, 422), "defects_missing")
    past = {"defects": [{"what": "x", "element": "price"}], "deadline": "2020-01-01"}
    no(clerk.send(path, past, 422), "deadline_passed")
    assert b.snapshot(case) == before


def test_roles_are_refused_in_words(town, me, clerk, systems):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    for path in ("accept", "refuse", "correction"):
        no(me.send(f"cases/{case.number}/{path}/", {}, 403), "role_not_allowed")
    no(me.read("desk/cases/", 403), "role_not_allowed")
    no(me.read("desk/applicants/", 403, q="王"), "role_not_allowed")
    no(clerk.read("approvals/", 403), "role_not_allowed")
    no(systems["甲局"].send("desk/applicants/", {}, 403), "role_not_allowed")
    assert b.snapshot(case) == before


def test_without_a_login(nobody):
    for path in ("cases/", "me/", "approvals/", "desk/cases/"):
        no(nobody.read(path, 401), "login_needed")
    answer = nobody.get("/api/v1/cases/", headers={"Authorization": "Token no-such-token"})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Token"
    no(nobody.send("token/", {"username": "x", "password": "y"}, 422), "login_refused")


def test_a_person_gets_no_token(town, me, nobody):
    user = town.buyer.user
    user.set_password("a-Long-secret-77")
    user.save()
    body = {"username": user.username, "password": "a-Long-secret-77"}
    no(nobody.send("token/", body, 403), "token_not_allowed")


def test_a_session_without_the_csrf_token(town, me):
    me.handler.enforce_csrf_checks = True
    no(me.send("cases/", {"thing": "T2", "answers": {}}, 403), "not_allowed")
    assert not Case.objects.exists()


def test_unknown_addresses_and_methods(me):
    no(me.read("no-such-thing/", 404), "not_found")
    answer = me.delete("/api/v1/cases/")
    assert answer.status_code == 405
    no(answer.json(), "method_refused")


def test_the_language_of_the_caller(me):
    chinese = me.get("/api/v1/cases/x/", headers={"Accept-Language": "zh-CN"}).json()
    assert chinese["message"] == "没有找到这个办件。"
    english = me.get("/api/v1/cases/x/", headers={"Accept-Language": "en"})
    assert english["Content-Language"] == "en"


def test_too_many_calls(nobody, monkeypatch, db):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    assert [nobody.get("/api/v1/things/").status_code for _ in range(3)] == [200, 200, 429]
    answer = nobody.get("/api/v1/things/")
    no(answer.json(), "too_many")
    assert int(answer["Retry-After"]) > 0
