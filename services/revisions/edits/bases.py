"""Legal bases, wherever they may stand in a life event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.catalogue.spec import (
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    PartySpec,
    QuestionSpec,
    RequirementSpec,
)
from services.revisions.edits import event, matters, parts, questions, rows
from services.revisions.edits.errors import NoSuchPart

Bases = tuple[LegalBasisSpec, ...]
Row = RequirementSpec | IncludedMatter | MatterSpec | OptionSpec | QuestionSpec | PartySpec


@dataclass(frozen=True, slots=True)
class Holder:
    """What rests on them: a requirement or its matter, an option or its question, somebody who must
    join, or a sentence that must hold for everyone (by its place).
    """

    matter: str = ""
    requirement: str = ""
    question: str = ""
    option: str = ""
    party: str = ""
    sentence: str = ""
    is_place: bool = False
    """For a matter: its place in the life event, and not the matter itself."""


def bases_of(spec: LifeEventSpec, holder: Holder) -> Bases:
    """Raises NoSuchPart."""
    if holder.sentence:
        return spec.bases_of_condition(rows.at(spec.conditions, holder.sentence)[0])
    return _row(spec, holder).legal_bases


def with_bases(spec: LifeEventSpec, holder: Holder, bases: Bases) -> LifeEventSpec:
    """Raises NoSuchPart."""
    if holder.sentence:
        sentence, _english = rows.at(spec.conditions, holder.sentence)
        return event.with_condition_bases(spec, sentence, bases)
    return _put(spec, holder, replace(_row(spec, holder), legal_bases=bases))


def _row(spec: LifeEventSpec, holder: Holder) -> Row:
    if holder.requirement:
        return parts.requirement_of(spec, holder.matter, holder.requirement)
    if holder.matter:
        included = matters.matter_of(spec, holder.matter)
        return included if holder.is_place else included.matter
    if holder.option:
        return questions.option_of(spec, holder.question, holder.option)
    if holder.question:
        return questions.question_of(spec, holder.question)
    if holder.party:
        return event.party_of(spec, holder.party)
    raise NoSuchPart


def _put(spec: LifeEventSpec, holder: Holder, row: Row) -> LifeEventSpec:
    match row:
        case RequirementSpec() as requirement:
            return parts.with_requirement(spec, holder.matter, requirement)
        case IncludedMatter() as included:
            return matters.with_matter(spec, included)
        case MatterSpec() as matter:
            return matters.changed_matter(spec, matter)
        case OptionSpec() as option:
            return questions.with_option(spec, holder.question, option)
        case QuestionSpec() as question:
            return questions.with_question(spec, question)
        case PartySpec() as party:
            return event.with_party(spec, party)
