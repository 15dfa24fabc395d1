"""What came of a rehearsal, as plain data. The JSON is described in docs/rehearse.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from datasharing.models import Exchange
from datasharing.queries import exchanges_of
from datasharing.states import ExchangeState
from materials.models import Licence
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.intake.visits import count_visits
from windows.planning import Plan
from windows.rehearsal.burden import RealBurden, burden_of
from windows.rehearsal.choosing import Chosen
from windows.rehearsal.outage import Outage
from windows.rehearsal.timeline import Happening

SCHEMA = "rehearsal/1"
FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Report:
    """`outcome`: finished, or the kind of outcome that ended it before it began."""

    edition: LifeEventEdition
    chosen: Chosen
    channel: str
    plan: Plan
    outcome: str
    seconds: float
    reasons: Sequence[Text] = ()
    case: Case | None = None
    approvals: Sequence[Approval] = ()
    reads: Sequence[Exchange] = ()
    """Every question to a register, as it stands at the end."""
    burden: RealBurden | None = None
    happenings: Sequence[Happening] = ()
    results: Sequence[Licence] = ()
    notes: Sequence[Text] = ()
    outage: Outage | None = None

    @property
    def is_finished(self) -> bool:
        return self.outcome == FINISHED

    @property
    def widest(self) -> int:
        """The most approvals that were open at one moment, by the real times."""
        times = [(a.dispatched_at, a.decided_at) for a in self.approvals]
        spans = [(began, ended) for began, ended in times if began and ended]
        return max((_open_at(began, spans) for began, _ in spans), default=0)

    @property
    def answered(self) -> int:
        """How many of the reads brought a record."""
        return sum(read.state == ExchangeState.ANSWERED for read in self.reads)

    def as_json(self) -> dict[str, Any]:
        edition, event = self.edition, self.edition.life_event
        told: dict[str, Any] = {
            "schema": SCHEMA,
            "life_event": {
                "code": event.code,
                **_pair("name", Text(edition.name, edition.name_en)),
                "edition": edition.number,
            },
            "answers": {question: list(values) for question, values in self.chosen.answers.items()},
            "answers_given": self.chosen.is_given,
            **_pair("why_these_answers", self.chosen.why),
            "channel": self.channel,
            "outcome": self.outcome,
            "reasons": [_said(reason) for reason in self.reasons],
            "hands_to": self.plan.outcome.hands_to,
            "notes": [_said(note) for note in self.notes],
            "wall_seconds": round(self.seconds, 3),
        }
        return told | (self._case() if self.case is not None else {})

    def _case(self) -> dict[str, Any]:
        assert self.case is not None  # noqa: S101 (the caller has looked)
        plan, case = self.plan, self.case
        return {
            "case": {"number": case.number, "state": case.state},
            "visits": {
                "planned": plan.visits.count,
                "recorded": count_visits(case),
                "before": plan.visits.before,
                "reasons": [_said(reason) for reason in plan.visits.reasons],
            },
            "materials": self._materials(),
            "registers_stopped": self.outage.as_json() if self.outage else None,
            "departments": [_said(name) for name in plan.departments],
            "parties": self._parties(case),
            "reads": [_read(read) for read in self.reads],
            "parallel": {"planned": plan.widest, "measured": self.widest},
            "promise": {
                "promised_on": _day(case.promised_on),
                "days": plan.promise.days,
                "unit": plan.promise.unit.value,
                "statutory_on": _day(case.statutory_on),
                "walked_days": plan.promise.walked_days,
                "critical_path": list(plan.promise.critical_path),
            },
            "approvals": [self._approval(approval) for approval in self.approvals],
            "results": [{"number": each.number, "name": each.name} for each in self.results],
            "timeline": [
                {"seconds": each.seconds, "verb": each.verb, **_pair("said", each.said)}
                for each in self.happenings
            ],
        }

    def _materials(self) -> dict[str, Any]:
        burden, planned = self.burden, self.plan.burden
        if burden is None:
            return {}
        return {
            "before": burden.before,
            "asked": len(burden.asked),
            "asked_names": [_said(name) for name in burden.asked],
            "spared": {
                how: {"count": group.count, "names": [_said(name) for name in group.names]}
                for how, group in burden.spared.items()
            },
            "planned": {"asked": planned.asked, "spared": dict(planned.spared)},
        }

    def _parties(self, case: Case) -> list[dict[str, Any]]:
        labels = dict(self.plan.parties)
        return [
            {
                "role": party.role,
                **_pair("label", labels.get(party.role, Text(party.role))),
                "confirmed_at": _time(party.confirmed_at),
            }
            for party in case.parties.order_by("pk")
        ]

    def _approval(self, approval: Approval) -> dict[str, Any]:
        edition, department = approval.matter_edition, approval.department
        began, ended = approval.dispatched_at, approval.decided_at
        return {
            "matter": edition.matter.code,
            **_pair("name", Text(edition.name, edition.name_en)),
            "department": _said(Text(department.name, department.name_en)),
            "stage": approval.stage,
            "state": approval.state,
            "dispatched_at": _time(began),
            "decided_at": _time(ended),
            "seconds": round((ended - began).total_seconds(), 3) if began and ended else None,
        }


def told_of(
    case: Case,
    *,
    chosen: Chosen,
    seconds: float,
    happenings: Sequence[Happening],
    notes: Sequence[Text],
    outage: Outage | None = None,
) -> Report:
    """The report of a case that has gone all the way."""
    approvals = Approval.objects.filter(case=case).select_related(
        "matter_edition__matter", "department"
    )
    return Report(
        edition=case.life_event_edition,
        chosen=chosen,
        channel=case.channel,
        plan=plan_of(case),
        outcome=FINISHED,
        seconds=seconds,
        case=case,
        approvals=tuple(approvals.order_by("stage", "pk")),
        reads=tuple(exchanges_of(case.number)),
        burden=burden_of(case),
        happenings=tuple(happenings),
        notes=notes,
        outage=outage,
        results=tuple(Licence.objects.filter(case_number=case.number).order_by("pk")),
    )


def _open_at(moment: datetime, spans: Sequence[tuple[datetime, datetime]]) -> int:
    return sum(began <= moment < ended for began, ended in spans)


def _read(read: Exchange) -> dict[str, Any]:
    return {
        "resource": read.resource.code,
        **_pair("name", Text(read.resource.name, read.resource.name_en)),
        "role": read.role,
        "state": read.state,
        "attempts": read.attempts,
    }


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en or text.zh}


def _pair(name: str, text: Text) -> Mapping[str, str]:
    return {name: text.zh, f"{name}_en": text.en or text.zh}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _time(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="milliseconds") if moment else None
