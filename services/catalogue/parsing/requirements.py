"""What a matter needs: material, source, condition."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book
from services.catalogue.parsing.conditions import Every, read_when
from services.catalogue.parsing.cursor import SENTENCE, SHORT, Cursor
from services.catalogue.parsing.elements import read_material_elements
from services.catalogue.parsing.law import read_legal_bases
from services.catalogue.parsing.questions import Asked
from services.catalogue.parsing.sources import SourceReader
from services.catalogue.parsing.vocabulary import NECESSITIES, matching
from services.catalogue.spec import (
    LegalBasisSpec,
    MaterialTypeSpec,
    Necessity,
    OutputSpec,
    RequirementSpec,
)


@dataclass
class DraftRequirement:
    """A requirement to which answers may still add themselves (`adds_material`)."""

    spec: RequirementSpec
    names: frozenset[str]
    """Every name an answer may call it by, as `matching` compares them."""
    when: tuple[Every, ...] = ()
    is_conditional: bool = False
    added_by: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class RequirementReader:
    """Reads the `materials` of one matter. What names no legal basis rests on the matter's."""

    bases: tuple[LegalBasisSpec, ...]
    asked: Asked
    roles: frozenset[str]
    book: Book
    keys: set[str] = field(default_factory=set)

    def read(self, row: Cursor) -> list[DraftRequirement]:
        read = (self._requirement(each) for each in row.mappings("materials", plain="name"))
        return [draft for draft in read if draft is not None]

    def _requirement(self, row: Cursor) -> DraftRequirement | None:
        code, said = row.text("type", most=SHORT), row.text("name")
        said_en = row.text("name_en", most=300)
        auto_form = row.flag("auto_form")
        sources = SourceReader(row, self.book)
        kind = _kind(row, code, said, sources, self.book, auto_form=auto_form)
        if kind is None:
            return None
        necessity = row.choice("required", NECESSITIES, Necessity.REQUIRED)
        note, note_en = row.pair("note", most=SENTENCE)
        spec = RequirementSpec(
            key=self._key(row, kind.code),
            material=kind.code,
            name=said or kind.name,
            name_en=said_en or _default_en(row, said, kind),
            necessity=necessity,
            sources=sources.ordered(only=row.flag("only_sources") or auto_form),
            about=self._about(row),
            original_at_window=row.flag("original_at_window"),
            generated_form=auto_form,
            note=note,
            note_en=note_en,
            legal_bases=read_legal_bases(row) if row.has("legal_basis") else self.bases,
            provenance=row.text("prov", most=SENTENCE),
            elements=read_material_elements(row),
        )
        draft = DraftRequirement(
            spec=spec,
            names=_names(spec, kind, self.book),
            when=read_when(row, self.asked),
            is_conditional=row.text("required") == "conditional",
        )
        row.finish()
        return draft

    def _about(self, row: Cursor) -> tuple[str, ...]:
        about = row.texts("about", most=SHORT) or ("applicant",)
        for role in about:
            if role not in self.roles:
                row.fault(
                    "about",
                    _("没有申请人角色 “%(r)s”。") % {"r": role},
                    _("请先在 parties 里写明，或者写 applicant。"),
                )
        return tuple(dict.fromkeys(about))

    def _key(self, row: Cursor, code: str) -> str:
        """The key as written, else the material's code, with a number where that is taken."""
        key = row.text("key", most=SHORT)
        if key in self.keys:
            row.fault("key", _("材料的 key “%(k)s” 写了两次。") % {"k": key}, _("请换一个。"))
        free, number = key or code, 2
        while free in self.keys:
            free, number = f"{code}_{number}", number + 1
        self.keys.add(free)
        return free


def _default_en(row: Cursor, said: str, kind: MaterialTypeSpec) -> str:
    """The type's English name, unless the requirement has a name of its own or wants none."""
    return "" if row.has("name_en") or (said and said != kind.name) else kind.name_en


def _kind(
    row: Cursor, code: str, said: str, sources: SourceReader, book: Book, *, auto_form: bool
) -> MaterialTypeSpec | None:
    """The material type: as written, else what the source matter produces, else by name."""
    if code:
        if code not in book.materials:
            row.fault("type", _("没有材料 %(c)s。") % {"c": code}, _("请先在 materials 里写明。"))
            return None
        sources.warn_unless_produced(code)
        return book.materials[code]
    if not said:
        row.fault("name", _("缺少材料的名称。"), _("请补上 name 或 type。"))
        return None
    produced = _nearest(said, sources.outputs())
    if produced is not None:
        return book.type_of_output(produced)
    guess = "form" if auto_form else sources.guess()
    return book.type_of(said, guess=guess)


def _nearest(said: str, outputs: tuple[OutputSpec, ...]) -> OutputSpec | None:
    """The output that a requirement of this name means: same name, else one within the other."""
    wanted = matching(said)
    for output in outputs:
        if matching(output.name) == wanted:
            return output
    for output in outputs:
        if matching(output.name) in wanted or wanted in matching(output.name):
            return output
    return outputs[0] if outputs else None


def _names(spec: RequirementSpec, kind: MaterialTypeSpec, book: Book) -> frozenset[str]:
    aliases = {name for name, code in book.by_name.items() if code == kind.code}
    return frozenset({matching(spec.name), kind.code, matching(kind.name), *aliases})
