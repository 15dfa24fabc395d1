"""The list of documents: when, in which form, from whom, and why one need not be brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.catalogue.codelists import (
    Collection,
    MaterialFormat,
    MaterialSource,
    Spared,
    TrustLevel,
    label_of,
)
from services.catalogue.elements import MaterialElements
from services.catalogue.spec import (
    Condition,
    Necessity,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both
from windows.web.guide.conditions import any_in_words
from windows.web.guide.ground import APPLICANT, Ground

STRICTEST_FIRST = (Necessity.REQUIRED, Necessity.DEFERRABLE, Necessity.OPTIONAL)
NECESSITY = {
    Necessity.REQUIRED: Text("必要", "required"),
    Necessity.DEFERRABLE: Text("可以后补", "may follow later"),
    Necessity.OPTIONAL: Text("有就交", "only if you have it"),
}
SPARED = Text("免提交", "nothing to hand in")
MAY_BE_SPARED = Text("可免提交", "may be spared")
PROMISE = Text("签承诺", "sign a commitment")
PROVIDE = Text("您提供", "you provide it")


@dataclass(frozen=True, slots=True)
class Way:
    how: Text
    chip: Text
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Paper:
    name: Text
    necessity: Text
    is_required: bool
    chip: Text
    how: Text
    """The least burdensome way it can come, and why."""
    otherwise: Text
    """The next way, should that fail; empty where there is none."""
    who: Text
    """Whose it is, when not the applicant's alone."""
    only_if: Text | None
    form: Text
    issuer: Text
    bases: tuple[str, ...]
    """Empty: it rests on the legal basis of its matter."""
    blank: str
    sample: str
    note: Text
    used_by: tuple[tuple[str, Text], ...]
    """(code, name) of the matters that want it, in the guide of a whole thing."""

    @property
    def is_spared(self) -> bool:
        return self.chip in (SPARED, MAY_BE_SPARED)

    @property
    def is_provided(self) -> bool:
        """Nothing stands in for it: the person brings it."""
        return self.chip == PROVIDE


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement and the conditions under which anybody is asked for it."""

    requirement: RequirementSpec
    conditions: tuple[Condition, ...]
    matter: str


def paper(group: Sequence[Wanted], ground: Ground, *, is_of_event: bool) -> Paper:
    """One row for everything that one hand-in meets."""
    requirements = [wanted.requirement for wanted in group]
    first = requirements[0]
    elements = first.elements
    strictest = min((r.necessity for r in requirements), key=STRICTEST_FIRST.index)
    ways = list(dict.fromkeys(way for r in requirements for way in _ways(r, ground)))
    order = list(SourceKind)
    ways.sort(key=lambda way: order.index(way.kind))
    best = ways[0] if ways else Way(say.NOT_CONNECTED, PROVIDE, SourceKind.APPLICANT)
    if any(r.generated_form for r in requirements):
        best, ways = Way(say.GENERATED, SPARED, SourceKind.OUTPUT), []
    how = best.how
    if best.chip == PROVIDE and any(r.original_at_window for r in requirements):
        how = say.joined((how, say.SEE_ORIGINAL))
    return Paper(
        name=both(first.name, first.name_en),
        necessity=NECESSITY[strictest],
        is_required=strictest is Necessity.REQUIRED,
        chip=best.chip,
        how=how,
        otherwise=ways[1].how if len(ways) > 1 else Text(""),
        who=_who(first, ground),
        only_if=any_in_words([wanted.conditions for wanted in group], ground.options),
        form=_form(first, elements),
        issuer=_issuer(elements),
        bases=tuple(dict.fromkeys(b.named() for r in requirements for b in r.legal_bases)),
        blank=_address(elements.form_guid),
        sample=_address(elements.example_guid),
        note=_note(first),
        used_by=tuple(dict.fromkeys((w.matter, ground.matters[w.matter]) for w in group))
        if is_of_event
        else (),
    )


def _ways(requirement: RequirementSpec, ground: Ground) -> Iterator[Way]:
    for source in requirement.sources:
        yield from _way(source, ground)


def _way(source: SourceSpec, ground: Ground) -> Iterator[Way]:
    is_connected = source.resource in ground.connected
    match source.kind:
        case SourceKind.OUTPUT:
            made = ground.matters.get(source.matter, Text(source.matter, source.matter))
            how = Text(
                f"和“{made.zh}”一起办的，它办好后直接转来；以前办过、有电子证照的，直接使用",
                f"Passed on when “{made.en}” is done together with this, or taken from your "
                "electronic licence if you have it already",
            )
            yield Way(how, MAY_BE_SPARED, source.kind)
        case SourceKind.LICENCE | SourceKind.RESOURCE if is_connected:
            register = ground.called(source.resource)
            how = Text(
                f"经本人同意后向“{register.zh}”核对，不用交",
                f"Checked in “{register.en}” with the person's consent; nothing to hand in",
            )
            yield Way(how, SPARED, source.kind)
        case SourceKind.LICENCE:
            how = Text(
                "有电子证照的，直接使用，不用交纸件",
                "An electronic licence, where there is one, is used; no paper is needed",
            )
            yield Way(how, MAY_BE_SPARED, source.kind)
        case SourceKind.DOCUMENT:
            how = Text(
                "以前交过、还有效的，直接使用", "Handed in before and still valid: used again"
            )
            yield Way(how, MAY_BE_SPARED, source.kind)
        case SourceKind.COMMITMENT:
            how = Text("签一份书面承诺，不用开证明", "A signed commitment replaces the proof")
            yield Way(how, PROMISE, source.kind)
        case SourceKind.APPLICANT:
            yield Way(Text("请提供一份", "To be handed in once"), PROVIDE, source.kind)


def _who(requirement: RequirementSpec, ground: Ground) -> Text:
    if requirement.about == (APPLICANT,):
        return Text("")
    roles = [
        Text("申请人", "Applicant") if role == APPLICANT else ground.parties.get(role, Text(role))
        for role in requirement.about
    ]
    return Text("、".join(r.zh for r in roles), ", ".join(r.en or r.zh for r in roles))


def _form(requirement: RequirementSpec, elements: MaterialElements) -> Text:
    parts = [label_of(MaterialFormat, elements.material_format)] if elements.material_format else []
    if elements.original_num is not None:
        parts.append(
            Text(f"原件 {elements.original_num} 份", f"originals: {elements.original_num}")
        )
    if elements.copies_num is not None:
        parts.append(Text(f"复印件 {elements.copies_num} 份", f"copies: {elements.copies_num}"))
    if elements.page_format:
        parts.append(Text(elements.page_format, elements.page_format))
    parts += [label_of(Collection, each) for each in elements.collection]
    if elements.spared:
        label = label_of(Spared, elements.spared)
        parts.append(Text(f"免提交方式：{label.zh}", f"spared by: {label.en.lower()}"))
    if elements.deferred_days and requirement.necessity is Necessity.DEFERRABLE:
        days = elements.deferred_days
        parts.append(
            Text(f"受理后 {days} 个工作日内补交", f"within {days} working days after acceptance")
        )
    if elements.trust_level:
        label = label_of(TrustLevel, elements.trust_level)
        parts.append(Text(f"可信等级不低于 {label.zh}", f"trust at least {label.en}"))
    if requirement.original_at_window:
        parts.append(Text("窗口看原件", "original shown at the window"))
    return Text("，".join(p.zh for p in parts), ", ".join(p.en or p.zh for p in parts))


def _issuer(elements: MaterialElements) -> Text:
    """Who issues it; where, and within which time, where that is stated."""
    if elements.issuing_body or elements.source_explain:
        who = Text(elements.issuing_body or elements.source_explain)
    else:
        who = label_of(MaterialSource, elements.source_type) if elements.source_type else Text("")
    told = [
        who,
        both(elements.issuing_place, elements.issuing_place_en),
        both(elements.issuing_time, elements.issuing_time_en),
    ]
    return say.joined(dict.fromkeys(each for each in told if each.zh))


def _note(requirement: RequirementSpec) -> Text:
    elements = requirement.elements
    pairs = [
        (requirement.note, requirement.note_en),
        (elements.handle_case, ""),
        (elements.fill_explain, elements.fill_explain_en),
        (elements.accept_stand, elements.accept_stand_en),
    ]
    told = [both(zh, en) for zh, en in pairs if zh]
    return say.joined(dict.fromkeys(told))


def _address(guid: str) -> str:
    """Catalogues keep numbers of their own here as well; only an address can be followed."""
    return guid if guid.startswith(("https://", "http://")) else ""
