"""Every page of the matrix as each role that may open it, in both languages: is it sound HTML?"""

from __future__ import annotations

import pytest

from tests.access.html import faults_of
from tests.access.lines import Line, pages
from tests.access.scenes import ROLES, Scenes, taken_back

pytestmark = pytest.mark.django_db

LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
LOOKED_AT = [
    line
    for line in pages()
    if line.method == "GET" and not line.is_api and not line.route.startswith("/admin/")
]


@pytest.mark.parametrize("line", LOOKED_AT, ids=str)
def test_page(line: Line, scenes: Scenes):
    found: dict[str, list[str]] = {}
    refused: set[int] = set()
    for role in ROLES:
        for language, lang in LANGUAGES.items():
            with taken_back():
                response = line.walk(scenes, role, **{"accept-language": language})
            if not response.get("Content-Type", "").startswith("text/html"):
                continue
            if response.status_code >= 400:
                if response.status_code in refused and role != ROLES[-1]:
                    continue  # the page that says no is the same for all
                refused.add(response.status_code)
            elif response.status_code != 200:
                continue
            if faults := faults_of(response.content.decode(), lang=lang):
                found[f"{role} {language} {response.status_code}"] = faults
    assert found == {}
