"""Of an answer that cannot be read nothing is told but what is wrong with it."""

from __future__ import annotations

import csv
import json

import pytest

from datasharing.connectors.base import SourceRefused
from datasharing.connectors.http_json import HttpJson
from datasharing.connectors.nonsense import Unclear, harmless, refusing_nonsense
from tests.datasharing.connectors.conftest import PERSON, question


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"没有{PERSON}", "没有***"),
        ("33010619880512002X、91330106MA2XXXXX0A", "***、***"),
        ("３３０１０６１９", "***"),
        ("HTTP 503, line 12345", "HTTP 503, line 12345"),
        ("a\0b\ud800c\n", "a b c"),
        ("长" * 300, "长" * 250),
    ],
)
def test_their_words_as_they_may_be_kept(said, kept):
    assert harmless(said) == kept


@pytest.mark.parametrize(
    "error", [ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, csv.Error]
)
def test_the_words_of_an_error_are_not_told(error):
    with pytest.raises(SourceRefused) as refused, refusing_nonsense():
        raise error(PERSON)
    assert str(refused.value) == f"The answer cannot be read: {error.__name__}."


def test_our_own_words_are():
    with pytest.raises(SourceRefused) as refused, refusing_nonsense():
        raise Unclear("found, but without a record")
    assert str(refused.value) == "The answer is not clear: found, but without a record."


def test_a_date_that_is_none_is_not_quoted(source):
    mapping = {"answer": {"about": {"id_number": "id"}, "dates": {"address": "%Y%m%d"}}}
    rows = [{"id": PERSON, "address": "张三 1988"}]
    source.body = json.dumps({"records": rows}).encode()
    with pytest.raises(SourceRefused) as refused:
        HttpJson().ask(question(source.url, mapping=mapping))
    assert str(refused.value) == "The answer cannot be read: ValueError."
