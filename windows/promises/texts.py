"""What is said about a promise before it is signed, and on the papers of its check."""

from __future__ import annotations

from services.catalogue.text import Text
from windows.clock import spoken_day
from windows.promises.models import BadRecord, CommitmentCheck
from windows.remedies.told import remedies_of
from windows.writs.texts import BASIS, MATTER, REASON, REMEDY, heading

Row = tuple[Text, Text]

ART_14 = Text(
    "《浙江省保障“最多跑一次”改革规定》第十四条",
    "Zhejiang rules on “at most one visit”, art. 14",
)
FINDING = Text("核查情况", "What was found")
PROMISED = Text("承诺的内容", "What was promised")


def material_of(check: CommitmentCheck) -> Text:
    return Text(check.slot.name, check.slot.name_en or check.slot.name)


def matter_of(check: CommitmentCheck) -> Text:
    edition = check.approval.matter_edition
    return Text(edition.name, edition.name_en or edition.name)


def _beginning(check: CommitmentCheck) -> list[Row]:
    signer = check.commitment.applicant.masked_name
    words = check.commitment
    return [
        *heading(check.approval.case),
        (MATTER, matter_of(check)),
        (Text("承诺人", "Who promised"), Text(signer, signer)),
        (PROMISED, Text(words.text, words.text_en or words.text)),
        (FINDING, Text(check.found, check.found)),
    ]


def mending_rows(check: CommitmentCheck) -> list[Row]:
    """责令限期整改通知书: what is not true, until when, and what follows."""
    until = spoken_day(check.mend_by) if check.mend_by else Text("—", "—")
    return [
        *_beginning(check),
        (
            Text("整改期限", "Mend it by"),
            Text(
                f"{until.zh}；到期没有整改，撤销决定，记入失信记录",
                f"{until.en}; otherwise the decision is revoked and a bad record kept",
            ),
        ),
        (BASIS, ART_14),
    ]


def rescission_rows(check: CommitmentCheck, bad: BadRecord) -> list[Row]:
    """撤销行政许可决定书, with the reason, the record and the remedies."""
    until = spoken_day(bad.until)
    return [
        *_beginning(check),
        (Text("决定", "Decision"), Text("撤销原来的决定和证照", "Decision and licence revoked")),
        (REASON, Text(check.outcome, check.outcome)),
        (
            Text("失信记录", "Bad record"),
            Text(
                f"到 {until.zh}为止；在此以前不能用承诺代替证明",
                f"until {until.en}; before then no promise stands in for a proof",
            ),
        ),
        (BASIS, ART_14),
        (REMEDY, remedies_of(check.approval, at=check.closed_at).text),
    ]
