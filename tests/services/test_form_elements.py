"""What a catalogue file says once of a data element."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.form_elements import SECTIONS, USES, ElementSpec, FieldUse, FormSection
from services.catalogue.parse import parse
from services.catalogue.write import write_yaml
from tests.services.conftest import SHIPPED

FILE = """
departments: [{{name: 甲局}}]
elements:
- {{code: phone, label: 电话, kind: phone, {said}}}
- {{code: bank, label: 银行}}
- {{code: unasked, label: 没人要的, section: house}}
matters:
- {{id: M-1, name: 事项, department: 甲局, promised_days: 1, fields: [phone, bank]}}
"""


def read(tmp_path, said: str):
    path = tmp_path / "said.yaml"
    path.write_text(FILE.format(said=said), encoding="utf-8")
    return parse(path)


def test_what_is_said_of_elements_that_are_asked_is_read_and_written_back(tmp_path):
    said = "section: person, lasting: true, used_for: [contact, decision]"
    spec = read(tmp_path, said).spec
    phone = ElementSpec("phone", "person", is_lasting=True, uses=("decision", "contact"))
    assert spec.elements == (phone,)
    again = tmp_path / "again.yaml"
    again.write_text(write_yaml(spec), encoding="utf-8")
    assert replace(parse(again).spec, warnings=()) == replace(spec, warnings=())


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("section: attic", "不认识 “attic”。"),
        ("used_for: [fun]", "不认识的用途 “fun”。"),
        ("lasting: often", "这里应当是 true 或 false。"),
    ],
)
def test_what_there_is_not_is_a_fault(tmp_path, said, fault):
    parsed = read(tmp_path, said)
    assert parsed.spec is None
    assert [each.message for each in parsed.faults] == [fault]


def test_every_shipped_element_has_its_section():
    spec = parse(SHIPPED).spec
    said = {each.code: each for each in spec.elements}
    asked = {
        field.element
        for event in spec.life_events
        for included in event.matters
        for field in included.matter.fields
    }
    assert [code for code in sorted(asked) if not (code in said and said[code].section)] == []


def test_sections_and_uses_have_names_in_both_languages():
    assert list(SECTIONS) == list(FormSection)
    assert list(USES) == list(FieldUse)
    assert [
        name for name in (*SECTIONS.values(), *USES.values()) if not (name.zh and name.en)
    ] == []
