"""What an answer looks like once it is ours. Pure.

The other authority says whether it found anything, whom the answer is about, and a list of records:
`{"found": true, "about": {"id_number": "…"}, "records": [{…}]}`. We keep only the fields we
asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from datasharing.grounds.assertions import Assertion, holds

Answer = dict[str, Any]


def only_whether(
    records: Sequence[Mapping[str, Any]], assertion: Mapping[str, Any], *, today: date
) -> Answer:
    """Yes or no, and nothing that it was made from."""
    said = holds(records, Assertion.from_json(assertion), today=today)
    return {"found": True, "holds": said}


def says_no(answer: Mapping[str, Any] | None) -> bool:
    """True when the register was asked whether, and said no."""
    return answer is not None and answer.get("holds") is False


def kept(
    records: Sequence[Mapping[str, Any]], *, fields: Sequence[str], one_per: str = ""
) -> Answer:
    """The answer to store: `found`, the records cut to `fields`, and a flat view for prefilling.

    With one record its fields lie on top (`DS13.address`). With several they lie under the value of
    `one_per` (`DS29.water.account`); without such a field nothing is flat, because it would be a
    guess which record is meant, and then the person is asked.
    """
    if not fields:  # a yes/no question
        return {"found": bool(records)}
    cut = [{name: record[name] for name in fields if name in record} for record in records]
    flat: Answer = {}
    if one_per:
        for record, whole in zip(cut, records, strict=True):
            flat[str(whole[one_per])] = {n: v for n, v in record.items() if n != one_per}
    elif len(cut) == 1:
        flat = dict(cut[0])
    return {**flat, "found": True, "records": cut}


def value_at(answer: Mapping[str, Any] | None, path: str) -> Any:
    """The value at a dotted path inside one answer (`water.account`), or None."""
    value: Any = answer
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value
