"""Files in a folder, for systems that cannot change: a question file out, an answer file in.

`<address>/questions/<name>.csv` holds one line with the keys and the wished fields; they put
`<address>/answers/<name>.csv` beside it, or `<name>.error` with a sentence. The plain columns are
those of docs/interfaces.md; with a mapping the columns have their names, each line is a record, and
no line says that there is none. Nobody waits for it: the connector says "not yet" and is asked
again later. File names carry our reference and nothing about the person. What was read is deleted.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

from django.utils import timezone

from datasharing.connections.limits import LARGEST_REPLY
from datasharing.connectors.base import NotYet, Question, Reply, SourceRefused, SourceSilent
from datasharing.connectors.folders import Folder, opened
from datasharing.connectors.nonsense import Unclear, harmless, refusing_nonsense
from datasharing.connectors.translating import from_text, their_field, understood_rows

QUESTIONS, ANSWERS = "questions", "answers"
FOUND, KEY, ABOUT = "found", "key:", "about:"
FIRST_LOOK = timedelta(seconds=5)
RAREST_LOOK = timedelta(minutes=10)


class CsvDrop:
    def ask(self, question: Question) -> Reply:
        name = _name(question)
        with opened(question) as folder:
            if question.waiting_since is None:
                folder.write(f"{QUESTIONS}/{name}.csv", _asked(question))
                raise NotYet(FIRST_LOOK)
            said = folder.read(f"{ANSWERS}/{name}.csv", at_most=LARGEST_REPLY)
            fault = folder.read(f"{ANSWERS}/{name}.error", at_most=LARGEST_REPLY)
            if said is None and fault is not None:
                _tidy(folder, name)
                raise SourceRefused(harmless(fault.decode("utf-8", "replace")))
            if said is None:
                _check_patience(folder, question)
                raise NotYet(_next_look(question.waiting_since))
            _tidy(folder, name)  # also when nobody can read it: the next attempt asks anew
            with refusing_nonsense():
                rows = _rows(said, question)
                is_plain = question.translation.is_plain
                return _plain(rows) if is_plain else understood_rows(rows, question)

    def withdraw(self, question: Question) -> None:
        """Nobody shall answer any more, and an answer that is there is not left lying."""
        with opened(question) as folder:
            _tidy(folder, _name(question))


def _name(question: Question) -> str:
    return f"{question.resource}-{question.reference.replace('/', '-')}"


def _asked(question: Question) -> bytes:
    way = question.translation.way
    line = _columns(question)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(line), delimiter=way.delimiter)
    writer.writeheader()
    writer.writerow(line)
    return text.getvalue().encode(way.encoding)


def _columns(question: Question) -> dict[str, str]:
    asking, is_plain = question.translation.asking, question.translation.is_plain
    keys = {
        f"{KEY}{name}" if is_plain else asking.keys.get(name, name): value
        for name, value in question.keys.items()
    }
    fields = ";".join(their_field(question, name) for name in question.fields)
    return {
        "reference": question.reference,
        "resource": question.resource,
        **asking.constants,
        **keys,
        "fields": fields,
        "case": question.case_number,
        "purpose": question.purpose,
        "asker": question.asker,
    }


def _rows(said: bytes, question: Question) -> list[dict[str, str]]:
    way = question.translation.way
    reader = csv.DictReader(
        io.StringIO(said.decode(way.encoding), newline=""), delimiter=way.delimiter, strict=True
    )
    names = set(reader.fieldnames or ())
    if question.translation.is_plain:
        needed = {FOUND}
    else:
        theirs = question.translation.asking.keys
        needed = {theirs.get(name, name) for name in question.keys}
        needed |= {their_field(question, name) for name in question.fields}
    if needed - names:
        missing = ", ".join(sorted(needed - names))
        raise SourceRefused(f"The answer file lacks the columns {missing}.")
    rows = list(reader)
    if any(None in row for row in rows):
        raise SourceRefused("A line of the answer file has more cells than its heading.")
    return rows


def _plain(rows: list[dict[str, str]]) -> Reply:
    """`found` is yes or no, `about:…` says whose record it is, the rest are the fields."""
    said = {row[FOUND] for row in rows}
    if said == {"no"} and len(rows) == 1:
        return Reply(found=False, about={}, records=())
    if said != {"yes"}:
        raise Unclear("found must be yes in every line, or no in the only one")
    about = [
        {name.removeprefix(ABOUT): value for name, value in row.items() if name.startswith(ABOUT)}
        for row in rows
    ]
    if any(each != about[0] for each in about):
        raise Unclear("the lines are about different people")
    records = [
        {
            name: from_text(value)
            for name, value in row.items()
            if name != FOUND and not name.startswith(ABOUT) and value not in {None, ""}
        }
        for row in rows
    ]
    return Reply(found=True, about=about[0], records=tuple(records))


def _next_look(since: datetime) -> timedelta:
    """After a tenth of the time waited so far: soon at first, every ten minutes after two hours."""
    return min(max((timezone.now() - since) / 10, FIRST_LOOK), RAREST_LOOK)


def _check_patience(folder: Folder, question: Question) -> None:
    since = question.waiting_since
    if since is None or timezone.now() - since < timedelta(hours=question.limits.patience_hours):
        return
    _tidy(folder, _name(question))
    raise SourceSilent(f"No answer file within {question.limits.patience_hours} hours.")


def _tidy(folder: Folder, name: str) -> None:
    for each in (f"{QUESTIONS}/{name}.csv", f"{ANSWERS}/{name}.csv", f"{ANSWERS}/{name}.error"):
        folder.remove(each)
