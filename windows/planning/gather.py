"""The materials of a plan: each thing once, with all who need it and why it comes from there."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.plan import Burden, PlannedMaterial
from windows.planning.prepared import Need
from windows.planning.situation import Situation
from windows.planning.sources import Supply, is_barred, must_show_original

STRICTEST_FIRST = (Necessity.REQUIRED, Necessity.DEFERRABLE, Necessity.OPTIONAL)


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
    first = supply.needs[0]
    requirements = [need.requirement for need in supply.needs]
    kind = supply.source.kind
    strictest = min(requirements, key=lambda r: STRICTEST_FIRST.index(r.necessity)).necessity
    generated = any(r.generated_form for r in requirements)
    original = must_show_original(supply.needs, supply.source, situation.known)
    given = kind is SourceKind.COMMITMENT and first.holding in situation.known.commitments
    reasons = [say.GENERATED] if generated else [say.GIVEN] if given else _why(supply, situation)
    if kind is not SourceKind.OUTPUT:
        reasons += _passed_over(supply.needs, situation)
    if original:
        reasons.append(say.SEE_ORIGINAL)
    if strictest in say.NECESSITY:
        reasons.append(say.NECESSITY[strictest])
    return PlannedMaterial(
        key=key,
        material=first.requirement.material,
        party=first.party,
        name=first.name,
        needed_by=tuple([(need.matter, need.requirement.key) for need in supply.needs]),
        source=supply.source,
        reason=say.joined(reasons),
        fallbacks=supply.fallbacks,
        necessity=strictest,
        original_at_window=original,
        generated=generated,
        already_given=given,
    )


def _why(supply: Supply, situation: Situation) -> list[Text]:
    users = tuple(dict.fromkeys([need.matter for need in supply.needs]))
    reason = say.why_source(
        supply.source,
        who=situation.names.party(supply.needs[0].party),
        names=situation.names,
        users=situation.prepared.listed(users),
        count=len(users),
    )
    if supply.source.kind is SourceKind.APPLICANT and any(
        is_barred(need, situation.known) for need in supply.needs
    ):
        return [say.BARRED, reason]
    return [say.NOT_CONNECTED, reason] if supply.is_last_resort else [reason]


def _passed_over(needs: tuple[Need, ...], situation: Situation) -> Iterator[Text]:
    """Outputs of this plan that would have spared the person, had the matter not to come first."""
    called = situation.names.matters
    for need in needs:
        for source in need.requirement.sources:
            is_output = source.kind is SourceKind.OUTPUT and source.matter in situation.order
            if is_output and source.matter != need.matter:
                yield say.cannot_wait(called[need.matter], called[source.matter])
