"""Identity numbers: checked by their own standards, and masked before anybody sees them.

GB 11643-1999 (citizen identity number, check character ISO 7064 MOD 11-2) and GB 32100-2015
(unified social credit code, MOD 31-3). An unknown county code is never a reason to refuse:
counties are renamed and merged, and people keep the number they were given.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_RESIDENT = re.compile(r"[1-9]\d{16}[\dX]")
_RESIDENT_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_RESIDENT_CHECK = "10X98765432"

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}\d{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))

SHOWN_FIRST, SHOWN_LAST = 3, 4


def normalised(number: str) -> str:
    """The form in which numbers are stored and compared: no spaces, capital letters."""
    return "".join(number.split()).upper()


def resident_check_character(first_seventeen: str) -> str:
    """The eighteenth character of a citizen identity number (GB 11643-1999, 4.2)."""
    total = sum(
        weight * int(digit)
        for weight, digit in zip(_RESIDENT_WEIGHTS, first_seventeen, strict=True)
    )
    return _RESIDENT_CHECK[total % 11]


def birth_date(number: str) -> date | None:
    """The date of birth inside an identity number, or None where it is not a real day."""
    written = normalised(number)[6:14]
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None


def is_resident_id(number: str, *, today: date) -> bool:
    """Is this a well-formed identity number of somebody already born?

    Residence permits for people from Hong Kong, Macao and Taiwan (81, 82, 83) and foreigners'
    permanent residence cards (9…) follow the same standard and are accepted the same way.
    """
    number = normalised(number)
    if not number.isascii() or not _RESIDENT.fullmatch(number):
        return False
    born = birth_date(number)
    if born is None or born > today or born.year < 1800:
        return False
    return number[17] == resident_check_character(number[:17])


@lru_cache(maxsize=4096)
def credit_check_character(first_seventeen: str) -> str:
    """The eighteenth character of a unified social credit code (GB 32100-2015, annex B)."""
    total = sum(
        weight * _CREDIT_ALPHABET.index(character)
        for weight, character in zip(_CREDIT_WEIGHTS, first_seventeen, strict=True)
    )
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def is_credit_code(number: str) -> bool:
    """Is this a well-formed unified social credit code?"""
    number = normalised(number)
    if not number.isascii() or not _CREDIT.fullmatch(number):
        return False
    return number[17] == credit_check_character(number[:17])


def mask_number(number: str) -> str:
    """`330106199001011234` → `330***********1234`; short numbers show their last character only."""
    shown_first, shown_last = SHOWN_FIRST, SHOWN_LAST
    if len(number) < 2 * (shown_first + shown_last):
        shown_first, shown_last = 0, int(len(number) > 1)
    hidden = len(number) - shown_first - shown_last
    return number[:shown_first] + "*" * hidden + number[len(number) - shown_last :]


def mask_name(name: str) -> str:
    """`王小明` → `*小明`, `王芳` → `*芳`: the family name is hidden, as on public notices."""
    return "*" + name[1:] if len(name) > 1 else "*" * len(name)
