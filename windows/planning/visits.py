"""How often the person must really be there, counted by occasion and not by wish.

An occasion is one time and place:

* **the application**: whatever is done in person as the case begins – the window chosen, an answer
  that needs one, originals shown, presence for a matter that begins at once;
* **a later appearance**: presence for a matter that begins only when another is decided cannot be
  got over with at the application. Matters that begin at the same moment share one. A matter that
  waits only for what is decided on the spot begins at once, too;
* **an inspection or interview**: each special procedure which the person attends. Those of one
  stage are held together (联合核查), and never at the counter: not one occasion with an appearance;
* **collecting**: all results to be had only at a window are one package, fetched when the last is
  ready; it costs nothing extra where somebody has to appear then or later anyway.

All originals are shown at the application, whatever matter needs them: material is handed in once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from services.catalogue.spec import IncludedMatter, OutcomeKind, ProcedureSpec
from services.catalogue.text import Text
from windows.planning.errands import numbered
from windows.planning.known import Channel
from windows.planning.names import both
from windows.planning.plan import Errand, ErrandKind, Visits
from windows.planning.schedule import Schedule
from windows.planning.sentences import plural
from windows.planning.situation import Situation

Procedures = Mapping[str, tuple[ProcedureSpec, ...]]
"""The special procedures of each matter that the answers bring."""
CHOSE_WINDOW = Text("您选择到窗口办理", "You chose to apply at a window")
NOTHING = Text("这次没有要办的事项，不用来", "Nothing is applied for, so there is no need to come")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When something begins: so many days after acceptance, and after these open-ended matters."""

    day: int
    after: tuple[str, ...] = ()

    def is_before(self, other: Moment) -> bool:
        """True when it has surely come by then."""
        return self.day <= other.day and set(self.after) <= set(other.after)


AT_ONCE = Moment(0)


@dataclass(frozen=True, slots=True)
class Occasions:
    """Which occasion an errand belongs to is known only in `in_order`."""

    counter: Mapping[Moment, tuple[Errand, ...]]
    """Appearances at a window, by when, each with its reasons."""
    attended: Mapping[int, tuple[Errand, ...]]
    """Inspections and interviews, by stage."""
    collected: tuple[tuple[Moment, Errand], ...]
    """Results to be fetched, and when each is ready."""

    @property
    def is_at_a_window(self) -> bool:
        return bool(self.counter or self.collected)

    def in_order(self) -> tuple[tuple[Errand, ...], ...]:
        """The errands of every occasion: the application, inspections, later, collecting."""
        counter = {moment: list(self.counter[moment]) for moment in sorted(self.counter)}
        package = [errand for _, errand in self.collected]
        extra: list[list[Errand]] = []
        if package:
            shared = (
                errands
                for moment, errands in counter.items()
                if all(ready.is_before(moment) for ready, _ in self.collected)
            )
            found = next(shared, None)
            if found is None:
                extra.append(package)
            else:
                found += package
        first = [counter.pop(AT_ONCE)] if AT_ONCE in counter else []
        inspected = [self.attended[stage] for stage in sorted(self.attended)]
        return tuple(tuple(each) for each in (*first, *inspected, *counter.values(), *extra))


def visits(situation: Situation, occasions: Occasions) -> Visits:
    """0 where nothing is applied for.

    `before` is what a source says of going from door to door, else one trip per department.
    """
    walked = situation.prepared.spec.walked_visits
    departments = {included.matter.department for included in situation.matters}
    if not situation.matters:
        return Visits(0, (), len(departments) if walked is None else walked, NOTHING)
    every = occasions.in_order()
    errands = tuple(
        replace(errand, occasion=number)
        for number, occasion in enumerate(every, start=1)
        for errand in occasion
    )
    before = max(len(departments), len(every)) if walked is None else walked
    return Visits(
        count=len(every),
        reasons=numbered(errands),
        before=before,
        sentence=_sentence(len(every), before, is_at_home=not occasions.is_at_a_window),
        errands=errands,
    )


def occasions_of(
    situation: Situation,
    originals: Iterable[Text],
    stage: Mapping[str, int],
    procedures: Procedures,
    running: Schedule,
) -> Occasions:
    """`originals` are the names of the papers that must be seen."""
    if not situation.matters:
        return Occasions({}, {}, ())
    begins = _beginnings(situation, procedures, running)
    counter: dict[Moment, list[Errand]] = {}
    if first := list(_at_the_application(situation, originals, begins)):
        counter[AT_ONCE] = first
    attended: dict[int, list[Errand]] = {}
    collected: list[tuple[Moment, Errand]] = []
    for included in situation.matters:
        matter = included.matter
        moment = begins[matter.code]
        if matter.visit_reason and moment != AT_ONCE:
            later = _errand(ErrandKind.APPEARANCE, _presence(included), matter.code)
            counter.setdefault(moment, []).append(later)
        for procedure in procedures[matter.code]:
            if procedure.attended:
                held = _held(both(procedure.name, procedure.name_en))
                attended.setdefault(stage[matter.code], []).append(
                    _errand(ErrandKind.INSPECTION, held, matter.code)
                )
        ready = Moment(running.ends[matter.code], _after(matter.code, moment, procedures))
        collected += [
            (ready, _errand(ErrandKind.COLLECT, both(output.name, output.name_en), matter.code))
            for output in matter.outputs
            if output.window_only
        ]
    return Occasions(
        {moment: tuple(errands) for moment, errands in counter.items()},
        {number: tuple(errands) for number, errands in attended.items()},
        tuple(collected),
    )


def _errand(kind: ErrandKind, what: Text, matter: str = "") -> Errand:
    return Errand(0, kind, matter, what)


def _at_the_application(
    situation: Situation, originals: Iterable[Text], begins: Mapping[str, Moment]
) -> Iterator[Errand]:
    if situation.outcome.kind is OutcomeKind.IN_PERSON:
        for reason in situation.outcome.reasons:
            yield _errand(ErrandKind.APPLICATION, reason)
    for included in situation.matters:
        code = included.matter.code
        if included.matter.visit_reason and begins[code] == AT_ONCE:
            yield _errand(ErrandKind.APPLICATION, _presence(included), code)
    for name in originals:
        seen = Text(
            f"“{name.zh}”要在窗口看原件",
            f"The original of “{name.en}” must be shown at the window",
        )
        yield _errand(ErrandKind.APPLICATION, seen)
    if situation.known.channel is Channel.WINDOW:
        yield _errand(ErrandKind.APPLICATION, CHOSE_WINDOW)


def _beginnings(
    situation: Situation, procedures: Procedures, running: Schedule
) -> dict[str, Moment]:
    begins: dict[str, Moment] = {}
    for code in running.codes:
        after: set[str] = set()
        for earlier in situation.order.earlier_than(code):
            after.update(_after(earlier, begins[earlier], procedures))
        begins[code] = Moment(running.starts[code], tuple(sorted(after)))
    return begins


def _after(code: str, begins: Moment, procedures: Procedures) -> tuple[str, ...]:
    """What must have ended, at a time nobody knows, before this matter has."""
    is_open = any(procedure.days is None for procedure in procedures[code])
    return tuple(sorted({*begins.after, code})) if is_open else begins.after


def _presence(included: IncludedMatter) -> Text:
    return both(included.matter.visit_reason, included.matter.visit_reason_en)


def _held(name: Text) -> Text:
    return Text(f"“{name.zh}”时要在场", f"Be there for “{name.en}”")


def _sentence(count: int, before: int, *, is_at_home: bool) -> Text:
    trips = plural(before, "trip")
    if not count:
        return Text(f"不用来，原来要跑 {before} 次", f"No need to come; before it took {trips}")
    if count > 1:
        return Text(
            f"要到场 {count} 次，原来要跑 {before} 次",
            f"Be there {count} times; before it took {trips}",
        )
    if is_at_home:
        return Text(
            f"不用跑，只要在场 1 次，原来要跑 {before} 次",
            f"No trip, but be there once; before it took {trips}",
        )
    return Text(f"只要来 1 次，原来要跑 {before} 次", f"Come once; before it took {trips}")
