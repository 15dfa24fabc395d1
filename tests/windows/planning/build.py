"""Short ways to write a life event, and a calendar whose holidays a test can see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.catalogue.spec import (
    Condition,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutputSpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from windows.planning import DateUnknown, Known, Plan, plan

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)

APPLICANT = SourceSpec(SourceKind.APPLICANT)
COMMITMENT = SourceSpec(SourceKind.COMMITMENT)
LIBRARY = SourceSpec(SourceKind.DOCUMENT)


@dataclass(frozen=True)
class Weeks:
    """Monday to Friday, with holidays and make-up days; nothing is known after `last_known_day`."""

    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()
    last_known_day: date = date(2026, 12, 31)

    def is_workday(self, day):
        if day > self.last_known_day:
            raise DateUnknown(day)
        return day in self.made_up or (day.weekday() < 5 and day not in self.holidays)

    def add_days(self, start, n, unit):
        if unit == "natural":
            return start + timedelta(n)
        day = start
        if n == 0:
            while not self.is_workday(day):
                day += timedelta(1)
        while n:
            day += timedelta(1)
            n -= self.is_workday(day)
        return day

    def working_days_between(self, start, end):
        days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)


def output_of(matter):
    return SourceSpec(SourceKind.OUTPUT, matter=matter)


def licence(resource=""):
    return SourceSpec(SourceKind.LICENCE, resource=resource)


def register(resource):
    return SourceSpec(SourceKind.RESOURCE, resource=resource)


def paper(material, *sources, key="", **rest):
    return RequirementSpec(
        key or material, material, f"材料{material}", f"Paper {material}",
        sources=sources or (APPLICANT,), **rest,
    )  # fmt: skip


def matter(code, *papers, days=0, makes=(), when=None, after=(), department="", **rest):
    spec = MatterSpec(
        code,
        f"事项{code}",
        department or f"部门{code}",
        f"Matter {code}",
        promised_days=days,
        requirements=papers,
        outputs=tuple(OutputSpec(material, f"结果{material}") for material in makes),
        **rest,
    )
    condition = Condition(((tuple((q, (v,)) for q, v in when.items())),)) if when else Condition()
    return IncludedMatter(spec, condition, tuple(after))


def question(name, *options, **rest):
    listed = tuple(
        option if isinstance(option, OptionSpec) else OptionSpec(option, f"选项{option}", option)
        for option in options
    )
    return QuestionSpec(name, f"问题{name}", listed, f"Question {name}", **rest)


def life_event(*matters, questions=(), **rest):
    return LifeEventSpec(
        "X01", "一件事", "One thing", matters=matters, questions=tuple(questions), **rest
    )


def planned(*matters, answers=None, today=MONDAY, calendar=Weeks(), known=None, **rest) -> Plan:
    known = known or Known()
    spec = life_event(*matters, **rest)
    return plan(spec, answers or {}, known, today=today, calendar=calendar)
