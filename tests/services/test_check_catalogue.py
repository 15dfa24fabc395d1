"""The command that says whether the catalogue keeps its promise."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec
from services.models import Revision, StatuteArticle
from services.queries import life_event_edition
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
