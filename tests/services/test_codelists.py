"""Our own words and the codes of the interfaces, where those disagree."""

from __future__ import annotations

import pytest

from services.catalogue.codelists import (
    CodeList,
    HandleArea,
    NoCode,
    OnlineDepth,
    ResultType,
    ReviewForm,
    Satisfaction,
    ServiceTarget,
    Spared,
    TaskState,
    TaskType,
    UseLevel,
    code_for,
    from_code,
    label_of,
    named,
    satisfaction_code,
    satisfaction_from,
    unknown_code,
)
from services.catalogue.codelists.tables import C0109, INTERFACES, SOURCES
from services.catalogue.text import Text


@pytest.mark.parametrize(
    ("interface", "member", "code"),
    [
        ("gbt39046", ServiceTarget.AUTHORITY, "5"),
        ("c0109", ServiceTarget.UNINCORPORATED, "5"),
        ("c0109", ServiceTarget.AUTHORITY, "6"),
        ("gbt39046", ServiceTarget.OTHER, "6"),
        ("c0109", ServiceTarget.OTHER, "9"),
        ("gbt39046", TaskType.OTHER_POWER, "10"),
        ("c0109", TaskType.PUBLIC_SERVICE, "20"),
        ("guangdong", TaskType.OTHER_POWER, "20"),
        ("guangdong", TaskType.PUBLIC_SERVICE, "21"),
        ("zhejiang", TaskType.PUBLIC_SERVICE, "20"),
        ("zhejiang", ResultType.APPROVAL, "审批办结"),
        ("c0109", ResultType.APPROVAL, "20"),
        ("zhejiang", ReviewForm.AT_ONCE, "即审即办"),
        ("c0109", UseLevel.GRADED, "7"),
        ("c0109", OnlineDepth.LICENCE, "7"),
        ("zhejiang", TaskState.PAUSED, "2"),
        ("hunan", Spared.OWN_LIBRARY, "5"),
    ],
)
def test_one_word_has_the_code_of_each_interface(interface, member, code):
    assert code_for(interface, member) == code
    assert from_code(interface, type(member), code) is member


def test_every_code_of_every_table_comes_back_as_it_went_out():
    for interface, tables in INTERFACES.items():
        for kind, table in tables.items():
            assert {code_for(interface, member): member for member in table.values()} == table, kind


def test_a_business_without_legal_personality_goes_to_the_standard_as_another_organisation():
    assert code_for("gbt39046", ServiceTarget.UNINCORPORATED) == "6"
    assert from_code("gbt39046", ServiceTarget, "6") is ServiceTarget.OTHER


def test_an_unknown_code_is_no_member_and_the_warning_names_those_there_are():
    assert from_code("guangdong", TaskType, "10") is None
    said = unknown_code("gbt39046", ServiceTarget, "9")
    assert said == Text(
        "代码“9”不在 gbt39046 的代码表里（1、2、3、4、5、6）",
        "The code “9” is not in the list of gbt39046 (1、2、3、4、5、6)",
    )


def test_an_interface_without_the_list_has_no_code_for_it():
    with pytest.raises(NoCode, match="gbt39046 has no code for ReviewForm 'at_once'"):
        code_for("gbt39046", ReviewForm.AT_ONCE)
    with pytest.raises(NoCode):
        code_for("c0109", ResultType.DOCUMENT)
    assert from_code("gbt39046", ReviewForm, "1") is None
    with pytest.raises(KeyError):
        code_for("nowhere", ReviewForm.AT_ONCE)


def test_no_number_is_guessed():
    """通办范围 is numbered nowhere; 事项状态 by Zhejiang only; Hunan's 3 is not understood."""
    for interface in INTERFACES:
        with pytest.raises(NoCode):
            code_for(interface, HandleArea.NATIONWIDE)
        assert from_code(interface, HandleArea, "1") is None
        if interface != "zhejiang":
            with pytest.raises(NoCode):
                code_for(interface, TaskState.IN_USE)
    assert from_code("hunan", Spared, "3") is None
    with pytest.raises(NoCode):
        code_for("hunan", Spared.CHECKED)


def test_every_list_of_every_interface_names_its_source():
    """A province follows c0109 in what it has not of its own: that is not said again."""
    for interface, tables in INTERFACES.items():
        is_national = interface in {"gbt39046", "c0109"}
        listed = {
            kind for kind, table in tables.items() if is_national or table is not C0109.get(kind)
        }
        assert set(SOURCES[interface]) == listed, interface
        assert all(SOURCES[interface].values())


def test_members_are_found_by_word_and_by_chinese_name():
    assert named(ServiceTarget, "自然人") is ServiceTarget.PERSON
    assert named(ServiceTarget, "person") is ServiceTarget.PERSON
    assert named(ServiceTarget, "人") is None
    assert label_of(ServiceTarget, "person") == Text("自然人", "Person")
    assert label_of(ServiceTarget, "外星人") == Text("外星人")


def test_every_word_has_both_names():
    for kind in CodeList.__subclasses__():
        assert all(member.zh and member.en and member == member.value for member in kind), kind


def test_satisfaction_runs_in_opposite_directions():
    best, worst = Satisfaction.VERY_GOOD, Satisfaction.VERY_BAD
    assert [satisfaction_code("gbt39046", each) for each in (best, worst)] == ["1", "5"]
    assert [satisfaction_code("national", each) for each in (best, worst)] == ["5", "1"]
    assert satisfaction_from("gbt39046", "1") is best
    assert satisfaction_from("national", "1") is worst
    assert satisfaction_from("national", "3") is satisfaction_from("gbt39046", "3")
    assert satisfaction_from("national", "6") is None
    with pytest.raises(KeyError):
        satisfaction_code("nowhere", best)
