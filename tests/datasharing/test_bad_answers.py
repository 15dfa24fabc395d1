"""Whatever a source sends, the attempt has an outcome, a line, and the person an offer."""

from __future__ import annotations

import json

import pytest

from datasharing.exchanges import keeping
from datasharing.models import DataResource, Exchange, LedgerEntry
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message
from tests.datasharing.connectors.conftest import source  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(source, settings, seller, asked, read):  # noqa: F811
    """What becomes of an answer of house records with this body."""

    def tell(body: bytes, code: str = "DS13", fields: tuple[str, ...] = ("address",)) -> Exchange:
        settings.DATA_SOURCES = {code: source.url}
        settings.SANDBOX_REGISTRY_URL = ""
        source.body = body
        exchange = asked(seller, code, fields=list(fields))
        with pytest.raises(TryAgain):
            read(exchange)
        return exchange

    return tell


def about(person, *records: str) -> bytes:
    who = json.dumps({"id_number": person.id_number})
    return f'{{"found": true, "about": {who}, "records": [{",".join(records)}]}}'.encode()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (r'"文一路\u0000"', "a text with characters that are none"),
        (r'"\ud800"', "a text with characters that are none"),
        (r'{"\u0000": 1}', "a text with characters that are none"),
        ("NaN", "a number that is none"),
        ("[-Infinity]", "a number that is none"),
        ("1e999", "a number that is none"),
        ("[" * 40 + "]" * 40, "nested too deep"),
    ],
)
def test_what_the_table_does_not_take_is_a_bad_answer(told, seller, value, why):
    exchange = told(about(seller, f'{{"address": {value}}}'))

    assert (exchange.state, exchange.answer, exchange.failures) == ("asked", None, 1)
    assert exchange.last_outcome == "misconfigured"
    assert exchange.last_error == f"The answer cannot be kept: address: {why}."
    assert LedgerEntry.objects.get().outcome == "misconfigured"


def test_what_was_not_asked_for_spoils_nothing(source, settings, seller, asked, read):  # noqa: F811
    settings.DATA_SOURCES = {"DS13": source.url}
    source.body = about(seller, '{"address": "文一路", "area": NaN}')
    assert read(asked(seller, "DS13", fields=["address"])).answer["address"] == "文一路"


def test_a_record_that_does_not_say_which_it_is(told, seller):
    exchange = told(about(seller, '{"account": "S1"}'), "DS29", ("account",))
    assert exchange.last_error == (
        "The answer cannot be kept: a record without utility, which tells the records apart."
    )


def test_what_breaks_in_our_hands_is_told_and_counted_until_the_person_is_asked(
    told, read, seller, monkeypatch
):
    def spoiled(*_args, **_more):
        raise ZeroDivisionError(seller.id_number)

    monkeypatch.setattr(keeping, "kept", spoiled)
    exchange = told(about(seller, '{"address": "文一路"}'))
    for _ in range(2):
        with pytest.raises(TryAgain):
            read(exchange)

    assert (exchange.state, exchange.last_outcome) == ("failed", "misconfigured")
    assert (exchange.last_error, exchange.failures) == ("ZeroDivisionError", 3)
    assert [line.outcome for line in LedgerEntry.objects.all()] == ["misconfigured"] * 3
    assert Message.objects.filter(kind="exchange.unavailable").count() == 1


def test_a_connector_that_breaks_is_told_without_its_words(told, seller, monkeypatch, caplog):
    def spoiled(*_args, **_more):
        raise ZeroDivisionError(seller.id_number)

    monkeypatch.setattr("datasharing.connectors.http_json.post", spoiled)
    exchange = told(b"{}")
    assert (exchange.last_outcome, exchange.last_error) == ("misconfigured", "ZeroDivisionError")
    assert "DS13 broke on an answer: ZeroDivisionError" in caplog.text
    assert seller.id_number not in caplog.text


def test_nothing_unprintable_and_no_number_reaches_the_row(
    resources, settings, tmp_path, seller, asked, read
):
    for name in ("questions", "answers"):
        (tmp_path / name).mkdir()
    DataResource.objects.filter(code="DS13").update(connector="csv_drop")
    settings.DATA_SOURCES = {"DS13": tmp_path.as_uri()}
    exchange = asked(seller, "DS13")
    with pytest.raises(TryAgain):
        read(exchange)
    (question,) = (tmp_path / "questions").iterdir()
    said = f"没有 {seller.id_number} 的\0记录，电话 13800001234\n"
    (tmp_path / "answers" / question.with_suffix(".error").name).write_text(said)

    with pytest.raises(TryAgain):
        read(exchange)
    assert (exchange.last_outcome, exchange.last_error) == (
        "misconfigured", "没有 *** 的 记录，电话 ***",
    )  # fmt: skip
