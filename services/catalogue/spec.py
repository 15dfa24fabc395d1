"""The catalogue as plain, frozen data: what the loader reads, what the planner computes with.

One vocabulary serves the YAML file, the database rows and the planner, so the three can be compared
for equality. Nothing here touches Django. Texts come in pairs (`name`, `name_en`): Chinese is the
original and always present, English may be empty and then the Chinese is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from services.catalogue.elements import (
    NO_ELEMENTS,
    NO_MATERIAL_ELEMENTS,
    MaterialElements,
    MatterElements,
)
from services.catalogue.form_elements import ElementSpec

Answers = dict[str, tuple[str, ...]]
"""Question id → chosen option values, in the order of the options. Pick-one has exactly one."""


class DayUnit(StrEnum):
    """How a time limit counts (行政许可法 art. 82: working days unless another law says
    otherwise).
    """

    WORKING = "working"
    NATURAL = "natural"


class Handling(StrEnum):
    """办件类型, GB/T 39046-2020 table A.6: 即办件 is decided on the spot, 承诺件 within a
    promised limit.
    """

    INSTANT = "instant"
    PROMISED = "promised"
    OTHER = "other"


class Necessity(StrEnum):
    """材料必要性: 必要 / 如有（非必要） / 容缺后补."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    DEFERRABLE = "deferrable"


class SourceKind(StrEnum):
    """Where a material can come from, least burdensome first: the order in which the planner
    tries them.
    """

    OUTPUT = "output"
    LICENCE = "licence"
    RESOURCE = "resource"
    DOCUMENT = "document"
    COMMITMENT = "commitment"
    APPLICANT = "applicant"


class OutcomeKind(StrEnum):
    """What an answer does to the whole case besides choosing matters."""

    PROCEED = "proceed"
    INELIGIBLE = "ineligible"
    IN_PERSON = "in_person"
    HANDED_OVER = "handed_over"


class OnDenial(StrEnum):
    """What becomes of the other matters of a life event when one is denied (不予许可).

    What needs the result of the denied matter ends in any case; this is about all others.
    """

    CONTINUE = "continue"
    """They go on: each is an application of its own and gets its own decision."""
    STOP = "stop"
    """They end: the law makes each matter a condition of the whole."""
    ASK = "ask"
    """They go on, and the person is asked whether the rest is still wanted."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives of conjunctions: true when any alternative has every (question, values) met.

    No alternatives at all means always. A pick-many question meets a pair when any chosen value
    is in it.
    """

    alternatives: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()

    def holds(self, answers: Answers) -> bool:
        if not self.alternatives:
            return True
        return any(
            all(set(answers.get(question, ())) & set(values) for question, values in every)
            for every in self.alternatives
        )

    def met_by(self, answers: Answers) -> tuple[tuple[str, str], ...]:
        """The (question, value) pairs that made it true: the reason shown to the person."""
        for every in self.alternatives:
            if all(set(answers.get(question, ())) & set(values) for question, values in every):
                return tuple(
                    (question, value)
                    for question, values in every
                    for value in answers.get(question, ())
                    if value in values
                )
        return ()

    def questions(self) -> frozenset[str]:
        return frozenset(question for every in self.alternatives for question, _ in every)


@dataclass(frozen=True, slots=True)
class LegalBasisSpec:
    law: str
    article: str
    """Article number as printed without 第/条, or "" where the source names only the law."""
    checked: bool = False
    """True when the article was found in the text of the statute."""
    text: str = ""
    """What the article says, quoted word for word; "" where nothing is quoted."""

    def named(self) -> str:
        """《行政许可法》第32条"""
        return f"《{self.law}》第{self.article}条" if self.article else f"《{self.law}》"


@dataclass(frozen=True, slots=True)
class SourceSpec:
    kind: SourceKind
    matter: str = ""
    """For OUTPUT: the matter whose output this is; it may belong to another life event (an
    earlier case).
    """
    resource: str = ""
    """For RESOURCE, and for LICENCE where a register can prove the licence: the interface code
    (DS07).
    """


@dataclass(frozen=True, slots=True)
class RequirementSpec:
    key: str
    """Unique within its matter edition; stable across editions: `<material code>` or with a
    suffix.
    """
    material: str
    """Code of the material type; two requirements with one code are met by one hand-in."""
    name: str
    name_en: str = ""
    necessity: Necessity = Necessity.REQUIRED
    sources: tuple[SourceSpec, ...] = (SourceSpec(SourceKind.APPLICANT),)
    """In the order of SourceKind; the last resort APPLICANT is always present unless
    `only_sources`.
    """
    condition: Condition = Condition()
    about: tuple[str, ...] = ("applicant",)
    """Party roles whose material this is; one copy for each (买卖双方身份证 is about both)."""
    original_at_window: bool = False
    """True when the paper original must be seen: it costs the person a visit."""
    generated_form: bool = False
    """True when the portal fills the form from the one application: the person never writes it."""
    note: str = ""
    note_en: str = ""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    provenance: str = ""
    elements: MaterialElements = NO_MATERIAL_ELEMENTS


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A data element asked by a matter; the plan asks each element once for all of them."""

    element: str
    label: str
    label_en: str = ""
    kind: str = "text"
    """text | long_text | id_number | credit_code | phone | date | money | area | number | choice
    | address
    """
    required: bool = True
    hint: str = ""
    hint_en: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    """(value, label, label_en) for kind choice."""
    prefill: tuple[str, ...] = ()
    """`resource.field` paths that may fill it, first answer wins: ("DS13.address",)."""
    condition: Condition = Condition()


@dataclass(frozen=True, slots=True)
class ProcedureSpec:
    """A special procedure (特别程序) which adds time: 公示, 现场核查, 专家评审."""

    name: str
    name_en: str = ""
    days: int | None = None
    unit: DayUnit = DayUnit.WORKING
    condition: Condition = Condition()
    attended: bool = False
    """True when the person must be there (现场核查, 面谈): it is an occasion of its own."""


@dataclass(frozen=True, slots=True)
class OutputSpec:
    material: str
    name: str
    name_en: str = ""
    is_licence: bool = True
    """A certificate that outlives the case (issued as a Licence); otherwise a result notice."""
    window_only: bool = False
    """True when it can be had only in person: neither electronic nor by post."""


@dataclass(frozen=True, slots=True)
class MatterSpec:
    code: str
    name: str
    department: str
    """Name of the department as the catalogue's `departments` section spells it."""
    name_en: str = ""
    type: str = ""
    handling: Handling = Handling.PROMISED
    statutory_days: int | None = None
    promised_days: int = 0
    day_unit: DayUnit = DayUnit.WORKING
    fee: str = ""
    fee_en: str = ""
    visit_reason: str = ""
    """Not empty when the person must appear in body for this matter (结婚登记), and why."""
    visit_reason_en: str = ""
    procedures: tuple[ProcedureSpec, ...] = ()
    requirements: tuple[RequirementSpec, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    outputs: tuple[OutputSpec, ...] = ()
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    note: str = ""
    note_en: str = ""
    provenance: tuple[tuple[str, str], ...] = ()
    """(figure, flag) pairs: F found at a source, K knowledge, A approximated."""
    elements: MatterElements = NO_ELEMENTS


@dataclass(frozen=True, slots=True)
class IncludedMatter:
    """A matter's place in one life event: when it applies and what it must start after."""

    matter: MatterSpec
    condition: Condition = Condition()
    starts_after: tuple[str, ...] = ()
    """Matter codes; those that are not in the plan are ignored."""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    """What its place here rests on: why it applies when it does, and waits for what it does."""


@dataclass(frozen=True, slots=True)
class OptionSpec:
    value: str
    label: str
    label_en: str = ""
    outcome: OutcomeKind = OutcomeKind.PROCEED
    reason: str = ""
    """Shown to the person whenever the outcome is not PROCEED; may also explain an effect."""
    reason_en: str = ""
    hands_to: str = ""
    """Life event code, for HANDED_OVER."""
    proved_by: str = ""
    """Interface which can confirm this answer by itself (住所自有 ← DS13)."""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    """What the outcome rests on."""


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    id: str
    text: str
    options: tuple[OptionSpec, ...]
    text_en: str = ""
    multiple: bool = False
    """Pick-many; choosing nothing is allowed unless `required`."""
    required: bool = True
    why: str = ""
    """Why it is asked, in a sentence for the person."""
    why_en: str = ""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    """What allows it to be asked."""


@dataclass(frozen=True, slots=True)
class PartySpec:
    """Another person who must join the application (卖方), besides the applicant."""

    role: str
    label: str
    label_en: str = ""
    legal_bases: tuple[LegalBasisSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeEventSpec:
    code: str
    name: str
    name_en: str = ""
    audience: str = "person"
    """person | organisation"""
    theme: str = ""
    theme_en: str = ""
    summary: str = ""
    """One sentence in citizens' words."""
    summary_en: str = ""
    keywords: tuple[str, ...] = ()
    """Words citizens use for it; search reads them."""
    lead: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    """(Chinese, English) sentences that must hold for everyone."""
    condition_bases: tuple[tuple[str, tuple[LegalBasisSpec, ...]], ...] = ()
    """(Chinese sentence of a condition, what it rests on), in the order of the conditions; only
    those that cite law.
    """
    walked_visits: int | None = None
    """Trips that going from door to door took before, where a source gives it; else one per
    department.
    """
    on_denial: OnDenial = OnDenial.CONTINUE
    """Whether the other matters go on when one is denied."""
    parties: tuple[PartySpec, ...] = ()
    questions: tuple[QuestionSpec, ...] = ()
    matters: tuple[IncludedMatter, ...] = ()
    provenance: str = ""
    warnings: tuple[str, ...] = ()

    def bases_of_condition(self, sentence: str) -> tuple[LegalBasisSpec, ...]:
        """What the condition with this Chinese sentence rests on."""
        return dict(self.condition_bases).get(sentence, ())

    def own_bases(self) -> Iterator[LegalBasisSpec]:
        """All that is cited for the life event itself; what its matters cite is theirs."""
        for _sentence, bases in self.condition_bases:
            yield from bases
        for party in self.parties:
            yield from party.legal_bases
        for question in self.questions:
            yield from question.legal_bases
            for option in question.options:
                yield from option.legal_bases
        for included in self.matters:
            yield from included.legal_bases


@dataclass(frozen=True, slots=True)
class DepartmentSpec:
    name: str
    name_en: str = ""
    kind: str = "authority"
    """authority | utility | bank | organisation"""
    short_name: str = ""
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class MaterialTypeSpec:
    code: str
    name: str
    name_en: str = ""
    kind: str = "document"
    """licence | form | document | commitment | data"""


@dataclass(frozen=True, slots=True)
class CatalogueSpec:
    """A whole validated file."""

    title: str
    departments: tuple[DepartmentSpec, ...] = ()
    materials: tuple[MaterialTypeSpec, ...] = ()
    life_events: tuple[LifeEventSpec, ...] = ()
    matters: tuple[MatterSpec, ...] = ()
    """Matters that stand alone, beside those that the life events bring."""
    region: str = ""
    warnings: tuple[str, ...] = field(default=())
    elements: tuple[ElementSpec, ...] = ()
    """What is said of the form's elements once for all matters; others keep what they had."""
