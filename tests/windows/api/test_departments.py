"""A department's system sees and decides its own part of a case, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.accounts.models import User
from portal.journal.models import Entry
from portal.journal.queries import entries_for
from portal.outbox.drain import drain
from services.catalogue.text import Text
from services.models import Department
from tests.windows import builders as b
from tests.windows.api.conftest import PASSWORD, Caller
from windows.cases.plans import plan_of


def test_only_its_own_and_only_what_reached_it(town, systems):
    case = b.accepted_case(town)
    first, waiting = b.approval(case, "T1-A"), b.approval(case, "T1-B")
    assert systems["甲局"].read(f"approvals/{first.pk}/")["matter"] == "T1-A"
    before = b.snapshot(case)
    for caller, one in ((systems["乙局"], first), (systems["乙局"], waiting)):
        assert caller.read(f"approvals/{one.pk}/", 404)["code"] == "approval_not_found"
        path = f"approvals/{one.pk}/decide/"
        assert caller.send(path, {"granted": True}, 404)["code"] == "approval_not_found"
        assert caller.send(f"approvals/{one.pk}/take-up/", status=404)["code"]
    assert b.snapshot(case) == before


def test_it_sees_what_its_matter_needs_and_no_more(town, systems):
    case = b.accepted_case(town)
    told = systems["甲局"].read(f"approvals/{b.approval(case, 'T1-A').pk}/")
    assert {slot["material"] for slot in told["slots"]} == {"t_home", "t_marriage", "t_contract"}
    assert {one["element"] for one in told["form"]} == {"phone", "price", "address"}
    assert {fact["role"] for fact in told["facts"]} == {"seller", "applicant"}
    assert town.buyer.id_number not in str(told)
    alone = systems["戊局"].read(f"approvals/{b.approval(case, 'T1-E').pk}/")
    assert {slot["material"] for slot in alone["slots"]} == {"t_form"}
    assert (alone["form"], alone["facts"]) == ([], [])


def test_it_opens_the_documents_of_its_matter_and_the_owner_sees_that(town, systems):
    case = b.accepted_case(town)
    document = b.slot(case, "t_contract").document
    answer = systems["甲局"].get(f"/api/v1/documents/{document.pk}/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b.PDF
    entry = entries_for(f"applicant:{town.buyer.pk}").last()
    assert (entry.verb, entry.actor_kind) == ("document.read", "department_system")
    refused = systems["戊局"].get(f"/api/v1/documents/{document.pk}/")
    assert (refused.status_code, refused.json()["code"]) == (404, "document_not_found")


def test_a_denial_ends_only_its_own_branch(town, me, systems):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    path = f"approvals/{b.approval(case, 'T1-B').pk}/decide/"
    told = systems["乙局"].send(path, {"granted": False, "reason": "材料不实"})
    assert (told["state"], told["reason"]) == ("denied", "材料不实")
    drain()
    b.grant(town, case, "T1-D", "T1-E")
    result = me.read(f"cases/{case.number}/result/")
    states = {one["matter"]: one["state"] for one in result["results"]}
    assert states == {
        "T1-A": "approved",
        "T1-B": "denied",
        "T1-C": "not_needed",
        "T1-D": "approved",
        "T1-E": "approved",
    }
    denied = next(one for one in result["results"] if one["matter"] == "T1-B")
    assert "行政复议" in denied["remedies"]["zh"]


def test_a_supervisor_reads_and_does_not_decide(town, supervisor):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    assert supervisor.read(f"approvals/{one.pk}/")["id"] == one.pk
    told = supervisor.send(f"approvals/{one.pk}/decide/", {"granted": True}, 403)
    assert told["code"] == "role_not_allowed"


@pytest.mark.parametrize("path", ["cases/", "me/licences/", "me/documents/", "me/notices/"])
def test_it_owns_nothing(town, systems, path):
    b.accepted_case(town)
    assert systems["甲局"].read(path)["results"] == []


def test_a_choice_is_told_in_both_languages(town, systems):
    case = b.accepted_case(town)
    plan = plan_of(case)
    kinds = (("a", Text("全款", "In full")), ("b", Text("按揭", "Mortgage")))
    fields = tuple(
        replace(field, choices=kinds) if field.element == "price" else field
        for field in plan.fields
    )
    case.plan, case.form = replace(plan, fields=fields).to_json(), case.form | {"price": "b"}
    case.save(update_fields=["plan", "form"])
    told = systems["甲局"].read(f"approvals/{b.approval(case, 'T1-A').pk}/")
    values = {one["element"]: one["value"] for one in told["form"]}
    assert values["price"] == {"zh": "按揭", "en": "Mortgage"}


def test_a_token_is_made_once_and_the_journal_says_so(town, systems):
    user = User.objects.get(username=f"system-{Department.objects.get(name='甲局').pk}")
    credentials = {"username": user.username, "password": PASSWORD}
    again = Caller().send("token/", credentials)["token"]
    given = Entry.objects.filter(stream=f"account:{user.pk}", verb="account.token_given")
    assert [entry.actor_id for entry in given] == [user.pk]
    assert again not in str(given.get().data)
