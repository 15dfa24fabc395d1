"""The face of a system that cannot change: a folder in which question files are laid, and answer
files appear. The files are described in docs/interfaces.md.
"""

from __future__ import annotations

import csv
import json
import threading
from pathlib import Path
from typing import Any

from datasharing.sandbox.mood import Mood, NoSuchRegister, RegisterDown

QUESTIONS, ANSWERS = "questions", "answers"
KEY, ABOUT = "key:", "about:"
LOOK_SECONDS = 0.2
LARGEST = 100_000


class DropFolder(threading.Thread):
    """Answers every `questions/*.csv` with a file of the same name in `answers/`.

    A question that nobody can read is answered by a file ending in `.error`, which says why. While
    a register is down its questions stay where they are.
    """

    def __init__(self, folder: Path, mood: Mood) -> None:
        super().__init__(name="drop folder", daemon=True)
        self._questions, self._answers = folder / QUESTIONS, folder / ANSWERS
        self._mood = mood
        self._told_to_stop = threading.Event()
        for each in (self._questions, self._answers):
            each.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        while not self._told_to_stop.wait(LOOK_SECONDS):
            self.look()

    def stop(self) -> None:
        """At once after the file at hand."""
        self._told_to_stop.set()
        if self.is_alive():
            self.join()

    def look(self) -> int:
        """Once through the folder; how many questions were answered."""
        return sum(self._answer(path) for path in sorted(self._questions.glob("*.csv")))

    def _answer(self, path: Path) -> bool:
        try:
            question = read_question(path)
            code = question["resource"]
            reference = question["reference"] or path.stem
            told = self._mood.answer(code, question, reference=reference, face="csv")
        except RegisterDown:
            return False
        except NoSuchRegister:
            self._put(path.with_suffix(".error").name, "no such register\n")
        except (ValueError, KeyError, TypeError, OSError, csv.Error) as error:
            self._put(path.with_suffix(".error").name, f"{type(error).__name__}: {error}\n")
        else:
            self._put(path.name, None, told)
        path.unlink(missing_ok=True)
        return True

    def _put(self, name: str, said: str | None, told: dict[str, Any] | None = None) -> None:
        """Under another name first, so that nobody reads half an answer."""
        part = self._answers / f".{name}.part"
        with part.open("w", encoding="utf-8", newline="") as out:
            if told is None:
                out.write(said or "")
            else:
                write_answer(csv.writer(out), told)
        part.replace(self._answers / name)


def read_question(path: Path) -> dict[str, Any]:
    """One line under a heading. ValueError where there is none, or more."""
    if path.stat().st_size > LARGEST:
        raise ValueError("the question is too large")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if len(rows) != 1:
        raise ValueError("one question a file")
    (row,) = rows
    keys = {
        name.removeprefix(KEY): value
        for name, value in row.items()
        if isinstance(name, str) and name.startswith(KEY) and value
    }
    return {
        "resource": row["resource"],
        "reference": row.get("reference", ""),
        "keys": keys,
        "fields": [name for name in row["fields"].split(";") if name],
        "case": row.get("case", ""),
        "purpose": row.get("purpose", ""),
    }


def write_answer(out: Any, told: dict[str, Any]) -> None:
    """A line for each record; one line that says no where there is none."""
    names = list(dict.fromkeys(name for record in told["records"] for name in record))
    out.writerow(["found", *(ABOUT + name for name in told["about"]), *names])
    if not told["found"]:
        out.writerow(["no"])
    for record in told["records"]:
        out.writerow(["yes", *told["about"].values(), *(_said(record.get(n, "")) for n in names)])


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
