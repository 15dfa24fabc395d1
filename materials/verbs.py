"""The journal sentences of this package. Imported once, when Django is ready."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "document.stored",
    sentence="{actor}交来一份材料：{material}",
    sentence_en="{actor} handed in a document: {material_en}",
    private=("filename",),
)
register_verb(
    "document.read",
    sentence="{actor}查看了一份材料：{material}",
    sentence_en="{actor} looked at a document: {material_en}",
    private=("filename",),
)
register_verb(
    "commitment.signed",
    sentence="{signed_by}签署了告知承诺：{material}",
    sentence_en="{signed_by} signed a commitment in place of a proof: {material_en}",
)
register_verb(
    "licence.issued",
    sentence="{department}颁发了{name}，编号 {number}",
    sentence_en="{department_en} issued {name_en}, number {number}",
)
register_verb(
    "licence.state_changed",
    sentence="证照 {number} 由“{before}”变为“{after}”：{reason}",
    sentence_en="Licence {number} went from {before_en} to {after_en}: {reason}",
)
register_verb(
    "element.described",
    sentence="{actor}写明了数据项“{label}”在表格的位置和用途",
    sentence_en="{actor} said where “{label_en}” stands on the form and what it is for",
)
