"""JSON over HTTP in other people's words, and what is refused."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from datasharing.connectors.base import Reply, SourceDown, SourceRefused
from datasharing.connectors.http_json import HttpJson
from tests.datasharing.connectors.conftest import PERSON, question

MAPPING = {
    "request": {
        "keys": {"id_number": "zjhm"},
        "keys_at": "data.params",
        "fields_at": "data.columns",
        "constants": {"service": "bdc-query", "data.version": "2"},
    },
    "answer": {
        "records": "result.rows",
        "found": "code",
        "found_is": ["200"],
        "not_found_is": ["404"],
        "about": {"id_number": "qlrzjh"},
        "fields": {"address": "zl", "area": "mj.jzmj", "use": "yt", "issued_on": "djsj"},
        "values": {"use": {"11": "home", "*": "other"}},
        "dates": {"issued_on": "%Y%m%d"},
        "valid_for": "result.ttl",
    },
}


def said(**more) -> bytes:
    row = {
        "qlrzjh": PERSON,
        "zl": "文一路12号",
        "mj": {"jzmj": 89.5},
        "yt": "11",
        "djsj": "20190305",
    }
    return json.dumps({"code": 200, "result": {"rows": [row | more], "ttl": 600}}).encode()


def ask(source, **more) -> Reply:
    fields = ("address", "area", "use", "issued_on")
    return HttpJson().ask(question(source.url, mapping=MAPPING, fields=fields, **more))


def test_the_question_is_put_in_their_words(source):
    source.body = said()
    ask(source)

    path, headers, body = source.asked[0]
    assert path == "/DS13"
    assert headers["X-Reference"] == "2b8e/1"
    assert json.loads(body) == {
        "service": "bdc-query",
        "data": {
            "version": "2",
            "params": {"zjhm": PERSON},
            "columns": ["zl", "mj.jzmj", "yt", "djsj"],
        },
    }


def test_the_answer_is_put_in_ours(source):
    source.body = said(phone="13800000000")

    assert ask(source) == Reply(
        found=True,
        about={"id_number": PERSON},
        records=(
            {"address": "文一路12号", "area": 89.5, "use": "home", "issued_on": "2019-03-05"},
        ),
        valid_seconds=600,
    )


def test_every_other_value_has_a_word(source):
    source.body = said(yt="91")
    assert ask(source).records[0]["use"] == "other"


def test_no_record(source):
    source.body = b'{"code": 404, "result": null}'
    assert ask(source) == Reply(found=False, about={}, records=())


def test_two_people_in_one_answer_name_nobody(source):
    rows = [{"qlrzjh": PERSON, "zl": "甲"}, {"qlrzjh": "330106199001011234", "zl": "乙"}]
    source.body = json.dumps({"code": 200, "result": {"rows": rows}}).encode()
    assert ask(source).about == {"id_number": ""}


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b'{"code": 500}',  # neither found nor not found
        b'{"code": 200, "result": {"rows": []}}',
        b'{"code": 200, "result": {"rows": ["text"]}}',
        said(djsj="2019-03-05"),
        b"[" * 100_000,
        json.dumps({"code": 200, "result": {"rows": [{"qlrzjh": PERSON}] * 201}}).encode(),
        b"x" * (1024 * 1024 + 1),
    ],
)
def test_an_answer_that_says_nothing_clear_is_refused(source, body):
    source.body = body
    with pytest.raises(SourceRefused):
        ask(source)


def test_it_may_ask_to_be_left_alone(source):
    source.status, source.headers = 429, {"Retry-After": "120"}
    with pytest.raises(SourceDown) as busy:
        ask(source)
    assert busy.value.after == timedelta(seconds=120)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("max-age=300", 300), ("private, max-age=60", 60), ("no-store, max-age=60", 0)],
)
def test_how_long_it_holds_stands_in_the_header_too(source, header, seconds):
    source.headers = {"Cache-Control": header}
    source.body = json.dumps(
        {"found": True, "about": {"id_number": PERSON}, "records": [{"area": 1}]}
    ).encode()
    assert HttpJson().ask(question(source.url)).valid_seconds == seconds


def test_another_house_is_not_called_by_a_redirect(source):
    source.status, source.headers = 302, {"Location": "http://127.0.0.1:9/"}
    with pytest.raises(SourceRefused, match="HTTP 302"):
        ask(source)
