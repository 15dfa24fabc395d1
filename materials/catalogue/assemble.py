"""A life event's rows put together again as the frozen data they were loaded from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from materials.catalogue.models import FieldRequirement, Requirement, RequirementBasis
from services.catalogue.elements import MaterialElements, MatterElements
from services.catalogue.read import from_json
from services.catalogue.spec import (
    Condition,
    DayUnit,
    FieldSpec,
    Handling,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    Necessity,
    OnDenial,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    QuestionSpec,
    RequirementSpec,
    SourceSpec,
)
from services.models import (
    Edition,
    EditionLegalBasis,
    LifeEventEdition,
    LifeEventMatter,
    Option,
    Question,
)

Row = TypeVar("Row")
Spec = TypeVar("Spec")


def assemble(edition_id: int, regional: Collection[int] = ()) -> LifeEventSpec:
    """Eight queries, however large the life event; one more with regional matter editions, which
    take the places of the standard ones.
    """
    edition = LifeEventEdition.objects.select_related("life_event", "lead").get(pk=edition_id)
    included = (
        LifeEventMatter.objects.filter(edition=edition)
        .select_related("matter_edition__matter", "matter_edition__department")
        .order_by("order")
    )
    return LifeEventSpec(
        code=edition.life_event.code,
        name=edition.name,
        name_en=edition.name_en,
        audience=edition.audience,
        theme=edition.theme,
        theme_en=edition.theme_en,
        summary=edition.summary,
        summary_en=edition.summary_en,
        keywords=tuple(edition.keywords),
        lead=edition.lead.name if edition.lead else "",
        conditions=tuple((zh, en) for zh, en in edition.conditions),
        condition_bases=tuple(
            (sentence, _each(LegalBasisSpec, bases)) for sentence, bases in edition.condition_bases
        ),
        walked_visits=edition.walked_visits,
        on_denial=OnDenial(edition.on_denial),
        parties=_each(PartySpec, edition.parties),
        questions=_questions(edition),
        matters=_matters(list(included), _instead(regional)),
        provenance=edition.provenance,
    )


def _questions(edition: LifeEventEdition) -> tuple[QuestionSpec, ...]:
    options = _grouped(
        Option.objects.filter(question__edition=edition).order_by("order"),
        by=lambda option: option.question_id,
    )
    return tuple(
        QuestionSpec(
            id=question.code,
            text=question.text,
            text_en=question.text_en,
            options=tuple(_option(option) for option in options[question.pk]),
            multiple=question.multiple,
            required=question.required,
            why=question.why,
            why_en=question.why_en,
            legal_bases=_each(LegalBasisSpec, question.legal_bases),
        )
        for question in Question.objects.filter(edition=edition).order_by("order")
    )


def _option(option: Option) -> OptionSpec:
    return OptionSpec(
        value=option.value,
        label=option.label,
        label_en=option.label_en,
        outcome=OutcomeKind(option.outcome),
        reason=option.reason,
        reason_en=option.reason_en,
        hands_to=option.hands_to,
        proved_by=option.proved_by,
        legal_bases=_each(LegalBasisSpec, option.legal_bases),
    )


def assemble_matter(edition_id: int) -> MatterSpec:
    """One matter's edition by itself, whole."""
    edition = Edition.objects.select_related("matter", "department").get(pk=edition_id)
    return assemble_matters([edition])[edition_id]


def assemble_matters(editions: Sequence[Edition]) -> dict[int, MatterSpec]:
    """Editions on their own, by id: five queries, however many. They come with `matter` and
    `department`.
    """
    return _specs({edition.pk: edition for edition in editions})


def _instead(regional: Collection[int]) -> dict[int, Edition]:
    """Regional editions by the matter whose standard they replace."""
    if not regional:
        return {}
    rows = Edition.objects.filter(pk__in=regional).select_related("matter", "department")
    return {row.matter_id: row for row in rows}


def _matters(
    included: list[LifeEventMatter], instead: Mapping[int, Edition]
) -> tuple[IncludedMatter, ...]:
    chosen = [instead.get(each.matter_edition.matter_id, each.matter_edition) for each in included]
    specs = _specs({edition.pk: edition for edition in chosen})
    return tuple(
        IncludedMatter(
            matter=specs[edition.pk],
            condition=from_json(Condition, each.condition),
            starts_after=tuple(each.starts_after),
            legal_bases=_each(LegalBasisSpec, each.legal_bases),
        )
        for each, edition in zip(included, chosen, strict=True)
    )


def _specs(editions: Mapping[int, Edition]) -> dict[int, MatterSpec]:
    ids = list(editions)
    bases = _grouped(
        EditionLegalBasis.objects.filter(edition__in=ids)
        .select_related("legal_basis")
        .order_by("order"),
        by=lambda row: row.edition_id,
    )
    requirements = _requirements(ids)
    fields = _grouped(
        FieldRequirement.objects.filter(edition__in=ids)
        .select_related("element")
        .order_by("order"),
        by=lambda row: row.edition_id,
    )
    return {
        pk: _matter(edition, requirements=requirements[pk], fields=fields[pk], bases=bases[pk])
        for pk, edition in editions.items()
    }


def _matter(
    edition: Edition,
    *,
    requirements: list[RequirementSpec],
    fields: list[FieldRequirement],
    bases: list[EditionLegalBasis],
) -> MatterSpec:
    return MatterSpec(
        code=edition.matter.code,
        name=edition.name,
        department=edition.department.name,
        name_en=edition.name_en,
        type=edition.type,
        handling=Handling(edition.handling),
        statutory_days=edition.statutory_days,
        promised_days=edition.promised_days,
        day_unit=DayUnit(edition.day_unit),
        fee=edition.fee,
        fee_en=edition.fee_en,
        visit_reason=edition.visit_reason,
        visit_reason_en=edition.visit_reason_en,
        procedures=_each(ProcedureSpec, edition.procedures),
        requirements=tuple(requirements),
        fields=tuple(_field(field) for field in fields),
        outputs=_each(OutputSpec, edition.outputs),
        legal_bases=tuple(
            LegalBasisSpec(row.legal_basis.law, row.legal_basis.article, row.checked, row.text)
            for row in bases
        ),
        note=edition.note,
        note_en=edition.note_en,
        provenance=tuple((figure, flag) for figure, flag in edition.provenance),
        elements=from_json(MatterElements, edition.elements),
    )


def _requirements(editions: list[int]) -> dict[int, list[RequirementSpec]]:
    bases = _grouped(
        RequirementBasis.objects.filter(requirement__edition__in=editions)
        .select_related("basis")
        .order_by("order"),
        by=lambda row: row.requirement_id,
    )
    found: dict[int, list[RequirementSpec]] = defaultdict(list)
    rows = Requirement.objects.filter(edition__in=editions).select_related("material_type")
    for row in rows.order_by("order"):
        found[row.edition_id].append(
            RequirementSpec(
                key=row.key,
                material=row.material_type.code,
                name=row.name,
                name_en=row.name_en,
                necessity=Necessity(row.necessity),
                sources=_each(SourceSpec, row.sources),
                condition=from_json(Condition, row.condition),
                about=tuple(row.about),
                original_at_window=row.original_at_window,
                generated_form=row.generated_form,
                note=row.note,
                note_en=row.note_en,
                legal_bases=tuple(
                    LegalBasisSpec(each.basis.law, each.basis.article, each.checked, each.text)
                    for each in bases[row.pk]
                ),
                provenance=row.provenance,
                elements=from_json(MaterialElements, row.elements),
            )
        )
    return found


def _field(row: FieldRequirement) -> FieldSpec:
    return FieldSpec(
        element=row.element.code,
        label=row.label,
        label_en=row.label_en,
        kind=row.kind,
        required=row.required,
        hint=row.hint,
        hint_en=row.hint_en,
        choices=tuple((value, label, label_en) for value, label, label_en in row.choices),
        prefill=tuple(row.prefill),
        condition=from_json(Condition, row.condition),
    )


def _each(wanted: type[Spec], rows: Iterable[Any]) -> tuple[Spec, ...]:
    return tuple(from_json(wanted, row) for row in rows)


def _grouped(rows: Iterable[Row], *, by: Callable[[Row], int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups
