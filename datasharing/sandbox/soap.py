"""The face of a register that speaks SOAP-like XML; the envelope is described in
docs/interfaces.md.
"""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
REGISTERS = "urn:registers:1"
_WHOLE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<s:Envelope xmlns:s="{ENVELOPE}" xmlns:r="{REGISTERS}"><s:Body>%s</s:Body></s:Envelope>'
)


def read_question(data: bytes) -> dict[str, Any]:
    """The question in the envelope. ValueError (also of what the XML reader refuses)."""
    try:
        query = fromstring(data).find(f"{{{ENVELOPE}}}Body/{{{REGISTERS}}}Query")
    except SyntaxError as error:  # what the parser raises for XML that is not well formed
        raise ValueError(f"not XML: {error}") from error
    if query is None:
        raise ValueError("no Query in the Body")

    def text(name: str) -> str:
        return (query.findtext(f"{{{REGISTERS}}}{name}") or "").strip()

    keys = query.find(f"{{{REGISTERS}}}Keys")
    fields = query.find(f"{{{REGISTERS}}}Fields")
    return {
        "keys": {_local(each.tag): (each.text or "").strip() for each in keys or ()},
        "fields": [_local(each.tag) for each in fields or ()],
        "case": text("Case"),
        "purpose": text("Purpose"),
    }


def write_answer(answer: dict[str, Any]) -> bytes:
    """What a register found, one element for each field."""
    found = "true" if answer["found"] else "false"
    records = "".join(f"<r:Record>{_elements(each)}</r:Record>" for each in answer["records"])
    about = f"<r:About>{_elements(answer['about'])}</r:About>"
    return _enveloped(f'<r:Answer found="{found}">{about}{records}</r:Answer>')


def write_fault(code: str, said: str) -> bytes:
    """`Client` where the question was wrong, `Server` where the register is."""
    inside = f"<faultcode>s:{code}</faultcode><faultstring>{escape(said)}</faultstring>"
    return _enveloped(f"<s:Fault>{inside}</s:Fault>")


def _enveloped(inside: str) -> bytes:
    return (_WHOLE % inside).encode()


def _elements(values: dict[str, Any]) -> str:
    return "".join(f"<r:{n}>{escape(_said(value))}</r:{n}>" for n, value in values.items())


def _said(value: Any) -> str:
    """Lists as JSON, yes and no as XML Schema writes them."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
