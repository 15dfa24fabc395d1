"""One view of a real PostgreSQL, read-only."""

from __future__ import annotations

import pytest
from django.db import connection
from psycopg2.extensions import make_dsn

from datasharing.connections.limits import Limits
from datasharing.connectors.base import Reply, SourceDown, SourceRefused
from datasharing.connectors.sql_view import SqlView
from portal.settings import addresses
from tests.datasharing.connectors.conftest import PERSON, question

pytestmark = pytest.mark.django_db(transaction=True)

MAPPING = {
    "request": {"keys": {"id_number": "sfzh"}},
    "answer": {"fields": {"address": "zl", "area": "mj"}, "valid_for": 3600},
    "way": {"view": "share.v_house"},
}


@pytest.fixture
def house():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE SCHEMA share; "
            "CREATE TABLE share.house (sfzh char(18), zl text, mj numeric, secret text); "
            "CREATE VIEW share.v_house AS SELECT sfzh, zl, mj, secret FROM share.house; "
            "CREATE VIEW share.v_slow AS SELECT sfzh, zl, mj FROM share.house "
            "WHERE pg_sleep(5) IS NOT NULL; "
            "CREATE SEQUENCE share.looks; "
            "CREATE VIEW share.v_writes AS SELECT sfzh, zl, nextval('share.looks') AS mj "
            "FROM share.house"
        )
        cursor.execute(
            "INSERT INTO share.house VALUES (%s, '文一路12号', 89.52, 'x'), (%s, '乙', 1, 'y')",
            [PERSON, "330106199001011234"],
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA share CASCADE")


@pytest.fixture
def address(house) -> str:
    return addresses.database_url(connection.settings_dict)


def test_only_this_person_and_these_columns(address):
    assert SqlView().ask(question(address, mapping=MAPPING)) == Reply(
        found=True,
        about={"id_number": PERSON},
        records=({"address": "文一路12号", "area": "89.52"},),
        valid_seconds=3600,
    )


def test_no_row_is_no_record(address):
    nobody = {"id_number": "330106190001010000"}
    assert SqlView().ask(question(address, mapping=MAPPING, keys=nobody)).found is False


def test_whether_there_is_one(address):
    assert SqlView().ask(question(address, mapping=MAPPING, fields=())).records == ({},)


@pytest.mark.parametrize("evil", ["x' OR '1'='1", "'; DROP SCHEMA share CASCADE; --"])
def test_a_value_stays_a_value(address, evil):
    reply = SqlView().ask(question(address, mapping=MAPPING, keys={"id_number": evil}))
    assert reply.found is False
    assert SqlView().ask(question(address, mapping=MAPPING)).found is True


def with_view(view: str) -> dict:
    return MAPPING | {"way": {"view": view}}


@pytest.mark.parametrize(
    ("view", "why"),
    [("share.house", "is not a view"), ("share.v_gone", "There is no view"), ("", "no view")],
)
def test_only_a_view(address, view, why):
    with pytest.raises(SourceRefused, match=why):
        SqlView().ask(question(address, mapping=with_view(view)))


def test_nothing_is_written_by_reading(address):
    with pytest.raises(SourceRefused, match="ReadOnlySqlTransaction"):
        SqlView().ask(question(address, mapping=with_view("share.v_writes")))


def test_a_slow_view_is_given_up(address):
    quick = Limits(connect_seconds=1, read_seconds=0.2, longest_seconds=1)
    with pytest.raises(SourceDown, match="QueryCanceled"):
        SqlView().ask(question(address, mapping=with_view("share.v_slow"), limits=quick))


def test_nobody_there(house):
    gone = make_dsn(host="127.0.0.1", port="9", dbname="x", user="x")
    with pytest.raises(SourceDown, match="OperationalError"):
        SqlView().ask(question(gone, mapping=MAPPING))


def test_a_column_that_is_not_there(address):
    wrong = MAPPING | {"answer": {"fields": {"address": "gone"}}}
    with pytest.raises(SourceRefused, match="UndefinedColumn"):
        SqlView().ask(question(address, mapping=wrong))
