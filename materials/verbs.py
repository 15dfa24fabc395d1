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
    "document.level_raised",
    sentence="{office}的{actor}核对了“{material}”，可信等级由 {before} 级升为 {after} 级",
    sentence_en="{actor} of {office} checked “{material}”: its trust rose from {before} to {after}",
)
register_verb(
    "document.dated",
    sentence="{actor}写明了“{material}”的有效期：{after}",
    sentence_en="{actor} stated until when “{material}” holds: {after}",
)
register_verb(
    "document.removed",
    sentence="{actor}删除了自己的材料：{material}",
    sentence_en="{actor} removed a document of their own: {material}",
)
register_verb(
    "document.refused",
    sentence="{actor}交来的一个文件没有收：{why}",
    sentence_en="A file from {actor} was not taken: {why_en}",
)
register_verb(
    "document.scanned",
    sentence="查毒：没有发现病毒",
    sentence_en="Scanned for viruses: none found",
)
register_verb(
    "document.quarantined",
    sentence="材料“{material}”查出病毒（{virus}），已隔离",
    sentence_en="The document “{material_en}” carries a virus ({virus}) and is quarantined",
    private=("filename",),
)
register_verb(
    "document.locked_anew",
    sentence="文件密钥换成了 {key}",
    sentence_en="The file's key is locked with {key} now",
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
