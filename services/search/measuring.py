"""How quick the search is over a large catalogue, invented from the names of a small one."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

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
class Timings:
    queries: int
    p50: float
    p95: float
    p99: float
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
    for place in count():
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


def measure(queries: Sequence[str]) -> Timings:
    find(queries[0])  # reads the book
    taken = []
    for query in queries:
        start = time.perf_counter()
        find(query)
        taken.append((1000 * (time.perf_counter() - start), query))
    taken.sort()

    def at(share: float) -> float:
        return taken[min(len(taken) - 1, int(share * len(taken)))][0]

    return Timings(len(taken), at(0.5), at(0.95), at(0.99), tuple(reversed(taken[-8:])))
