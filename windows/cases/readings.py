"""What would be read about one person of a case: for whom, on what ground, and how little.

The plan says which register stands in for which paper; the list of grounds says what that paper
needs of it, and whether the matter's own edition makes the look a duty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from datasharing.grounds.assertions import Assertion
from datasharing.grounds.citing import citations
from datasharing.grounds.models import DutyGround, FieldRule
from datasharing.grounds.queries import duties_for, field_rules
from datasharing.lists.permissions.enforcing import may_read, with_askers
from datasharing.models import DataResource
from materials.models import FieldRequirement, Requirement
from services.catalogue.text import Text
from services.models import Edition
from windows.cases.editions import matter_editions
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.plans import plan_of
from windows.cases.slots import READS
from windows.planning.plan import PlannedField

WHETHER = Text("有没有记录", "whether there is a record")
FORM = "form:"
"""Before the element, where not a material but a field of the form needs the read."""


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of one matter that this read serves."""

    matter: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One register and one person: everything that must be known before it may be asked."""

    resource: DataResource
    role: str
    needs: tuple[Need, ...]
    edition: Edition
    """Of the first need that its department may read for: in its name it is asked."""
    duty: DutyGround | None
    """None where the person's consent is needed: one use without a duty is enough for that."""
    fields: tuple[str, ...]
    assertion: Assertion | None
    materials: tuple[Text, ...]
    """What it spares the person from handing in."""
    fills: tuple[Text, ...]
    """Form fields it fills in."""
    barred: Mapping[int, str]
    """Slots that it may not serve → the department that needs them and may not read it."""
    is_later: bool = False
    """Asked only where the register before it has no record."""

    @property
    def code(self) -> str:
        return self.resource.code

    @property
    def sensitive(self) -> tuple[str, ...]:
        asked = (self.assertion.field,) if self.assertion else self.fields
        return tuple(name for name in asked if name in self.resource.sensitive_names)

    @property
    def is_only_whether(self) -> bool:
        return self.assertion is not None or not self.fields

    @property
    def asker(self) -> Text:
        return Text(self.edition.department.name, self.edition.department.name_en)

    @property
    def by_law(self) -> Text:
        """The article that makes it a duty; empty where the person's consent is needed."""
        if self.duty is None:
            return Text("")
        return Text(
            f"{self.duty}：{self.duty.duty}", f"{self.duty}: {self.duty.duty_en or self.duty.duty}"
        )

    @property
    def sees(self) -> Text:
        """What will be seen, by name; or the one thing that is answered with yes or no."""
        if self.assertion is not None:
            return self.assertion.claim
        return self._names(self.fields) if self.fields else WHETHER

    @property
    def sensitive_names(self) -> Text:
        return self._names(self.sensitive)

    def _names(self, names: Collection[str]) -> Text:
        wanted = [each for each in self.resource.fields if each["name"] in names]
        return Text(
            "、".join(each["label"] for each in wanted),
            ", ".join(each.get("label_en") or each["label"] for each in wanted),
        )

    def fields_without_sensitive(self) -> tuple[str, ...] | None:
        """What is left for a consent that is not separate; None when nothing would be."""
        if self.assertion is not None:
            return None if self.sensitive else ()
        left = tuple(name for name in self.fields if name not in self.resource.sensitive_names)
        return left if left or not self.fields else None


@dataclass(slots=True)
class _Uses:
    """What in the case uses one register, collected."""

    slots: list[MaterialSlot]
    form: list[PlannedField]


def readings_of(case: Case, role: str = APPLICANT) -> tuple[Reading, ...]:
    """By register, in the order of their codes, those that are asked only later at the end."""
    first = _uses(case, role)
    uses = {**_later_uses(case, role, first), **first}
    if not uses:
        return ()
    rows = with_askers(DataResource.objects.filter(code__in=uses))
    resources = {each.code: each for each in rows}
    named = {
        matter
        for use in uses.values()
        for matter in (
            *(matter for slot in use.slots for matter, _key in slot.requirement_keys),
            *(matter for field in use.form for matter in field.asked_by),
        )
    }
    editions = matter_editions(case, named)
    asking = _asking([edition.pk for edition in editions.values()], uses)
    rules, duties = field_rules(uses), duties_for(uses)
    cited = citations([edition.pk for edition in editions.values()]) if duties else ({}, {})
    found = []
    for code in sorted(uses.keys() & resources.keys()):
        resource = resources[code]
        use, needs, barred = _permitted(uses[code], resource, editions, asking)
        if not needs:
            continue
        own = [duty for duty in duties if duty.resource_id == resource.pk]
        grounds = [_duty_of(need, own, editions, cited) for need in needs]
        duty = grounds[0] if all(grounds) else None
        fields, assertion = _least(resource, use, rules)
        if duty is not None and not duty.covers_sensitive:
            fields = tuple(name for name in fields if name not in resource.sensitive_names)
        found.append(
            Reading(
                resource=resource,
                role=role,
                needs=needs,
                edition=editions[needs[0].matter],
                duty=duty,
                fields=fields,
                assertion=assertion,
                materials=tuple(Text(slot.name, slot.name_en) for slot in use.slots),
                fills=tuple(each.label for each in use.form),
                is_later=code not in first,
                barred=barred,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.is_later, each.code)))


def reading_of(case: Case, role: str, code: str) -> Reading | None:
    return next((each for each in readings_of(case, role) if each.code == code), None)


def _uses(case: Case, role: str) -> dict[str, _Uses]:
    """Register → slots and fields. One that only fills in the form is asked about the applicant,
    unless some material of the case is read there anyway.
    """
    plan = plan_of(case)
    uses: dict[str, _Uses] = {}
    read_anyway: set[str] = set()
    slots = MaterialSlot.objects.filter(case=case, source_kind__in=READS).exclude(source_ref="")
    for slot in slots.select_related("material_type").order_by("order", "pk"):
        read_anyway.add(slot.source_ref)
        if slot.party_role == role:
            uses.setdefault(slot.source_ref, _Uses([], [])).slots.append(slot)
    for field in plan.fields:
        for code in dict.fromkeys(path.partition(".")[0] for path in field.prefill):
            if code not in plan.resources:
                continue  # a person of the case, whom we know already: applicant.phone
            if code in uses or (role == APPLICANT and code not in read_anyway):
                uses.setdefault(code, _Uses([], [])).form.append(field)
    return uses


def _later_uses(case: Case, role: str, first: Collection[str]) -> dict[str, _Uses]:
    """Registers that come second for some material, and have not been tried for it."""
    planned = {material.key: material for material in plan_of(case).materials}
    found: dict[str, _Uses] = {}
    slots = MaterialSlot.objects.filter(case=case, source_kind__in=READS, party_role=role)
    for slot in (
        slots.exclude(source_ref="").select_related("material_type").order_by("order", "pk")
    ):
        tried = {each["ref"] for each in slot.tried}
        for source in planned[slot.key].fallbacks if slot.key in planned else ():
            is_read = source.kind.value in READS and source.ref
            if is_read and source.ref not in first and source.ref not in tried:
                found.setdefault(source.ref, _Uses([], [])).slots.append(slot)
    return found


def _asking(editions: Iterable[int], uses: Mapping[str, _Uses]) -> set[tuple[int, str, str]]:
    """(edition, requirement, resource): which requirement, or field, itself names the register."""
    editions = list(editions)
    keys = {key for use in uses.values() for slot in use.slots for _m, key in slot.requirement_keys}
    rows = Requirement.objects.filter(edition__in=editions, key__in=keys)
    found = {
        (edition_id, key, source.get("resource", ""))
        for edition_id, key, sources in rows.values_list("edition_id", "key", "sources")
        for source in sources
    }
    elements = {field.element for use in uses.values() for field in use.form}
    if elements:
        fields = FieldRequirement.objects.filter(edition__in=editions, element__code__in=elements)
        found |= {
            (edition_id, FORM + element, path.partition(".")[0])
            for edition_id, element, paths in fields.values_list(
                "edition_id", "element__code", "prefill"
            )
            for path in paths
        }
    return found


def _needs(
    use: _Uses,
    code: str,
    editions: Mapping[str, Edition],
    asking: set[tuple[int, str, str]],
) -> Iterable[Need]:
    for slot in use.slots:
        for matter, key in slot.requirement_keys:
            if matter in editions and (editions[matter].pk, key, code) in asking:
                yield Need(matter, key)
    for field in use.form:
        for matter in field.asked_by:
            key = FORM + field.element
            if matter in editions and (editions[matter].pk, key, code) in asking:
                yield Need(matter, key)


def _permitted(
    use: _Uses,
    resource: DataResource,
    editions: Mapping[str, Edition],
    asking: set[tuple[int, str, str]],
) -> tuple[_Uses, tuple[Need, ...], dict[int, str]]:
    """What of this serves departments that may read the register, and the slots of the others.

    Each department needs its own permission: what several need together is read only where all of
    them have one. Where none has, all of it stays, to be asked in the name of one that is refused.
    """

    def needs_of(some: _Uses) -> list[Need]:
        return list(_needs(some, resource.code, editions, asking))

    def is_permitted(need: Need) -> bool:
        return may_read(resource, edition=editions[need.matter], matter_code=need.matter)

    def refused(some: _Uses) -> str:
        first = next((need for need in needs_of(some) if not is_permitted(need)), None)
        return editions[first.matter].department.name if first else ""

    barred = {slot.pk: refused(_Uses([slot], [])) for slot in use.slots}
    barred = {pk: name for pk, name in barred.items() if name}
    served = _Uses(
        [slot for slot in use.slots if slot.pk not in barred],
        [each for each in use.form if not refused(_Uses([], [each]))],
    )
    needs = tuple(needs_of(served))
    if needs:
        return served, needs, barred
    return use, tuple(sorted(needs_of(use), key=is_permitted)), {}


def _duty_of(
    need: Need,
    duties: Iterable[DutyGround],
    editions: Mapping[str, Edition],
    cited: tuple[
        Mapping[int, frozenset[tuple[str, str]]],
        Mapping[tuple[int, str], frozenset[tuple[str, str]]],
    ],
) -> DutyGround | None:
    """The first article that the matter, or this requirement of it, cites itself, and that binds
    its department."""
    edition = editions[need.matter]
    of_matter, of_requirement = cited
    pairs = of_matter.get(edition.pk, frozenset()) | of_requirement.get(
        (edition.pk, need.requirement), frozenset()
    )
    bound = (duty for duty in duties if edition.department.name in duty.binds)
    return next((duty for duty in bound if (duty.law, duty.article) in pairs), None)


def _least(
    resource: DataResource, use: _Uses, rules: Mapping[tuple[str, str], FieldRule]
) -> tuple[tuple[str, ...], Assertion | None]:
    """The fields of all uses together; a yes or no where every use is content with the same."""
    names: set[str] = set()
    tests: list[Assertion] = []
    for slot in use.slots:
        rule = rules.get((resource.code, slot.material_type.code))
        if rule is None:
            names |= set(resource.field_names) - resource.sensitive_names
        elif rule.asserts is not None:
            tests.append(rule.asserts)
        else:
            names |= set(rule.fields)
    names |= {
        path.rpartition(".")[2]
        for field in use.form
        for path in field.prefill
        if path.partition(".")[0] == resource.code
    }
    if tests and not names and all(test == tests[0] for test in tests):
        return (), tests[0]
    names |= {test.field for test in tests}
    return tuple(name for name in resource.field_names if name in names), None
