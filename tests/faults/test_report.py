"""A report is good only when nothing was found and everything that was wanted has been done."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.faults import course
from tests.faults.checking import LOST, Finding
from tests.faults.report import Report, table


@pytest.fixture
def report() -> Report:
    strikes = [
        {"at": 1.0, "kind": "relay", "pid": 11, "what": "one process of the worker"},
        {"at": 2.0, "kind": "web", "pid": 12, "what": "the web, whole"},
        {"at": 3.0, "kind": "redis", "pid": None, "what": "Redis emptied"},
    ]
    return Report(1, cases_wanted=3, kills_wanted=2, strikes=strikes, figures={"cases": 3})


def test_nothing_found_and_all_done_is_good(report):
    said = report.as_json()
    assert said["is_good"]
    assert (said["kills"], said["other_faults"]) == (2, {"redis": 1})
    assert set(said["found"].values()) == {0}
    assert table(report).endswith(
        "Nothing lost, nothing doubled, nothing stuck, every chain whole."
    )


def test_a_finding_is_not_good(report):
    report.findings = [Finding(LOST, "a licence", "x")]
    assert not report.is_good
    assert report.as_json()["found"][LOST] == 1
    assert "! lost: a licence (x)" in table(report)
    assert table(report).endswith("1 FINDINGS.")


def test_a_kill_that_met_nobody_is_not_good(report):
    report.strikes[1]["pid"] = None
    assert not report.is_good
    assert table(report).endswith("NOT ALL WAS DONE: 1 of 2 kills, 3 of 3 cases.")


def test_a_case_that_was_never_begun_is_not_good(report):
    report.figures["cases"] = 2
    assert not report.is_good


def test_time_that_ran_out_is_said(report):
    report.findings = [Finding(LOST, "a licence", "x")]
    report.ran_out_of_time = True
    assert table(report).endswith("OUT OF TIME while it was still moving: 1 findings.")


def test_time_that_ran_out_is_not_good_even_without_findings(report):
    report.ran_out_of_time = True
    assert not report.is_good
    assert table(report).endswith("OUT OF TIME while it was still moving: 0 findings.")


def test_a_fault_of_the_harness_is_not_good(report):
    report.harness_errors["KeyError: 'slots'"] += 2
    assert not report.is_good
    assert table(report).endswith("THE HARNESS ITSELF FAILED 2 times: KeyError: 'slots'")


def test_what_is_imported_only_while_a_course_runs_is_there():
    """The course imports late, after Django is set up: a name that moved would end a run midway."""
    tree = ast.parse(Path(course.__file__).read_text("utf-8"))
    late = [
        (node.module, name.name)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    assert len(late) > 5
    for module, name in late:
        held = import_module(module)
        assert hasattr(held, name) or find_spec(f"{module}.{name}"), f"{module}.{name}"
