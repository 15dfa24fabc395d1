"""Sections that say the same of one matter and of a whole thing: where, how to follow, remedies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from services.catalogue.elements import Remedy
from services.catalogue.lawful import lawful_limit_of
from services.catalogue.spec import DayUnit, Handling, LegalBasisSpec, MatterSpec, OutputSpec
from services.catalogue.text import Text
from windows.intake.remedies import REMEDIES
from windows.planning import sentences as say
from windows.planning.names import both
from windows.usual_time.figures import UsualTime
from windows.usual_time.plot import plot
from windows.web.guide.blocks import (
    Answered,
    Article,
    Articles,
    Block,
    Fact,
    Facts,
    Line,
    Link,
    Links,
    Points,
    Questions,
    Step,
    Steps,
    Usual,
)
from windows.web.guide.ground import Ground

STAGES = Steps(
    (
        Step(
            Text("受理", "Acceptance"),
            Text(
                "一套材料网上或窗口交齐就受理；缺什么一次告诉您，5 个工作日内不告诉就算受理",
                "One set of documents, online or at a window. What is missing is told once; if "
                "nothing is said within 5 working days, the case counts as accepted",
            ),
        ),
        Step(
            Text("审核", "Examination"),
            Text(
                "材料转给部门审查，要核实的向别的部门核实",
                "The department examines the documents and checks with others what needs checking",
            ),
        ),
        Step(
            Text("审批", "Decision"),
            Text(
                "部门在承诺的时间内决定；不予许可的写明理由",
                "The department decides within the promised time; a denial states its reasons",
            ),
        ),
        Step(
            Text("办结", "Completion"),
            Text(
                "出具结果，能发电子证照的当场签发",
                "The result is made out; electronic licences are issued at once",
            ),
        ),
        Step(
            Text("送达", "Delivery"),
            Text(
                "结果进“我的办件”，并通知您来取或寄给您",
                "The result is in “My cases”, and you are told how to collect it",
            ),
        ),
    )
)
HOTLINE = Text("12345 政务服务便民热线", "Public service hotline 12345")
NO_REMEDY = Text(
    "由企业、银行或其他单位办理；有不同意见，先向该单位提出，也可以打 12345。",
    "A company, bank or other body handles it. If you disagree, tell them first, or call 12345.",
)


def articles(bases: Iterable[LegalBasisSpec], ground: Ground) -> tuple[Block, ...]:
    """Each article once; its text where the catalogue quotes it or the portal was given it."""
    found: dict[str, Article] = {}
    for basis in bases:
        text = basis.text or ground.articles.get((basis.law, basis.article), "")
        found.setdefault(basis.named(), Article(basis.named(), text))
    return (Articles(tuple(found.values())),) if found else ()


def limit(matter: MatterSpec) -> Text:
    if matter.handling is Handling.INSTANT or not matter.promised_days:
        return Text("当场办结", "done on the spot")
    return say.day_count(matter.promised_days, matter.day_unit)


def by_law(matter: MatterSpec) -> Text | None:
    law = lawful_limit_of(matter)
    if law is None:
        return None
    count = say.day_count(law.days, law.unit)
    if not law.is_default:
        return count
    return Text(
        f"{count.zh}（指南没有写，按行政许可法第四十二条）",
        f"{count.en} (the guide names none: Administrative Licensing Law, art. 42)",
    )


def lawful_working(matter: MatterSpec) -> int | None:
    """For the picture of real working days."""
    law = lawful_limit_of(matter)
    return None if law is None else working(law.days, law.unit)


def usual_block(
    usual: UsualTime, *, promised: int | None, statutory: int | None
) -> tuple[Block, ...]:
    if not usual.is_enough:
        return ()
    return (Usual(usual, plot(usual, promised=promised, statutory=statutory)),)


def working(days: int | None, unit: DayUnit) -> int | None:
    """Only limits in working days stand beside real working days."""
    return days if unit is DayUnit.WORKING else None


def delivery(outputs: Sequence[OutputSpec], *, is_express: bool | None) -> tuple[Block, ...]:
    points = [
        Text(
            "网上：在“我的办件”里看结果、领结果",
            "Online: see and collect the result under “My cases”",
        )
    ]
    if any(output.is_licence for output in outputs):
        points.append(
            Text(
                "电子证照：签发后进“我的证照”，随时可以出示、下载",
                "Electronic licences appear under “My licences”, to show or download at any time",
            )
        )
    points.append(
        Text(
            "窗口：凭取件码到政务服务中心一次领齐",
            "At the window: collect everything at once with your pickup code",
        )
    )
    if is_express:
        points.append(Text("邮寄：可以寄到您填的地址", "By post: sent to the address you give"))
    in_person = [both(output.name, output.name_en) for output in outputs if output.window_only]
    points += [
        Text(f"“{each.zh}”要本人到窗口领取", f"“{each.en}” is collected at the window, in person")
        for each in in_person
    ]
    return (Points(tuple(points)),)


def remedies(review: Remedy, litigation: Remedy, *, is_authority: bool) -> tuple[Block, ...]:
    """复议 within 60 days, 诉讼 within 6 months, with the bodies where they are named."""
    if not is_authority:
        return (Line(NO_REMEDY),)
    named = (
        (Text("行政复议机关", "Administrative review"), review),
        (Text("行政诉讼法院", "Court"), litigation),
    )
    rows = tuple(Fact(label, _place(where)) for label, where in named if where.body)
    return (Line(REMEDIES), *((Facts(rows),) if rows else ()))


def _place(remedy: Remedy) -> Text:
    english = remedy.body_en or remedy.body
    where = [part for part in (remedy.address, remedy.phone) if part]
    return Text("，".join([remedy.body, *where]), ", ".join([english, *where]))


def offices(own: Sequence[tuple[Text, Text]], ground: Ground) -> tuple[Block, ...]:
    """The places that the matters name, then the service centres with all-in-one windows."""
    rows = [Fact(label, value) for label, value in own]
    for centre in ground.centres:
        place = both(centre.address, centre.address_en)
        hours = both(centre.hours, centre.hours_en)
        told = [text for text in (place, hours) if text.zh]
        rows.append(
            Fact(both(centre.name, centre.name_en), say.joined(told, "；", "; "))
            if told
            else Fact(
                both(centre.name, centre.name_en),
                Text("地址和时间尚未公布", "address and hours not published yet"),
            )
        )
    return (Facts(tuple(rows)),) if rows else ()


def progress() -> tuple[Block, ...]:
    return (
        Links(
            (
                Link(
                    Text("我的办件", "My cases"),
                    reverse("my_cases"),
                    Text(
                        "登录后随时看：谁在办、到哪一天、要您做什么",
                        "When logged in: who has it, until when, what you must do",
                    ),
                ),
                Link(
                    Text("核验证照真伪", "Check a licence"),
                    reverse("licence_lookup"),
                    Text(
                        "不用登录，查办出来的证照是真是假",
                        "See whether it is genuine; no login",
                    ),
                ),
            )
        ),
        Line(
            Text(
                "没有账号的，凭收件凭证上的办件编号打 12345 或到窗口查询。",
                "Without an account, ask by the case number on your receipt: call 12345 or come "
                "to a window.",
            ),
            is_quiet=True,
        ),
    )


def phones(rows: Sequence[tuple[Text, str]]) -> tuple[Block, ...]:
    """Those of the departments; the hotline answers for all of them."""
    own = tuple(Fact(label, Text(phone, phone)) for label, phone in dict.fromkeys(rows))
    return (Facts((*own, Fact(HOTLINE, Text("12345", "12345")))),)


def faq(matters: Iterable[MatterSpec]) -> tuple[Block, ...]:
    answered = {
        each.question: Answered(
            both(each.question, each.question_en), both(each.answer, each.answer_en)
        )
        for matter in matters
        for each in matter.elements.questions
    }
    return (Questions(tuple(answered.values())),) if answered else ()


def fee_rows(matter: MatterSpec) -> tuple[Fact, ...]:
    """Each charge with what it is based on; none where nothing is stated."""
    elements = matter.elements
    rows = []
    if matter.fee:
        rows.append(Fact(Text("收费", "Fee"), both(matter.fee, matter.fee_en)))
    elif elements.is_fee is False:
        rows.append(Fact(Text("收费", "Fee"), Text("不收费", "none")))
    for charge in elements.charges:
        parts = [charge.fee_stand, charge.by_law]
        parts += [f"减免：{charge.reduction}"] if charge.reduction else []
        standard = "；".join(part for part in parts if part)
        rows.append(Fact(both(charge.fee_name, charge.fee_name_en), Text(standard or "—")))
    if elements.fee_basis:
        rows.append(Fact(Text("收费依据", "Basis of the fee"), Text(elements.fee_basis)))
    if elements.is_pay_online:
        rows.append(Fact(Text("缴费", "Payment"), Text("可以网上缴", "can be paid online")))
    return tuple(rows)


def own_place(matter: MatterSpec, ground: Ground) -> tuple[tuple[Text, Text], ...]:
    """办理地点 and 办理时间, where the matter names its own."""
    elements = matter.elements
    told = [
        both(zh, en)
        for zh, en in (
            (elements.handle_place, elements.handle_place_en),
            (elements.handle_time, elements.handle_time_en),
        )
        if zh
    ]
    return ((ground.called(matter.department), say.joined(told)),) if told else ()


def output_line(output: OutputSpec) -> Text:
    """The name of a result and whether it is a licence of its own."""
    name = both(output.name, output.name_en)
    if output.is_licence:
        return Text(f"{name.zh}（证照）", f"{name.en} (licence)")
    return name
