"""Requirements compared, by their keys. An addition rests on the requirement's own legal bases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.catalogue.elements import NO_MATERIAL_ELEMENTS
from services.catalogue.spec import (
    LegalBasisSpec,
    MatterSpec,
    Necessity,
    RequirementSpec,
    SourceKind,
)
from services.catalogue.text import Text
from services.overlays.demands import OF_MATERIAL, Found, element_changes
from services.overlays.differences import Difference, Kind, new_bases
from services.overlays.grounds import bases_in_words
from services.overlays.reach import reaches_more
from services.overlays.wording import bare, may_ask_more

STRICTNESS = {Necessity.OPTIONAL: 0, Necessity.DEFERRABLE: 1, Necessity.REQUIRED: 2}
NECESSITY_WORDS = {
    Necessity.OPTIONAL: Text("有就交，没有不用交", "only if you have it"),
    Necessity.DEFERRABLE: Text("可以后补", "may be handed in later"),
    Necessity.REQUIRED: Text("必须交", "must be handed in"),
}
SOURCES = {
    SourceKind.OUTPUT: Text("别的事项的结果", "the result of another matter"),
    SourceKind.LICENCE: Text("电子证照", "an electronic licence"),
    SourceKind.RESOURCE: Text("数据共享", "data sharing"),
    SourceKind.DOCUMENT: Text("以前交过的材料", "papers handed in before"),
    SourceKind.COMMITMENT: Text("书面承诺", "a signed commitment"),
}
ASKING = frozenset({SourceKind.APPLICANT, SourceKind.COMMITMENT, SourceKind.DOCUMENT})


def material_differences(standard: MatterSpec, local: MatterSpec) -> Iterator[Difference]:
    """Another material under the same key is one paper more and one less; what the one before
    rested on does not carry it.
    """
    before = {each.key: each for each in standard.requirements}
    after = {each.key: each for each in local.requirements}
    for key, each in after.items():
        old = before.get(key)
        own = new_bases(each.legal_bases, old.legal_bases if old else ())
        if old is None or old.material != each.material:
            yield _extra(each, own)
            continue
        for kind, text, adds in _changes(old, each):
            bases = own if adds else ()
            yield Difference(kind, text, adds=adds, legal_bases=bases, requirement=key)
    for key, old in before.items():
        if key not in after or after[key].material != old.material:
            text = Text(f"不用交：{old.name}", f"No need for: {old.name_en or old.name}")
            yield Difference(Kind.DROPPED_MATERIAL, text, adds=False, requirement=key)


def asks_person(requirement: RequirementSpec) -> bool:
    """False for a form that the portal fills in, and for what only registers may answer."""
    kinds = {source.kind for source in requirement.sources}
    return not requirement.generated_form and bool(kinds & ASKING)


def _extra(each: RequirementSpec, own: tuple[LegalBasisSpec, ...]) -> Difference:
    name, name_en = each.name, each.name_en or each.name
    adds = asks_person(each)
    text = (
        Text(f"多要一份材料：{name}", f"One more paper: {name_en}")
        if adds
        else Text(f"多用一份材料，不用您交：{name}", f"Used too, not asked of you: {name_en}")
    )
    bases = own if adds else ()
    return Difference(Kind.EXTRA_MATERIAL, text, adds=adds, legal_bases=bases, requirement=each.key)


def _changes(old: RequirementSpec, new: RequirementSpec) -> Iterator[Found]:
    name, name_en = new.name, new.name_en or new.name
    if new.necessity is not old.necessity:
        adds = STRICTNESS[new.necessity] > STRICTNESS[old.necessity]
        said = NECESSITY_WORDS[new.necessity]
        kind = Kind.STRICTER_NECESSITY if adds else Kind.EASIER_NECESSITY
        yield kind, Text(f"“{name}”{said.zh}", f"“{name_en}” {said.en}"), adds
    yield from _source(old, new, Text(name, name_en))
    if new.condition != old.condition:
        adds = reaches_more(old.condition, new.condition)
        kind = Kind.OTHER_CONDITION if adds else Kind.NARROWER_CONDITION
        zh = "在更多情形下要交" if adds else "只在更少的情形下要交"
        en = "is asked for in more situations" if adds else "is asked for in fewer situations"
        yield kind, Text(f"“{name}”{zh}", f"“{name_en}” {en}"), adds
    if set(new.about) - set(old.about):
        text = Text(f"“{name}”要多个人的", f"“{name_en}” is asked of more people")
        yield Kind.MORE_PEOPLE, text, True
    elif set(old.about) - set(new.about):
        text = Text(f"“{name}”只要部分人的", f"“{name_en}” is asked of fewer people")
        yield Kind.FEWER_PEOPLE, text, False
    if new.original_at_window and not old.original_at_window:
        text = Text(f"“{name}”要到窗口看原件", f"The original of “{name_en}” must be shown")
        yield Kind.EXTRA_VISIT, text, True
    elif old.original_at_window and not new.original_at_window:
        text = Text(f"“{name}”不用看原件", f"The original of “{name_en}” need not be shown")
        yield Kind.DROPPED_VISIT, text, False
    for kind, text, adds in element_changes(old.elements, new.elements):
        yield kind, Text(f"“{name}”的{text.zh}", f"“{name_en}” – {text.en}"), adds
    yield from _words(old, new, Text(name, name_en))


def _source(old: RequirementSpec, new: RequirementSpec, name: Text) -> Iterator[Found]:
    """Whatever spared the person a paper before must do so now."""
    before, after = _spared(old), _spared(new)
    lost = [kind for kind in SOURCES if any(each[0] is kind for each in before - after)]
    if asks_person(new) and not asks_person(old):
        text = Text(f"“{name.zh}”要您自己交", f"“{name.en}” has to be handed in by you")
        yield Kind.WORSE_SOURCE, text, True
    elif lost:
        zh = "、".join(SOURCES[kind].zh for kind in lost)
        en = ", ".join(SOURCES[kind].en for kind in lost)
        text = Text(f"“{name.zh}”不能再用{zh}代替", f"“{name.en}” can no longer come from {en}")
        yield Kind.WORSE_SOURCE, text, True
    elif before < after or (asks_person(old) and not asks_person(new)):
        text = Text(f"“{name.zh}”多一种不用交的办法", f"“{name.en}” can be spared in one more way")
        yield Kind.BETTER_SOURCE, text, False


def _spared(requirement: RequirementSpec) -> set[tuple[SourceKind, str, str]]:
    return {
        (source.kind, source.matter, source.resource)
        for source in requirement.sources
        if source.kind is not SourceKind.APPLICANT
    }


def _words(old: RequirementSpec, new: RequirementSpec, name: Text) -> Iterator[Found]:
    """The name and the note tell what to bring: other words may ask for more."""
    zh, en = name.zh, name.en
    was = Text(old.name, old.name_en or old.name)
    if new.name != old.name:
        adds = may_ask_more(old.name, new.name)
        text = Text(f"“{was.zh}”改为“{zh}”", f"“{was.en}” is “{en}” now")
        yield Kind.OTHER_DEMAND if adds else Kind.OTHER_WORDS, text, adds
    if bare(new.note) != bare(old.note):
        note_en = new.note_en or new.note
        adds = bool(bare(new.note))
        text = (
            Text(f"“{zh}”的说明改为：{new.note}", f"The note on “{en}” now reads: {note_en}")
            if adds
            else Text(f"“{zh}”的说明取消了", f"The note on “{en}” is gone")
        )
        yield Kind.OTHER_DEMAND if adds else Kind.DROPPED_DEMAND, text, adds
    if new.legal_bases != old.legal_bases:
        cited = bases_in_words(old.legal_bases, new.legal_bases)
        yield Kind.OTHER_BASES, Text(f"“{zh}”的{cited.zh}", f"“{en}” – {cited.en}"), False
    if _explained(old) != _explained(new):
        text = Text(f"“{zh}”的文字有变化", f"Words about “{en}” changed")
        yield Kind.OTHER_WORDS, text, False


def _explained(each: RequirementSpec) -> tuple[object, ...]:
    """What only explains."""
    elements = replace(
        each.elements, **{name: getattr(NO_MATERIAL_ELEMENTS, name) for name in OF_MATERIAL}
    )
    return (each.name_en, each.note_en, elements)
