"""Changes in the life event as a whole: for whom it is, with whom, and what must hold for all."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import LifeEventSpec, OnDenial
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.overlays.differences import new_bases
from services.overlays.grounds import bases_in_words
from services.overlays.wording import bare
from services.revisions.burden import Line
from windows.planning.names import both

AUDIENCES = {"person": Text("个人", "persons"), "organisation": Text("企业和单位", "organisations")}

ON_DENIAL = {
    OnDenial.CONTINUE: Text("其余的继续办", "the others go on"),
    OnDenial.STOP: Text("其余的不再办", "the others end"),
    OnDenial.ASK: Text("问申请人要不要继续", "the applicant is asked"),
}


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
    yield from _on_denial(before, after)
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


def _on_denial(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    """To end what was asked for because something else was denied is worse than to go on or ask."""
    if before.on_denial is after.on_denial:
        return
    said = ON_DENIAL[after.on_denial]
    text = Text(f"一项不予许可时：{said.zh}", f"When one matter is denied: {said.en}")
    is_worse = after.on_denial is OnDenial.STOP
    grounds = new_bases(tuple(after.own_bases()), tuple(before.own_bases())) if is_worse else ()
    yield Line(Spot(after.code), text, adds=is_worse, legal_bases=grounds)


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
