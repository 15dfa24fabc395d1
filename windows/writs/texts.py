"""What each paper says: the mandatory content, row by row, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from materials.models import Licence
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.clock import spoken_day
from windows.corrections.models import Correction
from windows.deadlines.basis import ART_11, ART_42, ART_50
from windows.deadlines.longest import gained_in_words
from windows.deadlines.models import ClockStop, Extension
from windows.reasons.choosing import grounds_of
from windows.remedies.told import remedies_of, remedies_of_case

Row = tuple[Text, Text]

NUMBER = Text("办件编号", "Case number")
THING = Text("申请事项", "What was applied for")
MATTER = Text("事项", "Matter")
APPLICANT = Text("申请人", "Applicant")
REASON = Text("理由", "Reason")
BASIS = Text("法律依据", "Legal basis")
PROMISED = Text("承诺办结日", "Promised by")
STATUTORY = Text("法定办结日", "By law at the latest")
REMEDY = Text("不服怎么办", "If you disagree")
NO_DAY = Text("另行告知", "To be told")
NO_LIMIT = Text("法律没有规定期限", "The law sets no limit")


def heading(case: Case) -> list[Row]:
    event = case.life_event_edition
    return [
        (NUMBER, Text(case.number, case.number)),
        (THING, Text(event.name, event.name_en or event.name)),
        (APPLICANT, Text(case.applicant.masked_name, case.applicant.masked_name)),
    ]


def receipt_rows(case: Case, handed_in: Sequence[Text], renewals: Sequence[Text] = ()) -> list[Row]:
    """收件凭证: what was received, and when; and what a licence that ends soon means."""
    received = spoken_day(timezone.localdate(case.submitted_at))
    until = spoken_day(case.intake_due_on) if case.intake_due_on else NO_DAY
    listed = _listed(handed_in) if handed_in else Text("不需要您交材料", "Nothing to hand in")
    return [
        *heading(case),
        (Text("收到日期", "Received on"), received),
        (Text("收到的材料", "Papers received"), listed),
        (
            Text("最迟答复", "Answer by"),
            Text(
                f"{until.zh}；到时不告知的，自收到之日起就是受理",
                f"{until.en}; without an answer it counts as accepted from the day of receipt",
            ),
        ),
        *((Text("延续", "Renewal"), said) for said in renewals),
    ]


def acceptance_rows(
    case: Case, matters: Sequence[Text], *, by_silence: bool, has_limit: bool
) -> list[Row]:
    """受理通知书: the one receipt that counts for all departments. With a limit by law whose last
    day the calendar does not reach, it says that the day will follow.
    """
    no_day = NO_DAY if has_limit else NO_LIMIT
    accepted = spoken_day(timezone.localdate(case.accepted_at))
    rows = [
        *heading(case),
        (Text("受理日期", "Accepted on"), accepted),
        (Text("一并受理的事项", "Accepted together"), _listed(matters)),
        (PROMISED, spoken_day(case.promised_on) if case.promised_on else NO_DAY),
        (STATUTORY, spoken_day(case.statutory_on) if case.statutory_on else no_day),
    ]
    if by_silence:
        rows.append(
            (
                BASIS,
                _by_silence(case),
            )
        )
    return rows


def _by_silence(case: Case) -> Text:
    """From the day on which everything was there: of a case that was put right, that day."""
    law = (
        "Administrative Licensing Law, art. 32: nothing was told in time, so it counts as accepted"
    )
    if case.accepted_at == case.submitted_at:
        return Text(
            "《中华人民共和国行政许可法》第三十二条：逾期没有告知，自收到申请材料之日起即为受理",
            f"{law} from the day of receipt",
        )
    return Text(
        "《中华人民共和国行政许可法》第三十二条：补正后逾期没有告知，自收到补正材料之日起即为受理",
        f"{law} from the day on which what was missing came in",
    )


def correction_rows(case: Case, correction: Correction, items: Sequence[Text]) -> list[Row]:
    """补正告知书: everything at once, and until when."""
    until = spoken_day(correction.deadline)
    return [
        *heading(case),
        (Text("需要补正的全部内容", "Everything to put right"), _listed(items)),
        (
            Text("补正期限", "Until"),
            Text(
                f"{until.zh}；到时没有补正，视为撤回申请",
                f"{until.en}; without an answer the application counts as withdrawn",
            ),
        ),
        (
            BASIS,
            Text(
                "《中华人民共和国行政许可法》第三十二条第一款第四项",
                "Administrative Licensing Law, art. 32(1)(4)",
            ),
        ),
    ]


def lapse_rows(case: Case, correction: Correction) -> list[Row]:
    asked = spoken_day(timezone.localdate(correction.asked_at))
    until = spoken_day(correction.deadline)
    return [
        *heading(case),
        (
            REASON,
            Text(
                f"{asked.zh}告知补正，{until.zh}期满没有收到补正材料，视为撤回申请",
                f"What was missing was told on {asked.en}; nothing had come by {until.en}, so the "
                "application counts as withdrawn",
            ),
        ),
        (
            Text("以后怎么办", "What you can do"),
            Text(
                "可以随时重新申请，已交的材料在您的材料库里，不用再交",
                "Apply again at any time; what you handed in is in your library",
            ),
        ),
        (BASIS, ART_11),
        (REMEDY, remedies_of_case(case).text),
    ]


def refusal_rows(case: Case, reason: Text) -> list[Row]:
    """不予受理决定书: why, and the remedies (行政许可法 art. 32, 38)."""
    return [*heading(case), (REASON, reason), (REMEDY, remedies_of_case(case).text)]


def procedure_rows(approval: Approval, stop: ClockStop, label: Text) -> list[Row]:
    """特别程序告知书: which, on what basis, how long (行政许可法 art. 45)."""
    days = stop.expected_days
    return [
        *heading(approval.case),
        (MATTER, _matter(approval)),
        (Text("特别程序", "Special procedure"), Text(label.zh, label.en or label.zh)),
        (BASIS, Text(stop.basis, stop.basis)),
        (REASON, Text(stop.reason, stop.reason_en or stop.reason)),
        (
            Text("所需时间", "Time needed"),
            Text(
                f"预计 {days} 个工作日，不计入办理期限",
                f"About {days} working days, which do not count",
            ),
        ),
    ]


def extension_rows(approval: Approval, extension: Extension, *, gained: int) -> list[Row]:
    """延长审批期限通知书: why, until when, who approved (行政许可法 art. 42)."""
    until = spoken_day(approval.due_on) if approval.due_on else NO_DAY
    return [
        *heading(approval.case),
        (MATTER, _matter(approval)),
        (REASON, Text(extension.reason, extension.reason_en or extension.reason)),
        (
            Text("延长", "Extended by"),
            gained_in_words(extension, gained),
        ),
        (BASIS, Text(extension.own_basis, extension.own_basis) if extension.own_basis else ART_42),
        (Text("新的期限", "New last day"), until),
        (
            Text("批准人", "Approved by"),
            Text(extension.answered_by_name, extension.answered_by_name),
        ),
    ]


def decision_rows(approval: Approval) -> list[Row]:
    """准予 / 不予行政许可决定书; a denial says why and where to turn (行政许可法 art. 38)."""
    granted = approval.state == "approved"
    rows = [
        *heading(approval.case),
        (MATTER, _matter(approval)),
        (
            Text("决定", "Decision"),
            Text("准予", "Granted") if granted else Text("不予许可", "Denied"),
        ),
    ]
    if approval.is_by_silence and approval.renews is not None:
        rows.append((BASIS, _renewed(approval.renews)))
    if approval.reason:
        rows.append((REASON, Text(approval.reason, approval.reason_en or approval.reason)))
    cited = dict.fromkeys(basis for each in grounds_of(approval) for basis in each.bases)
    if cited:
        rows.append((BASIS, _listed([Text(basis) for basis in cited])))
    if not granted:
        rows.append((REMEDY, remedies_of(approval).text))
    return rows


def _renewed(licence: Licence) -> Text:
    ended = spoken_day(licence.valid_until) if licence.valid_until else NO_DAY
    return Text(
        f"{ART_50.zh}：{licence.number} 的有效期 {ended.zh}届满，逾期没有作出决定，视为准予延续",
        f"{ART_50.en}: {licence.number} ended on {ended.en} and nothing had been decided, so it "
        "counts as renewed",
    )


def _matter(approval: Approval) -> Text:
    edition = approval.matter_edition
    return Text(edition.name, edition.name_en or edition.name)


def _listed(items: Sequence[Text]) -> Text:
    return Text(
        "；".join(item.zh for item in items), "; ".join(item.en or item.zh for item in items)
    )
