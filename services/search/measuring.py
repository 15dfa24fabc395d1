"""How quick the search is over a large catalogue, invented from the names of a small one."""

from __future__ import annotations

import csv
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from django.db import connection

from services.catalogue.words import spelling
from services.models import Audience, EntryKind, Region, SearchEntry
from services.search.entries import finish
from services.search.find import find
from services.search.terms import letters_of

SEED = 20
ENDINGS = (
    "",
    "（首次）",
    "（变更）",
    "（延续）",
    "（注销）",
    "（补办）",
    "（省内通办）",
    "备案",
    "查询",
)
COMMON = (
    "登记",
    "许可",
    "备案",
    "企业变更登记",
    "证明",
    "审批",
    "办证",
    "补办",
    "查询",
    "注销登记",
)
DEPARTMENTS = 60


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, taken: Iterable[float]) -> Spread:
        row = sorted(taken)
        return cls(*(row[min(len(row) - 1, int(share * len(row)))] for share in (0.5, 0.95, 0.99)))


@dataclass(frozen=True, slots=True)
class Timings:
    """Of each query the quickest of `passes`; `processor` is 0 where nobody can tell it."""

    queries: int
    passes: int
    clock: Spread
    processor: Spread
    """Python's and PostgreSQL's together: what other programs do changes it little."""
    slowest: tuple[tuple[float, str], ...]


def names_in(path: Path) -> list[str]:
    """The column `name` of a CSV file, each name once."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(dict.fromkeys(row["name"].strip() for row in csv.DictReader(file)))


def own_names() -> list[str]:
    return sorted(set(SearchEntry.objects.values_list("name", flat=True)))


def invented(names: Sequence[str], number: int) -> Iterator[SearchEntry]:
    """`number` matters: each name with places in front and endings behind, never the same twice."""
    chance = random.Random(SEED)  # noqa: S311 (nothing here is secret)
    places = ["", *Region.objects.order_by("code").values_list("name", flat=True)[:80]]
    seen: set[str] = set()
    for place in count() if number > 0 and names else ():
        for name in names:
            varied = f"{places[place % len(places)]}{name}{chance.choice(ENDINGS)}"
            if varied in seen:
                varied += f"（第 {place + 1} 类）"
            seen.add(varied)
            yield _entry(len(seen), varied[:200], chance)
            if len(seen) == number:
                return


def _entry(number: int, name: str, chance: random.Random) -> SearchEntry:
    entry = SearchEntry(
        kind=EntryKind.MATTER,
        code=f"invented-{number:06}",
        edition=0,
        name=name,
        department=f"测试部门{chance.randrange(DEPARTMENTS)}",
        theme=f"测试主题{chance.randrange(20)}",
        audiences=[chance.choice(Audience.values)],
    )
    return finish(entry, (name,))


def queries_about(names: Sequence[str], number: int) -> list[str]:
    """Whole names, parts of them, with a slip, in pinyin, in first letters, in a sentence, and what
    is most common.
    """
    chance = random.Random(SEED)  # noqa: S311 (nothing here is secret)
    found = list(COMMON)
    while len(found) < number:
        name = chance.choice(names)
        start = chance.randrange(max(1, len(name) - 5))
        part = name[start : start + chance.randint(3, 6)]
        place = chance.randrange(len(part))
        found += [
            name,
            part,
            part[:place] + part[place + 1 :],
            part[:place] + chance.choice(names)[0] + part[place + 1 :],
            spelling(part),
            letters_of(part),
            f"请问我想咨询{part}怎么办理需要什么材料",
        ]
    return list(islice(dict.fromkeys(found), number))


def measure(queries: Sequence[str], *, passes: int = 1) -> Timings:
    """Search all of them, `passes` times over, in this process and one after the other."""
    find(queries[0])  # reads the book
    processor = _processor()
    clock = dict.fromkeys(queries, math.inf)
    work = dict.fromkeys(queries, math.inf)
    for _ in range(passes):
        for query in queries:
            begun, worked = time.perf_counter(), processor()
            find(query)
            clock[query] = min(clock[query], 1000 * (time.perf_counter() - begun))
            work[query] = min(work[query], 1000 * (processor() - worked))
    slowest = sorted(((taken, query) for query, taken in clock.items()), reverse=True)[:8]
    return Timings(
        len(queries), passes, Spread.of(clock.values()), Spread.of(work.values()), tuple(slowest)
    )


def _processor() -> Callable[[], float]:
    """Seconds of processor that this thread and its database session took so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        pid, is_local = cursor.fetchone()
    session = Path(f"/proc/{pid}/schedstat")
    if not is_local or not session.exists():
        return lambda: 0.0
    return lambda: time.thread_time() + int(session.read_text("ascii").split()[0]) / 1e9
