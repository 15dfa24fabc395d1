"""Trying a connection without a case: does the source keep the contract of docs/connectors.md?

Asked are only test systems and the sandbox, about people who do not exist. A real address is never
tried: there, every look needs a ground and belongs into the ledger.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from datasharing.connections.queries import connection_of, limits_of, translation_for
from datasharing.connectors.base import (
    Connector,
    NotYet,
    Question,
    Reply,
    SourceDown,
    SourceRefused,
)
from datasharing.connectors.registry import connector
from datasharing.connectors.turns import resting_seconds
from datasharing.endpoints import trial_endpoint_of
from datasharing.exchanges.strangers import stranger_in
from datasharing.models import DataResource

NOBODY = {
    "id_number": "330106190001010018",
    "credit_code": "91330106MA00000000",
    "project_code": "0000-000000-00-00-000000",
}
"""Well-formed or nearly so, and nobody's."""
LONGEST_LOOK = timedelta(seconds=30)
"""For the answer file of a test system that shares a folder."""
TRIED_FOR = {
    "case": "TRIAL-000000",
    "purpose": "接口试查",
    "asker": "数据共享接口试查",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What one resource's trial showed; without faults it keeps the contract."""

    code: str
    connector: str
    is_tried: bool
    faults: tuple[str, ...]
    milliseconds: int = 0
    rests: int = 0

    @property
    def is_kept(self) -> bool:
        return self.is_tried and not self.faults


def try_connection(resource: DataResource, *, keys: Mapping[str, str] | None = None) -> Trial:
    """Ask the test system what a case would ask, and look at everything that comes back.

    `keys` are of somebody invented whom it knows; without them, those that the connection names.
    """
    rests = resting_seconds(resource.code)
    asks = connector(resource.connector)
    address = trial_endpoint_of(resource.code, resource.connector)
    line = connection_of(resource)
    example = dict(keys or (line.example_keys if line else {}))
    why_not = _why_not(resource, asks, address, example)
    if why_not or asks is None:
        return Trial(resource.code, resource.connector, False, (why_not,), rests=rests)
    question = _question(resource, address, example)
    began = time.monotonic()
    faults = tuple(_faults(asks, question, resource))
    spent = round(1000 * (time.monotonic() - began))
    return Trial(resource.code, resource.connector, True, faults, spent, rests)


def _why_not(
    resource: DataResource, asks: Connector | None, address: str, example: Mapping[str, str]
) -> str:
    if not resource.connector:
        return "not connected"
    if asks is None:
        return f"no connector is called {resource.connector}"
    if not address:
        return "no test system: set DATA_SOURCE_TRIALS"
    if not example:
        return "no invented person is named to ask about"
    return ""


def _question(resource: DataResource, address: str, keys: Mapping[str, str]) -> Question:
    return Question(
        resource=resource.path or resource.code,
        address=address,
        keys=keys,
        fields=resource.field_names,
        case_number=TRIED_FOR["case"],
        purpose=TRIED_FOR["purpose"],
        asker=TRIED_FOR["asker"],
        reference=f"{uuid4()}/1",
        limits=limits_of(resource),
        translation=translation_for(resource),
    )


def _faults(asks: Connector, question: Question, resource: DataResource) -> Iterator[str]:
    """The contract, clause by clause."""
    known = _asked(asks, question)
    if isinstance(known, str):
        yield f"the known person: {known}"
        return
    if not known.found:
        yield "the known person: no record"
        return
    if stranger_in(known, question) is not None:
        yield f"the known person: the answer is about {dict(known.about)}"
    yield from _record_faults(known, resource)
    one = replace(question, fields=question.fields[:1], reference=f"{uuid4()}/1")
    least = _asked(asks, one)
    if isinstance(least, str):
        yield f"one field: {least}"
    else:
        more = {name for record in least.records for name in record} - set(one.fields)
        if more:
            yield f"one field: sends more than was asked for: {', '.join(sorted(more))}"
    yield from _nobody(asks, question)


def _record_faults(known: Reply, resource: DataResource) -> Iterator[str]:
    names = {name for record in known.records for name in record}
    strange = names - set(resource.field_names)
    if strange:
        yield f"fields that are not on the list: {', '.join(sorted(strange))}"
    missing = [name for name in resource.field_names if name not in names]
    if missing:
        yield f"fields that never come: {', '.join(missing)}"
    telling = next((each["name"] for each in resource.fields if each.get("one_per")), "")
    if telling and any(telling not in record for record in known.records):
        yield f"a record without {telling}, which tells the records apart"


def _nobody(asks: Connector, question: Question) -> Iterator[str]:
    keys = {name: NOBODY.get(name, value) for name, value in question.keys.items()}
    reply = _asked(asks, replace(question, keys=keys, reference=f"{uuid4()}/1"))
    if isinstance(reply, str):
        yield f"a stranger: {reply}"
    elif reply.found:
        yield "a stranger: a record is found for somebody who does not exist"


def _asked(asks: Connector, question: Question) -> Reply | str:
    """The reply, or what went wrong. A shared folder is looked into for a while."""
    give_up_at = time.monotonic() + LONGEST_LOOK.total_seconds()
    while True:
        try:
            return asks.ask(question)
        except NotYet:
            question = replace(question, waiting_since=question.waiting_since or timezone.now())
            if time.monotonic() > give_up_at:
                asks.withdraw(question)
                return f"no answer file within {LONGEST_LOOK.seconds} s"
            time.sleep(0.1)
        except (SourceDown, SourceRefused) as error:
            return f"{type(error).__name__}: {error}"
