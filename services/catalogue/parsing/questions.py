"""The questions of a life event, and what each answer sets going (section 5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book, slug
from services.catalogue.parsing.cursor import SENTENCE, SHORT, Cursor
from services.catalogue.parsing.law import read_legal_bases
from services.catalogue.parsing.vocabulary import INTERFACE
from services.catalogue.spec import OptionSpec, OutcomeKind, QuestionSpec

STOPS = ("reject", "offline", "link")
EFFECTS = ("includes", "adds_matter", "adds_material", "adds_procedure")


@dataclass(frozen=True, slots=True)
class Effect:
    """An answer that adds something: read with the matters, once all of them are known."""

    question: str
    value: str
    label: str
    row: Cursor


@dataclass
class Asked:
    """The questions of one life event. `values` are those of each question, in their order."""

    questions: list[QuestionSpec] = field(default_factory=list)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    multiple: set[str] = field(default_factory=set)
    effects: list[Effect] = field(default_factory=list)
    in_person: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(question, value) → reason, for answers that add a matter which nobody offers yet."""


def read_questions(event: Cursor, book: Book) -> Asked:
    asked = Asked()
    for row in event.mappings("situations"):
        code = slug(row, "id")
        text, text_en = row.pair("question", is_required=True, most=300)
        why, why_en = row.pair("why", most=300)
        multiple = row.flag("multiple")
        required = row.flag("required", default=not multiple)
        row.skip("note")
        options = row.mappings("options")
        if len(options) < (1 if multiple else 2):
            row.fault("options", _("选项太少。"), _("单选题至少两个选项，多选题至少一个。"))
        if code in asked.values:
            row.fault("id", _("问题 %(code)s 写了两次。") % {"code": code}, _("请换一个 id。"))
        if not required and not multiple:
            row.fault(
                "required", _("单选题必须回答。"), _("请去掉 required，或加一个 “都不是” 的选项。")
            )
        read = tuple(_option(each, code, asked, book) for each in options)
        asked.values[code] = tuple(each.value for each in read)
        if multiple:
            asked.multiple.add(code)
        asked.questions.append(
            QuestionSpec(
                id=code,
                text=text,
                text_en=text_en,
                multiple=multiple,
                required=required,
                why=why,
                why_en=why_en,
                legal_bases=read_legal_bases(row),
                options=read,
            )
        )
        for value in {each for each in asked.values[code] if asked.values[code].count(each) > 1}:
            row.fault("options", _("选项值 %(v)s 写了两次。") % {"v": value}, _("请改成不同的值。"))
        row.finish()
    return asked


def _option(row: Cursor, question: str, asked: Asked, book: Book) -> OptionSpec:
    value = row.text("value", is_required=True, most=SHORT)
    label, label_en = row.pair("label", is_required=True)
    outcome, reason, reason_en, hands_to = _outcome(row, book)
    proved_by = row.text("auto", most=20)
    if proved_by and not INTERFACE.fullmatch(proved_by):
        row.fault(
            "auto", _("接口 “%(code)s” 的写法不对。") % {"code": proved_by}, _("请写成 DS13。")
        )
    bases = read_legal_bases(row)
    row.skip("note", "prov", *EFFECTS)
    if any(row.has(key) for key in EFFECTS):
        asked.effects.append(Effect(question, value, label, row))
    row.finish()
    return OptionSpec(
        value=value,
        label=label,
        label_en=label_en,
        outcome=outcome,
        reason=reason,
        reason_en=reason_en,
        hands_to=hands_to,
        proved_by=proved_by,
        legal_bases=bases,
    )


def _outcome(row: Cursor, book: Book) -> tuple[OutcomeKind, str, str, str]:
    """(outcome, reason, reason in English, life event it is handed to)."""
    stops = [key for key in STOPS if row.has(key) and not _is_no(row, key)]
    if len(stops) > 1:
        row.fault(stops[1], _("%(keys)s 只能写一个。") % {"keys": "、".join(stops)})
    reason, reason_en = row.pair("reason", most=SENTENCE)
    reject, reject_en = row.pair("reject", most=SENTENCE)
    effect, effect_en = row.pair("effect", most=SENTENCE)
    link = row.text("link", most=SHORT)
    row.flag("offline")
    if "reject" in stops:
        return OutcomeKind.INELIGIBLE, reject, reject_en, ""
    if "offline" in stops:
        said = reason or effect or "该情形需到窗口办理。"
        said_en = reason_en or effect_en or ("" if reason or effect else NEEDS_WINDOW_EN)
        return OutcomeKind.IN_PERSON, said, said_en, ""
    if "link" in stops:
        return OutcomeKind.HANDED_OVER, *_handed_over(row, link, (reason, reason_en), book), link
    return OutcomeKind.PROCEED, effect or reason, effect_en or reason_en, ""


NOT_ONLINE = "它还没有上线，请到窗口咨询。"
NOT_ONLINE_EN = "It is not online yet; please ask at the service window."
NEEDS_WINDOW_EN = "This situation is handled at the service window."


def _is_no(row: Cursor, key: str) -> bool:
    """`offline: false` is no stop; an empty text is a fault of its own."""
    return key == "offline" and row.held[key].value is False


def _handed_over(row: Cursor, link: str, said: tuple[str, str], book: Book) -> tuple[str, str]:
    name = book.life_events.get(link) or book.known.life_events.get(link, "")
    reason, reason_en = said
    if name:
        if not reason:
            return f"这种情形请办理“{name}”。", f"For this situation, please apply for “{name}”."
        return reason, reason_en
    row.warn(
        "link",
        _("一件事 %(code)s 还没有上线，选这一项的人会被请到窗口咨询。") % {"code": link},
        _("请载入含有它的目录文件。"),
    )
    if reason.endswith(NOT_ONLINE):
        return reason, reason_en
    start = reason or f"这种情形属于另一件事（{link}）。"
    start_en = reason_en or ("" if reason else f"This is another life event ({link}).")
    return f"{start}{NOT_ONLINE}", f"{start_en} {NOT_ONLINE_EN}" if start_en else ""
