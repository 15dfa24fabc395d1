"""What is said at the end: a table for people, one JSON document for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.faults.checking import KINDS, Finding
from tests.faults.facts import Facts
from tests.faults.strikes import SHARES

MOST_SHOWN = 40


@dataclass
class Report:
    """`is_good` only when nothing was found in time, by a harness without a fault of its own, and
    every drawn kill has met a live process.
    """

    seed: int
    cases_wanted: int
    kills_wanted: int
    strikes: list[dict[str, Any]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    trouble: Counter[str] = field(default_factory=Counter)
    ended_by_themselves: Counter[str] = field(default_factory=Counter)
    sent_again_by_staff: int = 0
    harness_errors: Counter[str] = field(default_factory=Counter)
    ran_out_of_time: bool = False
    """It was still moving: what is not finished may be slow, not stuck. No pass either."""

    @property
    def kills(self) -> Counter[str]:
        return Counter(
            strike["kind"]
            for strike in self.strikes
            if strike["kind"] in SHARES and strike["pid"] is not None
        )

    @property
    def is_good(self) -> bool:
        return (
            not self.findings
            and not self.ran_out_of_time
            and not self.harness_errors
            and self.kills.total() == self.kills_wanted
            and self.figures.get("cases") == self.cases_wanted
        )

    def describe(self, facts: Facts) -> None:
        """The figures that a reader compares."""
        states = Counter(case.state for case in facts.cases)
        tries = sum(act.tries for act in facts.acts)
        self.figures = {
            "cases": len(facts.cases),
            "cases_by_state": dict(sorted(states.items())),
            "approvals": len(facts.approvals),
            "approvals_by_state": _by(one.state for one in facts.approvals),
            "acts": len(facts.acts),
            "acts_answered": sum(act.answered is not None for act in facts.acts),
            "requests_sent": tries,
            "answers_given_again": sum(act.replayed for act in facts.acts),
            "acts_refused": _by(f"{act.verb}: {act.code}" for act in facts.acts if act.code),
            "deliveries": len(facts.deliveries),
            "departments_told": len(facts.told),
            "callbacks_kept": facts.answered.total(),
            "journal_entries": facts.entries.total(),
            "licences": facts.licences.total(),
        }

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": "faults/1",
            "is_good": self.is_good,
            "ran_out_of_time": self.ran_out_of_time,
            "seed": self.seed,
            "cases": self.cases_wanted,
            "kills": self.kills.total(),
            "kills_by_kind": dict(sorted(self.kills.items())),
            "other_faults": _by(
                strike["kind"] for strike in self.strikes if strike["kind"] not in SHARES
            ),
            "found": {kind: sum(f.kind == kind for f in self.findings) for kind in KINDS},
            "findings": [vars(finding) for finding in self.findings],
            "seconds": {name: round(value, 1) for name, value in self.seconds.items()},
            "figures": self.figures,
            "clients_met": dict(sorted(self.trouble.items())),
            "ended_by_themselves": dict(sorted(self.ended_by_themselves.items())),
            "sent_again_by_staff": self.sent_again_by_staff,
            "harness_errors": dict(self.harness_errors.most_common(10)),
            "strikes": self.strikes,
        }


def _by(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def table(report: Report) -> str:
    said = report.as_json()
    rows: list[tuple[str, object]] = [
        ("seed", said["seed"]),
        ("kills -9", said["kills"]),
        *((f"  {kind}", count) for kind, count in said["kills_by_kind"].items()),
        *((kind, count) for kind, count in said["other_faults"].items()),
        *((name, value) for name, value in said["figures"].items()),
        *((f"{name} (s)", value) for name, value in said["seconds"].items()),
        *((f"FOUND {kind}", count) for kind, count in said["found"].items()),
    ]
    lines = [f"  {name:<24} {value}" for name, value in rows]
    return "\n".join([*lines, *_shown(report.findings), _verdict(report)])


def _shown(findings: Sequence[Finding]) -> list[str]:
    lines = [f"  ! {finding}" for finding in findings[:MOST_SHOWN]]
    if len(findings) > MOST_SHOWN:
        lines.append(f"  ! and {len(findings) - MOST_SHOWN} more")
    return lines


def _verdict(report: Report) -> str:
    if report.is_good:
        return "Nothing lost, nothing doubled, nothing stuck, every chain whole."
    if report.ran_out_of_time:
        return f"OUT OF TIME while it was still moving: {len(report.findings)} findings."
    if report.findings:
        return f"{len(report.findings)} FINDINGS."
    if report.harness_errors:
        first = next(iter(report.harness_errors))
        return f"THE HARNESS ITSELF FAILED {report.harness_errors.total()} times: {first}"
    return (
        f"NOT ALL WAS DONE: {report.kills.total()} of {report.kills_wanted} kills, "
        f"{report.figures.get('cases')} of {report.cases_wanted} cases."
    )
