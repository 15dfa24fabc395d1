"""What happened to the fields of real cases: left blank, sent back, typed though a register had
just said the same. Only counts leave this module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from datasharing.models import Exchange
from datasharing.states import ExchangeState
from windows.cases.models import Case
from windows.corrections.models import CorrectionItem
from windows.limits import limit
from windows.parsimony.verdicts import Seen

MOST = 2000
"""The newest so many cases are looked at: the cost does not grow with the record."""
AT_ONCE = 200
LONG_ENOUGH = 4
"""Shorter values agree by chance."""

Key = tuple[str, str]
"""(life event, element)."""


def seen_in_cases() -> dict[str, dict[str, Seen]]:
    """Life event → element → what was seen, over the days that supervision looks back."""
    since = timezone.now() - timedelta(days=limit("SUPERVISION_DAYS"))
    handed_in = Case.objects.filter(submitted_at__gte=since, is_rehearsal=False)
    newest = list(handed_in.order_by("-submitted_at").values_list("pk", flat=True)[:MOST])
    asked: Counter[Key] = Counter()
    blank: Counter[Key] = Counter()
    same: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    events: dict[str, str] = {}
    for start in range(0, len(newest), AT_ONCE):
        some = Case.objects.filter(pk__in=newest[start : start + AT_ONCE]).values_list(
            "number", "life_event_edition__life_event__code", "plan__fields", "form"
        )
        answers = _answers([number for number, *_ in some])
        for number, code, fields, form in some:
            events[number] = code
            for field in fields or ():
                key = code, field["element"]
                value = str(form.get(field["element"], ""))
                asked[key] += 1
                blank[key] += not value
                if not field["prefill"] and field["kind"] != "choice":
                    same[key].update(answers.get(number, {}).get(value, ()))
    sent_back = _sent_back(events)
    found: dict[str, dict[str, Seen]] = {}
    for (code, element), count in asked.items():
        key = code, element
        found.setdefault(code, {})[element] = Seen(
            count, blank[key], sent_back[key], tuple(same[key].most_common())
        )
    return found


def _answers(numbers: list[str]) -> dict[str, dict[str, set[str]]]:
    """Case → value that a register answered → the paths where it stood."""
    rows = Exchange.objects.filter(
        case_number__in=numbers, state=ExchangeState.ANSWERED
    ).values_list("case_number", "resource__code", "answer")
    found: dict[str, dict[str, set[str]]] = {}
    for number, code, answer in rows:
        values = found.setdefault(number, {})
        for path, value in _leaves(answer):
            if len(value) >= LONG_ENOUGH:
                values.setdefault(value, set()).add(f"{code}.{path}")
    return found


def _leaves(answer: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Of the flat part only: the list of records says the same once more."""
    if isinstance(answer, Mapping):
        for name, value in answer.items():
            if name not in ("records", "found"):
                yield from _leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(answer, str | int | float) and not isinstance(answer, bool):
        yield path, str(answer)


def _sent_back(events: Mapping[str, str]) -> Counter[Key]:
    items = (
        CorrectionItem.objects.filter(correction__case__number__in=list(events))
        .exclude(element="")
        .values_list("correction__case__number", "element")
    )
    return Counter((events[number], element) for number, element in items)
