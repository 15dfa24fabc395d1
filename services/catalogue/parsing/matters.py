"""The matters of a life event (section 6), in two passes: what each gives, then what each needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book, Declared
from services.catalogue.parsing.conditions import Every, read_when
from services.catalogue.parsing.cursor import LONG, SENTENCE, SHORT, Cursor
from services.catalogue.parsing.elements import read_matter_elements
from services.catalogue.parsing.fields import read_fields
from services.catalogue.parsing.law import read_legal_bases
from services.catalogue.parsing.procedures import read_procedures
from services.catalogue.parsing.questions import Asked
from services.catalogue.parsing.requirements import DraftRequirement, RequirementReader
from services.catalogue.parsing.vocabulary import DAY_UNITS, HANDLINGS, MATTER_CODE
from services.catalogue.spec import (
    DayUnit,
    Handling,
    LegalBasisSpec,
    MatterSpec,
    OutputSpec,
    ProcedureSpec,
)


@dataclass
class DraftMatter:
    """A matter while its life event is read: answers may still add to it."""

    row: Cursor
    declared: Declared
    spec: MatterSpec | None = None
    when: tuple[Every, ...] = ()
    starts_after: tuple[str, ...] = ()
    when_bases: tuple[LegalBasisSpec, ...] = ()
    requirements: list[DraftRequirement] = field(default_factory=list)
    procedures: list[ProcedureSpec] = field(default_factory=list)
    included_by: list[tuple[str, str]] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.declared.code

    @property
    def is_unconditional(self) -> bool:
        return not self.when and not self.included_by


def declare(row: Cursor, life_event: str, book: Book) -> DraftMatter:
    """First pass: the code, the name and what the matter produces."""
    code = row.text("id", is_required=True, most=SHORT)
    name = row.text("name", is_required=True)
    if code and not MATTER_CODE.fullmatch(code):
        row.fault("id", _("代码 “%(c)s” 只能用字母、数字、横线和下划线。") % {"c": code})
    declared = Declared(code, name, life_event, _outputs(row, book))
    book.declared.setdefault(code, declared)
    return DraftMatter(row=row, declared=declared)


def _outputs(row: Cursor, book: Book) -> tuple[OutputSpec, ...]:
    outputs: list[OutputSpec] = []
    for each in row.mappings("outputs", plain="name"):
        code, name = each.text("type", most=SHORT), each.text("name")
        if code and code not in book.materials:
            each.fault("type", _("没有材料 %(c)s。") % {"c": code}, _("请先在 materials 里写明。"))
            continue
        if not code and not name:
            each.fault("name", _("缺少结果的名称。"), _("请补上 name 或 type。"))
            continue
        kind = book.materials[code] if code else book.type_of(name, guess="licence")
        outlives = kind.kind == "licence" or kind.code in book.guessed
        outputs.append(
            OutputSpec(
                material=kind.code,
                name=name or kind.name,
                name_en=each.text("name_en", "" if name else kind.name_en, most=300),
                is_licence=each.flag("licence", default=outlives),
                window_only=each.flag("window_only"),
            )
        )
        if [given.material for given in outputs].count(kind.code) > 1:
            each.fault("", _("同一个结果写了两次：%(n)s。") % {"n": kind.name}, _("请只保留一个。"))
        each.finish()
    return tuple(outputs)


def read_matter(draft: DraftMatter, asked: Asked, roles: frozenset[str], book: Book) -> None:
    """Second pass: everything else. Conditions that answers add come afterwards."""
    row = draft.row
    handling = HANDLINGS.get(row.text("handling", "承诺件"), Handling.OTHER)
    statutory, promised, unit = _limits(row, handling)
    fee, fee_en = row.pair("fee", most=300)
    visit_reason, visit_reason_en = row.pair("visit_reason", most=300)
    note, note_en = row.pair("note", most=LONG)
    department = row.text("department", is_required=True, most=100)
    bases = read_legal_bases(row)
    draft.spec = MatterSpec(
        code=draft.code,
        name=draft.declared.name,
        name_en=row.text("name_en", most=300),
        department=book.department(department),
        type=row.text("type", most=40),
        handling=handling,
        statutory_days=statutory,
        promised_days=promised,
        day_unit=unit,
        fee=fee,
        fee_en=fee_en,
        visit_reason=visit_reason,
        visit_reason_en=visit_reason_en,
        fields=read_fields(row, asked, roles, book),
        outputs=draft.declared.outputs,
        legal_bases=bases,
        note=note,
        note_en=note_en,
        provenance=_figures(row),
        elements=read_matter_elements(row, takes_wrong_codes=book.takes_wrong_codes),
    )
    draft.when = read_when(row, asked)
    draft.when_bases = read_legal_bases(row, "when_basis")
    draft.starts_after = tuple(dict.fromkeys(row.texts("depends_on", most=SHORT)))
    for other in draft.starts_after:
        if other == draft.code:
            row.fault("depends_on", _("事项依赖了它自己。"), _("请去掉这一项。"))
        elif other not in book.declared and other not in book.known.matters:
            row.fault("depends_on", _("没有事项 %(c)s。") % {"c": other}, _("请核对代码。"))
    draft.procedures = read_procedures(row, asked, promised)
    draft.requirements = RequirementReader(bases, asked, roles, book).read(row)
    row.finish()


def _limits(row: Cursor, handling: Handling) -> tuple[int | None, int, DayUnit]:
    """(statutory, promised, unit); 即办件 is decided on the spot, so its promise is 0 days."""
    statutory, promised = row.whole("statutory_days"), row.whole("promised_days")
    unit = row.choice("day_unit", DAY_UNITS, DayUnit.WORKING)
    if handling is Handling.INSTANT and promised:
        row.warn(
            "promised_days",
            _("即办件当场办结，承诺时限 %(n)s 改按 0 计。") % {"n": promised},
            _("如果当场办不完，请把 handling 改为承诺件。"),
        )
        promised = 0
    if promised is None and handling is Handling.PROMISED and not row.has("promised_days"):
        row.fault("promised_days", _("承诺件缺少承诺时限。"), _("请补上 promised_days。"))
    if statutory is not None and promised is not None and promised > statutory:
        row.fault(
            "promised_days",
            _("承诺时限 %(p)s 超过法定时限 %(s)s。") % {"p": promised, "s": statutory},
            _("承诺时限不能比法定时限长。"),
        )
    return statutory, promised or 0, unit


def _figures(row: Cursor) -> tuple[tuple[str, str], ...]:
    figures = row.mapping("figures")
    if figures is None:
        return ()
    found = tuple((key, figures.text(key, most=SENTENCE)) for key in figures.held)
    return tuple(sorted((key, flag) for key, flag in found if flag))
