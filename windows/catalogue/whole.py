"""Changes in the life event as a whole: for whom it is, with whom, and what must hold for all."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.overlays.differences import new_bases
from services.overlays.grounds import bases_in_words
from services.overlays.wording import bare
from services.revisions.burden import Line
from windows.planning.names import both

AUDIENCES = {"person": Text("个人", "persons"), "organisation": Text("企业和单位", "organisations")}


def whole_lines(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    spot = Spot(after.code)
    if before.audience != after.audience:
        to = AUDIENCES.get(after.audience, Text(after.audience, after.audience))
        text = Text(f"改为只给{to.zh}办", f"Only {to.en} can apply now")
        grounds = new_bases(tuple(after.own_bases()), tuple(before.own_bases()))
        yield Line(spot, text, adds=True, legal_bases=grounds)
    if before.lead != after.lead:
        text = Text(f"牵头部门改为{after.lead or '未定'}", f"Led by {after.lead or 'nobody'} now")
        yield Line(spot, text)
    yield from _conditions(before, after)
    yield from _parties(before, after)
    if _said(before) != _said(after):
        text = Text("名称、分类或说明的文字有变化", "Words of its name, theme or summary changed")
        yield Line(spot, text)


def _conditions(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    """A condition in other words is another condition: nobody can compare them by machine."""
    spot = Spot(after.code)
    old = {bare(zh): (zh, en) for zh, en in before.conditions}
    new = {bare(zh): (zh, en) for zh, en in after.conditions}
    for key, (zh, en) in new.items():
        said = both(zh, en)
        if key not in old:
            text = Text(f"办理条件增加：{zh}", f"New condition: {said.en}")
            yield Line(spot, text, adds=True, legal_bases=after.bases_of_condition(zh))
            continue
        if old[key] != (zh, en):
            yield Line(spot, Text(f"办理条件的文字有变化：{zh}", f"Condition reworded: {said.en}"))
        if after.bases_of_condition(zh) != before.bases_of_condition(old[key][0]):
            cited = bases_in_words(
                before.bases_of_condition(old[key][0]), after.bases_of_condition(zh)
            )
            text = Text(f"办理条件“{zh}”的{cited.zh}", f"The condition “{said.en}” – {cited.en}")
            yield Line(spot, text)
    for key, (zh, en) in old.items():
        if key not in new:
            yield Line(spot, Text(f"办理条件取消：{zh}", f"Condition dropped: {en or zh}"))


def _parties(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    spot = Spot(after.code)
    old = {party.role: party for party in before.parties}
    new = {party.role: party for party in after.parties}
    for role, party in new.items():
        label = both(party.label, party.label_en)
        known = old.get(role)
        if known is None:
            text = Text(f"“{label.zh}”也要一起申请", f"“{label.en}” has to join the application")
            yield Line(spot, text, adds=True, legal_bases=party.legal_bases)
            continue
        if (known.label, known.label_en) != (party.label, party.label_en):
            yield Line(spot, _called(both(known.label, known.label_en), label))
        if known.legal_bases != party.legal_bases:
            cited = bases_in_words(known.legal_bases, party.legal_bases)
            text = Text(f"“{label.zh}”一起申请的{cited.zh}", f"“{label.en}” joining – {cited.en}")
            yield Line(spot, text)
    for role, party in old.items():
        if role not in new:
            label = both(party.label, party.label_en)
            text = Text(f"“{label.zh}”不用一起申请了", f"“{label.en}” need not join any more")
            yield Line(spot, text)


def _called(was: Text, now: Text) -> Text:
    return Text(f"“{was.zh}”改称“{now.zh}”", f"“{was.en}” is called “{now.en}” now")


def _said(spec: LifeEventSpec) -> tuple[object, ...]:
    """The words that search reads are not shown to anybody."""
    return (
        *(spec.name, spec.name_en, spec.theme, spec.theme_en),
        *(spec.summary, spec.summary_en, spec.walked_visits),
    )
