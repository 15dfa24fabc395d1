"""Matters of a life event: brought in, taken out, put in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from services.catalogue.spec import (
    Condition,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    RequirementSpec,
    SourceKind,
)
from services.catalogue.text import Text
from services.revisions.edits import rows
from services.revisions.edits.errors import PartTwice
from services.revisions.edits.names import new_matter_code
from services.revisions.edits.questions import refuse_if_used


def matter_of(spec: LifeEventSpec, code: str) -> IncludedMatter:
    return rows.found(spec.matters, code, _code)


def with_matter(spec: LifeEventSpec, included: IncludedMatter) -> LifeEventSpec:
    """What it starts after keeps the order of the life event, and is never itself."""
    order = [_code(each) for each in spec.matters]
    after = tuple(
        code for code in order if code in included.starts_after and code != _code(included)
    )
    return replace(
        spec, matters=rows.put(spec.matters, replace(included, starts_after=after), _code)
    )


def brought_in(spec: LifeEventSpec, matter: MatterSpec, *, taken: Collection[str]) -> LifeEventSpec:
    """A matter that is published already, with all it requires.

    It applies always. The questions and parties of another life event mean nothing here, so its
    conditions on them go; then it is a matter of its own, under a code that is not `taken`: else
    this life event would change those that it came from. Raises PartTwice when it is in already.
    """
    if any(_code(each) == matter.code for each in spec.matters):
        raise PartTwice(name=matter.name)
    known = {question.id for question in spec.questions}
    parties = {"applicant", *(party.role for party in spec.parties)}
    fitting = replace(
        matter,
        requirements=tuple(_fitting(each, known, parties) for each in matter.requirements),
        fields=tuple(
            replace(each, condition=_only(each.condition, known)) for each in matter.fields
        ),
        procedures=tuple(
            replace(each, condition=_only(each.condition, known)) for each in matter.procedures
        ),
    )
    if fitting != matter:
        codes = {*taken, *(_code(each) for each in spec.matters)}
        fitting = replace(fitting, code=new_matter_code(spec.code, codes))
    return replace(spec, matters=(*spec.matters, IncludedMatter(fitting)))


def without_matter(spec: LifeEventSpec, code: str) -> LifeEventSpec:
    """Raises PartInUse while another starts after it or takes its result."""
    refuse_if_used(matter_of(spec, code).matter.name, _users(spec, code))
    return replace(spec, matters=rows.without(spec.matters, code, _code))


def moved_matter(spec: LifeEventSpec, code: str, steps: int) -> LifeEventSpec:
    return replace(spec, matters=rows.moved(spec.matters, code, _code, steps))


def changed_matter(spec: LifeEventSpec, matter: MatterSpec) -> LifeEventSpec:
    """The same place and condition, with another content."""
    return with_matter(spec, replace(matter_of(spec, matter.code), matter=matter))


def takers_of_output(spec: LifeEventSpec, code: str, material: str) -> tuple[Text, ...]:
    """Requirements that are met by this result."""
    return tuple(
        _place(included.matter, requirement)
        for included in spec.matters
        for requirement in included.matter.requirements
        if requirement.material == material and _takes_from(requirement, code)
    )


def _users(spec: LifeEventSpec, code: str) -> tuple[Text, ...]:
    others = [each for each in spec.matters if _code(each) != code]
    waiting = [
        Text(f"“{each.matter.name}”", f"“{each.matter.name_en or each.matter.name}”")
        for each in others
        if code in each.starts_after
    ]
    taking = [
        _place(each.matter, requirement)
        for each in others
        for requirement in each.matter.requirements
        if _takes_from(requirement, code)
    ]
    return (*waiting, *taking)


def _takes_from(requirement: RequirementSpec, code: str) -> bool:
    return any(
        source.kind is SourceKind.OUTPUT and source.matter == code for source in requirement.sources
    )


def _place(matter: MatterSpec, requirement: RequirementSpec) -> Text:
    return Text(
        f"“{matter.name}”的“{requirement.name}”",
        f"“{requirement.name_en or requirement.name}” of “{matter.name_en or matter.name}”",
    )


def _fitting(
    requirement: RequirementSpec, questions: set[str], parties: set[str]
) -> RequirementSpec:
    about = tuple(role for role in requirement.about if role in parties) or ("applicant",)
    condition = _only(requirement.condition, questions)
    return replace(requirement, about=about, condition=condition)


def _only(condition: Condition, questions: set[str]) -> Condition:
    return condition if condition.questions() <= questions else Condition()


def _code(included: IncludedMatter) -> str:
    return included.matter.code
