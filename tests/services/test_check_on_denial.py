"""Each rule of `denial.*` with a life event that breaks it and one that keeps it."""

from __future__ import annotations

import pytest

from services.catalogue.spec import (
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OnDenial,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.checks.denial import check_on_denial
from services.checks.registry import Coverage

LAW = (LegalBasisSpec("某条例", "33"),)


def matter(code, *needs):
    sources = tuple(
        RequirementSpec(need, need, need, sources=(SourceSpec(SourceKind.OUTPUT, matter=need),))
        for need in needs
    )
    return MatterSpec(code, code, "甲局", requirements=sources)


def event(on_denial, *matters, law=()):
    included = tuple(IncludedMatter(each, legal_bases=law) for each in matters)
    return LifeEventSpec("T", "事", matters=included, on_denial=on_denial)


CHAIN = (matter("A"), matter("B", "A"), matter("C", "B"))
BESIDE = (matter("A"), matter("B"))


def rules(spec):
    return [(found.rule, found.severity.value) for found in check_on_denial(spec, Coverage())]


@pytest.mark.parametrize("on_denial", [OnDenial.STOP, OnDenial.ASK])
@pytest.mark.parametrize("matters", [(), (matter("A"),), CHAIN])
def test_nothing_is_left_to_stop_or_to_ask_about(on_denial, matters):
    assert rules(event(on_denial, *matters, law=LAW)) == [("denial.pointless", "warning")]


def test_a_matter_beside_the_chain_is_left():
    assert rules(event(OnDenial.ASK, *CHAIN, matter("D"))) == []
    assert rules(event(OnDenial.STOP, *CHAIN, matter("D"), law=LAW)) == []


def test_what_only_comes_after_is_left():
    later = IncludedMatter(matter("B"), starts_after=("A",))
    spec = LifeEventSpec(
        "T", "事", matters=(IncludedMatter(matter("A")), later), on_denial=OnDenial.ASK
    )
    assert rules(spec) == []


def test_to_stop_needs_law():
    assert rules(event(OnDenial.STOP, *BESIDE)) == [("denial.without_law", "error")]
    assert rules(event(OnDenial.STOP, *BESIDE, law=LAW)) == []
    assert rules(event(OnDenial.ASK, *BESIDE)) == []


def test_to_go_on_always_makes_sense():
    assert rules(event(OnDenial.CONTINUE)) == []
