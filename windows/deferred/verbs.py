"""What the journal says about papers that follow."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "deferral.granted",
    sentence="容缺受理，还要补交：{materials}",
    sentence_en="Accepted with papers to follow: {materials_en}",
)
register_verb(
    "deferral.handed_in",
    sentence="容缺的“{material}”补齐了",
    sentence_en="“{material_en}”, which was to follow, is there",
)
register_verb(
    "deferral.reminded",
    sentence="已提醒补交“{material}”",
    sentence_en="Reminded of “{material_en}”, which is to follow",
)
register_verb(
    "deferral.more_time",
    sentence="“{material}”的补交期限宽限到 {due_on}",
    sentence_en="“{material_en}” may follow until {due_on}",
)
register_verb(
    "deferral.missed",
    sentence="到期没有补交{materials}，撤销受理：{matters}",
    sentence_en="{materials_en} did not come in time; no longer accepted: {matters_en}",
)
register_verb(
    "case.revoked",
    sentence="撤销受理：{reason}",
    sentence_en="The acceptance was revoked: {reason_en}",
)
