"""Questions and options of new life event editions."""

from __future__ import annotations

from collections.abc import Sequence

from services.catalogue.read import as_json
from services.catalogue.spec import QuestionSpec
from services.models import LifeEventEdition, Option, Question


def write_questions(
    editions: Sequence[tuple[LifeEventEdition, tuple[QuestionSpec, ...]]],
) -> None:
    pairs = [
        (
            Question(
                edition=edition,
                code=spec.id,
                text=spec.text,
                text_en=spec.text_en,
                why=spec.why,
                why_en=spec.why_en,
                multiple=spec.multiple,
                required=spec.required,
                legal_bases=as_json(spec.legal_bases),
                order=order,
            ),
            spec,
        )
        for edition, questions in editions
        for order, spec in enumerate(questions)
    ]
    Question.objects.bulk_create(question for question, _spec in pairs)
    Option.objects.bulk_create(
        Option(
            question=question,
            value=option.value,
            label=option.label,
            label_en=option.label_en,
            outcome=option.outcome.value,
            reason=option.reason,
            reason_en=option.reason_en,
            hands_to=option.hands_to,
            proved_by=option.proved_by,
            legal_bases=as_json(option.legal_bases),
            order=order,
        )
        for question, spec in pairs
        for order, option in enumerate(spec.options)
    )
