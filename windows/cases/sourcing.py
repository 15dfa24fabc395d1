"""Where each material comes from at this moment, and why not from where it was to come before.

The order is the planner's (`windows.planning.sources`): what another matter produces, a licence
held, a register, a document handed in before, a commitment, and only then the person. The plan is
made once; what has happened since is kept on the slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from datasharing.queries import connected_resources, resource_names
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.journal.actions import record
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text
from windows.cases.editions import spec_of_case
from windows.cases.known import Holdings, holdings_of, levels_held
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.slots import take_source
from windows.cases.states import SlotState
from windows.locks import lock_slots
from windows.planning import Known
from windows.planning.plan import PlannedSource
from windows.planning.prepared import Need, prepared
from windows.planning.sentences import GENERATED
from windows.planning.sources import BURDEN, options_for

UNTOUCHED = (SlotState.WAITING, SlotState.MISSING, SlotState.DEFERRED)
AT_HAND = (SourceKind.LICENCE, SourceKind.DOCUMENT)
LONGEST_TRAIL = 12

WAYS = {
    SourceKind.OUTPUT: Text("另一个事项办好后转来", "passed on from another matter"),
    SourceKind.LICENCE: Text("已有的电子证照", "an electronic licence held"),
    SourceKind.RESOURCE: Text("数据共享", "shared data"),
    SourceKind.DOCUMENT: Text("以前交过的文件", "a document handed in before"),
    SourceKind.COMMITMENT: Text("书面承诺", "a written promise"),
    SourceKind.APPLICANT: Text("本人提交", "the person"),
}
CHOSEN = {
    SourceKind.LICENCE: Text("已有电子证照，直接使用", "Held as an electronic licence; it is used"),
    SourceKind.DOCUMENT: Text("以前交过，还有效，直接使用", "Handed in before and still valid"),
    SourceKind.COMMITMENT: Text("签一份书面承诺，不用开证明", "A promise replaces the proof"),
    SourceKind.APPLICANT: Text("请本人提供一份", "To be handed in once"),
}


@dataclass(frozen=True, slots=True)
class Passed:
    """A source that was to give it, and what came of it."""

    source: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Told:
    """For the page: where it comes from, why, and what was tried before."""

    source: Text
    why: Text
    passed: tuple[Passed, ...]


def note_tried(slot: MaterialSlot, why: Text) -> None:
    """The source it has now gives nothing, for this reason. The caller saves the slot."""
    tried = {
        "kind": slot.source_kind,
        "ref": slot.source_ref,
        "why": [why.zh, why.en or why.zh],
    }
    if tried not in slot.tried:
        slot.tried = [*slot.tried, tried][-LONGEST_TRAIL:]


def told(case: Case, slots: Iterable[MaterialSlot]) -> list[tuple[MaterialSlot, Told]]:
    """Each slot with where it comes from and why."""
    names = resource_names()
    planned = {material.key: material for material in plan_of(case).materials}
    matters = {matter.code: matter.name for matter in plan_of(case).matters}
    found = []
    for slot in slots:
        kind = SourceKind(slot.source_kind)
        material = planned.get(slot.key)
        now = PlannedSource(kind, slot.source_ref)
        if slot.state == SlotState.GENERATED:
            why = GENERATED
        elif material is not None and now == material.source and not slot.tried:
            why = material.reason
        else:
            why = _why(kind, slot.source_ref, names)
        passed = tuple(
            Passed(
                _called(SourceKind(each["kind"]), each["ref"], names, matters),
                Text(each["why"][0], each["why"][1]),
            )
            for each in slot.tried
        )
        found.append((slot, Told(_called(kind, slot.source_ref, names, matters), why, passed)))
    return found


def source_anew(case: Case, *, role: str, person: Applicant, actor: Actor) -> None:
    """For a locked case: what this person holds today spares a read and a paper.

    The plan knew only what the applicant held on the day of the draft; another party's licences
    and documents count from the moment they speak for themselves, the applicant's newer ones too.
    """
    holdings = holdings_of(person)
    if not holdings.licences and not holdings.documents:
        return
    known = _known(role, holdings)
    for slot in lock_slots(case):
        if slot.party_role != role or slot.state not in UNTOUCHED or slot.tried or slot.checked:
            continue
        now = SourceKind(slot.source_kind)
        better = next(
            (
                source
                for source in sources_now(case, slot, known)
                if source.kind in AT_HAND and not source.ref and _spares(source, slot, now)
            ),
            None,
        )
        if better is None:
            continue
        take_source(slot, [better], holdings)
        slot.save()
        way = WAYS[better.kind]
        record(
            case.stream,
            "material.at_hand",
            actor=actor,
            slot=slot.pk,
            material=slot.name,
            material_en=slot.name_en or slot.name,
            source=way.zh,
            source_en=way.en,
        )


def sources_now(case: Case, slot: MaterialSlot, known: Known) -> Sequence[PlannedSource]:
    """In order of burden, by the requirements that the slot stands for; outputs aside."""
    return options_for(_needs(case, slot), known)


def sources_left(
    case: Case, slot: MaterialSlot, *, holdings: Holdings, without: frozenset[str]
) -> list[PlannedSource]:
    """What may still give it when registers were of no use: `without` these, and no output."""
    known = _known(slot.party_role, holdings)
    return [source for source in sources_now(case, slot, known) if source.ref not in without]


def registers_tried(slot: MaterialSlot) -> frozenset[str]:
    """Codes of registers that gave nothing, with the one it is read from now."""
    tried = {each["ref"] for each in slot.tried} | {slot.source_ref}
    return frozenset(tried - {""})


def _spares(source: PlannedSource, slot: MaterialSlot, now: SourceKind) -> bool:
    """Before a register comes a licence held; the same kind without a question is better too."""
    ahead = (BURDEN[source.kind], source.ref != "")
    return ahead < (BURDEN[now], slot.source_ref != "")


def _needs(case: Case, slot: MaterialSlot) -> list[Need]:
    needs = prepared(spec_of_case(case)).needs
    return [
        need
        for matter, key in slot.requirement_keys
        for need in needs.get(matter, ())
        if need.requirement.key == key and need.party == slot.party_role
    ]


def _known(role: str, holdings: Holdings) -> Known:
    return Known(
        licences=frozenset((role, code) for code in holdings.licences),
        documents=frozenset((role, code) for code in holdings.documents),
        levels=levels_held(role, holdings),
        barred=frozenset() if holdings.may_promise else frozenset((role,)),
        connected=connected_resources(),
    )


def _called(
    kind: SourceKind, ref: str, names: Mapping[str, Text], matters: Mapping[str, Text]
) -> Text:
    if kind is SourceKind.OUTPUT and ref in matters:
        return matters[ref]
    return names.get(ref, WAYS[kind]) if ref else WAYS[kind]


def _why(kind: SourceKind, ref: str, names: Mapping[str, Text]) -> Text:
    if ref and ref in names:
        register = names[ref]
        return Text(f"经本人同意向“{register.zh}”核对", f"Checked in “{register.en}” with consent")
    return CHOSEN.get(kind, WAYS[kind])
