"""Random life events: any matters, needs, sources and rules, with and without circles."""

from __future__ import annotations

from hypothesis import strategies as st

from services.catalogue.spec import (
    Condition,
    DayUnit,
    FieldSpec,
    IncludedMatter,
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
    SourceKind,
    SourceSpec,
)
from windows.planning import Channel, Known

MATERIALS = ["id", "deed", "contract", "tax", "form"]
RESOURCES = ["DS03", "DS07", "DS13"]
ROLES = ["applicant", "seller"]
ORDER = list(SourceKind)
OUTCOMES = [OutcomeKind.PROCEED] * 6 + list(OutcomeKind)


@st.composite
def questions(draw, number):
    count = draw(st.integers(1, 3))
    options = tuple(
        OptionSpec(f"o{n}", f"选项{n}", draw(st.sampled_from(["", f"Option {n}"])),
                   outcome=draw(st.sampled_from(OUTCOMES)), hands_to="P99")
        for n in range(count)
    )  # fmt: skip
    return QuestionSpec(
        f"q{number}", f"问题{number}", options,
        multiple=draw(st.booleans()), required=draw(st.booleans()),
    )  # fmt: skip


def conditions(asked):
    pairs = [(q.id, (o.value,)) for q in asked for o in q.options]
    if not pairs:
        return st.just(Condition())
    every = st.lists(st.sampled_from(pairs), min_size=1, max_size=2).map(tuple)
    return st.lists(every, max_size=2).map(tuple).map(Condition)


@st.composite
def requirements(draw, key, codes, asked):
    kinds = draw(st.sets(st.sampled_from(ORDER), min_size=1, max_size=4))
    if draw(st.booleans()):
        kinds.add(SourceKind.APPLICANT)
    by_register = (SourceKind.LICENCE, SourceKind.RESOURCE)
    sources = tuple(
        SourceSpec(
            kind,
            matter=draw(st.sampled_from(codes)) if kind is SourceKind.OUTPUT else "",
            resource=draw(st.sampled_from(RESOURCES)) if kind in by_register else "",
        )
        for kind in sorted(kinds, key=ORDER.index)
    )
    material = draw(st.sampled_from(MATERIALS))
    return RequirementSpec(
        key, material, f"材料{material}", draw(st.sampled_from(["", material])),
        necessity=draw(st.sampled_from(Necessity)), sources=sources,
        condition=draw(conditions(asked)),
        about=tuple(draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True))),
        original_at_window=draw(st.booleans()), generated_form=draw(st.integers(0, 5)) == 0,
    )  # fmt: skip


@st.composite
def matters(draw, number, codes, asked):
    code = codes[number]
    unit = st.sampled_from(DayUnit)
    spec = MatterSpec(
        code, f"事项{code}", f"部门{draw(st.integers(0, 3))}",
        draw(st.sampled_from(["", f"Matter {code}"])),
        promised_days=draw(st.integers(0, 6)),
        statutory_days=draw(st.none() | st.integers(6, 30)),
        day_unit=draw(unit),
        type=draw(st.sampled_from(["", "行政许可"])),
        procedures=tuple(
            ProcedureSpec(
                f"程序{n}", days=draw(st.none() | st.integers(0, 9)), unit=draw(unit),
                condition=draw(conditions(asked)), attended=draw(st.booleans()),
            )
            for n in range(draw(st.integers(0, 1)))
        ),
        requirements=tuple(
            draw(requirements(f"r{n}", codes, asked)) for n in range(draw(st.integers(0, 4)))
        ),
        fields=tuple(
            FieldSpec(f"e{n}", f"字段{n}", required=draw(st.booleans()), prefill=("DS03.name",))
            for n in draw(st.sets(st.integers(0, 3)))
        ),
        outputs=tuple(
            OutputSpec(m, f"结果{m}", window_only=draw(st.integers(0, 5)) == 0)
            for m in sorted(draw(st.sets(st.sampled_from(MATERIALS))))
        ),
        visit_reason=draw(st.sampled_from(["", "", "", f"{code}本人到场"])),
    )  # fmt: skip
    after = draw(st.lists(st.sampled_from(codes), max_size=2, unique=True))
    return IncludedMatter(spec, draw(conditions(asked)), tuple(c for c in after if c != code))


@st.composite
def life_events(draw, *, in_order=False):
    """With `in_order` the rules only point back, so that a plan always exists."""
    asked = tuple(draw(questions(n)) for n in range(draw(st.integers(0, 3))))
    codes = [f"M{n}" for n in range(draw(st.integers(1, 6)))]
    included = tuple(draw(matters(n, codes, asked)) for n in range(len(codes)))
    if in_order:
        included = tuple(_pointing_back(m, codes) for m in included)
    return LifeEventSpec(
        "X01", "一件事", matters=included, questions=asked,
        parties=(PartySpec("seller", "卖方", "Seller"),),
        on_denial=draw(st.sampled_from(OnDenial)),
    )  # fmt: skip


def _pointing_back(included, codes):
    spec = included.matter
    earlier = codes[: codes.index(spec.code)]
    after = tuple(code for code in included.starts_after if code in earlier)
    papers = [_with_way_out(requirement) for requirement in spec.requirements]
    kept = {f: getattr(spec, f) for f in MatterSpec.__dataclass_fields__}
    matter = MatterSpec(**{**kept, "requirements": tuple(papers)})
    return IncludedMatter(matter, included.condition, after)


def _with_way_out(requirement):
    if any(source.kind is not SourceKind.OUTPUT for source in requirement.sources):
        return requirement
    kept = {f: getattr(requirement, f) for f in RequirementSpec.__dataclass_fields__}
    sources = (*requirement.sources, SourceSpec(SourceKind.APPLICANT))
    return RequirementSpec(**{**kept, "sources": sources})


held = st.frozensets(st.tuples(st.sampled_from(ROLES), st.sampled_from(MATERIALS)))
knowledge = st.builds(
    Known,
    licences=held,
    documents=held,
    commitments=held,
    connected=st.frozensets(st.sampled_from(RESOURCES)),
    channel=st.sampled_from(Channel),
)
