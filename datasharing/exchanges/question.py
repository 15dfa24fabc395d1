"""What may be asked: keys from the person's own identity, fields from the resource's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from datasharing.errors import QueryRefused
from datasharing.grounds.assertions import Assertion
from datasharing.models import DataResource, Exchange
from portal.accounts.models import Applicant

CASE_KEYS = frozenset({"project_code"})
"""Required keys that belong to the case, not to the person; they come with the query."""


def keys_for(
    resource: DataResource, subject: Applicant, query: Mapping[str, str]
) -> dict[str, str]:
    """Every key this question carries.

    Identity keys come from the verified applicant and cannot be given in `query`: otherwise a
    consent of one person could be used to look up another. Raises QueryRefused.
    """
    identity = {"name": subject.name}
    identity["credit_code" if subject.id_type == "credit_code" else "id_number"] = subject.id_number
    keys: dict[str, str] = {}
    optional = set()
    for key in resource.key_fields:
        if not key["required"]:
            optional.add(key["name"])
            continue
        alternatives = key["name"].split("|")
        given = query if alternatives[0] in CASE_KEYS else identity
        chosen = next((each for each in alternatives if given.get(each)), None)
        if chosen is None:
            raise QueryRefused(name=resource.name, why=_("缺少查询条件 %s") % key["name"])
        keys[chosen] = given[chosen]
    strange = set(query) - optional - CASE_KEYS
    if strange:
        raise QueryRefused(
            name=resource.name, why=_("不接受查询条件 %s") % "、".join(sorted(strange))
        )
    return keys | {name: value for name, value in query.items() if value}


def fields_for(resource: DataResource, fields: Sequence[str] | None) -> list[str]:
    """The fields to ask, in the resource's order; None stands for all that are not sensitive."""
    if fields is None:
        return [each["name"] for each in resource.fields if not each["sensitive"]]
    strange = set(fields) - set(resource.field_names)
    if strange:
        raise QueryRefused(name=resource.name, why=_("没有字段 %s") % "、".join(sorted(strange)))
    telling = {each["name"] for each in resource.fields if each.get("one_per") and fields}
    return [name for name in resource.field_names if name in telling | set(fields)]


def check_assertion(resource: DataResource, assertion: Assertion | None) -> None:
    if assertion is not None and assertion.field not in resource.field_names:
        raise QueryRefused(name=resource.name, why=_("没有字段 %s") % assertion.field)


def joined(exchange: Exchange, new: Exchange) -> tuple[list[str], dict[str, Any] | None]:
    """The fields and the assertion that serve both questions, asking no more than the two."""
    both = {*exchange.fields, *new.fields}
    tests = [one for one in (exchange.assertion, new.assertion) if one]
    kept = tests[0] if tests and not both and tests[0] == tests[-1] else None
    if kept is None:
        both |= {one["field"] for one in tests}
    return [name for name in exchange.resource.field_names if name in both], kept


def asked_fields(exchange: Exchange) -> tuple[str, ...]:
    """What the source is asked: the fields kept, or the one that a yes or no is made from."""
    if exchange.assertion:
        return (str(exchange.assertion["field"]),)
    return tuple(exchange.fields)
