"""SOAP-like XML over HTTP, for platforms that are older than JSON.

Plain: the envelope of docs/interfaces.md, with `Keys`, `Fields`, `Case`, `Purpose` and `Asker` in a
`Query`, and an `Answer` with `About` and one `Record` for each. A mapping gives other names, places
and a namespace; attributes are reached as `@name`.

A reply with a document type or entities is refused before anything in it is expanded: there is no
honest reason for one, and a few lines of them grow to gigabytes.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET  # builds only; what comes in is read by defusedxml

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from datasharing.connectors.base import Question, Reply, SourceDown, SourceRefused
from datasharing.connectors.http import post
from datasharing.connectors.nonsense import Unclear, harmless, refusing_nonsense
from datasharing.connectors.translating import Tree, asked, from_text, understood

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
DEEPEST = 30
DECLARED = re.compile(
    rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'][^>]{0,100}\?>"
)
IN_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb18030": "gb18030",
              "big5": "big5"}  # fmt: skip
"""Declared → read as: the parser itself knows no encoding of several bytes but Unicode's."""
TRUE, FALSE = ("true", "1"), ("false", "0")


class SoapXml:
    def ask(self, question: Question) -> Reply:
        way = question.translation.way
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{way.soap_action}"'}
        # Faults come with 500, and say more than the number.
        got = post(
            f"{question.address.rstrip('/')}/{question.resource}",
            _envelope(question),
            question,
            headers,
            understands=frozenset({200, 500}),
        )
        body = _body(got.body, got.status)
        with refusing_nonsense():
            is_plain = question.translation.is_plain
            reply = _plain(body) if is_plain else understood(body, question)
        return got.dated(reply)

    def withdraw(self, question: Question) -> None:
        return


def _envelope(question: Question) -> bytes:
    """The question as XML; the library escapes what is in it."""
    way = question.translation.way
    envelope = ET.Element(f"{{{ENVELOPE}}}Envelope")
    body = ET.SubElement(envelope, f"{{{ENVELOPE}}}Body")
    operation = ET.SubElement(body, f"{{{way.namespace}}}{way.operation}")
    is_plain = question.translation.is_plain
    _write(operation, _query(question) if is_plain else asked(question), way.namespace)
    said: bytes = ET.tostring(envelope, encoding="utf-8", xml_declaration=True)
    return said


def _query(question: Question) -> Tree:
    return {
        "Keys": dict(question.keys),
        "Fields": dict.fromkeys(question.fields, ""),
        "Case": question.case_number,
        "Purpose": question.purpose,
        "Asker": question.asker,
    }


def _write(parent: ET.Element, tree: Tree, namespace: str) -> None:
    for name, value in tree.items():
        for each in value if isinstance(value, list) else [value]:
            child = ET.SubElement(parent, f"{{{namespace}}}{name}")
            if isinstance(each, dict):
                _write(child, each, namespace)
            else:
                child.text = str(each)


def _body(said: bytes, status: int) -> Any:
    """What the body's first element holds, as mappings, lists and texts."""
    try:
        root = fromstring(_in_unicode(said), forbid_dtd=True)
    except DefusedXmlException as error:
        kind = type(error).__name__
        raise SourceRefused(f"The reply has a document type or entities ({kind}).") from error
    except (ET.ParseError, ValueError, LookupError) as error:
        if status != 200:
            raise SourceDown(f"HTTP {status}") from error
        if isinstance(error, ET.ParseError):
            line, column = error.position
            why = f"The reply is not XML (line {line}, column {column})."
        else:
            why = "The reply is in letters that cannot be read."
        raise SourceRefused(why) from error
    body = next((each for each in root if _name(each) == "Body"), None)
    if body is None or len(body) == 0:
        raise SourceRefused("The reply has no body.")
    if _name(body[0]) == "Fault":
        _refuse(body[0])
    if status != 200:
        raise SourceDown(f"HTTP {status}")
    return _tree(body[0], 0)


def _in_unicode(said: bytes) -> bytes:
    """Without its declaration, where that names an encoding which the parser does not know."""
    declared = DECLARED.match(said)
    letters = IN_CHINESE.get(declared[1].decode("ascii", "replace").lower()) if declared else None
    if declared is None or letters is None:
        return said
    return said[declared.end() :].decode(letters).encode()


def _refuse(fault: ET.Element) -> None:
    """Client or Sender: the question is wrong. Everything else is their trouble."""
    told = _tree(fault, 0)
    code, text = ("", str(told)) if isinstance(told, str) else _told(told)
    said = harmless(f"Fault {code}: {text}")
    if code.rpartition(":")[2] in {"Client", "Sender"}:
        raise SourceRefused(said)
    raise SourceDown(said)


def _told(fault: Tree) -> tuple[str, str]:
    code, text = fault.get("faultcode"), fault.get("faultstring")
    if code is None and isinstance(fault.get("Code"), dict):  # as SOAP 1.2 says it
        code, reason = fault["Code"].get("Value"), fault.get("Reason")
        text = reason.get("Text") if isinstance(reason, dict) else reason
    return str(code or ""), str(text or "")


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _tree(element: ET.Element, depth: int) -> Any:
    if depth > DEEPEST:
        raise SourceRefused("The reply is nested too deep.")
    if len(element) == 0 and not element.attrib:
        return (element.text or "").strip()
    tree: Tree = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        name, value = _name(child), _tree(child, depth + 1)
        if name not in tree:
            tree[name] = value
        elif isinstance(tree[name], list):
            tree[name].append(value)
        else:
            tree[name] = [tree[name], value]
    return tree


def _plain(tree: Any) -> Reply:
    said = str(tree["@found"]).lower()
    if said not in {*TRUE, *FALSE}:
        raise Unclear("found is neither true nor false")
    if said in FALSE:
        return Reply(found=False, about={}, records=())
    listed = tree["Record"]
    # A record without a single field is an empty element: yes, and nothing more.
    records = [each or {} for each in (listed if isinstance(listed, list) else [listed])]
    about = tree.get("About") or {}
    if not isinstance(about, dict) or not all(isinstance(each, dict) for each in records):
        raise Unclear("About and Record are not what they should be")
    return Reply(
        found=True,
        about={str(name): str(value) for name, value in about.items()},
        records=tuple({n: from_text(v) for n, v in record.items()} for record in records),
    )
