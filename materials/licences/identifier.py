"""The identifier of an electronic licence (证照标识, GB/T 36904-2018), pure.

`1.2.156.3005.2.<type 21>.<issuer 18>.<serial>.<version 3>.<check>`, where the check character is
ISO/IEC 7064 MOD 37,36 over type, issuer, serial and version written together.

The type is the credit code of the authority which defined that kind of licence, and three more
characters; the issuer is the credit code of the issuing department. Where the catalogue gives no
credit code, a placeholder stands in its place which cannot be taken for one: it begins with `0`,
which GB 32100 gives to no registering authority.
"""

from __future__ import annotations

ROOT = "1.2.156.3005.2"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CREDIT_CODE_LENGTH = 18


def check_character(body: str) -> str:
    """ISO/IEC 7064 MOD 37,36, hybrid. Raises ValueError for a character outside 0-9 A-Z."""
    product = 36
    for character in body:
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = 2 * total % 37
    return ALPHABET[(37 - product) % 36]


def licence_identifier(*, type_code: str, issuer_code: str, serial: str, version: int = 1) -> str:
    """The whole identifier, with its check character."""
    parts = (type_code, issuer_code, serial, f"{version:03d}")
    return ".".join((ROOT, *parts, check_character("".join(parts))))


def has_right_check(identifier: str) -> bool:
    """Whether the last part is the check character of those before; the root may be absent."""
    *parts, check = identifier.removeprefix(f"{ROOT}.").split(".")
    body = "".join(parts)
    if len(parts) != 4 or not body or set(body) - set(ALPHABET):
        return False
    return check == check_character(body)


def type_code(number: int) -> str:
    """21 characters for a kind of licence without a code of an authority: 18 zeros, its number."""
    if not 0 < number < 36**3:
        raise ValueError(f"No type code for {number}: three characters hold 1 to {36**3 - 1}.")
    digits = ALPHABET[number // 1296] + ALPHABET[number // 36 % 36] + ALPHABET[number % 36]
    return "0" * CREDIT_CODE_LENGTH + digits


def issuer_code(credit_code: str | None, *, region: str) -> str:
    """The issuer's credit code, or its region behind zeros where it has none."""
    return credit_code or region[:6].rjust(CREDIT_CODE_LENGTH, "0")
