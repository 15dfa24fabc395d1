"""What the whole file shares: departments, material types, form elements (sections 2 to 4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from services.catalogue.faults import Findings
from services.catalogue.form_elements import ElementSpec
from services.catalogue.parsing.cursor import SENTENCE, SHORT, Cursor
from services.catalogue.parsing.vocabulary import (
    DEPARTMENT_KINDS,
    ELEMENT_KINDS,
    FIELD_USES,
    FORM_SECTIONS,
    MATERIAL_KINDS,
    SLUG,
    matching,
)
from services.catalogue.spec import DepartmentSpec, FieldSpec, MaterialTypeSpec, OutputSpec


@dataclass(frozen=True, slots=True)
class Known:
    """What the database has already: lets a file refer to life events of another file."""

    life_events: dict[str, str] = field(default_factory=dict)
    """Code → name."""
    matters: dict[str, tuple[OutputSpec, ...]] = field(default_factory=dict)
    """Code → what it produces now."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A matter as the other matters of the file see it: what they may wait for."""

    code: str
    name: str
    life_event: str
    outputs: tuple[OutputSpec, ...] = ()


# A type that is nowhere declared is what its uses say; the first of these that any use says wins.
GUESSES = ("licence", "form", "commitment", "document")


@dataclass
class Book:
    findings: Findings
    known: Known = Known()
    takes_wrong_codes: bool = False
    departments: dict[str, DepartmentSpec] = field(default_factory=dict)
    materials: dict[str, MaterialTypeSpec] = field(default_factory=dict)
    elements: dict[str, FieldSpec] = field(default_factory=dict)
    canonical: dict[str, ElementSpec] = field(default_factory=dict)
    """What is said of an element once for all matters."""
    declared: dict[str, Declared] = field(default_factory=dict)
    """Matters by code, over all life events of the file."""
    life_events: dict[str, str] = field(default_factory=dict)
    """Code → name, of this file."""
    by_name: dict[str, str] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    elsewhere: dict[str, MaterialTypeSpec] = field(default_factory=dict)
    """Types of other files, which this one uses and says nothing about."""

    def department(self, name: str) -> str:
        """The name itself; a department that only matters name comes into being with it."""
        if name:
            self.departments.setdefault(name, DepartmentSpec(name=name))
        return name

    def outputs_of(self, matter: str) -> tuple[OutputSpec, ...]:
        """What a matter of this file, or of the database, produces."""
        declared = self.declared.get(matter)
        return declared.outputs if declared else self.known.matters.get(matter, ())

    def type_of_output(self, output: OutputSpec) -> MaterialTypeSpec:
        """Its type; that of a matter in another file is known by the output alone."""
        kind = "licence" if output.is_licence else "document"
        elsewhere = MaterialTypeSpec(output.material, output.name, output.name_en, kind)
        found = self.materials.get(output.material)
        return found or self.elsewhere.setdefault(output.material, elsewhere)

    def type_of(self, name: str, *, guess: str = "document") -> MaterialTypeSpec:
        """The type with this name or alias, else a type of its own with a lasting code."""
        code = self.by_name.get(matching(name))
        if code is None:
            code = "m_" + hashlib.sha256(name.encode()).hexdigest()[:12]
            self.by_name[matching(name)] = code
            self.materials[code] = MaterialTypeSpec(code=code, name=name, kind=guess)
            self.guessed.add(code)
        kind = self.materials[code]
        if code in self.guessed and GUESSES.index(guess) < GUESSES.index(kind.kind):
            kind = self.materials[code] = replace(kind, kind=guess)
        return kind


def read_departments(top: Cursor, book: Book) -> None:
    for row in top.mappings("departments"):
        name, name_en = row.pair("name", is_required=True, most=100)
        if name in book.departments:
            row.fault("name", _("部门 “%(name)s” 写了两次。") % {"name": name}, _("请只保留一个。"))
        book.departments[name] = DepartmentSpec(
            name=name,
            name_en=name_en,
            kind=row.choice("kind", DEPARTMENT_KINDS, "authority"),
            short_name=row.text("short_name", most=40),
            credit_code=row.text("credit_code", most=18),
        )
        row.finish()


def read_materials(top: Cursor, book: Book) -> None:
    for row in top.mappings("materials"):
        code = slug(row, "code")
        name, name_en = row.pair("name", is_required=True)
        if code in book.materials:
            row.fault("code", _("材料代码 %(code)s 写了两次。") % {"code": code}, _("请换一个。"))
        book.materials[code] = MaterialTypeSpec(
            code=code,
            name=name,
            name_en=name_en,
            kind=row.choice("kind", MATERIAL_KINDS, "document"),
        )
        for key, said in [("name", name), *(("aliases", each) for each in row.texts("aliases"))]:
            other = book.by_name.setdefault(matching(said), code)
            if said and other != code:
                row.fault(
                    key,
                    _("“%(name)s” 已经是材料 %(code)s 的名称或别名。")
                    % {"name": said, "code": other},
                    _("同一个名称只能指一种材料。"),
                )
        row.finish()


def read_elements(top: Cursor, book: Book) -> None:
    for row in top.mappings("elements"):
        code = slug(row, "code")
        if code in book.elements:
            row.fault("code", _("数据项 %(code)s 写了两次。") % {"code": code}, _("请换一个。"))
        label, label_en = row.pair("label", is_required=True)
        hint, hint_en = row.pair("hint", most=300)
        kind = row.choice("kind", ELEMENT_KINDS, "text")
        book.elements[code] = FieldSpec(
            element=code,
            label=label,
            label_en=label_en,
            kind=kind,
            hint=hint,
            hint_en=hint_en,
            choices=read_choices(row, kind),
            prefill=row.texts("prefill"),
        )
        book.canonical[code] = _said_once(row, code)
        row.finish()


def _said_once(row: Cursor, code: str) -> ElementSpec:
    uses = row.texts("used_for")
    for use in uses:
        if use not in FIELD_USES:
            row.fault(
                "used_for",
                _("不认识的用途 “%(use)s”。") % {"use": use},
                _("只能是：%(choices)s。") % {"choices": "、".join(FIELD_USES)},
            )
    return ElementSpec(
        code,
        section=row.choice("section", FORM_SECTIONS, ""),
        is_lasting=row.flag("lasting", default=False),
        uses=tuple(use for use in FIELD_USES if use in uses),
    )


def read_choices(row: Cursor, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Those of a form element of this kind: a choice has some, anything else has none."""
    choices = tuple(_choice(each) for each in row.mappings("choices"))
    if (kind == "choice") != bool(choices):
        row.fault("choices", _("choices 与 kind: choice 必须同时出现。"))
    if len({value for value, _label, _en in choices}) != len(choices):
        row.fault("choices", _("有两个选项的 value 相同。"), _("请改成不同的值。"))
    return choices


def _choice(row: Cursor) -> tuple[str, str, str]:
    value = row.text("value", is_required=True, most=SHORT)
    label, label_en = row.pair("label", is_required=True, most=SENTENCE)
    row.finish()
    return value, label, label_en


def slug(row: Cursor, key: str) -> str:
    """A required lower-case code; faults where it is missing or has other characters."""
    code = row.text(key, is_required=True, most=SHORT)
    if code and not SLUG.fullmatch(code):
        row.fault(
            key, _("代码 “%(code)s” 只能用小写字母、数字和下划线，以字母开头。") % {"code": code}
        )
    return code
