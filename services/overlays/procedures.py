"""Special procedures compared, by their names. An addition rests on what the matter cites anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from services.catalogue.lawful import lasting
from services.catalogue.spec import LegalBasisSpec, MatterSpec, ProcedureSpec
from services.catalogue.text import Text
from services.overlays.demands import Found
from services.overlays.differences import Difference, Kind
from services.overlays.reach import reaches_more


def procedure_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    before, after = _by_name(standard), _by_name(local)
    for key, each in after.items():
        name, name_en = each.name, each.name_en or each.name
        old = before.get(key)
        if old is None:
            text = Text(f"多一道程序：{name}", f"One more procedure: {name_en}")
            found: Iterator[Found] = iter([(Kind.EXTRA_PROCEDURE, text, True)])
        else:
            found = _changes(old, each)
        for kind, text, adds in found:
            yield Difference(kind, text, adds=adds, legal_bases=grounds if adds else ())
    for key, each in before.items():
        if key not in after:
            text = Text(
                f"少一道程序：{each.name}", f"One procedure less: {each.name_en or each.name}"
            )
            yield Difference(Kind.DROPPED_PROCEDURE, text, adds=False)


def _by_name(spec: MatterSpec) -> Mapping[tuple[str, int], ProcedureSpec]:
    """A procedure may come twice, each time for others."""
    seen: Counter[str] = Counter()
    found = {}
    for each in spec.procedures:
        found[each.name, seen[each.name]] = each
        seen[each.name] += 1
    return found


def _changes(old: ProcedureSpec, new: ProcedureSpec) -> Iterator[Found]:
    zh, en = new.name, new.name_en or new.name
    if (old.days, old.unit) != (new.days, new.unit):
        yield from _time(old, new, Text(zh, en))
    if new.attended and not old.attended:
        text = Text(f"“{zh}”时要本人在场", f"One must be there for “{en}”")
        yield Kind.EXTRA_VISIT, text, True
    elif old.attended and not new.attended:
        text = Text(f"“{zh}”时不用本人在场", f"One need not be there for “{en}”")
        yield Kind.DROPPED_VISIT, text, False
    if new.condition != old.condition:
        if reaches_more(old.condition, new.condition):
            text = Text(f"更多情形要做“{zh}”", f"“{en}” is held in more situations")
            yield Kind.OTHER_CONDITION, text, True
        else:
            text = Text(f"更少情形要做“{zh}”", f"“{en}” is held in fewer situations")
            yield Kind.NARROWER_CONDITION, text, False
    if old.name_en != new.name_en:
        text = Text(f"“{zh}”的文字有变化", f"Words about “{en}” changed")
        yield Kind.OTHER_WORDS, text, False


def _time(old: ProcedureSpec, new: ProcedureSpec, name: Text) -> Iterator[Found]:
    """A time that is not stated cannot be compared, neither before nor after."""
    if old.days is None or new.days is None:
        adds = old.days != new.days
        is_other = adds
    else:
        before, after = lasting(old.days, old.unit), lasting(new.days, new.unit)
        adds, is_other = after > before, after != before
    if not is_other:
        return
    kind = Kind.LONGER_PROCEDURE if adds else Kind.SHORTER_PROCEDURE
    was, now = _days(old), _days(new)
    yield (
        kind,
        Text(
            f"“{name.zh}”的时间从{was.zh}改为{now.zh}",
            f"“{name.en}” changes from {was.en} to {now.en}",
        ),
        adds,
    )


def _days(each: ProcedureSpec) -> Text:
    if each.days is None:
        return Text("没有写明", "no stated time")
    unit = Text("个工作日", "working days") if each.unit.value == "working" else Text("天", "days")
    return Text(f" {each.days} {unit.zh}", f"{each.days} {unit.en}")
