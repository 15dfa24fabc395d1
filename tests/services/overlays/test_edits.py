"""The form's wishes become an edition, and come back to be edited further."""

from dataclasses import replace

import pytest

from services.catalogue.elements import Charge, MatterElements
from services.catalogue.spec import LegalBasisSpec, MatterSpec, Necessity, RequirementSpec
from services.overlays.compare import compare
from services.overlays.edits import Extra, Fee, Wish, easier_than, wish_of, with_wish

STANDARD = MatterSpec(
    "M",
    "事项",
    "甲局",
    promised_days=5,
    fee="80 元",
    requirements=(
        RequirementSpec("a", "m_a", "合同"),
        RequirementSpec("b", "m_b", "照片", necessity=Necessity.DEFERRABLE),
    ),
    elements=MatterElements(handle_place="市民中心", consult_phone="12345"),
)
FULL = Wish(
    promised_days=8,
    dropped=frozenset({"b"}),
    necessity={"a": Necessity.OPTIONAL},
    extras=(Extra("社区证明", "Community note", "m_c", "某条例", "12"),),
    fee=Fee("90 元", "90 yuan", 9000, "某收费办法"),
    law="某条例",
    article="3",
    place="西湖区 1 号窗口",
    hours="工作日",
    phone="88880000",
    complaints="88880001",
)


def test_no_wish_is_the_standard():
    assert with_wish(STANDARD, Wish(5)) == STANDARD


def test_everything_at_once():
    spec = with_wish(STANDARD, FULL)
    assert spec == replace(
        STANDARD,
        promised_days=8,
        fee="90 元",
        fee_en="90 yuan",
        requirements=(
            RequirementSpec("a", "m_a", "合同", necessity=Necessity.OPTIONAL),
            RequirementSpec(
                "m_c",
                "m_c",
                "社区证明",
                "Community note",
                legal_bases=(LegalBasisSpec("某条例", "12"),),
            ),
        ),
        legal_bases=(LegalBasisSpec("某条例", "3"),),
        elements=MatterElements(
            handle_place="西湖区 1 号窗口",
            handle_time="工作日",
            consult_phone="88880000",
            complain_phone="88880001",
            is_fee=True,
            charges=(Charge("当地收费", "Local fee", "90 元", "某收费办法", cents=9000),),
        ),
    )
    assert all(each.is_allowed for each in compare(STANDARD, spec))


@pytest.mark.parametrize(
    "wish", [Wish(5), FULL, Wish(0, fee=Fee("免费", "Free", None, ""))], ids=["no", "all", "free"]
)
def test_there_and_back(wish):
    assert wish_of(STANDARD, with_wish(STANDARD, wish)) == wish


def test_only_the_same_or_easier():
    assert easier_than(Necessity.OPTIONAL) == (Necessity.OPTIONAL,)
    assert easier_than(Necessity.REQUIRED) == (
        Necessity.REQUIRED,
        Necessity.DEFERRABLE,
        Necessity.OPTIONAL,
    )
