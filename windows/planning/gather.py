"""The materials of a plan: each thing once, with all who need it and why it comes from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.names import both
from windows.planning.plan import Burden, PlannedMaterial
from windows.planning.situation import Situation
from windows.planning.sources import Need, Supply

STRICTEST_FIRST = (Necessity.REQUIRED, Necessity.DEFERRABLE, Necessity.OPTIONAL)
PAPER = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT})


def planned_materials(supplies: list[Supply], situation: Situation) -> tuple[PlannedMaterial, ...]:
    taken: set[str] = set()
    before_outputs = sorted(supplies, key=lambda supply: supply.source.kind is SourceKind.OUTPUT)
    keys = {id(supply): _key(supply, taken) for supply in before_outputs}
    return tuple(_planned(s, keys[id(s)], situation) for s in supplies)


def burden_of(supplies: list[Supply], materials: tuple[PlannedMaterial, ...]) -> Burden:
    """What was asked going from door to door, and now. Optional papers do not count."""
    asked = 0
    spared: dict[str, int] = {}
    for supply, planned in zip(supplies, materials, strict=True):
        count = sum(n.requirement.necessity is not Necessity.OPTIONAL for n in supply.needs)
        if not count:
            continue
        if planned.asks:
            asked, count, how = asked + 1, count - 1, "shared"
        elif planned.generated:
            how = "generated"
        else:
            how = "given" if planned.already_given else planned.source.kind.value
        if count:
            spared[how] = spared.get(how, 0) + count
    before = asked + sum(spared.values())
    sentence = Text(
        f"原来要交 {before} 份材料，现在只要 {asked} 份",
        f"{say.plural(before, 'paper')} before, {asked} now",
    )
    return Burden(before, asked, tuple(sorted(spared.items())), sentence)


def _key(supply: Supply, taken: set[str]) -> str:
    key = "/".join(supply.needs[0].pair)
    if key in taken:
        key = f"{key}@{supply.source.ref or supply.source.kind.value}"
    taken.add(key)
    return key


def _planned(supply: Supply, key: str, situation: Situation) -> PlannedMaterial:
    first = supply.needs[0].requirement
    party = supply.needs[0].party
    kind = supply.source.kind
    promised = (party, first.material) in situation.known.commitments
    necessities = {need.requirement.necessity for need in supply.needs}
    planned = PlannedMaterial(
        key=key,
        material=first.material,
        party=party,
        name=both(first.name, first.name_en),
        needed_by=tuple((need.matter, need.requirement.key) for need in supply.needs),
        source=supply.source,
        reason=Text(""),
        fallbacks=supply.fallbacks,
        necessity=next(n for n in STRICTEST_FIRST if n in necessities),
        original_at_window=kind in PAPER
        and any(need.requirement.original_at_window for need in supply.needs),
        generated=any(need.requirement.generated_form for need in supply.needs),
        already_given=kind is SourceKind.COMMITMENT and promised,
    )
    return replace(planned, reason=say.joined(_reasons(planned, supply, situation)))


def _reasons(planned: PlannedMaterial, supply: Supply, situation: Situation) -> Iterator[Text]:
    users = tuple(dict.fromkeys(need.matter for need in supply.needs))
    if planned.generated:
        yield say.GENERATED
    elif planned.already_given:
        yield say.GIVEN
    else:
        if supply.is_last_resort:
            yield say.NOT_CONNECTED
        yield say.why_source(supply.source, planned.party, situation.names, users)
    if planned.source.kind is not SourceKind.OUTPUT:
        yield from _passed_over(supply.needs, situation)
    if planned.original_at_window:
        yield say.SEE_ORIGINAL
    if planned.necessity in say.NECESSITY:
        yield say.NECESSITY[planned.necessity]


def _passed_over(needs: tuple[Need, ...], situation: Situation) -> Iterator[Text]:
    """Outputs of this plan that would have spared the person, had the matter not to come first."""
    called = situation.names.matters
    for need in needs:
        for source in need.requirement.sources:
            is_output = source.kind is SourceKind.OUTPUT and source.matter in situation.order
            if is_output and source.matter != need.matter:
                yield say.cannot_wait(called[need.matter], called[source.matter])
