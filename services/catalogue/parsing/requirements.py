"""What a matter needs: material, source, condition."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book
from services.catalogue.parsing.conditions import Every, read_when
from services.catalogue.parsing.cursor import SENTENCE, SHORT, Cursor
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


def read_requirements(
    row: Cursor,
    bases: tuple[LegalBasisSpec, ...],
    asked: Asked,
    roles: frozenset[str],
    book: Book,
) -> list[DraftRequirement]:
    """A requirement that names no legal basis of its own rests on those of its matter."""
    found: list[DraftRequirement] = []
    keys: set[str] = set()
    for each in row.mappings("materials", plain="name"):
        draft = _requirement(each, keys, bases, asked, roles, book)
        if draft is not None:
            keys.add(draft.spec.key)
            found.append(draft)
    return found


def _requirement(
    row: Cursor,
    keys: set[str],
    bases: tuple[LegalBasisSpec, ...],
    asked: Asked,
    roles: frozenset[str],
    book: Book,
) -> DraftRequirement | None:
    code, said, said_en = row.text("type", most=SHORT), row.text("name"), row.text("name_en", most=300)
    auto_form = row.flag("auto_form")
    sources = SourceReader(row, book)
    kind = _kind(row, code, said, sources, book, auto_form=auto_form)
    if kind is None:
        return None
    about = row.texts("about", most=SHORT) or ("applicant",)
    for role in about:
        if role not in roles:
            row.fault(
                "about",
                _("没有申请人角色 “%(r)s”。") % {"r": role},
                _("请先在 parties 里写明，或者写 applicant。"),
            )
    key = row.text("key", most=SHORT)
    if key in keys:
        row.fault("key", _("材料的 key “%(k)s” 写了两次。") % {"k": key}, _("请换一个。"))
    necessity = row.choice("required", NECESSITIES, Necessity.REQUIRED)
    note, note_en = row.pair("note", most=SENTENCE)
    spec = RequirementSpec(
        key=key or _free_key(kind.code, keys),
        material=kind.code,
        name=said or kind.name,
        name_en=said_en or ("" if said and said != kind.name else kind.name_en),
        necessity=necessity,
        sources=sources.ordered(only=row.flag("only_sources") or auto_form),
        about=tuple(dict.fromkeys(about)),
        original_at_window=row.flag("original_at_window"),
        generated_form=auto_form,
        note=note,
        note_en=note_en,
        legal_bases=read_legal_bases(row) or bases,
        provenance=row.text("prov", most=SENTENCE),
    )
    draft = DraftRequirement(
        spec=spec,
        names=_names(spec, kind, book),
        when=read_when(row, asked),
        is_conditional=necessity is Necessity.OPTIONAL,
    )
    row.finish()
    return draft


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
        return book.materials[produced.material]
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


def _free_key(code: str, keys: set[str]) -> str:
    key, number = code, 2
    while key in keys:
        key, number = f"{code}_{number}", number + 1
    return key


def _names(spec: RequirementSpec, kind: MaterialTypeSpec, book: Book) -> frozenset[str]:
    aliases = {name for name, code in book.by_name.items() if code == kind.code}
    return frozenset({matching(spec.name), kind.code, matching(kind.name), *aliases})
