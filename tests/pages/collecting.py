"""Every page as each role gets it, in both languages, walked once and saved.

The lines of `tests/access/matrix.csv` say which doors there are and who may open them. A page is
kept once for all the roles that get it letter for letter (tokens of forms apart).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.http import HttpResponse

from datasharing.sandbox.population import population
from portal.accounts.models import Applicant
from tests.access.lines import Line, pages
from tests.access.scenes import ROLES, Scenes, taken_back
from tests.windows import builders as b

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
"""What the browser asks for, and the `lang` of the page that it then gets."""
TOKEN = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+'
    r'|(?<=name="draft_key" value=")[\w-]+|(?<=<code>)[0-9a-f]{32}(?=</code>)'
)
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
FRAME_OWN = re.compile(r'(?<=href=")\?[^"]*|\?next=[^"]*|(?<=value=")/[^"]*')
"""What differs in the frame from page to page: where the form and the links come back to."""
PASSES = frozenset({"302", "401", "403", "404", "405"})
"""A form that ends so shows no page of its own."""
REDIRECTS = frozenset({"302"})


@dataclass(frozen=True)
class Saved:
    """One page, and everybody who gets exactly this."""

    door: str
    roles: tuple[str, ...]
    language: str
    status: int
    html: str
    policy: str

    def __str__(self) -> str:
        status = f" {self.status}" if self.status != 200 else ""
        return f"{self.door}{status} as {self.roles[0]} in {self.language}"

    @property
    def lang(self) -> str:
        return LANGUAGES[self.language]

    @property
    def is_ours(self) -> bool:
        """Django's admin site brings its own pages."""
        return not self.door.split(" ")[1].startswith("/admin/")

    @property
    def shape(self) -> tuple[str, str]:
        """The main part and the frame around it, without the numbers that tell twins apart."""
        before, _, rest = TOKEN.sub("", self.html).partition("<main")
        main, _, after = rest.partition("</main>")
        frame = before.partition("<body")[2] + after
        return NUMBERS.sub("0", main), NUMBERS.sub("0", FRAME_OWN.sub("", frame))

    @property
    def digest(self) -> str:
        told = TOKEN.sub("", self.html)
        return hashlib.sha256(f"{self.language}{told}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Collection:
    """All pages, and the words of people and places that no translation changes."""

    pages: tuple[Saved, ...]
    names: tuple[str, ...]

    def in_language(self, language: str) -> list[Saved]:
        return [page for page in self.pages if page.language == language]

    def distinct(self, language: str) -> list[Saved]:
        """Without pages whose main part and whose frame have both been seen on others.

        Two officers' lists of the same kind are one page to whoever looks at layout and colours.
        """
        mains: set[str] = set()
        frames: set[str] = set()
        found = []
        for page in self.in_language(language):
            main, frame = page.shape
            if main not in mains or frame not in frames:
                found.append(page)
            mains.add(main)
            frames.add(frame)
        return found

    def write(self, file: Path) -> None:
        told = {"names": self.names, "pages": [asdict(page) for page in self.pages]}
        file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Collection:
        told = json.loads(file.read_text("utf-8"))
        saved = (Saved(**page | {"roles": tuple(page["roles"])}) for page in told["pages"])
        return cls(tuple(saved), tuple(told["names"]))


def collect(scenes: Scenes) -> Collection:
    """Opens every door once for each role and language."""
    kept: dict[str, Saved] = {}
    for page in _all(scenes):
        before = kept.setdefault(page.digest, page)
        if before is not page and before.door == page.door:
            roles = dict.fromkeys((*before.roles, *page.roles))
            kept[page.digest] = Saved(**asdict(before) | {"roles": tuple(roles)})
    return Collection(tuple(kept.values()), _names())


def _all(scenes: Scenes) -> Iterator[Saved]:
    refused: set[tuple[str, int, str]] = set()
    for line in pages():
        if line.is_api and line.route != "/api/docs/":
            continue
        for role in _roles(line):
            for language in LANGUAGES:
                with taken_back():
                    response = line.walk(scenes, role, **{"accept-language": language})
                if not _is_page(response):
                    continue
                known = (language, response.status_code, line.route)
                if response.status_code >= 400:
                    if known in refused:
                        continue  # the page that says no is the same for all
                    refused.add(known)
                yield _saved(line, role, language, response)


def _roles(line: Line) -> Iterator[str]:
    """Everybody who may look; of other answers that are a page, the first who gets each.

    That the others are answered so as well is what `tests/access` asks.
    """
    no_page = PASSES if line.method != "GET" else REDIRECTS
    known = set(no_page)
    for role in ROLES:
        status = line.statuses[role]
        if (line.method == "GET" and status == "200") or status not in known:
            known.add(status)
            yield role


def _is_page(response: HttpResponse) -> bool:
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and (response.status_code == 200 or response.status_code >= 400)


def _saved(line: Line, role: str, language: str, response: HttpResponse) -> Saved:
    policy = response.get("Content-Security-Policy", "")
    html = response.content.decode()
    return Saved(str(line), (role,), language, response.status_code, html, policy)


def _names() -> tuple[str, ...]:
    people = Applicant.objects.all()
    address = population().by_username["chenguoqiang"].address
    own = (name for person in people for name in (person.name, person.masked_name))
    return tuple(dict.fromkeys((*own, *b.DEPARTMENTS, address)))
