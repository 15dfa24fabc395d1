"""Changes in what a matter requires: one line for each, said to a resident."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import (
    Condition,
    MatterSpec,
    Necessity,
    RequirementSpec,
    SourceKind,
)
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.revisions.burden import Line
from windows.planning.names import both

STRICTNESS = (Necessity.OPTIONAL, Necessity.DEFERRABLE, Necessity.REQUIRED)
ASKING = frozenset({SourceKind.APPLICANT, SourceKind.COMMITMENT, SourceKind.DOCUMENT})


def requirement_lines(life_event: str, old: MatterSpec, new: MatterSpec) -> Iterator[Line]:
    before = {requirement.key: requirement for requirement in old.requirements}
    for requirement in new.requirements:
        known = before.pop(requirement.key, None)
        # What is newly asked rests on a basis of its own: that of the matter was there before.
        bases = requirement.legal_bases
        spot = Spot(life_event, new.code, requirement=requirement.key)
        name = both(requirement.name, requirement.name_en)
        if known is None:
            asks = asks_person(requirement)
            yield Line(spot, _added(name, requirement), asks, bases if asks else ())
            continue
        for text in _stricter(name, known, requirement):
            yield Line(spot, text, adds=True, legal_bases=bases)
        for text in _stricter(name, requirement, known, is_back=True):
            yield Line(spot, text)
    for requirement in before.values():
        name = both(requirement.name, requirement.name_en)
        text = Text(f"不再要“{name.zh}”", f"“{name.en}” is no longer required")
        yield Line(Spot(life_event, new.code, requirement=requirement.key), text)


def asks_person(requirement: RequirementSpec) -> bool:
    """True when the person may have to do something for it, and not only if they wish."""
    if requirement.generated_form or requirement.necessity is Necessity.OPTIONAL:
        return False
    return any(source.kind in ASKING for source in requirement.sources)


def _added(name: Text, requirement: RequirementSpec) -> Text:
    if asks_person(requirement):
        return Text(f"多要一份“{name.zh}”", f"“{name.en}” is required in addition")
    return Text(
        f"多用一份“{name.zh}”，不用申请人交",
        f"“{name.en}” is used in addition; the applicant need not hand it in",
    )


def _stricter(
    name: Text, was: RequirementSpec, now: RequirementSpec, *, is_back: bool = False
) -> Iterator[Text]:
    """In what `now` asks more than `was`; said the other way round where `is_back`."""
    zh, en = name.zh, name.en

    def said(more: Text, less: Text) -> Text:
        return less if is_back else more

    if STRICTNESS.index(now.necessity) > STRICTNESS.index(was.necessity):
        yield said(
            Text(f"“{zh}”的要求更严了", f"“{en}” is required more strictly"),
            Text(f"“{zh}”的要求放宽了", f"“{en}” is required less strictly"),
        )
    for source in was.sources:
        if source not in now.sources and source.kind is not SourceKind.APPLICANT:
            kind = SOURCES[source.kind]
            where = source.resource or source.matter
            yield said(
                Text(f"“{zh}”不能再从{kind.zh}{where}取得",
                     f"“{en}” can no longer come from {kind.en} {where}".rstrip()),
                Text(f"“{zh}”可以从{kind.zh}{where}取得了",
                     f"“{en}” can come from {kind.en} {where}".rstrip() + " now"),
            )  # fmt: skip
    if now.original_at_window and not was.original_at_window:
        yield said(
            Text(f"“{zh}”要到窗口看原件", f"The original of “{en}” must be shown at the window"),
            Text(f"“{zh}”不用看原件了", f"The original of “{en}” need not be shown any more"),
        )
    if was.generated_form and not now.generated_form:
        yield said(
            Text(f"“{zh}”要自己填写", f"“{en}” has to be filled in by hand"),
            Text(f"“{zh}”由系统生成了", f"“{en}” is made by the system now"),
        )
    if len(now.about) > len(was.about):
        yield said(
            Text(f"更多的人要交“{zh}”", f"“{en}” is required of more people"),
            Text(f"更少的人要交“{zh}”", f"“{en}” is required of fewer people"),
        )
    if reaches_more(was.condition, now.condition):
        yield said(
            Text(f"更多情形要“{zh}”", f"“{en}” is required in more situations"),
            Text(f"更少情形要“{zh}”", f"“{en}” is required in fewer situations"),
        )


def reaches_more(was: Condition, now: Condition) -> bool:
    """False only where each way to meet the new condition met the old one before."""
    if not was.alternatives:
        return False
    return not now.alternatives or not all(
        any(_implies(dict(every), dict(older)) for older in was.alternatives)
        for every in now.alternatives
    )


def _implies(every: dict[str, tuple[str, ...]], older: dict[str, tuple[str, ...]]) -> bool:
    return all(
        question in every and set(every[question]) <= set(values)
        for question, values in older.items()
    )


SOURCES = {
    SourceKind.OUTPUT: Text("事项结果 ", "the result of"),
    SourceKind.LICENCE: Text("电子证照 ", "an electronic licence"),
    SourceKind.RESOURCE: Text("数据共享 ", "data sharing"),
    SourceKind.DOCUMENT: Text("以前交过的材料", "papers handed in before"),
    SourceKind.COMMITMENT: Text("书面承诺", "a signed commitment"),
    SourceKind.APPLICANT: Text("申请人", "the applicant"),
}
