"""One life event (section 5): its own texts, then questions, matters, and what connects them."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book, slug
from services.catalogue.parsing.checks import check_order
from services.catalogue.parsing.conditions import together
from services.catalogue.parsing.cursor import SENTENCE, SHORT, Cursor
from services.catalogue.parsing.effects import carry_out, with_in_person
from services.catalogue.parsing.law import read_legal_bases
from services.catalogue.parsing.matters import DraftMatter, read_matter
from services.catalogue.parsing.questions import Asked, read_questions
from services.catalogue.parsing.requirements import DraftRequirement
from services.catalogue.parsing.vocabulary import AUDIENCES, ON_DENIAL, without_provenance
from services.catalogue.spec import (
    Condition,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    Necessity,
    OnDenial,
    PartySpec,
    RequirementSpec,
)

APPLICANT = "applicant"
Grounds = tuple[tuple[str, tuple[LegalBasisSpec, ...]], ...]


def read_event(row: Cursor, drafts: list[DraftMatter], book: Book) -> LifeEventSpec | None:
    """The life event whose matters were declared before. None when faults leave nothing usable."""
    code = row.text("code", is_required=True, most=SHORT)
    name, name_en = row.pair("name", is_required=True)
    if not row.has("object"):
        row.fault("object", _("缺少服务对象。"), _("请写 object: 个人 或 object: 法人。"))
    audience = row.choice("object", AUDIENCES, "person")
    theme, theme_en = row.pair("theme", most=60)
    summary, summary_en = row.pair("summary", most=SENTENCE)
    parties = tuple(_party(each) for each in row.mappings("parties"))
    roles = [party.role for party in parties]
    for role in {each for each in roles if roles.count(each) > 1 or each == APPLICANT}:
        row.fault("parties", _("角色 %(r)s 写了两次或不能使用。") % {"r": role}, _("请换一个。"))
    asked = read_questions(row, book)
    codes = [draft.code for draft in drafts]
    for draft in drafts:
        if codes.count(draft.code) > 1 and draft is not drafts[codes.index(draft.code)]:
            draft.row.fault(
                "id", _("事项 %(c)s 在这件事里写了两次。") % {"c": draft.code}, _("请换一个代码。")
            )
    if not drafts:
        row.fault("matters", _("这件事没有任何事项。"), _("请至少写一个事项。"))
    for draft in drafts:
        read_matter(draft, asked, frozenset({APPLICANT, *roles}), book)
    carry_out(asked, drafts, book)
    row.skip("departments", "ref_codes", "matters")
    conditions, condition_bases = _conditions(row)
    matters = tuple(_included(draft, asked) for draft in drafts if draft.spec)
    check_order(row, drafts, matters, asked)
    spec = LifeEventSpec(
        code=code,
        name=name,
        name_en=name_en,
        audience=audience,
        theme=theme,
        theme_en=theme_en,
        summary=summary,
        summary_en=summary_en,
        keywords=row.texts("keywords", most=60),
        lead=book.department(row.text("lead", most=100)),
        conditions=conditions,
        condition_bases=condition_bases,
        walked_visits=_walked_visits(row),
        on_denial=row.choice("on_denial", ON_DENIAL, OnDenial.CONTINUE),
        parties=parties,
        questions=tuple(with_in_person(question, asked) for question in asked.questions),
        matters=matters,
        provenance=row.text("content_prov", most=SENTENCE),
    )
    row.finish()
    return spec


def _party(row: Cursor) -> PartySpec:
    role = slug(row, "role")
    label, label_en = row.pair("label", is_required=True, most=60)
    bases = read_legal_bases(row)
    row.finish()
    return PartySpec(role=role, label=label, label_en=label_en, legal_bases=bases)


def _conditions(row: Cursor) -> tuple[tuple[tuple[str, str], ...], Grounds]:
    """The sentences in pairs, and what those rest on that cite law."""
    found = []
    grounds: dict[str, tuple[LegalBasisSpec, ...]] = {}
    for each in row.mappings("conditions", plain="text"):
        said, said_en = each.pair("text", is_required=True, most=SENTENCE)
        pair = without_provenance(said), without_provenance(said_en)
        if bases := read_legal_bases(each):
            grounds[pair[0]] = bases
        each.skip("prov")
        each.finish()
        found.append(pair)
    return tuple(pair for pair in found if pair[0]), tuple(grounds.items())


def _walked_visits(row: Cursor) -> int | None:
    beside = row.whole("walked_visits")
    overall = row.mapping("overall")
    return beside if beside is not None or overall is None else overall.whole("walked_visits")


def read_lone_matter(draft: DraftMatter, book: Book) -> MatterSpec:
    """A matter outside every life event: nobody is asked anything, so nothing depends on it."""
    for key in ("when", "when_basis", "depends_on"):
        if draft.row.has(key):
            draft.row.fault(
                key,
                _("单独的事项不能写 %(key)s。") % {"key": key},
                _("请去掉，或者把事项放到一件事里。"),
            )
    asked = Asked()
    read_matter(draft, asked, frozenset({APPLICANT}), book)
    return _finished(draft, asked)


def _finished(draft: DraftMatter, asked: Asked) -> MatterSpec:
    assert draft.spec is not None  # noqa: S101 (the caller filters; says so to the type checker)
    return replace(
        draft.spec,
        procedures=tuple(draft.procedures),
        requirements=tuple(_requirement(each, asked) for each in draft.requirements),
    )


def _included(draft: DraftMatter, asked: Asked) -> IncludedMatter:
    return IncludedMatter(
        matter=_finished(draft, asked),
        condition=together(draft.when, draft.included_by, asked),
        starts_after=draft.starts_after,
        legal_bases=draft.when_bases,
    )


def _requirement(draft: DraftRequirement, asked: Asked) -> RequirementSpec:
    """`conditional` with a condition: required when that is met. Without: "if you have it"."""
    condition = together(draft.when, draft.added_by, asked)
    necessity = draft.spec.necessity
    if draft.is_conditional and condition != Condition():
        necessity = Necessity.REQUIRED
    return replace(draft.spec, condition=condition, necessity=necessity)
