"""What a letter says: `templates/letters/<language>/<kind>.txt`, in two paragraphs.

The first paragraph is the subject of an e-mail, the second what happened and what to do. No name,
no paper, no reason: a letter lies open on a telephone, so it gives the number of the case and leads
to the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template

from windows.letters.kinds import CODE, TOPICS

LANGUAGES = ("zh-hans", "en")
KINDS = (*TOPICS, CODE)
OTHER = "other"
"""For a kind of an older release: there is something new, and where."""
ONE_PART = {"wide": 70, "plain": 160}
OF_SEVERAL = {"wide": 67, "plain": 153}
"""3GPP TS 23.040: each part of a long message has a head of its own."""
PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 7 bit (3GPP TS 23.038); one letter outside of it makes the whole message wide."""


@dataclass(frozen=True, slots=True)
class Wording:
    subject: str
    email: str
    sms: str

    @property
    def parts(self) -> int:
        return parts_of(self.sms)


def worded(kind: str, language: str, **facts: Any) -> Wording:
    """`facts`: number and link, or code and minutes. Raises KeyError for a language that we do
    not speak.
    """
    spoken = LANGUAGES[LANGUAGES.index(language)] if language in LANGUAGES else None
    if spoken is None:
        raise KeyError(language)
    name = kind if kind in KINDS else OTHER
    subject, _, said = _filled(f"{spoken}/{name}.txt", facts).partition("\n\n")
    given = facts | {"said": " ".join(said.split()), "kind": name}
    return Wording(
        subject=" ".join(subject.split()),
        email=_filled(f"{spoken}/email.txt", given) + "\n",
        sms=" ".join(_filled(f"{spoken}/sms.txt", given).split()),
    )


def parts_of(text: str) -> int:
    """How many messages the network makes of it, and the city pays for."""
    kind = "plain" if set(text) <= PLAIN else "wide"
    if len(text) <= ONE_PART[kind]:
        return 1
    return math.ceil(len(text) / OF_SEVERAL[kind])


def page_address(path: str) -> str:
    return f"{settings.PORTAL_ADDRESS}{path}"


def _filled(name: str, facts: dict[str, Any]) -> str:
    # Not HTML, so nothing is escaped; what is filled in are numbers and addresses of our own.
    found = get_template(f"letters/{name}")
    template: Template = found.template  # type: ignore[attr-defined]  # of Django's own engine
    return template.render(Context(facts, autoescape=False)).strip()
