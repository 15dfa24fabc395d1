"""What a person meets now, beside what held before; what comes back rests on its own basis."""

from dataclasses import replace

from services.catalogue.elements import Charge, MatterElements
from services.catalogue.spec import DayUnit, LegalBasisSpec, MatterSpec, RequirementSpec
from services.overlays.telling import bases_of, changes, lines_of

OF_THE_MATTER = LegalBasisSpec("某法", "1")
OF_THE_PAPER = LegalBasisSpec("某法", "2")
PAPER = RequirementSpec("paper", "m_paper", "证明", "Proof", legal_bases=(OF_THE_PAPER,))
STANDARD = MatterSpec(
    "M1",
    "事项",
    "某局",
    statutory_days=20,
    promised_days=5,
    fee="10 元",
    requirements=(PAPER,),
    legal_bases=(OF_THE_MATTER,),
    elements=MatterElements(is_fee=True, charges=(Charge("费", "", "10 元", "价目", cents=1000),)),
)
EASED = replace(
    STANDARD,
    promised_days=0,
    fee="免费",
    requirements=(),
    elements=replace(STANDARD.elements, is_fee=False, charges=()),
)


def test_going_back_names_what_each_line_rests_on():
    found = changes(EASED, STANDARD)
    assert [(each.kind.value, each.adds, each.legal_bases) for each in found] == [
        ("extra_material", True, (OF_THE_PAPER,)),
        ("longer_limit", True, (OF_THE_MATTER,)),
        ("higher_fee", True, (LegalBasisSpec("价目", ""),)),
    ]
    assert bases_of(found) == [
        {"law": "某法", "article": "2"},
        {"law": "某法", "article": "1"},
        {"law": "价目", "article": ""},
    ]
    assert lines_of(found)[1] == {
        "zh": "承诺办结时限从当天改为 5 个工作日",
        "en": "The promised time changes from the same day to 5 working days",
        "adds": True,
    }


def test_easing_rests_on_nothing():
    found = changes(STANDARD, EASED)
    assert {each.adds for each in found} == {False}
    assert bases_of(found) == []


def test_no_line_speaks_of_the_standard():
    """Neither side of the comparison need be one."""
    other = replace(STANDARD, promised_days=7, statutory_days=30, day_unit=DayUnit.NATURAL)
    said = [each.text for pair in ((STANDARD, other), (other, STANDARD)) for each in changes(*pair)]
    assert [text.zh for text in said] == [
        "法定时限从 20 个工作日改为 30 天",
        "法定时限从 30 天改为 20 个工作日",
    ]
    assert not any("标准" in text.zh or "standard" in text.en for text in said)
