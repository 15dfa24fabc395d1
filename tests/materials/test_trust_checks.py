"""`trust.*`: a level that nobody can reach is an error of the catalogue."""

import pytest

from materials.catalogue.trust_checks import check_trust
from services.catalogue.elements import MaterialElements
from services.catalogue.spec import MatterSpec, RequirementSpec, SourceKind, SourceSpec

HAND_IN = SourceSpec(SourceKind.APPLICANT)
LICENCE = SourceSpec(SourceKind.LICENCE, resource="DS11")


def found(level, *sources, **more):
    paper = RequirementSpec(
        "k", "m", "产权证", "Deed",
        sources=sources or (HAND_IN,),
        elements=MaterialElements(trust_level=level),
        **more,
    )  # fmt: skip
    matter = MatterSpec("T", "事项", "甲局", requirements=(paper,))
    return [(each.rule, each.severity.value, str(each.spot)) for each in check_trust(matter)]


@pytest.mark.parametrize(
    ("level", "sources", "more"),
    [
        ("", (), {}),
        ("D", (), {"generated_form": True}),
        ("C", (), {}),
        ("B", (), {"original_at_window": True}),
        ("B", (LICENCE,), {}),
        ("A", (LICENCE,), {}),
    ],
)
def test_what_can_be_had(level, sources, more):
    assert found(level, *sources, **more) == []


@pytest.mark.parametrize(
    ("level", "sources", "more", "rule"),
    [
        ("B", (), {}, "trust.visit"),
        ("B", (LICENCE, SourceSpec(SourceKind.DOCUMENT)), {}, "trust.visit"),
        ("A", (LICENCE, HAND_IN), {"original_at_window": True}, "trust.unreachable"),
        ("C", (), {"generated_form": True}, "trust.unreachable"),
    ],
)
def test_what_cannot(level, sources, more, rule):
    assert found(level, *sources, **more) == [(rule, "error", "T / k")]
