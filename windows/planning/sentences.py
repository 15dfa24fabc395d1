"""Days, dates and sources in words, in both languages. Short; the person is 您."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.catalogue.spec import DayUnit, Necessity, SourceKind
from services.catalogue.text import Text
from windows.planning.names import YOU, Names, quoted
from windows.planning.plan import PlannedSource

UNITS = {
    DayUnit.WORKING: Text("个工作日", "working day"),
    DayUnit.NATURAL: Text("个自然日", "natural day"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SAME_DAY = Text("当天办结", "done the same day")


def day_count(days: int, unit: DayUnit) -> Text:
    word = UNITS[unit]
    return Text(f"{days} {word.zh}", f"{days} {word.en}{'' if days == 1 else 's'}")


def on_day(day: date) -> Text:
    return Text(
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    )


def joined(texts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    listed = list(texts)
    return Text(zh.join(text.zh for text in listed), en.join(text.en for text in listed))


def plural(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def when_and_how_long(waits: Iterable[Text], limits: Iterable[Text]) -> Text:
    """“等“甲”办好后开始，1 个工作日办结”."""
    names, times = quoted(waits), joined(limits, "，另加 ", ", plus ")
    start = Text(f"等{names.zh}办好后开始", f"Starts after {names.en}") if names.zh else AT_ONCE
    if not times.zh:
        return Text(f"{start.zh}，{SAME_DAY.zh}", f"{start.en}; {SAME_DAY.en}")
    return Text(f"{start.zh}，{times.zh}办结", f"{start.en}; done within {times.en}")


AT_ONCE = Text("受理后马上开始", "Starts as soon as the case is accepted")


def _named(who: Text) -> str:
    """Inside an English sentence: you, the seller."""
    if who == YOU or not who.en:
        return who.en or who.zh
    return f"the {who.en[0].lower()}{who.en[1:]}"


def _consent_of(who: Text) -> str:
    return "your consent" if who == YOU else f"the consent of {_named(who)}"


def why_source(source: PlannedSource, *, who: Text, names: Names, users: Text, count: int) -> Text:
    """Where a material comes from, said to the person; `users` are the `count` matters using it."""
    match source.kind:
        case SourceKind.OUTPUT:
            made = names.matters[source.ref]
            return Text(
                f"“{made.zh}”办好后直接转给{users.zh}，您不用交",
                f"Passed on from “{made.en}” to {users.en}; you need not hand it in",
            )
        case SourceKind.LICENCE if not source.ref:
            return Text(
                f"{who.zh}已有电子证照，直接使用，不用交纸件",
                f"Held by {_named(who)} as an electronic licence; no paper is needed",
            )
        case SourceKind.LICENCE | SourceKind.RESOURCE:
            register = names.called(source.ref)
            return Text(
                f"经{who.zh}同意后向“{register.zh}”核对，不用交",
                f"Checked in “{register.en}” with {_consent_of(who)}; nothing to hand in",
            )
        case SourceKind.DOCUMENT:
            return Text(
                f"{who.zh}以前交过，还有效，直接使用",
                f"Handed in before by {_named(who)} and still valid; it is used again",
            )
        case SourceKind.COMMITMENT:
            return Text(
                f"请{who.zh}签一份书面承诺，不用开证明",
                f"A commitment signed by {_named(who)} replaces the proof",
            )
        case SourceKind.APPLICANT:
            return Text(
                f"请{who.zh}提供一份" + (f"，{count} 个事项共用" if count > 1 else ""),
                f"To be handed in once by {_named(who)}"
                + (f"; {count} matters share it" if count > 1 else ""),
            )


GENERATED = Text(
    "由系统按申请信息生成，不用另外填写",
    "Made by the system from the application; nothing to fill in",
)
GIVEN = Text("已在这次办理中签过承诺", "The commitment was already signed for this case")
BARRED = Text(
    "失信记录到期以前不能用承诺代替，请交证明",
    "No promise is taken while a bad record is open, so the proof is needed",
)
NOT_CONNECTED = Text(
    "应由部门自己核对，但数据还没有接通",
    "Departments should check this themselves, but the data is not connected yet",
)
SEE_ORIGINAL = Text("原件要在窗口看一下", "the original must be shown at the window")
LATER = Text("可以先受理、后补交", "it may follow after acceptance")
IF_ANY = Text("有就提供，没有也能办", "only if there is one; the case goes on without it")
NECESSITY = {Necessity.DEFERRABLE: LATER, Necessity.OPTIONAL: IF_ANY}


def cannot_wait(matter: Text, producer: Text) -> Text:
    return Text(
        f"“{matter.zh}”要先于“{producer.zh}”办，等不到它的结果",
        f"“{matter.en}” comes before “{producer.en}” and cannot wait for its result",
    )


DATE_FOLLOWS = Text(
    "那一年的放假安排还没有公布，公布后才能算出日期",
    "the holidays of that year are not announced yet, so the date will follow",
)
WEEKEND = Text("周末，不算", "Weekend, not counted")
HOLIDAY = Text("放假，不算", "Holiday, not counted")


def counted_day(number: int, matter: Text, *, made_up: bool) -> Text:
    return Text(
        f"{'调休上班，' if made_up else ''}第 {number} 天：“{matter.zh}”",
        f"{'Make-up working day, day' if made_up else 'Day'} {number}: “{matter.en}”",
    )


BY_RULE = Text("按规定要先办好", "By rule it comes first")


def why_procedure(days: int | None, matter: Text) -> Text:
    if days is None:
        return Text(
            f"“{matter.zh}”要做，时间由部门书面告知",
            f"Part of “{matter.en}”; the department will tell in writing how long it takes",
        )
    if not days:
        return Text(
            f"“{matter.zh}”要做，时间算在办理期限里",
            f"Part of “{matter.en}”; its time is within the time limit",
        )
    return Text(
        f"“{matter.zh}”要做，时间另加在办理期限上",
        f"Part of “{matter.en}”; its time is added to the time limit",
    )


def side_by_side(widest: int) -> Text:
    if widest > 1:
        return Text(f"最多 {widest} 项同时办", f"Up to {widest} matters run at the same time")
    return Text("没有需要同时办的事项", "No two matters run at the same time")
