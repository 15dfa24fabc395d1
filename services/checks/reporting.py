"""What a run of the checks found, as lines for a person or one document for a program.

Neither keeps the findings: lines keep the first of each rule, the document is written as it grows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.catalogue.text import Text
from services.checks.findings import Finding, Severity
from services.checks.running import LIFE_EVENT, Subject

SHOWN = 5
"""Lines for each rule that is no error."""
MOST_ERRORS = 200
"""Lines for each rule that is one. All lines of all rules come with `-v 2`, as they are found."""


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


@dataclass
class Lines:
    """The findings by severity, then rule: a head line, then places, with what to do about them."""

    heads: Counter[tuple[Severity, str]] = field(default_factory=Counter)
    kept: dict[tuple[Severity, str], list[str]] = field(default_factory=dict)

    def take(self, finding: Finding) -> None:
        key = finding.severity, finding.rule
        self.heads[key] += 1
        lines = self.kept.setdefault(key, [])
        if len(lines) < (MOST_ERRORS if finding.severity is Severity.ERROR else SHOWN):
            lines.append(finding_line(finding))

    def all(self, *, are_told_already: bool) -> Iterator[tuple[Severity, str]]:
        order = list(Severity)
        for key in sorted(self.heads, key=lambda key: (order.index(key[0]), key[1])):
            (severity, rule), number = key, self.heads[key]
            yield severity, _("%(rule)s：%(n)s 处") % {"rule": rule, "n": number}
            if are_told_already:
                continue
            for line in self.kept[key]:
                yield severity, f"  {line}"
            if more := number - len(self.kept[key]):
                yield severity, "  " + _("…… 还有 %(n)s 处（用 -v 2 全部列出）") % {"n": more}


@dataclass
class Document:
    """One JSON document, written while the run goes on: findings, then subjects and totals."""

    write: Callable[[str], object]
    number: int = 0

    def begin(self) -> None:
        self.write('{"findings": [')

    def take(self, finding: Finding) -> None:
        row = json.dumps(_as_row(finding), ensure_ascii=False)
        self.write(f"{',' if self.number else ''}\n {row}")
        self.number += 1

    def end(self, subjects: Sequence[Subject]) -> None:
        rows = [
            {
                "kind": each.kind,
                "code": each.code,
                "name": each.name,
                "number": each.number,
                **_counts(each),
                "combinations": each.coverage.combinations,
                "computed": each.coverage.computed,
                "seconds": round(each.seconds, 3),
                "is_stopped": each.is_stopped,
            }
            for each in subjects
        ]
        ends = json.dumps({"subjects": rows, "totals": totals(subjects)}, ensure_ascii=False)
        self.write(f"\n], {ends.removeprefix('{')}\n")


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


def finding_line(finding: Finding) -> str:
    where = f"{finding.spot}{answers_of(finding)}"
    return f"{where}: {said(finding.message)} → {said(finding.way_out)}"


def answers_of(finding: Finding) -> str:
    """[who=me；pay=loan+cash], or nothing where it does not depend on answers."""
    answers = "；".join(f"{question}={'+'.join(values)}" for question, values in finding.answers)
    return f" [{answers}]" if answers else ""


def said(text: Text) -> str:
    """In the language of whoever reads."""
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
