"""The materials of a plan: each thing once, with all who need it and why it comes from there."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.known import Known
from windows.planning.names import Names, both
from windows.planning.order import Order
from windows.planning.plan import Burden, PlannedMaterial
from windows.planning.sources import Need, Supply

STRICTEST_FIRST = (Necessity.REQUIRED, Necessity.DEFERRABLE, Necessity.OPTIONAL)
PAPER = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT})


def planned_materials(
    supplies: list[Supply], order: Order, names: Names, known: Known
) -> tuple[PlannedMaterial, ...]:
    taken: set[str] = set()
    before_outputs = sorted(supplies, key=lambda supply: supply.source.kind is SourceKind.OUTPUT)
    keys = {id(supply): _key(supply, taken) for supply in before_outputs}
    return tuple(_planned(s, keys[id(s)], order, names, known) for s in supplies)


def burden_of(supplies: list[Supply], materials: tuple[PlannedMaterial, ...]) -> Burden:
    """What was asked going from door to door, and what is asked now. Optional papers do not count."""
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


def _planned(
    supply: Supply, key: str, order: Order, names: Names, known: Known
) -> PlannedMaterial:
    first = supply.needs[0].requirement
    party = supply.needs[0].party
    kind = supply.source.kind
    necessities = {need.requirement.necessity for need in supply.needs}
    necessity = next(n for n in STRICTEST_FIRST if n in necessities)
    generated = any(need.requirement.generated_form for need in supply.needs)
    original = any(need.requirement.original_at_window for need in supply.needs)
    given = kind is SourceKind.COMMITMENT and (party, first.material) in known.commitments
    original = original and kind in PAPER
    return PlannedMaterial(
        key=key,
        material=first.material,
        party=party,
        name=both(first.name, first.name_en),
        needed_by=tuple((need.matter, need.requirement.key) for need in supply.needs),
        source=supply.source,
        reason=say.joined(_reasons(supply, order, names, generated, given, original, necessity)),
        fallbacks=supply.fallbacks,
        necessity=necessity,
        original_at_window=original,
        generated=generated,
        already_given=given,
    )


def _reasons(
    supply: Supply,
    order: Order,
    names: Names,
    generated: bool,
    given: bool,
    original: bool,
    necessity: Necessity,
) -> Iterator[Text]:
    users = tuple(dict.fromkeys(need.matter for need in supply.needs))
    if generated:
        yield say.GENERATED
    elif given:
        yield say.GIVEN
    else:
        if supply.is_last_resort:
            yield say.NOT_CONNECTED
        yield say.why_source(supply.source, supply.needs[0].party, names, users)
    if supply.source.kind is not SourceKind.OUTPUT:
        yield from _passed_over(supply.needs, order, names)
    if original:
        yield say.SEE_ORIGINAL
    if necessity in say.NECESSITY:
        yield say.NECESSITY[necessity]


def _passed_over(needs: tuple[Need, ...], order: Order, names: Names) -> Iterator[Text]:
    """Outputs of this plan that would have spared the person, had the matter not to come first."""
    for need in needs:
        for source in need.requirement.sources:
            if source.kind is SourceKind.OUTPUT and source.matter in order:
                if source.matter != need.matter:
                    yield say.cannot_wait(names.matters[need.matter], names.matters[source.matter])
