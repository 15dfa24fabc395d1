"""The command that says whether the catalogue keeps its promise."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.reporting import Lines
from services.checks.running import Run
from services.errors import CatalogueRefused
from services.models import Matter, Revision, StatuteArticle
from services.queries import life_event_edition
from services.revisions.errors import RevisionNotPublishable
from services.revisions.judging import judge
from tests.services.conftest import SHIPPED

LICENCE = {
    "id": "L1",
    "name": "单独的许可",
    "department": "文旅局",
    "type": "行政许可",
    "promised_days": 3,
    "legal_basis": [{"law": "行政许可法", "article": 12}],
}
EVENT = {
    "code": "X01",
    "name": "开饮品店",
    "object": "法人",
    "matters": [LICENCE | {"id": "X01-01", "name": "饮品店许可"}],
}
WRONG = LICENCE | {"promised_days": 0}


def run(*arguments, **options):
    """(lines, error): what it printed, and how it ended."""
    out = StringIO()
    try:
        call_command("check_catalogue", *arguments, stdout=out, stderr=out, **options)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


@pytest.fixture
def fails(monkeypatch):
    """No check but ours: what windows says of the plan is tested there."""
    monkeypatch.setattr("services.checks.registry._life_event", {})


@pytest.fixture
def online(hangzhou, write, fails):
    events = [
        EVENT,
        EVENT | {"code": "X02", "name": "关店", "matters": [LICENCE | {"id": "X02-01"}]},
    ]
    load_file(write({"onethings": events, "matters": [LICENCE]}), actor=SYSTEM, region="330100")


def test_what_is_online_is_checked_event_by_event_then_the_matters_alone(online):
    said, error = run()
    lines = said.splitlines()
    assert [line.split("：")[0] for line in lines[:3]] == [
        "X01 开饮品店",
        "X02 关店",
        "单独的事项 1 项",
    ]
    assert "提醒" in lines[0]
    assert "情形 0 种，方案 0 个" in lines[0]
    assert "秒" in lines[0]
    assert error is None


def test_one_document_has_every_finding_with_its_place_and_way_out(online):
    said, error = run("X01", "L1", "--json")
    held = json.loads(said)
    assert error is None
    assert [each["code"] or each["kind"] for each in held["subjects"]] == ["X01", "matters"]
    (flow,) = (
        each
        for each in held["findings"]
        if each["rule"] == "wenzhou.flow" and each["spot"]["matter"] == "L1"
    )
    assert flow == {
        "rule": "wenzhou.flow",
        "severity": "warning",
        "spot": {"matter": "L1", "element": "handle_flow"},
        "message": {
            "zh": "行政许可的办理流程缺少：受理、审核、审批、办结、送达",
            "en": "The flow of a licence lacks: 受理、审核、审批、办结、送达",
        },
        "way_out": {"zh": "在办理流程里补上这些环节", "en": "Add these steps to the flow"},
        "answers": {},
    }
    assert held["totals"]["warnings"] == len(held["findings"])
    assert all(
        each["spot"].get("life_event") == "X01"
        for each in held["findings"]
        if each["spot"]["matter"] != "L1"
    )


def test_an_error_ends_with_one_and_is_told_with_its_way_out(online, write):
    said, error = run(file=write({"matters": [WRONG]}))
    assert error is not None
    assert error.returncode == 1
    assert str(error) == "目录有 1 处错误。请按列出的办法改正。"
    assert "wenzhou.handling：1 处" in said
    assert (
        "  L1 / handling: 承诺件的承诺时限是 0 → 当场办结的请改为即办件，否则写明承诺时限" in said
    )
    said, error = run("--json", file=write({"matters": [WRONG]}))
    assert json.loads(said)["totals"]["errors"] == 1
    assert error is not None


def test_long_lists_are_cut_unless_everything_is_wanted(online, write):
    path = write({"matters": [LICENCE | {"id": f"L{number}"} for number in range(8)]})
    said, _error = run(file=path)
    assert said.count("wenzhou.questions") == 1
    assert "…… 还有 3 处" in said
    said, _error = run(file=path, verbosity=2)
    assert "…… 还有" not in said
    assert said.count("至少写一个常见问题和答案") == 8


def test_a_file_with_faults_cannot_be_checked(online, write):
    said, error = run(file=write({"matters": [LICENCE | {"promised_days": -1}]}))
    assert str(error) == "目录文件有错误，还不能检查。请先按列出的位置改正。"
    assert "catalogue.yaml:" in said


def test_codes_of_nothing_online_are_refused(online):
    said, error = run("X01", "Z9")
    assert str(error) == "没有上线的一件事或事项：Z9。"
    assert said == ""


def test_a_draft_is_checked_with_what_it_changes(online):
    edition = life_event_edition("X01")
    spec = published_spec(edition)
    content = as_json(CatalogueSpec("x", life_events=(spec,)))
    revision = Revision.objects.create(
        code="X01", title="x", base=edition, content=content, author_name="甲"
    )
    said, error = run(draft=revision.pk)
    assert said.startswith("X01 开饮品店：")
    assert error is None
    _said, error = run(draft=revision.pk + 1)
    assert str(error) == f"没有编号为 {revision.pk + 1} 的修订稿。"


@pytest.fixture
def unsound(online):
    """The same matter twice, and a promise that contradicts itself."""
    spec = published_spec(life_event_edition("X01"))
    (included,) = spec.matters
    broken = replace(included, matter=replace(included.matter, promised_days=0))
    content = as_json(CatalogueSpec("x", life_events=(replace(spec, matters=(broken, broken)),)))
    return Revision.objects.create(code="X01", title="x", content=content, author_name="甲")


def test_a_draft_that_is_not_sound_stops_before_every_other_check(unsound):
    said, error = run(draft=unsound.pk)
    assert "sound.twice：1 处" in said
    assert "  X01 / X01-01: 事项“饮品店许可”出现了 2 次。 → 请只留一个" in said
    assert "wenzhou." not in said
    assert "其他检查要等这些错误改好以后才能做。" in said
    assert str(error) == "目录有 1 处错误。请按列出的办法改正。"


def test_a_draft_that_is_not_sound_stops_in_the_document_too(unsound):
    said, error = run("--json", draft=unsound.pk)
    held = json.loads(said)
    assert [each["rule"] for each in held["findings"]] == ["sound.twice"]
    assert [(each["code"], each["is_stopped"]) for each in held["subjects"]] == [("X01", True)]
    assert held["totals"]["errors"] == 1
    assert error is not None


def test_the_gate_stops_an_unsound_draft_for_the_same_reasons(unsound):
    said, _error = run("--json", draft=unsound.pk)
    with pytest.raises(RevisionNotPublishable) as refused:
        judge(unsound)
    assert [each["rule"] for each in refused.value.details] == [
        each["rule"] for each in json.loads(said)["findings"]
    ]


def test_a_wrong_code_is_a_fault_of_a_file_and_an_error_of_its_check(online, write):
    path = write({"matters": [LICENCE | {"elements": {"catalog_code": "12"}}]})
    with pytest.raises(CatalogueRefused) as refused:
        load_file(path, actor=SYSTEM, region="330100")
    (fault,) = refused.value.faults
    assert fault.place.path == "matters[0].elements.catalog_code"
    assert fault.message == "基本编码“12”应为 12 位数字或大写字母，现有 2 位"
    assert fault.what_to_do == "请与编码管理部门核对。"
    assert Matter.objects.count() == 3
    said, error = run(file=path)
    assert "codes.catalog_code：1 处" in said
    assert error is not None


def test_a_run_keeps_the_number_of_findings_and_the_first_of_each_rule(monkeypatch):
    monkeypatch.setattr("services.checks.reporting.MOST_ERRORS", 7)
    lines = Lines()
    for number in range(1000):
        for severity in (Severity.ERROR, Severity.WARNING):
            said = Text(str(number), "")
            lines.take(Finding("a.rule", severity, Spot(matter="M"), said, Text("改")))
    assert {key[0]: len(kept) for key, kept in lines.kept.items()} == {
        Severity.ERROR: 7,
        Severity.WARNING: 5,
    }
    told = [line for _severity, line in lines.all(are_told_already=False)]
    assert told[0] == "a.rule：1000 处"
    assert told[8] == "  …… 还有 993 处（用 -v 2 全部列出）"
    assert len(told) == 1 + 7 + 1 + 1 + 5 + 1


def test_lone_matters_are_checked_one_by_one_and_none_is_kept():
    told = []

    def specs():
        for number in range(50):
            spec = MatterSpec(f"M{number}", "事项", "某局", type="行政许可")
            yield spec
            assert len(told) > number

    (subject,) = Run(told.append).matters(specs())
    assert subject.number == 50
    assert subject.count(Severity.ERROR) == sum(f.severity is Severity.ERROR for f in told) == 100


def test_citations_are_checked_against_the_statutes_that_are_loaded(online):
    StatuteArticle.objects.create(law="行政许可法", article="1", text="为了规范。")
    said, error = run("L1")
    assert "law.no_such_article：1 处" in said
    assert error is not None


def test_the_shipped_catalogue_has_no_contradiction(db, fails):
    said, error = run("--json", file=SHIPPED)
    held = json.loads(said)
    assert len(held["subjects"]) == 22
    assert [each for each in held["findings"] if each["severity"] == "error"] == []
    assert error is None
    assert held["totals"]["seconds"] < 20
