"""Addresses as they are kept, as they are shown, and as they are counted. Pure but for the key."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from windows.letters.errors import EmailUnclear, PhoneUnclear
from windows.letters.states import Way

MOBILE = re.compile(r"1[3-9]\d{9}")
SHOWN = 1


def kept(way: str, typed: str) -> str:
    """Raises PhoneUnclear or EmailUnclear. The part of an e-mail before @ stays as written."""
    if way == Way.SMS:
        number = re.sub(r"[\s()-]", "", typed).removeprefix("+86")
        if not (number.isascii() and MOBILE.fullmatch(number)):
            raise PhoneUnclear(field="address")
        return number
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise EmailUnclear(field="address") from None
    name, _, host = address.rpartition("@")
    if len(address) > 254 or not address.isascii():
        raise EmailUnclear(field="address")
    return f"{name}@{host.lower()}"


def masked(way: str, address: str) -> str:
    """138****5678, w***@example.cn: enough for the holder, too little for anybody else."""
    if not address:
        return ""
    if way == Way.SMS:
        return f"{address[:3]}****{address[-4:]}"
    name, _, host = address.rpartition("@")
    return f"{name[:SHOWN]}***@{host}"


def digest(way: str, address: str) -> str:
    """The same address is known again by it; who has the database alone cannot try all phones."""
    return salted_hmac("letters.address", f"{way}:{address}", algorithm="sha256").hexdigest()
