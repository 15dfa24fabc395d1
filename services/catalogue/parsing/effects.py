"""What answers add: matters, materials, procedures; and how the loose ends of the plain form end.

Section 8 of docs/catalogue-format.md is the table that this module carries out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book
from services.catalogue.parsing.cursor import SHORT, Cursor
from services.catalogue.parsing.matters import DraftMatter
from services.catalogue.parsing.procedures import procedure_of
from services.catalogue.parsing.questions import Asked, Effect
from services.catalogue.parsing.requirements import DraftRequirement
from services.catalogue.parsing.vocabulary import matching
from services.catalogue.spec import (
    Condition,
    Necessity,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
    RequirementSpec,
)

_BRACKET = re.compile(r"[（(][^（()）]*[)）]\s*$")


def carry_out(asked: Asked, matters: list[DraftMatter], book: Book) -> None:
    """Add to the matters what the answers add. Needs every matter of the life event read."""
    for effect in asked.effects:
        _include(effect, asked, matters)
        for name in effect.row.texts("adds_material"):
            _add_material(effect, name, matters, book)
        for row in effect.row.mappings("adds_procedure", plain="name"):
            _add_procedure(effect, row, matters)


def _include(effect: Effect, asked: Asked, matters: list[DraftMatter]) -> None:
    by_code = {matter.code: matter for matter in matters}
    by_name = {matching(matter.declared.name): matter for matter in matters}
    answer = (effect.question, effect.value)
    for code in effect.row.texts("includes", most=SHORT):
        if code in by_code:
            by_code[code].included_by.append(answer)
        else:
            effect.row.fault(
                "includes",
                _("这件事里没有事项 %(c)s。") % {"c": code},
                _("事项有：%(all)s。") % {"all": "、".join(by_code)},
            )
    for said in effect.row.texts("adds_matter"):
        matter = by_code.get(said) or by_name.get(matching(said))
        if matter is not None:
            matter.included_by.append(answer)
            continue
        effect.row.warn(
            "adds_matter",
            _("没有事项 “%(n)s”，选这一项的人会被请到窗口办理。") % {"n": said},
            _("请在 matters 里写明这个事项。"),
        )
        asked.in_person[answer] = (
            f"选择“{effect.label}”还需办理“{said}”，该事项还没有上线，请到窗口一并办理。",
            f"This answer also needs “{said}”, not online yet; please apply at the window.",
        )


def with_in_person(question: QuestionSpec, asked: Asked) -> QuestionSpec:
    """The question with those options in person whose added matter nobody offers."""
    options = tuple(_in_person(question.id, option, asked) for option in question.options)
    return replace(question, options=options)


def _in_person(question: str, option: OptionSpec, asked: Asked) -> OptionSpec:
    reason = asked.in_person.get((question, option.value))
    if reason is None or option.outcome is not OutcomeKind.PROCEED:
        return option
    return replace(option, outcome=OutcomeKind.IN_PERSON, reason=reason[0], reason_en=reason[1])


def _add_material(effect: Effect, said: str, matters: list[DraftMatter], book: Book) -> None:
    """The requirement of that name gets this answer as condition; if there is none, it is made."""
    answer = (effect.question, effect.value)
    for wanted in dict.fromkeys((matching(said), matching(_BRACKET.sub("", said)))):
        named = [
            requirement
            for matter in matters
            for requirement in matter.requirements
            if wanted in requirement.names
        ]
        for requirement in named:
            requirement.added_by.append(answer)
        if named:
            return
    homes = _homes(matters)
    if not homes:
        return
    effect.row.warn(
        "adds_material",
        _("没有事项要求材料 “%(n)s”，已加到事项 %(c)s。")
        % {"n": said, "c": "、".join(each.code for each in homes)},
        _("请写到需要它的事项的 materials 里。"),
    )
    name = _BRACKET.sub("", said).strip() or said
    for matter in homes:
        matter.requirements.append(_requirement(name, said, effect, matter, book))


def _requirement(
    name: str, said: str, effect: Effect, matter: DraftMatter, book: Book
) -> DraftRequirement:
    kind = book.type_of(name)
    taken = {each.spec.key for each in matter.requirements}
    return DraftRequirement(
        spec=RequirementSpec(
            key=kind.code if kind.code not in taken else f"{kind.code}_{effect.value}",
            material=kind.code,
            name=name,
            necessity=Necessity.OPTIONAL,
            legal_bases=matter.spec.legal_bases if matter.spec else (),
        ),
        names=frozenset({matching(said), matching(name)}),
        is_conditional=True,
        added_by=[(effect.question, effect.value)],
    )


def _add_procedure(effect: Effect, row: Cursor, matters: list[DraftMatter]) -> None:
    code = row.text("matter", most=SHORT)
    homes = [each for each in matters if each.code == code] if code else _homes(matters)
    if code and not homes:
        row.fault("matter", _("这件事里没有事项 %(c)s。") % {"c": code}, _("请核对代码。"))
    procedure = procedure_of(row, Condition((((effect.question, (effect.value,)),),)))
    row.finish()
    for matter in homes:
        matter.procedures.append(procedure)


def _homes(matters: list[DraftMatter]) -> list[DraftMatter]:
    """Where an addition without a place goes: so that every plan with that answer has it.

    The first unconditional matter. Where every matter is chosen by an answer, the first and those
    chosen by the same questions as it: one of them is in the plan.
    """
    for matter in matters:
        if matter.is_unconditional:
            return [matter]
    return [each for each in matters if _chosen_by(each) == _chosen_by(matters[0])]


def _chosen_by(matter: DraftMatter) -> frozenset[str]:
    asked = {question for every in matter.when for question, _values in every}
    return frozenset(asked | {question for question, _value in matter.included_by})
