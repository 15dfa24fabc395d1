"""Every form of the editing page saves what was typed, and refuses what it cannot keep."""

from __future__ import annotations

import pytest

from services.catalogue.spec import (
    Condition,
    LegalBasisSpec,
    Necessity,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    SourceKind,
    SourceSpec,
)
from services.models import StatuteArticle
from services.overlays.differences import new_bases

MATTER = {
    "name": "T1-B事项",
    "department": "丙局",
    "handling": "promised",
    "promised_days": "2",
    "statutory_days": "10",
    "day_unit": "natural",
    "fee": "80 元",
    "starts_after": ["T1-A"],
    "when_0_who": ["me"],
}
PAPER = {
    "material": "购房发票",
    "necessity": "deferrable",
    "sources": ["applicant:", "resource:DS13", "output:T1-B"],
    "about": ["applicant", "seller"],
    "original_at_window": "on",
    "when_0_who": ["me", "body"],
}
OPTION = {"label": "托人办", "label_en": "By proxy", "outcome": "proceed"}
SAVED = 302


def test_event(page):
    typed = {
        "name": "卖房",
        "keywords": "卖房子、二手房 过户",
        "audience": "person",
        "lead": "乙局",
    }
    response = page.save("event", key="event", **typed)
    assert response.status_code == SAVED
    assert (page.spec.name, page.spec.lead) == ("卖房", "乙局")
    assert page.spec.keywords == ("卖房子", "二手房", "过户")
    assert page.row.version == 2


def test_question(page):
    response = page.save(
        "question",
        text="怎么付款？",
        text_en="Pay how?",
        required="on",
        options="全款\n贷款\n全款\n",
    )
    assert response.status_code == SAVED
    asked = page.spec.questions[-1]
    assert (asked.id, asked.text, asked.multiple, asked.required) == (
        "pay_how",
        "怎么付款？",
        False,
        True,
    )
    assert [option.label for option in asked.options] == ["全款", "贷款", "全款"]
    assert len({option.value for option in asked.options}) == 3


def test_question_reworded_keeps_its_options(page):
    before = page.spec.questions[0]
    page.save("question", key="who", text="谁来？", required="on")
    after = page.spec.questions[0]
    assert (after.id, after.text, after.options) == ("who", "谁来？", before.options)


def test_option(page):
    page.save("option", question="who", **OPTION)
    assert page.spec.questions[0].options[-1] == OptionSpec("by_proxy", "托人办", "By proxy")


def test_option_that_hands_over(page):
    typed = {"label": "继承", "outcome": "handed_over", "reason": "走继承", "hands_to": "T2"}
    page.save("option", question="who", key="other", **typed)
    option = page.spec.questions[0].options[-1]
    assert (option.value, option.outcome, option.hands_to) == (
        "other",
        OutcomeKind.HANDED_OVER,
        "T2",
    )


def test_party(page):
    page.save("party", label="配偶", label_en="Spouse")
    assert page.spec.parties[-1] == PartySpec("spouse", "配偶", "Spouse")


def test_sentence(page):
    page.save("sentence", zh="房屋没有查封", en="The home is not seized")
    assert page.spec.conditions == (("房屋没有查封", "The home is not seized"),)


def test_matter(page):
    assert page.save("matter", key="T1-B", **MATTER).status_code == SAVED
    included = page.matter("T1-B")
    assert included.condition == Condition(((("who", ("me",)),),))
    assert included.starts_after == ("T1-A",)
    assert (included.matter.department, included.matter.promised_days) == ("丙局", 2)
    assert [each.key for each in included.matter.requirements] == ["b_first", "b_only"]


def test_matter_new(page):
    page.save("matter", **MATTER | {"name": "核税"})
    assert page.spec.matters[-1].matter.code == "T1-01"
    assert page.spec.matters[-1].matter.name == "核税"


def test_matter_brought_in(page):
    response = page.save("bring", words="T2-A", code="T2-A")
    assert response.status_code == SAVED
    brought = page.spec.matters[-1].matter
    assert (brought.code, [each.key for each in brought.requirements]) == ("T2-A", ["marriage"])


def test_requirement(page):
    assert page.save("requirement", matter="T1-A", **PAPER).status_code == SAVED
    row = page.matter("T1-A").matter.requirements[-1]
    assert (row.name, row.material, row.necessity) == (
        "购房发票",
        "goufangfapiao",
        Necessity.DEFERRABLE,
    )
    assert row.sources == (
        SourceSpec(SourceKind.OUTPUT, matter="T1-B"),
        SourceSpec(SourceKind.RESOURCE, resource="DS13"),
        SourceSpec(SourceKind.APPLICANT),
    )
    assert row.about == ("applicant", "seller")
    assert row.condition == Condition(((("who", ("me", "body")),),))
    assert row.original_at_window


def test_requirement_of_a_known_material_shares_its_code(page):
    page.save(
        "requirement", matter="T1-E", **PAPER | {"material": "买卖合同", "sources": ["applicant:"]}
    )
    assert page.matter("T1-E").matter.requirements[-1].material == "t_contract"


def test_requirement_changed_keeps_what_the_form_does_not_show(page):
    before = page.matter("T1-A").matter.requirements[2]
    typed = {"material": "t_contract", "name": "网签合同", "necessity": "required"}
    typed |= {"sources": ["applicant:"], "about": ["applicant"]}
    page.save("requirement", matter="T1-A", key="a_contract", **typed)
    after = page.matter("T1-A").matter.requirements[2]
    assert (after.key, after.material, after.name) == ("a_contract", before.material, "网签合同")
    assert after.elements == before.elements


def test_alternatives_are_ored(page):
    typed = PAPER | {"when_0_who": ["me"], "when_1_who": ["body"]}
    page.save("requirement", matter="T1-A", **typed)
    assert page.matter("T1-A").matter.requirements[-1].condition == Condition(
        ((("who", ("me",)),), (("who", ("body",)),))
    )


def test_field(page):
    typed = {
        "label": "房屋用途",
        "kind": "choice",
        "choices": "自住 / Own use\n出租",
        "required": "on",
    }
    page.save("field", matter="T1-A", prefill_first="DS13.address", **typed)
    row = page.matter("T1-A").matter.fields[-1]
    assert (row.label, row.kind, row.prefill) == ("房屋用途", "choice", ("DS13.address",))
    assert row.choices == (("own_use", "自住", "Own use"), ("chuzu", "出租", ""))


def test_output(page):
    page.save("output", matter="T1-D", name="完税证明", is_licence="on", window_only="on")
    assert page.matter("T1-D").matter.outputs == (
        OutputSpec("wanshuizhengming", "完税证明", is_licence=True, window_only=True),
    )


def test_procedure(page):
    page.save("procedure", matter="T1-C", name="现场核查", days="3", unit="working", attended="on")
    assert page.matter("T1-C").matter.procedures == (
        ProcedureSpec("现场核查", days=3, attended=True),
    )


def test_basis_of_a_matter_is_checked_against_the_statute(page):
    StatuteArticle.objects.create(law="契税法", article="10", text="纳税人应当……")
    page.save("basis", matter="T1-B", law="《契税法》", article="第10条")
    known = LegalBasisSpec("契税法", "10", checked=True)
    assert page.matter("T1-B").matter.legal_bases == (known,)


def test_saving_an_old_basis_again_founds_nothing(page):
    """Its quotation stays what it was: only what somebody types is quoted anew."""
    StatuteArticle.objects.create(law="契税法", article="10", text="纳税人应当……")
    for key, quoted in enumerate(("", "纳税人应当：\n（一）")):
        page.save("basis", matter="T1-B", law="契税法", article="10", text=quoted)
        before = page.matter("T1-B").matter.legal_bases
        form = page.get(matter="T1-B", edit="basis", key=str(key)).context["form"]
        shown = {field.name: str(field.value()).replace("\n", "\r\n") for field in form}
        version = page.row.version
        page.save("basis", matter="T1-B", key=str(key), **shown)
        after = page.matter("T1-B").matter.legal_bases
        assert page.row.version == version + (1 if after != before else 0)
        assert after[key].text.replace("\r", "") == quoted
        assert new_bases(after, before) == ()


def test_basis_of_a_requirement(page):
    page.save("basis", matter="T1-A", requirement="a_contract", law="民法典", article="209")
    row = page.matter("T1-A").matter.requirements[2]
    assert row.legal_bases == (LegalBasisSpec("民法典", "209"),)


PLACES = [
    {"question": "who"},
    {"question": "who", "option": "me"},
    {"party": "seller"},
    {"sentence": "0"},
]


@pytest.mark.parametrize("home", [*PLACES, {"matter": "T1-B"}])
def test_basis_of_a_part_of_the_life_event(page, home):
    """Added, changed and taken out again; the last save can be taken back."""
    page.save("sentence", zh="房屋没有查封", en="The home is not seized")
    kind = "placing" if "matter" in home else "basis"
    address = home | {"edit": kind}
    assert page.get(**address).context["form"].title == "法律依据"
    page.save(kind, **home, law="民法典", article="第209条", text="不动产物权的设立……")
    basis = LegalBasisSpec("民法典", "209", text="不动产物权的设立……")
    assert tuple(page.spec.own_bases()) == (basis,)
    html = page.get().content.decode()
    assert "《民法典》第209条" in html
    again = page.get(**address, key="0").content.decode()
    assert 'value="民法典"' in again
    assert 'name="do" value="remove"' in again
    page.save(kind, **home, key="0", law="民法典", article="210")
    assert [each.article for each in page.spec.own_bases()] == ["210"]
    page.change(kind, "remove", **home, key="0")
    assert tuple(page.spec.own_bases()) == ()
    page.undo()
    assert [each.article for each in page.spec.own_bases()] == ["210"]
    page.undo()
    assert tuple(page.spec.own_bases()) == (basis,)
    refused = page.save(kind, **home, law="", article="留着我")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["law"])
    assert "留着我" in refused.content.decode()


@pytest.mark.parametrize("home", [{"question": "no"}, {"party": "no"}, {"sentence": "7"}, {}])
def test_basis_of_what_is_not_there(page, home):
    assert page.save("basis", **home, law="民法典").status_code == 404
    assert page.row.version == 1


def test_other_forms_leave_the_bases_alone(page):
    for home in PLACES[:3]:
        page.save("basis", **home, law="民法典", article="209")
    page.save("placing", matter="T1-B", law="民法典", article="209")
    before = tuple(page.spec.own_bases())
    page.save("question", key="who", text="谁来？", required="on")
    page.save("option", question="who", key="me", label="我自己", outcome="proceed")
    page.save("party", key="seller", label="卖家")
    page.save("matter", key="T1-B", **MATTER)
    assert tuple(page.spec.own_bases()) == before


REFUSED = [
    ("event", {"key": "event", "name": "", "summary": "留着我", "audience": "person"}, "name"),
    ("question", {"text": "留着我", "options": ""}, "options"),
    ("option", {"question": "who", "label": "留着我", "outcome": "ineligible"}, "reason"),
    (
        "option",
        {"question": "who", "label": "留着我", "outcome": "handed_over", "reason": "转走"},
        "hands_to",
    ),
    ("party", {"label": "", "label_en": "留着我"}, "label"),
    ("sentence", {"zh": "", "en": "留着我"}, "zh"),
    ("matter", MATTER | {"key": "T1-B", "promised_days": "11", "fee": "留着我"}, "promised_days"),
    ("matter", MATTER | {"key": "T1-B", "department": "没有局", "fee": "留着我"}, "department"),
    ("requirement", PAPER | {"matter": "T1-A", "sources": [], "note": "留着我"}, "sources"),
    ("requirement", PAPER | {"matter": "T1-A", "material": "", "note": "留着我"}, "material"),
    ("field", {"matter": "T1-A", "label": "留着我", "kind": "choice"}, "choices"),
    ("output", {"matter": "T1-A", "name": "", "name_en": "留着我"}, "name"),
    ("procedure", {"matter": "T1-A", "name": "留着我", "days": "很多", "unit": "working"}, "days"),
    ("basis", {"matter": "T1-A", "law": "", "article": "留着我"}, "law"),
    ("step", {"matter": "T1-A", "link_name": "", "person": "留着我"}, "link_name"),
    ("charge", {"matter": "T1-A", "fee_name": "留着我", "yuan": "很多"}, "yuan"),
    ("faq", {"matter": "T1-A", "asked": "留着我", "answer": ""}, "answer"),
]


@pytest.mark.parametrize(("kind", "typed", "field"), REFUSED)
def test_refused_keeps_what_was_typed(page, kind, typed, field):
    before = page.row.content
    response = page.save(kind, **typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "留着我" in html
    assert f'href="#field-{field}"' in html
    assert (page.row.content, page.row.version) == (before, 1)


def test_unknown_kind_is_not_found(page):
    assert page.save("nothing", key="x").status_code == 404
    assert page.row.version == 1
