"""Requirements compared, by their keys. An addition rests on the requirement's own legal bases."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import MatterSpec, Necessity, RequirementSpec, SourceKind
from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind, new_bases

STRICTNESS = {Necessity.OPTIONAL: 0, Necessity.DEFERRABLE: 1, Necessity.REQUIRED: 2}
NECESSITY_WORDS = {
    Necessity.OPTIONAL: Text("有就交，没有不用交", "only if you have it"),
    Necessity.DEFERRABLE: Text("可以后补", "may be handed in later"),
    Necessity.REQUIRED: Text("必须交", "must be handed in"),
}

Found = tuple[Kind, Text, bool]


def material_differences(standard: MatterSpec, local: MatterSpec) -> Iterator[Difference]:
    before = {each.key: each for each in standard.requirements}
    after = {each.key: each for each in local.requirements}
    for key, each in after.items():
        old = before.get(key)
        if old is None or old.material != each.material:
            yield _extra(each)
            continue
        own = new_bases(each.legal_bases, old.legal_bases)
        for kind, text, adds in _changes(old, each):
            bases = own if adds else ()
            yield Difference(kind, text, adds=adds, legal_bases=bases, requirement=key)
    for key, old in before.items():
        if key not in after or after[key].material != old.material:
            name, name_en = old.name, old.name_en or old.name
            text = Text(f"不用交：{name}", f"No need for: {name_en}")
            yield Difference(Kind.DROPPED_MATERIAL, text, adds=False, requirement=key)


def _extra(each: RequirementSpec) -> Difference:
    """A form that the portal fills in by itself asks nothing of the person."""
    text = Text(f"多要一份材料：{each.name}", f"One more paper: {each.name_en or each.name}")
    adds = not each.generated_form
    bases = each.legal_bases if adds else ()
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
        adds = bool(old.condition.alternatives)
        kind = Kind.OTHER_CONDITION if adds else Kind.NARROWER_CONDITION
        zh = "在别的情形下要交" if adds else "只在部分情形下要交"
        en = "is asked for in other situations" if adds else "is asked for in fewer situations"
        yield kind, Text(f"“{name}”{zh}", f"“{name_en}” {en}"), adds
    if more := set(new.about) - set(old.about):
        text = Text(f"“{name}”要多个人的", f"“{name_en}” is asked of more people")
        yield Kind.MORE_PEOPLE, text, bool(more)
    elif set(old.about) - set(new.about):
        text = Text(f"“{name}”只要部分人的", f"“{name_en}” is asked of fewer people")
        yield Kind.FEWER_PEOPLE, text, False
    if new.original_at_window and not old.original_at_window:
        text = Text(f"“{name}”要到窗口看原件", f"The original of “{name_en}” must be shown")
        yield Kind.EXTRA_VISIT, text, True
    elif old.original_at_window and not new.original_at_window:
        text = Text(f"“{name}”不用看原件", f"The original of “{name_en}” need not be shown")
        yield Kind.DROPPED_VISIT, text, False


def _source(old: RequirementSpec, new: RequirementSpec, name: Text) -> Iterator[Found]:
    """Whatever spares the person a paper by the standard must do so in the region too."""
    before, after = _spared(old), _spared(new)
    lost_form = old.generated_form and not new.generated_form
    if lost_form or not before <= after:
        text = Text(f"“{name.zh}”要多费一份力去取得", f"“{name.en}” is harder to come by")
        yield Kind.WORSE_SOURCE, text, True
    elif before < after or (new.generated_form and not old.generated_form):
        text = Text(f"“{name.zh}”多一种不用交的办法", f"“{name.en}” can be spared in one more way")
        yield Kind.BETTER_SOURCE, text, False


def _spared(requirement: RequirementSpec) -> set[tuple[str, str, str]]:
    return {
        (source.kind.value, source.matter, source.resource)
        for source in requirement.sources
        if source.kind is not SourceKind.APPLICANT
    }
