"""What the import has to say about one record: rule, field, both languages, and the way out."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from services.catalogue.text import Text
from services.checks.findings import Finding, Severity
from services.imports.rules import RULES

BETWEEN_FIELDS = ", "
"""A finding about several fields names them all in `field`."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """One line of `ImportRow.findings`."""

    rule: str
    severity: str
    field: str
    zh: str
    en: str
    way_out_zh: str = ""
    way_out_en: str = ""
    where: str = ""
    """Sheet and cell, or the place in the file, where it is known: `事项!K5`."""

    @property
    def message(self) -> Text:
        return Text(self.zh, self.en)

    @property
    def way_out(self) -> Text:
        return Text(self.way_out_zh, self.way_out_en)

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}


def found(rule: str, field: str = "", *, where: str = "", **said: object) -> RowFinding:
    """A finding of a rule of `services.imports.rules`; `said` fills its sentences."""
    each = RULES[rule]
    return RowFinding(
        rule=rule,
        severity=each.severity.value,
        field=field,
        zh=each.zh.format(**said),
        en=each.en.format(**said),
        way_out_zh=each.way_out_zh,
        way_out_en=each.way_out_en,
        where=where,
    )


def odd_code(field: str, said: Text) -> RowFinding:
    return found("code.form", field, said=said.zh, said_en=said.en)


def from_check(finding: Finding, *, softened: Container[str] = (), where: str = "") -> RowFinding:
    """What a check of the catalogue says. Errors refuse the row, but for the rules `softened`."""
    is_soft = finding.severity is Severity.ERROR and finding.rule in softened
    return RowFinding(
        rule=finding.rule,
        severity=(Severity.WARNING if is_soft else finding.severity).value,
        field=finding.spot.element or ("MATERIALS" if finding.spot.requirement else ""),
        zh=finding.message.zh,
        en=finding.message.en or finding.message.zh,
        way_out_zh=finding.way_out.zh,
        way_out_en=finding.way_out.en or finding.way_out.zh,
        where=where,
    )


def refuses(findings: Iterable[RowFinding]) -> bool:
    return any(finding.is_error for finding in findings)
