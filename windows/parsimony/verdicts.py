"""One field of one life event: what it is for, who knows it already, and what follows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.form_elements import USES, ElementSpec, FieldUse
from services.catalogue.spec import FieldSpec, LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from windows.cases.people import APPLICANT
from windows.cases.prefilling import BORN_ON, ID_NUMBER, SEX


class Verdict(StrEnum):
    """Worst first."""

    NEEDLESS = "needless"
    KNOWN = "known"
    POSSIBLE = "possible"
    CONFIRMED = "confirmed"
    NEEDED = "needed"


VERDICTS: dict[Verdict, Text] = {
    Verdict.NEEDLESS: Text("问了没有用处", "Asked for nothing"),
    Verdict.KNOWN: Text("已经知道，还要填", "Known, and still typed"),
    Verdict.POSSIBLE: Text("接通数据就不用填", "Known to a source not connected"),
    Verdict.CONFIRMED: Text("替人填好，看一眼", "Filled in, to be looked at"),
    Verdict.NEEDED: Text("要填", "To be typed"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened to a field in real cases."""

    asked: int = 0
    blank: int = 0
    sent_back: int = 0
    """Times somebody who examined a case wanted it put right."""
    same_as: tuple[tuple[str, int], ...] = ()
    """(`DS05.mother_id_number`, cases in which the person typed just what that had answered)."""


@dataclass(frozen=True, slots=True)
class Sources:
    connected: frozenset[str]
    names: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class FieldRow:
    element: str
    label: Text
    matters: tuple[Text, ...]
    uses: tuple[Text, ...]
    known_by: tuple[Text, ...]
    seen: Seen
    is_filled: bool
    """Something fills it in today: the person only looks."""
    verdict: Verdict


USUALLY = 0.5
"""Typed as a register had answered in so many of the cases: that register knows it."""


def rows_of(
    spec: LifeEventSpec,
    *,
    said: Mapping[str, ElementSpec],
    sources: Sources,
    seen: Mapping[str, Seen],
) -> tuple[FieldRow, ...]:
    """Every element that some matter of the life event may ask, the worst first."""
    asked: dict[str, list[tuple[MatterSpec, FieldSpec]]] = {}
    for included in spec.matters:
        for field in included.matter.fields:
            asked.setdefault(field.element, []).append((included.matter, field))
    rows = [
        _row(
            Asked(spec, element, tuple(asking), frozenset(asked), seen.get(element, Seen())),
            said=said.get(element),
            sources=sources,
        )
        for element, asking in asked.items()
    ]
    order = list(Verdict)
    return tuple(sorted(rows, key=lambda row: order.index(row.verdict)))


@dataclass(frozen=True, slots=True)
class Asked:
    """One element and who asks it; `together` are all that the life event asks."""

    spec: LifeEventSpec
    element: str
    asking: tuple[tuple[MatterSpec, FieldSpec], ...]
    together: frozenset[str]
    seen: Seen

    @property
    def field(self) -> FieldSpec:
        return self.asking[0][1]

    @property
    def matters(self) -> list[MatterSpec]:
        return [matter for matter, _ in self.asking]

    @property
    def origins(self) -> Iterator[tuple[str, bool]]:
        """(where a prefill path begins, whether that is a person of the case)."""
        people = {APPLICANT, *(party.role for party in self.spec.parties)}
        for _matter, field in self.asking:
            for path in field.prefill:
                origin = path.partition(".")[0]
                yield origin, origin in people


def _row(asked: Asked, *, said: ElementSpec | None, sources: Sources) -> FieldRow:
    uses = (*_declared(said), *_written(asked.matters), *_examined(asked.seen))
    filled = tuple(_filled_by(asked, sources))
    typed_although = (
        *_told_by_number(asked),
        *_told_by_question(asked),
        *_typed_again(asked.seen, sources),
    )
    possible = tuple(_not_connected(asked, sources))
    if not uses:
        verdict = Verdict.NEEDLESS
    elif filled:
        verdict = Verdict.CONFIRMED
    elif typed_although:
        verdict = Verdict.KNOWN
    else:
        verdict = Verdict.POSSIBLE if possible else Verdict.NEEDED
    return FieldRow(
        asked.element,
        Text(asked.field.label, asked.field.label_en),
        tuple(Text(matter.name, matter.name_en) for matter in asked.matters),
        tuple(dict.fromkeys(uses)),
        tuple(dict.fromkeys((*filled, *typed_although, *possible))),
        asked.seen,
        bool(filled),
        verdict,
    )


def _declared(said: ElementSpec | None) -> Iterator[Text]:
    for use in said.uses if said else ():
        yield USES[FieldUse(use)]


def _written(matters: Sequence[MatterSpec]) -> Iterator[Text]:
    """A licence says what its own matter asked; so does the form that the portal writes."""
    for matter in matters:
        for output in matter.outputs:
            if output.is_licence:
                yield Text(
                    f"写进“{output.name}”", f"Written into “{output.name_en or output.name}”"
                )
        for need in matter.requirements:
            if need.generated_form:
                yield Text(
                    f"写进自动生成的“{need.name}”",
                    f"Written into “{need.name_en or need.name}”, which the portal makes",
                )


def _examined(seen: Seen) -> Iterator[Text]:
    if seen.sent_back:
        yield Text(
            f"审查时要求改过 {seen.sent_back} 次",
            f"Put right at an examiner's request, times: {seen.sent_back}",
        )


def _filled_by(asked: Asked, sources: Sources) -> Iterator[Text]:
    for origin, is_person in asked.origins:
        if is_person:
            yield Text("本人登记的信息", "What the person registered")
        elif origin in sources.connected:
            yield sources.names.get(origin, Text(origin))


def _not_connected(asked: Asked, sources: Sources) -> Iterator[Text]:
    for origin, is_person in asked.origins:
        if not is_person and origin not in sources.connected:
            name = sources.names.get(origin, Text(origin))
            yield Text(f"{name.zh}（没有接通）", f"{name.en or name.zh} (not connected)")


def _told_by_number(asked: Asked) -> Iterator[Text]:
    """Of what the same form asks: an identity number holds its owner's birthday and sex."""
    for ending in (BORN_ON, SEX):
        owner = asked.element.removesuffix(ending)
        if owner != asked.element and owner + ID_NUMBER in asked.together:
            yield Text(
                "身份证号码里写着（填了号码就自动填好）",
                "The identity number tells it (and fills it in once typed)",
            )


def _told_by_question(asked: Asked) -> Iterator[Text]:
    """A choice among what a question of this life event has asked already."""
    offered = {label for _, label, _ in asked.field.choices}
    for question in asked.spec.questions:
        if offered and offered <= {option.label for option in question.options}:
            yield Text(
                f"前面问过：{question.text}", f"Asked before: {question.text_en or question.text}"
            )


def _typed_again(seen: Seen, sources: Sources) -> Iterator[Text]:
    filled = seen.asked - seen.blank
    for path, count in seen.same_as:
        if filled and count / filled >= USUALLY:
            code = path.partition(".")[0]
            name = sources.names.get(code, Text(code))
            yield Text(
                f"{name.zh}（{path}）：{filled} 件里有 {count} 件填的和它答的一样",
                f"{name.en or name.zh} ({path}): in {count} of {filled} cases what was typed is "
                "what it had answered",
            )
