"""What the registries answered, for one department: its matter's records, and of these its fields.

Of an answer that serves several matters each department is told what its own materials need: the
water company reads the water account, not the gas account beside it (个人信息保护法 art. 6, 34).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from datasharing.answers import value_at
from datasharing.grounds.queries import field_rules
from datasharing.grounds.showing import needed_of, records_of, whether_of
from datasharing.models import Exchange
from datasharing.wording import NO, YES, label_of, telling_field, worded
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.queries import slots_for
from windows.cases.plans import plan_of

MOST_AT_A_GLANCE = 8
"""Fields of a record that stand open; the rules of the shipped materials ask for seven at most."""


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """One record of an answer, cut to what the matter needs."""

    code: str
    """What tells it apart in the answer (`water`); empty where the register names no such field."""
    name: Text
    """That in words; empty likewise."""
    fields: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class SharedFact:
    """An answer of another authority, as far as this matter's requirements need it."""

    resource: Text
    role: str
    subject: str
    """Masked name."""
    records: tuple[SharedRecord, ...]
    """None of them where the answer holds nothing that concerns this matter."""
    read_for: tuple[Text, ...] = ()
    """The materials of this matter that it was read for."""

    @property
    def is_long(self) -> bool:
        """True when its records are better opened one by one."""
        return len(self.records) > 1 or any(
            len(one.fields) > MOST_AT_A_GLANCE for one in self.records
        )


def shared_facts(approval: Approval) -> tuple[SharedFact, ...]:
    """What the registries answered for the materials of this matter."""
    papers: dict[UUID, set[str]] = {}
    names: dict[UUID, list[Text]] = {}
    read = slots_for(approval).exclude(exchange_id=None)
    said = read.values_list("exchange_id", "material_type__code", "name", "name_en")
    for exchange_id, material, name, name_en in said:
        if exchange_id is not None:
            papers.setdefault(exchange_id, set()).add(material)
            names.setdefault(exchange_id, []).append(Text(name, name_en))
    answered = list(
        Exchange.objects.filter(pk__in=papers, answer__isnull=False)
        .select_related("resource", "subject")
        .order_by("asked_at", "pk")
    )
    codes = {exchange.resource.code for exchange in answered}
    rules = field_rules(codes) if codes else {}
    named = named_records(approval)
    return tuple(
        SharedFact(
            resource=Text(exchange.resource.name, exchange.resource.name_en),
            role=exchange.role,
            subject=exchange.subject.masked_name,
            records=_told(
                exchange,
                needed_of(exchange, papers[exchange.pk], rules),
                records_of(
                    exchange,
                    papers[exchange.pk],
                    rules,
                    otherwise=named.get(exchange.resource.code, frozenset()),
                ),
            ),
            read_for=tuple(names[exchange.pk]),
        )
        for exchange in answered
    )


def named_records(approval: Approval) -> dict[str, frozenset[str]]:
    """Register → the records that this matter's own form elements are filled in from: an element
    with the origin `DS29.water.account` names the record `water`.
    """
    matter = approval.matter_edition.matter.code
    found: dict[str, set[str]] = {}
    for field in plan_of(approval.case).fields:
        if matter not in field.asked_by:
            continue
        for path in field.prefill:
            register, _dot, inside = path.partition(".")
            record, _dot, value = inside.partition(".")
            if value:
                found.setdefault(register, set()).add(record)
    return {register: frozenset(records) for register, records in found.items()}


def _told(
    exchange: Exchange, needed: Collection[str], wanted: Collection[str] | None
) -> tuple[SharedRecord, ...]:
    whether = whether_of(exchange)
    if whether is not None:
        said = YES if whether.holds else NO
        return (SharedRecord("", Text(""), ((whether.claim, said),)),)
    return tuple(_records(exchange, needed, wanted))


def _records(
    exchange: Exchange, needed: Collection[str], wanted: Collection[str] | None
) -> Iterator[SharedRecord]:
    fields = exchange.resource.fields
    telling = telling_field(fields)
    apart = telling["name"] if telling else ""
    for record in value_at(exchange.answer, "records") or []:
        code = str(record.get(apart, "")) if apart else ""
        if wanted is not None and code not in wanted:
            continue
        yield SharedRecord(
            code,
            worded(code, telling) if telling else Text(""),
            tuple(
                (label_of(field), worded(record[field["name"]], field))
                for field in fields
                if field["name"] in needed and field["name"] in record and field["name"] != apart
            ),
        )
