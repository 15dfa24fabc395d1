"""What a reader typed into the one field of the desk, by its form alone.

Readers of barcodes, QR codes and identity cards stand in for the keyboard: they type what they
read and press Enter. A pure function says what it was; nothing is looked up here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from portal.accounts import identity
from windows.pickup import codes


class Kind(StrEnum):
    """What was read; each leads somewhere else."""

    NOTHING = "nothing"
    CASE = "case"
    LICENCE = "licence"
    LICENCE_NUMBER = "licence_number"
    PICKUP = "pickup"
    PERSON = "person"
    ORGANISATION = "organisation"
    WRONG_NUMBER = "wrong_number"
    WORDS = "words"
    UNKNOWN = "unknown"


PRIVATE = (Kind.PERSON, Kind.WRONG_NUMBER, Kind.WORDS)
"""What may name a person: shown masked or only to the clerk who typed it, never in an address."""


@dataclass(frozen=True, slots=True)
class Scan:
    """`value` is the number, code or token in the form in which it is stored."""

    kind: Kind
    value: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    """As printed on the card, where the reader gave it."""


LONGEST = 2000
_CASE = re.compile(r"\d{6}-\d{8}-\d{6}")
_CASE_ADDRESS = re.compile(r"https?://[^/\s]+/(?:desk/)?cases/(\d{6}-\d{8}-\d{6})(?:[/?#]\S*)?")
_LICENCE_ADDRESS = re.compile(r"https?://[^/\s]+/licences/verify/([A-Za-z0-9_-]{20,64})/?")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_IDENTIFIER = re.compile(r"1\.2\.156\.[0-9A-Z.]{10,}")
_EIGHTEEN = re.compile(r"\d{17}[\dX]")
_BETWEEN = re.compile(r"[|\r\n\t^,;]+")
_LABEL = re.compile(r"^(姓名|公民身份号码|身份证号码?|证件号码?|号码)\s*[:=]\s*")
_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·]{1,24}")
_NO_NAMES = re.compile(r"男|女|.{1,6}族|长期|.{3,}[省市县区镇乡村路号局]")
"""Other words on a card that a name could be taken for: sex, nation, address, who issued it."""
_WORDS = re.compile(r"[^\W_][\w .·'+-]{0,59}")


def read_scan(text: str, *, today: dt.date) -> Scan:
    """What the reader or the clerk typed. Never raises; what it cannot tell is `UNKNOWN`."""
    said = unicodedata.normalize("NFKC", text[:LONGEST]).strip()
    if not said:
        return Scan(Kind.NOTHING)
    whole = _code(said) or _number(said, today)
    if whole is not None:
        return whole
    parts = [part.strip() for part in _BETWEEN.split(said) if part.strip()]
    if len(parts) > 1:
        return _card(parts, today)
    if _WORDS.fullmatch(said):
        return Scan(Kind.WORDS, said)
    return Scan(Kind.UNKNOWN)


def _code(said: str) -> Scan | None:
    """Codes of the portal's own: of a case, a licence, a package."""
    if found := _CASE_ADDRESS.fullmatch(said):
        return Scan(Kind.CASE, found[1])
    if _CASE.fullmatch(said):
        return Scan(Kind.CASE, said)
    if found := _LICENCE_ADDRESS.fullmatch(said):
        return Scan(Kind.LICENCE, found[1])
    if _TOKEN.fullmatch(said):
        return Scan(Kind.LICENCE, said)
    if _IDENTIFIER.fullmatch(said.upper()):
        return Scan(Kind.LICENCE_NUMBER, said.upper())
    code = codes.normalised(said)
    is_code = len(code) == codes.LENGTH and not set(code) - set(codes.ALPHABET)
    return Scan(Kind.PICKUP, code) if is_code and said.isascii() else None


def _number(said: str, today: dt.date) -> Scan | None:
    """An identity number or credit code, whole; one with a slip in it is told as such."""
    number = identity.normalised(said)
    if identity.is_resident_id(number, today=today):
        return Scan(Kind.PERSON, number)
    is_card_like = bool(_EIGHTEEN.fullmatch(number))
    if identity.is_credit_code(number) and not (is_card_like and _is_born(number, today)):
        return Scan(Kind.ORGANISATION, number)
    return Scan(Kind.WRONG_NUMBER, number) if is_card_like else None


def _is_born(number: str, today: dt.date) -> bool:
    """A slip in an identity number can pass for a credit code, once in 31 times. The day of birth
    in it tells; the codes of companies, which begin with 9, are left alone.
    """
    born = identity.birth_date(number)
    return number[0] != "9" and born is not None and dt.date(1900, 1, 1) <= born <= today


def _card(parts: list[str], today: dt.date) -> Scan:
    """The fields of a card in any order: one number, and the name if there is one."""
    bare = [_LABEL.sub("", part) for part in parts]
    numbers = {scan.value: scan for part in bare if (scan := _number(part, today)) is not None}
    right = [scan for scan in numbers.values() if scan.kind != Kind.WRONG_NUMBER]
    if len(right) == 1:
        return Scan(right[0].kind, right[0].value, _name(parts, bare, right[0].kind))
    if not right and len(numbers) == 1:
        return next(iter(numbers.values()))
    return Scan(Kind.UNKNOWN)  # none, or two people's: nobody is guessed


def _name(parts: list[str], bare: list[str], kind: Kind) -> str:
    if kind == Kind.ORGANISATION:
        return ""
    labelled = [
        part for whole, part in zip(parts, bare, strict=True) if re.match(r"姓名\s*[:=]", whole)
    ]
    for part in labelled or bare:
        name = part.replace(" ", "")
        if _NAME.fullmatch(name) and (labelled or not _NO_NAMES.fullmatch(name)):
            return name
    return ""
