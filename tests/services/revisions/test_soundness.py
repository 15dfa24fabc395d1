"""What the tables would refuse is refused before, each with its place and a way out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.loading.departments import bring_departments
from services.catalogue.parse import parse
from services.catalogue.parsing.book import Known
from services.catalogue.spec import (
    FieldSpec,
    IncludedMatter,
    LegalBasisSpec,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
    RequirementSpec,
)
from services.catalogue.text import Text
from services.checks.registry import Coverage
from services.models import Region
from services.revisions import actions
from services.revisions.soundness import check_soundness
from tests.services.conftest import SHIPPED
from tests.services.revisions import small as s

YES = OptionSpec("yes", "是")
ASKED = QuestionSpec("size", "多大？", (YES, OptionSpec("no", "否")))
NAMED = RequirementSpec("paper", "s_paper", "纸")


def home(**more):
    return s.with_matter(s.INN, replace(s.HOME, **more))


def asked(**more):
    return replace(s.INN, questions=(replace(ASKED, **more),))


FAULTS = [
    (replace(s.INN, matters=()), "sound.no_matter", "S1"),
    (replace(s.INN, name=" "), "sound.empty", "S1"),
    (replace(s.INN, summary="长" * 501), "sound.too_long", "S1"),
    (replace(s.INN, matters=(*s.INN.matters, s.INN.matters[0])), "sound.twice", "S1 / S-HOME"),
    (
        replace(s.INN, matters=(IncludedMatter(replace(s.HOME, code="甲 1")),)),
        "sound.code",
        "S1 / 甲 1",
    ),
    (replace(s.INN, lead="没有局"), "sound.department", "S1"),
    (home(department="没有局"), "sound.department", "S1 / S-HOME"),
    (home(name="长" * 201), "sound.too_long", "S1 / S-HOME"),
    (home(promised_days=99999, statutory_days=None), "sound.too_long", "S1 / S-HOME"),
    (home(legal_bases=(s.LAW, s.LAW)), "sound.twice", "S1 / S-HOME"),
    (home(legal_bases=(LegalBasisSpec("", "1"),)), "sound.empty", "S1 / S-HOME"),
    (home(requirements=(NAMED, NAMED)), "sound.twice", "S1 / S-HOME / paper"),
    (home(requirements=(replace(NAMED, name=""),)), "sound.empty", "S1 / S-HOME / paper"),
    (
        home(requirements=(replace(NAMED, material="m" * 65),)),
        "sound.too_long",
        "S1 / S-HOME / paper",
    ),
    (home(fields=(FieldSpec("f", "字段"),) * 2), "sound.twice", "S1 / S-HOME / f"),
    (home(fields=(FieldSpec("f", ""),)), "sound.empty", "S1 / S-HOME / f"),
    (replace(s.INN, questions=(ASKED, ASKED)), "sound.twice", "S1 / size"),
    (asked(options=()), "sound.no_option", "S1 / size"),
    (asked(id="i" * 65), "sound.too_long", "S1 / " + "i" * 65),
    (asked(text=""), "sound.empty", "S1 / size"),
    (asked(options=(YES, YES)), "sound.twice", "S1 / size / yes"),
    (
        asked(options=(YES, replace(YES, value="no", outcome=OutcomeKind.INELIGIBLE))),
        "sound.no_reason",
        "S1 / size / no",
    ),
]


@pytest.mark.parametrize(("spec", "rule", "spot"), FAULTS)
def test_a_fault_of_form_is_named_and_stops_the_submission(spec, rule, spot):
    (found,) = check_soundness(spec, Coverage())
    assert (found.rule, str(found.spot), found.severity) == (rule, spot, "error")
    assert all((found.message.zh, found.message.en, found.way_out.zh, found.way_out.en))
    revision = s.draft(spec)
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    assert [each["rule"] for each in caught.value.details] == [rule]


def test_it_is_said_in_the_words_of_the_form():
    """No column of a table, and no code where there is a name."""
    too_long = check_soundness(replace(s.INN, summary="长" * 501), Coverage())
    assert [each.message for each in too_long] == [
        Text(
            "“一句话说明”有 501 个字，最多 500 个。",
            "“In one sentence” has 501 characters; 500 is the most.",
        )
    ]
    (empty,) = check_soundness(home(name=" "), Coverage())
    assert empty.message == Text("“名称”没有填。", "“Name” is empty.")
    (twice,) = check_soundness(home(requirements=(NAMED, NAMED)), Coverage())
    assert twice.message == Text("材料“纸”出现了 2 次。", "The document “纸” is there 2 times.")


@pytest.mark.parametrize("spec", [s.INN, s.SHOP, asked(), s.asking_more(s.LAW)])
def test_what_is_sound_says_nothing(spec):
    assert list(check_soundness(spec, Coverage())) == []


def test_the_shipped_catalogue_is_sound():
    parsed = parse(SHIPPED, known=Known(life_events={}, matters={}))
    assert parsed.spec is not None
    bring_departments(parsed.spec.departments, Region.objects.get(code=s.REGION))
    found = [each for spec in parsed.spec.life_events for each in check_soundness(spec, Coverage())]
    assert (len(parsed.spec.life_events), found) == (22, [])
