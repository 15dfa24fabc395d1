"""SOAP-like XML: the plain envelope, a mapped one, faults and bombs."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from datasharing.connectors.base import Reply, SourceDown, SourceRefused
from datasharing.connectors.soap_xml import SoapXml
from tests.datasharing.connectors.conftest import PERSON, question

BODY = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:r="urn:registers:1">'
    "<s:Body>%s</s:Body></s:Envelope>"
)
RECORD = "<r:Record><r:address>文一路&amp;12号</r:address><r:area>89.52</r:area></r:Record>"
ANSWER = BODY % (
    f'<r:Answer found="true"><r:About><r:id_number>{PERSON}</r:id_number></r:About>'
    f"{RECORD}</r:Answer>"
)
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def test_plain(source):
    source.body = ANSWER.encode()

    reply = SoapXml().ask(question(source.url, purpose="核对 <权属> & 面积"))

    assert reply == Reply(
        found=True,
        about={"id_number": PERSON},
        records=({"address": "文一路&12号", "area": "89.52"},),
    )
    sent = ET.fromstring(source.asked[0][2])
    spaces = {"s": "http://schemas.xmlsoap.org/soap/envelope/", "r": "urn:registers:1"}
    query = sent.find("s:Body/r:Query", spaces)
    assert query.findtext("r:Keys/r:id_number", namespaces=spaces) == PERSON
    assert [each.tag for each in query.find("r:Fields", spaces)] == [
        "{urn:registers:1}address", "{urn:registers:1}area",
    ]  # fmt: skip
    assert query.findtext("r:Purpose", namespaces=spaces) == "核对 <权属> & 面积"


def test_truth_and_lists_come_as_what_they_are(source):
    source.body = ANSWER.replace(
        RECORD, '<r:Record><r:area>true</r:area><r:address>["a"]</r:address></r:Record>'
    ).encode()
    assert SoapXml().ask(question(source.url)).records == ({"area": True, "address": ["a"]},)


def test_no_record(source):
    source.body = (BODY % '<r:Answer found="false"><r:About/></r:Answer>').encode()
    assert SoapXml().ask(question(source.url)).found is False


def test_a_mapped_service(source):
    mapping = {
        "request": {"keys": {"id_number": "SFZH"}, "keys_at": "arg", "fields_at": "arg.COLS"},
        "answer": {
            "records": "return.ROW",
            "found": "return.@code",
            "found_is": ["0"],
            "not_found_is": ["1"],
            "about": {"id_number": "/return.OWNER"},
            "fields": {"address": "ZL", "area": "MJ"},
        },
        "way": {"operation": "queryBdc", "namespace": "http://old.example/", "soap_action": "q"},
    }
    source.body = (
        BODY % f'<q:queryBdcResponse xmlns:q="http://old.example/"><return code="0">'
        f"<OWNER>{PERSON}</OWNER><ROW><ZL>甲</ZL><MJ>1</MJ></ROW><ROW><ZL>乙</ZL></ROW>"
        "</return></q:queryBdcResponse>"
    ).encode()

    reply = SoapXml().ask(question(source.url, mapping=mapping))

    assert reply.about == {"id_number": PERSON}
    assert reply.records == ({"address": "甲", "area": "1"}, {"address": "乙"})
    _, headers, body = source.asked[0]
    assert headers["SOAPAction"] == '"q"'
    sent = ET.fromstring(body)
    arg = sent.find(".//{http://old.example/}queryBdc/{http://old.example/}arg")
    assert [(each.tag.rpartition("}")[2], each.text) for each in arg] == [
        ("SFZH", PERSON), ("COLS", "ZL"), ("COLS", "MJ"),
    ]  # fmt: skip


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE, "<!DOCTYPE r>"])
def test_a_bomb_is_refused_before_it_goes_off(source, bomb):
    source.body = (bomb + ANSWER.replace("文一路", "&lol9;")).encode()
    with pytest.raises(SourceRefused, match="document type or entities"):
        SoapXml().ask(question(source.url))


@pytest.mark.parametrize(
    "body",
    [b"", b"<a>", b"<a/>", (BODY % "").encode(), (BODY % "<x/>").encode(),
     (BODY % ("<a>" * 40 + "</a>" * 40)).encode()],
)  # fmt: skip
def test_what_nobody_can_read_is_refused(source, body):
    source.body = body
    with pytest.raises(SourceRefused):
        SoapXml().ask(question(source.url))


@pytest.mark.parametrize(("code", "error"), [("s:Client", SourceRefused), ("s:Server", SourceDown)])
def test_a_fault_says_whose_fault_it_is(source, code, error):
    fault = f"<s:Fault><faultcode>{code}</faultcode><faultstring>no</faultstring></s:Fault>"
    source.status, source.body = 500, (BODY % fault).encode()
    with pytest.raises(error, match=f"{code}: no"):
        SoapXml().ask(question(source.url))


def test_500_without_a_fault_is_down(source):
    source.status, source.body = 500, b"<html>oops"
    with pytest.raises(SourceDown, match="HTTP 500"):
        SoapXml().ask(question(source.url))


@pytest.mark.parametrize(
    ("declared", "letters"),
    [("GBK", "gbk"), ("gb2312", "gb2312"), ("GB18030", "gb18030"), ("Big5", "big5")],
)
def test_declared_in_chinese_letters(source, declared, letters):
    said = ANSWER.replace("文一路", "中山路").replace("号", "")
    source.body = f'<?xml version="1.0" encoding="{declared}"?>{said}'.encode(letters)
    assert SoapXml().ask(question(source.url)).records[0]["address"] == "中山路&12"


@pytest.mark.parametrize(
    ("declared", "letters"), [("no-such", "utf-8"), ("euc-jp", "euc-jp"), ("gbk", "utf-8-sig")]
)
def test_other_letters_are_refused_clearly(source, declared, letters):
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    body = head.encode() + (b"\xff\xff" if letters == "utf-8-sig" else b"") + b"<a/>"
    source.body = body
    with pytest.raises(SourceRefused, match=r"letters that cannot be read|not XML"):
        SoapXml().ask(question(source.url))


def test_a_fault_keeps_no_number_of_anybody(source):
    said = f"no {PERSON} here"
    fault = f"<s:Fault><faultcode>s:Client</faultcode><faultstring>{said}</faultstring></s:Fault>"
    source.status, source.body = 500, (BODY % fault).encode()
    with pytest.raises(SourceRefused) as refused:
        SoapXml().ask(question(source.url))
    assert str(refused.value) == "Fault s:Client: no *** here"
