"""One case from the answers to the archive through the API alone."""

from __future__ import annotations

from portal.journal.queries import verify
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases.models import Case

NEW = {"thing": "T1", "answers": {"who": ["me"]}, "channel": "online"}


def test_online_from_answers_to_archive(town, me, seller, clerk, systems):
    plan = me.send("things/T1/plan/", {"answers": {"who": ["me"]}})
    assert [matter["code"] for matter in plan["matters"] if matter["stage"] == 1] == [
        "T1-A",
        "T1-E",
    ]
    assert plan["outcome"]["kind"] == "proceed"

    case = me.send("cases/", NEW, 201)
    number = case["number"]
    assert (case["state"], case["thing"], case["applicant"]["id"]) == ("draft", "T1", town.buyer.pk)
    slots = {slot["material"]: slot for slot in case["slots"]}
    assert slots["t_contract"]["state"] == "missing"
    assert slots["t_only"]["may_promise"]
    assert not slots["t_contract"]["may_promise"]

    them = {"name": town.seller.name, "id_number": town.seller.id_number}
    party = me.send(f"cases/{number}/parties/", {"role": "seller", **them}, 201)
    assert party["confirmed_at"] is None
    planned = seller.read(f"cases/{number}/consents/")
    assert [read["resource"] for read in planned] == ["DS13"]
    party = seller.send(f"cases/{number}/parties/seller/confirm/", {"resources": ["DS13"]})
    assert party["confirmed_via"] == "online"
    assert [read["resource"] for read in me.read(f"cases/{number}/consents/")] == ["DS07"]
    told = me.send(f"cases/{number}/consents/", {"resources": ["DS07"]}, 201)
    assert told["sharing"]["waiting"]
    drain()

    fields = {field["element"]: field for field in me.read(f"cases/{number}/form/")}
    assert fields["address"]["prefilled"] == "杭州市西湖区翠苑街道文一路12号3幢2单元501室"
    saved = me.send(f"cases/{number}/form/", {"values": {"phone": "1"}})
    assert not saved["complete"]
    assert {fault["element"] for fault in saved["faults"]} == {"phone", "price"}
    saved = me.send(f"cases/{number}/form/", {"values": b.FORM})
    assert saved == {"complete": True, "faults": []}

    here = f"cases/{number}/slots"
    contract = slots["t_contract"]["id"]
    slot = me.send(f"{here}/{contract}/document/", {"file": b.pdf()}, 201, format="multipart")
    assert (slot["state"], slot["document"]["filename"]) == ("provided", "合同.pdf")
    only = slots["t_only"]["id"]
    assert "唯一住房声明" in me.read(f"{here}/{only}/promise/")["text"]["zh"]
    assert me.send(f"{here}/{only}/promise/", status=201)["state"] == "committed"

    case = me.send(f"cases/{number}/submit/")
    assert (case["state"], case["missing"]) == ("submitted", [])
    drain()

    assert [row["number"] for row in clerk.read("desk/cases/")["results"]] == [number]
    checked = clerk.send(f"{here}/{contract}/check/", {"good": True})
    assert checked["checked"] == "ok"
    defects = [{"what": "合同缺页", "what_en": "A page is missing", "slot": contract}]
    notice = clerk.send(f"cases/{number}/correction/", {"defects": defects}, 201)
    assert notice["round"] == 1
    assert (
        me.read(f"cases/{number}/correction/")["correction"]["items"][0]["what"]["en"]
        == "A page is missing"
    )
    me.send(f"{here}/{contract}/document/", {"file": b.pdf("合同2.pdf")}, 201, format="multipart")
    assert me.send(f"cases/{number}/correction/answer/")["state"] == "submitted"
    assert me.read(f"cases/{number}/correction/") == {"correction": None}
    drain()
    case = clerk.send(f"cases/{number}/accept/")
    assert case["state"] == "accepted"
    assert case["promised_on"]
    drain()

    for name, matter in zip("甲乙丙丁戊", "ABCDE", strict=True):
        system = systems[f"{name}局"]
        inbox = system.read("approvals/")["results"]
        assert [row["matter"] for row in inbox] == [f"T1-{matter}"]
        one = inbox[0]["id"]
        assert system.send(f"approvals/{one}/take-up/")["state"] == "in_review"
        assert system.send(f"approvals/{one}/decide/", {"granted": True})["state"] == "approved"
        drain()

    case = me.read(f"cases/{number}/")
    assert (case["state"], case["duty"]["kind"]) == ("results_ready", "collect")
    assert {bar["state"] for lane in case["lanes"] for bar in lane["bars"]} == {"done"}
    result = me.read(f"cases/{number}/result/")
    assert result["ready"]
    assert len(result["code"]) == 8
    assert [len(one["licences"]) for one in result["results"]] == [1, 0, 1, 0, 0]
    assert me.send(f"cases/{number}/delivery/", {"method": "post"})["method"] == "post"
    assert me.send(f"cases/{number}/collect/")["collected_at"]
    rating = me.send(f"cases/{number}/rating/", {"grade": 5, "options": ["510"]}, 201)
    assert rating["callback_due_on"] is None
    drain()
    assert me.read(f"cases/{number}/")["state"] == "archived"

    said = [line["sentence"]["zh"] for line in me.read(f"cases/{number}/timeline/")]
    assert len(said) > 15
    mine = me.read(f"cases/{number}/reads/")
    assert {line["resource"] for line in mine} == {"DS07"}
    assert {line["outcome"] for line in mine} == {"answered"}
    theirs = seller.read(f"cases/{number}/reads/")
    assert {line["resource"] for line in theirs} == {"DS13"}
    licences = me.read("me/licences/")["results"]
    assert {row["name"]["zh"] for row in licences} == {"甲证", "乙证"}
    assert len(me.read("me/documents/")["results"]) == 2
    notices = me.read("me/notices/")["results"]
    assert {row["case"] for row in notices} == {number}
    assert me.send(f"me/notices/{notices[0]['id']}/read/")["read_at"]
    assert verify(Case.objects.get(number=number).stream) is None


def test_at_the_window_with_one_visit(town, clerk):
    card = {"name": town.buyer.name, "id_number": town.buyer.id_number}
    applicant = clerk.send("desk/applicants/", card, 201)
    assert applicant["id"] == town.buyer.pk
    assert town.buyer.id_number not in str(applicant)
    found = clerk.read("desk/applicants/", q=town.buyer.id_number)
    assert [row["id"] for row in found] == [town.buyer.pk]

    body = {"thing": "T2", "answers": {}, "channel": "window", "applicant": applicant["id"]}
    case = clerk.send("cases/", body, 201)
    number = case["number"]
    assert case["channel"] == "window"
    clerk.send(f"cases/{number}/consents/", {"resources": ["DS07"], "role": "applicant"}, 201)
    drain()
    clerk.send(f"cases/{number}/submit/")
    drain()
    clerk.send(f"cases/{number}/accept/")
    drain()
    case = Case.objects.get(number=number)
    b.grant(town, case, "T2-A")
    assert clerk.read(f"cases/{number}/result/")["code"] is None
    code = case.pickup.code
    assert clerk.send("desk/pickup/find/", {"code": code.lower()})["ready"]
    assert clerk.get("/api/v1/desk/pickup/", {"code": code}).status_code == 405
    assert clerk.send("desk/pickup/", {"code": code})["collected_at"]
    case.refresh_from_db()
    assert case.state == "collected"


def test_who_am_i(town, me, clerk, systems):
    told = me.read("me/")
    assert (told["role"], [one["id"] for one in told["applicants"]]) == (
        "applicant",
        [town.buyer.pk],
    )
    assert clerk.read("me/")["role"] == "clerk"
    assert systems["甲局"].read("me/")["role"] == "department_system"
