"""Can it be written down at all? What the tables would refuse is said here, with the way out.

These come before every other check: the planner need not cope with two matters of one code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from django.conf import settings
from django.db.models import Model

from services.catalogue.spec import (
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OutcomeKind,
    QuestionSpec,
)
from services.catalogue.text import Text
from services.checks.citations import citations
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage, register_life_event_check
from services.models import (
    Department,
    Edition,
    LegalBasis,
    LifeEventEdition,
    Matter,
    Option,
    Question,
)
from services.revisions import labels
from services.revisions.labels import Labels

MATTER_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
# What a requirement and a field may say at most; their tables are above this package.
REQUIREMENT = {"key": 100, "material": 64, "name": 300, "name_en": 500}
FIELD = {"element": 64, "label": 200, "label_en": 300, "kind": 16, "hint": 500, "hint_en": 500}
MOST_DAYS = 32767

KINDS = {
    "matter": Text("事项", "The matter"),
    "question": Text("问题", "The question"),
    "option": Text("回答", "The answer"),
    "requirement": Text("材料", "The document"),
    "element": Text("填写项", "The field"),
}
SHORTER = Text("请写短一些。", "Make it shorter.")
FILL_IN = Text("请填上。", "Fill it in.")
KEEP_ONE = Text(
    "请只留一个；两个都要，就删掉一个再新加。",
    "Keep one; if both are needed, delete one and add it anew.",
)


def check_soundness(
    spec: LifeEventSpec, coverage: Coverage, *, region: str = ""
) -> Iterator[Finding]:
    """Every fault of form: twice the same, empty, too long, or at a department nobody knows.

    `region` is where it is to be published: its departments and matters must be of that region.
    Where nobody says it, any one region that has all the departments will do.
    """
    here = Spot(spec.code)
    yield from _too_long(spec, most_characters(LifeEventEdition), here, labels.EVENT)
    yield from _empty({"name": spec.name}, here, labels.EVENT)
    if not spec.matters:
        yield _error(
            "sound.no_matter",
            here,
            Text("还没有任何事项。", "There is no matter in it yet."),
            Text("请至少加一个事项。", "Add at least one matter."),
        )
    matters = [(each.matter.code, each.matter.name) for each in spec.matters]
    yield from _twice(matters, "matter", here)
    yield from _twice([(each.id, each.text) for each in spec.questions], "question", here)
    for each in spec.matters:
        yield from _matter(each.matter, spec.code)
    for question in spec.questions:
        yield from _question(question, spec.code)
    for spot, bases in citations(spec):
        yield from _laws(bases, spot)
    yield from _homeless(spec, region)
    if region:
        yield from _elsewhere(spec, region)


def _matter(matter: MatterSpec, event: str) -> Iterator[Finding]:
    here = Spot(event, matter.code)
    yield from _too_long(matter, most_characters(Edition), here, labels.MATTER)
    named = {"name": matter.name, "department": matter.department}
    yield from _empty(named, here, labels.MATTER)
    if not MATTER_CODE.fullmatch(matter.code):
        yield _error(
            "sound.code",
            here,
            Text(
                "事项代码只能用字母、数字、“-”和“_”。", "A code has letters, digits, - and _ only."
            ),
            Text("请换一个代码。", "Choose another code."),
        )
    if max(matter.promised_days, matter.statutory_days or 0) > MOST_DAYS:
        yield _error("sound.too_long", here, Text("天数太大。", "Too many days."), SHORTER)
    requirements = [(each.key, each.name) for each in matter.requirements]
    yield from _twice(requirements, "requirement", here)
    fields = [(each.element, each.label) for each in matter.fields]
    yield from _twice(fields, "element", here)
    yield from _laws(matter.legal_bases, here)
    for requirement in matter.requirements:
        spot = Spot(event, matter.code, requirement.key)
        yield from _too_long(requirement, REQUIREMENT, spot, labels.REQUIREMENT)
        called = {"name": requirement.name, "material": requirement.material}
        yield from _empty(called, spot, labels.REQUIREMENT)
        yield from _laws(requirement.legal_bases, spot)
    for field in matter.fields:
        spot = Spot(event, matter.code, element=field.element)
        yield from _too_long(field, FIELD, spot, labels.FIELD)
        yield from _empty({"label": field.label, "element": field.element}, spot, labels.FIELD)


def _question(question: QuestionSpec, event: str) -> Iterator[Finding]:
    here = Spot(event, question=question.id)
    yield from _too_long(question, {**most_characters(Question), "id": 64}, here, labels.QUESTION)
    yield from _empty({"text": question.text, "id": question.id}, here, labels.QUESTION)
    if not question.options:
        yield _error(
            "sound.no_option",
            here,
            Text("这个问题没有可选的回答。", "This question has no answer to choose."),
            Text("请加上选项，或者删掉这个问题。", "Add options, or remove the question."),
        )
    options = [(each.value, each.label) for each in question.options]
    yield from _twice(options, "option", here)
    for option in question.options:
        spot = Spot(event, question=question.id, option=option.value)
        yield from _too_long(option, most_characters(Option), spot, labels.OPTION)
        yield from _empty({"label": option.label, "value": option.value}, spot, labels.OPTION)
        if option.outcome is not OutcomeKind.PROCEED and not option.reason:
            yield _error(
                "sound.no_reason",
                spot,
                Text("选了它就不能继续，却没有写原因。", "It ends the case and does not say why."),
                Text("请写给申请人看的原因。", "Write the reason that the person will read."),
            )


def _laws(bases: Iterable[LegalBasisSpec], spot: Spot) -> Iterator[Finding]:
    bases = list(bases)
    for (law, article), count in Counter((each.law, each.article) for each in bases).items():
        if count > 1:
            said = f"《{law}》第{article}条" if article else f"《{law}》"
            yield _error(
                "sound.twice",
                spot,
                Text(f"{said}写了 {count} 次。", f"{said} is cited {count} times."),
                KEEP_ONE,
            )
    for basis in bases:
        yield from _too_long(basis, most_characters(LegalBasis), spot, labels.BASIS)
        yield from _empty({"law": basis.law}, spot, labels.BASIS)


def _homeless(spec: LifeEventSpec, region: str) -> Iterator[Finding]:
    named = {each.matter.department: each.matter.code for each in spec.matters}
    if spec.lead:
        named.setdefault(spec.lead, "")
    wanted = set(named) - {""}
    regions: dict[str, set[str]] = {}
    for name, home in Department.objects.filter(name__in=wanted).values_list("name", "region"):
        regions.setdefault(home, set()).add(name)
    known = regions.get(region or settings.PORTAL_REGION, set())
    if not region and wanted in regions.values():
        return
    for name in sorted(wanted - known):
        is_elsewhere = any(name in names for names in regions.values())
        yield _error(
            "sound.department",
            Spot(spec.code, named[name]),
            Text(f"“{name}”是别的地区的部门。", f"“{name}” is a department of another region.")
            if is_elsewhere
            else Text(f"没有部门“{name}”。", f"There is no department “{name}”."),
            Text("请从部门列表里选。", "Choose one from the list of departments."),
        )


def _elsewhere(spec: LifeEventSpec, region: str) -> Iterator[Finding]:
    codes = [each.matter.code for each in spec.matters]
    rows = Matter.objects.filter(code__in=codes).exclude(department__region=region)
    for code, name in rows.order_by("code").values_list("code", "name"):
        yield _error(
            "sound.elsewhere",
            Spot(spec.code, code),
            Text(f"“{name}”是别的地区的事项。", f"“{name}” is a matter of another region."),
            Text(
                "请换成本地区的事项，或者删掉它。",
                "Take a matter of this region instead, or remove it.",
            ),
        )


def _twice(parts: Sequence[tuple[str, str]], kind: str, home: Spot) -> Iterator[Finding]:
    """`parts` are codes and what an editor reads for them; `kind` says which part of a spot."""
    names = dict(reversed(parts))
    called = KINDS[kind]
    for code, count in Counter(code for code, _name in parts).items():
        if count > 1:
            said = names[code] or code
            yield _error(
                "sound.twice",
                replace(home, **{kind: code}),
                Text(
                    f"{called.zh}“{said}”出现了 {count} 次。",
                    f"{called.en} “{said}” is there {count} times.",
                ),
                KEEP_ONE,
            )


def _too_long(
    part: object, lengths: Mapping[str, int], spot: Spot, called: Labels
) -> Iterator[Finding]:
    for name, most in lengths.items():
        held = getattr(part, name, "")
        if isinstance(held, str) and len(held) > most:
            label = called[name]
            yield _error(
                "sound.too_long",
                spot,
                Text(
                    f"“{label.zh}”有 {len(held)} 个字，最多 {most} 个。",
                    f"“{label.en}” has {len(held)} characters; {most} is the most.",
                ),
                SHORTER,
            )


def _empty(wanted: Mapping[str, str], spot: Spot, called: Labels) -> Iterator[Finding]:
    for name, held in wanted.items():
        if not held.strip():
            label = called[name]
            message = Text(f"“{label.zh}”没有填。", f"“{label.en}” is empty.")
            yield _error("sound.empty", spot, message, FILL_IN)


@cache
def most_characters(model: type[Model]) -> dict[str, int]:
    """Column → the most characters it takes."""
    columns = model._meta.get_fields()  # noqa: SLF001 (Django documents it for this use)
    named = {column.name: getattr(column, "max_length", None) for column in columns}
    return {name: most for name, most in named.items() if most}


def _error(rule: str, spot: Spot, message: Text, way_out: Text) -> Finding:
    return Finding(rule, Severity.ERROR, spot, message, way_out)


register_life_event_check("sound", check_soundness)
