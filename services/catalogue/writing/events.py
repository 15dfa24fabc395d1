"""Life events and their questions (section 5 of docs/catalogue-format.md)."""

from __future__ import annotations

from services.catalogue.parsing.vocabulary import AUDIENCES
from services.catalogue.spec import LifeEventSpec, OnDenial, OptionSpec, OutcomeKind, QuestionSpec
from services.catalogue.writing.matters import Shared, matter_row
from services.catalogue.writing.plain import Row, bases_of, row_of, when_of

_OBJECTS = {audience: said for said, audience in AUDIENCES.items()}


def event_row(event: LifeEventSpec, shared: Shared) -> Row:
    return row_of(
        code=event.code,
        name=event.name,
        name_en=event.name_en,
        object=_OBJECTS[event.audience],
        theme=event.theme,
        theme_en=event.theme_en,
        summary=event.summary,
        summary_en=event.summary_en,
        keywords=event.keywords,
        lead=event.lead,
        walked_visits=event.walked_visits,
        on_denial=_stated(event.on_denial),
        conditions=[
            row_of(text=zh, text_en=en, legal_basis=bases_of(event.bases_of_condition(zh)))
            for zh, en in event.conditions
        ],
        content_prov=event.provenance,
        parties=[
            row_of(
                role=each.role,
                label=each.label,
                label_en=each.label_en,
                legal_basis=bases_of(each.legal_bases),
            )
            for each in event.parties
        ],
        situations=[_question(each) for each in event.questions],
        matters=[
            matter_row(each.matter, shared)
            | row_of(
                when=when_of(each.condition),
                when_basis=bases_of(each.legal_bases),
                depends_on=each.starts_after,
            )
            for each in event.matters
        ],
    )


def _stated(on_denial: OnDenial) -> str:
    """Nothing where the others go on, as they do where a file says nothing."""
    return "" if on_denial is OnDenial.CONTINUE else on_denial.value


def _question(question: QuestionSpec) -> Row:
    row = row_of(
        id=question.id,
        question=question.text,
        question_en=question.text_en,
        why=question.why,
        why_en=question.why_en,
        multiple=question.multiple,
        legal_basis=bases_of(question.legal_bases),
    )
    if question.required == question.multiple:
        row["required"] = question.required
    row["options"] = [_option(each) for each in question.options]
    return row


def _option(option: OptionSpec) -> Row:
    row = row_of(value=option.value, label=option.label, label_en=option.label_en)
    if option.outcome is OutcomeKind.INELIGIBLE:
        row["reject"] = option.reason
        row |= row_of(reject_en=option.reason_en)
    elif option.outcome is OutcomeKind.PROCEED:
        row |= row_of(effect=option.reason, effect_en=option.reason_en)
    else:
        row |= {"offline": True} if option.outcome is OutcomeKind.IN_PERSON else {}
        row |= row_of(link=option.hands_to, reason=option.reason, reason_en=option.reason_en)
    return row | row_of(auto=option.proved_by, legal_basis=bases_of(option.legal_bases))
