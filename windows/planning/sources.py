"""For every requirement the least burdensome lawful source.

The order is that of `SourceKind`: what another matter of the case produces, a licence held, a
register, a document handed in before, a commitment, and only then the person. These are the four
“一律取消” of the reform: nothing is asked that the law does not require, that a licence shows, that
data sharing gives, or that a commitment may replace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.catalogue.codelists import TrustLevel
from services.catalogue.spec import (
    RequirementSpec,
    SourceKind,
)
from services.catalogue.text import Text
from services.catalogue.trust import PROVED, reaches
from windows.planning.known import Known
from windows.planning.order import Order
from windows.planning.plan import PlannedSource
from windows.planning.prepared import Need
from windows.planning.situation import Situation

BURDEN = {kind: rank for rank, kind in enumerate(SourceKind)}
ON_FILE = PlannedSource(SourceKind.DOCUMENT)
HAND_IN = PlannedSource(SourceKind.APPLICANT)
COMMIT = PlannedSource(SourceKind.COMMITMENT)
PAPER = frozenset({SourceKind.DOCUMENT, SourceKind.APPLICANT})
ASKING = frozenset({SourceKind.COMMITMENT, SourceKind.APPLICANT})
BY_LICENCE = frozenset({SourceKind.LICENCE, SourceKind.OUTPUT})
BY_REGISTER = frozenset({SourceKind.LICENCE, SourceKind.RESOURCE})
BY_DOCUMENT = frozenset({SourceKind.DOCUMENT, SourceKind.APPLICANT, SourceKind.OUTPUT})


@dataclass(frozen=True, slots=True)
class Supply:
    """Needs that one thing meets together, and where it comes from."""

    needs: tuple[Need, ...]
    source: PlannedSource
    fallbacks: tuple[PlannedSource, ...] = ()
    is_last_resort: bool = False
    """True when the person is asked only because the register that should know is not connected."""


def needs_of(situation: Situation) -> tuple[Need, ...]:
    return tuple(
        [
            need
            for included in situation.matters
            for need in situation.prepared.needs[included.matter.code]
            if need.requirement.condition.holds(situation.answers)
        ]
    )


def choose_producers(needs: tuple[Need, ...], situation: Situation) -> dict[Need, str]:
    """Which needs are met by the output of a matter of this plan; the waits are put into the order.

    An output with no alternative comes first: if that makes a circle, the plan is impossible. Any
    other is taken only where it makes none, else the need goes to its next source. What is known
    about the person plays no part, so the order depends on the answers alone.
    """
    producers: dict[Need, str] = {}
    order, called = situation.order, situation.names.matters

    def take(need: Need, producer: str) -> None:
        producers[need] = producer
        order.follow(need.matter, producer, why_wait(need.name, called[producer]))

    wanted = [(need, listed) for need in needs if (listed := _listed_producers(need, order))]
    for need, listed in wanted:
        if all(source.kind is SourceKind.OUTPUT for source in need.requirement.sources):
            take(need, listed[0])
    for need, listed in wanted:
        if need not in producers:
            possible = (code for code in listed if order.can_follow(need.matter, code))
            if producer := next(possible, None):
                take(need, producer)
    made = {need.pair: producer for need, producer in reversed(producers.items())}
    for need in needs:
        borrowed = made.get(need.pair)
        if not borrowed or need in producers or not _would_ask(need.requirement):
            continue
        if order.can_follow(need.matter, borrowed):
            take(need, borrowed)
    return producers


def choose_sources(
    needs: tuple[Need, ...], producers: dict[Need, str], known: Known
) -> list[Supply]:
    """Each need in exactly one supply, shared with the others for that material and party."""
    groups: dict[tuple[str, str, str], list[Need]] = {}
    for need in needs:
        groups.setdefault((*need.pair, producers.get(need, "")), []).append(need)
    supplies: list[Supply] = []
    for (_, _, producer), group in groups.items():
        if producer:
            source = PlannedSource(SourceKind.OUTPUT, producer)
            others = (*_available(group, known), *_asking(group, known))
            supplies.append(Supply(tuple(group), source, others))
        else:
            supplies += _supply(group, known)
    return supplies


def options_for(needs: list[Need], known: Known) -> tuple[PlannedSource, ...]:
    """Where one material of one person may come from now, least burdensome first; outputs aside."""
    if not needs:
        return ()
    options = (*_available(needs, known), *_asking(needs, known))
    return _least_burden_first(needs, options, known)


def why_wait(name: Text, producer: Text) -> Text:
    return Text(
        f"要用“{producer.zh}”办出的“{name.zh}”",
        f"It needs “{name.en}”, which “{producer.en}” produces",
    )


def _listed_producers(need: Need, order: Order) -> tuple[str, ...]:
    return tuple(
        [
            source.matter
            for source in need.requirement.sources
            if source.kind is SourceKind.OUTPUT and source.matter in order
        ]
    )


def _would_ask(requirement: RequirementSpec) -> bool:
    """True when only the person could give it, so that waiting for another's output spares them.

    Where a register can give it, waiting would only make the case longer.
    """
    if requirement.generated_form or requirement.original_at_window:
        return False
    return all(source.kind in ASKING for source in requirement.sources)


def _supply(group: list[Need], known: Known) -> Iterator[Supply]:
    """One supply for all, unless some accept only a commitment and others only the paper."""
    asking = _asking(group, known)
    if any(need.requirement.generated_form for need in group):
        yield Supply(tuple(group), HAND_IN)
    elif options := _least_burden_first(group, (*_available(group, known), *asking), known):
        is_asked = options[0] is HAND_IN and not is_barred(group[0], known)
        promised = [need for need in group if is_asked and _only_commitment(need)]
        handed = tuple(need for need in group if need not in promised)
        yield Supply(handed, options[0], options[1:])
        if promised:
            yield Supply(tuple(promised), COMMIT)
    elif is_on_file(group, known):
        yield Supply(tuple(group), ON_FILE)
    else:
        yield Supply(tuple(group), HAND_IN, is_last_resort=True)


def must_show_original(needs: Sequence[Need], source: PlannedSource, known: Known) -> bool:
    """True when the person has to bring the paper: some need wants it seen, and nobody has seen it
    yet. Once a clerk has compared it, every department goes by that.
    """
    if source.kind not in PAPER or not any(n.requirement.original_at_window for n in needs):
        return False
    return source.kind is not SourceKind.DOCUMENT or _level(needs[0], known) not in PROVED


def is_on_file(group: Sequence[Need], known: Known) -> bool:
    """True when a document handed in before is trusted enough for every need of it, or will be
    once its original has been shown.
    """
    level = _level(group[0], known)
    return group[0].holding in known.documents and all(
        reaches(level, need.requirement.elements.trust_level) or _rises(need) for need in group
    )


def _rises(need: Need) -> bool:
    requirement = need.requirement
    return requirement.original_at_window and reaches(
        TrustLevel.B.value, requirement.elements.trust_level
    )


def _level(need: Need, known: Known) -> str:
    return known.levels.get(need.holding, TrustLevel.C.value)


def _least_burden_first(
    group: list[Need], options: tuple[PlannedSource, ...], known: Known
) -> tuple[PlannedSource, ...]:
    """Where the paper original must be seen, a commitment spares the visit and a scan does not."""
    return tuple(sorted(options, key=lambda source: must_show_original(group, source, known)))


def is_barred(need: Need, known: Known) -> bool:
    """True when a promise would do, and this person's is not taken for now."""
    return need.holding[0] in known.barred and _lists(need, SourceKind.COMMITMENT)


def _asking(group: list[Need], known: Known) -> tuple[PlannedSource, ...]:
    """A commitment stands in for a proof only where every matter accepts it, and never that of a
    person with an open bad record; a paper serves all.
    """
    may_commit = all(
        _lists(need, SourceKind.COMMITMENT) and not is_barred(need, known) for need in group
    )
    may_hand_in = any(_lists(need, SourceKind.APPLICANT) for need in group)
    return ((COMMIT,) if may_commit else ()) + ((HAND_IN,) if may_hand_in else ())


def _available(group: list[Need], known: Known) -> tuple[PlannedSource, ...]:
    """Licences, registers and documents that any of the needs accepts and that are really there.

    What proves a material to one matter of the case proves it to all. What the person could hand in
    they may have handed in before; an output not of this plan may be that of an earlier case.
    """
    held = group[0].holding in known.licences
    on_file = is_on_file(group, known)
    found: dict[PlannedSource, None] = {}
    for need in group:
        for source in need.requirement.sources:
            if held and source.kind in BY_LICENCE:
                found[PlannedSource(SourceKind.LICENCE)] = None
            if source.resource in known.connected and source.kind in BY_REGISTER:
                found[PlannedSource(source.kind, source.resource)] = None
            if on_file and source.kind in BY_DOCUMENT:
                found[ON_FILE] = None
    return tuple(sorted(found, key=lambda source: (BURDEN[source.kind], source.ref != "")))


def _lists(need: Need, kind: SourceKind) -> bool:
    return any(source.kind is kind for source in need.requirement.sources)


def _only_commitment(need: Need) -> bool:
    return _lists(need, SourceKind.COMMITMENT) and not _lists(need, SourceKind.APPLICANT)
