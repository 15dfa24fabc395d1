"""The same question by HTTP with JSON, by SOAP-like XML, and by files in a folder."""

from __future__ import annotations

import csv
import json
import threading
import urllib.error
import urllib.request
from xml.etree import ElementTree as ET

import pytest

from datasharing.sandbox.drop import DropFolder
from datasharing.sandbox.population import population

ENVELOPE, NAMES = "{http://schemas.xmlsoap.org/soap/envelope/}", "{urn:registers:1}"
CHEN = population().by_username["chenguoqiang"]
QUESTION = """<?xml version="1.0"?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:q="urn:registers:1">
<e:Body><q:Query><q:Keys><q:id_number>{number}</q:id_number></q:Keys>
<q:Fields><q:status/><q:spouse_name/></q:Fields>
<q:Case>330106-20261122-000001</q:Case><q:Purpose>核对 &lt;婚姻&gt;</q:Purpose></q:Query></e:Body>
</e:Envelope>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""


def post(address: str, body: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, body.encode(), {"Content-Type": "text/xml"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def body_of(data: bytes) -> ET.Element:
    return ET.fromstring(data).find(f"{ENVELOPE}Body")


def test_soap_answers_with_an_element_for_each_field(registry):
    status, data = post(f"{registry.url}/soap/DS07", QUESTION.format(number=CHEN.id_number))

    assert status == 200
    answer = body_of(data).find(f"{NAMES}Answer")
    assert answer.get("found") == "true"
    assert answer.findtext(f"{NAMES}About/{NAMES}id_number") == CHEN.id_number
    (record,) = answer.findall(f"{NAMES}Record")
    assert {each.tag: each.text for each in record} == {
        f"{NAMES}status": "已婚",
        f"{NAMES}spouse_name": "刘秀英",
    }
    (seen,) = registry.log()["asked"]
    assert (seen["face"], seen["resource"], seen["fields"]) == (
        "soap", "DS07", ["status", "spouse_name"],
    )  # fmt: skip
    assert (seen["case"], seen["purpose"]) == ("330106-20261122-000001", "核对 <婚姻>")


def test_soap_says_no_and_tells_its_faults(registry):
    status, data = post(f"{registry.url}/soap/DS07", QUESTION.format(number="330106190001010000"))
    assert (status, body_of(data).find(f"{NAMES}Answer").get("found")) == (200, "false")

    asked = QUESTION.format(number=CHEN.id_number)
    registry.control(down=["DS07"])
    for path, sent, expected, said in (
        ("DS07", asked, 503, "down"),
        ("DS99", asked, 500, "no such register"),
        ("DS13", "<x/>", 500, "ValueError: no Query in the Body"),
        ("DS13", "{}", 500, "not XML"),
        ("DS13", BOMB, 500, "EntitiesForbidden"),
    ):
        status, data = post(f"{registry.url}/soap/{path}", sent)
        assert (status, path) == (expected, path)
        assert said in body_of(data).findtext(f"{ENVELOPE}Fault/faultstring")


def test_a_wrong_answer_is_wrong_by_every_face(registry):
    registry.control(wrong_person=["DS07"])
    _, data = post(f"{registry.url}/soap/DS07", QUESTION.format(number=CHEN.id_number))

    about = body_of(data).findtext(f"{NAMES}Answer/{NAMES}About/{NAMES}id_number")
    assert about == "330106190001010000"


def test_people_can_be_looked_for(registry):
    address = f"{registry.url}/_people?fits=DS05,DS17&limit=2"
    told = json.loads(urllib.request.urlopen(address, timeout=5).read())["people"]
    assert len(told) == 2
    assert set(told[0]) == {"name", "id_number", "born"}
    for wrong in ("?fits=DS31", "", "?fits=DS01&limit=x"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{registry.url}/_people{wrong}", timeout=5)
        assert refused.value.code == 400
        refused.value.close()


@pytest.fixture
def drop(registry_server, registry, tmp_path):
    return DropFolder(tmp_path, registry_server.mood)


def lay(folder, name: str, *lines: str) -> None:
    (folder / "questions" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def answers(folder) -> list[str]:
    return sorted(path.name for path in (folder / "answers").iterdir())


HEADING = "resource,reference,fields,case,purpose,key:id_number,key:name"


def test_a_file_is_answered_by_a_file(drop, tmp_path, registry):
    asked = f"DS29,r1,utility;account;owed,330106-20261122-000001,过户,{CHEN.id_number},"
    lay(tmp_path, "r1.csv", HEADING, asked)

    assert drop.look() == 1

    with (tmp_path / "answers" / "r1.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["utility"] for row in rows] == ["water", "power", "gas", "tv"]
    assert {(row["found"], row["about:id_number"], row["owed"]) for row in rows} == {
        ("yes", CHEN.id_number, "0.00")
    }
    assert list((tmp_path / "questions").iterdir()) == []
    (seen,) = registry.log()["asked"]
    assert (seen["face"], seen["reference"], seen["keys"]) == (
        "csv", "r1", {"id_number": CHEN.id_number},
    )  # fmt: skip


def test_no_record_is_a_line_that_says_no(drop, tmp_path):
    lay(tmp_path, "r2.csv", HEADING, "DS07,r2,status,c,p,330106190001010000,")
    drop.look()
    assert (tmp_path / "answers" / "r2.csv").read_text(encoding="utf-8").split() == ["found", "no"]


def test_while_a_register_is_down_its_questions_stay(drop, tmp_path, registry):
    registry.control(down=["DS07"])
    lay(tmp_path, "r3.csv", HEADING, f"DS07,r3,status,c,p,{CHEN.id_number},")

    assert drop.look() == 0
    assert answers(tmp_path) == []
    registry.control()
    assert drop.look() == 1
    assert answers(tmp_path) == ["r3.csv"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((HEADING,), "one question a file"),
        ((HEADING, "DS99,r,status,c,p,x,"), "no such register"),
        (("nothing", "x"), "KeyError"),
        ((HEADING, "DS07,r,status,c,p,,"), "KeyError"),
    ],
)
def test_a_question_nobody_can_read_is_answered_with_why(drop, tmp_path, lines, said):
    lay(tmp_path, "bad.csv", *lines)
    drop.look()
    assert answers(tmp_path) == ["bad.error"]
    assert said in (tmp_path / "answers" / "bad.error").read_text(encoding="utf-8")
    assert list((tmp_path / "questions").iterdir()) == []


def test_it_looks_by_itself_until_it_is_stopped(drop, tmp_path):
    drop.start()
    lay(tmp_path, "r4.csv", HEADING, f"DS07,r4,status,c,p,{CHEN.id_number},")
    done = threading.Event()
    for _ in range(100):
        if answers(tmp_path) == ["r4.csv"]:
            break
        done.wait(0.1)
    drop.stop()
    assert not drop.is_alive()
    assert answers(tmp_path) == ["r4.csv"]
