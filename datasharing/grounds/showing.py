"""What of an answer each department may see: what its own materials need, or the bit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from datasharing.grounds.assertions import Assertion
from datasharing.grounds.models import FieldRule
from datasharing.models import Exchange
from datasharing.wording import telling_field
from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Whether:
    """The one thing that was asked, and the bit that was kept."""

    claim: Text
    holds: bool


def whether_of(exchange: Exchange) -> Whether | None:
    """None where fields were asked."""
    if not exchange.assertion or exchange.answer is None:
        return None
    claim = Assertion.from_json(exchange.assertion).claim
    return Whether(claim, bool(exchange.answer.get("holds")))


def needed_of(
    exchange: Exchange, materials: Collection[str], rules: Mapping[tuple[str, str], FieldRule]
) -> frozenset[str]:
    """The fields that these materials need of the answer; all of it where no rule says
    how little.
    """
    code, names = exchange.resource.code, set[str]()
    for material in materials:
        rule = rules.get((code, material))
        if rule is None:
            return frozenset(exchange.resource.field_names)
        names |= {*rule.fields, *([rule.asserts.field] if rule.asserts else [])}
    return frozenset(names)


def records_of(
    exchange: Exchange,
    materials: Collection[str],
    rules: Mapping[tuple[str, str], FieldRule],
    *,
    otherwise: frozenset[str] = frozenset(),
) -> frozenset[str] | None:
    """The records that these materials need of the answer, by the value that tells them apart; None
    stands for all: where nothing tells them apart, and where neither the rule of a material nor
    `otherwise` names any.
    """
    if telling_field(exchange.resource.fields) is None:
        return None
    names = set[str]()
    for material in materials:
        rule = rules.get((exchange.resource.code, material))
        own = frozenset(rule.records if rule else ()) or otherwise
        if not own:
            return None
        names |= own
    return frozenset(names)
