"""What a run of the checks found, as lines for a person or one document for a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.catalogue.text import Text
from services.checks.findings import Finding, Severity
from services.checks.running import LIFE_EVENT, Subject

SHOWN = 5
"""Lines for each rule that is no error, unless all are wanted."""


def subject_line(subject: Subject) -> str:
    counts = _("错误 %(errors)s，提醒 %(warnings)s，建议 %(advice)s") % _counts(subject)
    if subject.kind != LIFE_EVENT:
        name = _("单独的事项 %(n)s 项") % {"n": subject.number}
        return f"{name}：{counts}，{_seconds(subject)}"
    covered = _("情形 %(combinations)s 种，方案 %(computed)s 个") % {
        "combinations": subject.coverage.combinations,
        "computed": subject.coverage.computed,
    }
    return f"{subject.code} {subject.name}：{counts}，{covered}，{_seconds(subject)}"


def rule_lines(subjects: Sequence[Subject], *, is_full: bool) -> Iterator[tuple[Severity, str]]:
    """By severity, then rule: a head line, then the places, with what to do about them."""
    by_rule: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for subject in subjects:
        for finding in subject.findings:
            by_rule[finding.severity, finding.rule].append(finding)
    order = list(Severity)
    for severity, rule in sorted(by_rule, key=lambda key: (order.index(key[0]), key[1])):
        found = by_rule[severity, rule]
        yield severity, _("%(rule)s：%(n)s 处") % {"rule": rule, "n": len(found)}
        shown = found if is_full or severity is Severity.ERROR else found[:SHOWN]
        for finding in shown:
            yield severity, f"  {_finding_line(finding)}"
        if len(shown) < len(found):
            yield (
                severity,
                "  " + _("…… 还有 %(n)s 处（用 -v 2 全部列出）") % {"n": len(found) - len(shown)},
            )


def document(subjects: Sequence[Subject]) -> dict[str, Any]:
    """Every number and every finding."""
    return {
        "subjects": [
            {
                "kind": each.kind,
                "code": each.code,
                "name": each.name,
                "number": each.number,
                **_counts(each),
                "combinations": each.coverage.combinations,
                "computed": each.coverage.computed,
                "seconds": round(each.seconds, 3),
            }
            for each in subjects
        ],
        "findings": [_as_row(finding) for each in subjects for finding in each.findings],
        "totals": totals(subjects),
    }


def totals(subjects: Sequence[Subject]) -> dict[str, Any]:
    counts = [_counts(each) for each in subjects]
    return {
        **{name: sum(each[name] for each in counts) for name in ("errors", "warnings", "advice")},
        "combinations": sum(each.coverage.combinations for each in subjects),
        "computed": sum(each.coverage.computed for each in subjects),
        "seconds": round(sum(each.seconds for each in subjects), 3),
    }


def _counts(subject: Subject) -> dict[str, int]:
    return {
        "errors": subject.count(Severity.ERROR),
        "warnings": subject.count(Severity.WARNING),
        "advice": subject.count(Severity.ADVICE),
    }


def _seconds(subject: Subject) -> str:
    return _("%(n)s 秒") % {"n": f"{subject.seconds:.2f}"}


def _finding_line(finding: Finding) -> str:
    answers = "；".join(f"{question}={'+'.join(values)}" for question, values in finding.answers)
    where = f"{finding.spot} [{answers}]" if answers else str(finding.spot)
    return f"{where}: {_said(finding.message)} → {_said(finding.way_out)}"


def _said(text: Text) -> str:
    return text.in_language(get_language() or "")


def _as_row(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "spot": {key: value for key, value in asdict(finding.spot).items() if value},
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "way_out": {"zh": finding.way_out.zh, "en": finding.way_out.en},
        "answers": {question: list(values) for question, values in finding.answers},
    }
