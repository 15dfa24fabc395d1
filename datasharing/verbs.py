"""What the journal says about data sharing."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "consent.given",
    sentence="授权办件 {case} 查询 {resources}，有效至 {until}",
    sentence_en="Consented to reading {resources} for case {case}, until {until}",
    private=("witness",),
)
register_verb(
    "consent.revoked",
    sentence="撤回对办件 {case} 查询 {resources} 的授权",
    sentence_en="Took back the consent to read {resources} for case {case}",
)
register_verb(
    "data.asked",
    sentence="向{resource}发出查询",
    sentence_en="Asked: {resource_en}",
    private=("role",),
)
register_verb(
    "data.stopped",
    sentence="不再查询{resource}",
    sentence_en="No longer asking: {resource_en}",
    private=("role",),
)
register_verb(
    "data.read",
    sentence="{asker}为办件 {case} 查询了{resource}",
    sentence_en="{asker_en} looked up {resource_en} for case {case}",
)
register_verb(
    "data.not_read",
    sentence="{asker}为办件 {case} 查询{resource}，没有读到数据",
    sentence_en="{asker_en} asked {resource_en} for case {case}; nothing was read",
)
register_verb(
    "ledger.batched",
    sentence="读取记录第 {seal} 批成批，共 {lines} 条",
    sentence_en="Batch {seal} of the record of reads was made, {lines} lines",
)
register_verb(
    "ledger.sealed",
    sentence="读取记录第 {seal} 批得到时间戳（{authority}），共 {lines} 条",
    sentence_en="Batch {seal} of the record of reads was stamped by {authority}, {lines} lines",
)
register_verb(
    "ledger.questioned",
    sentence="对{asker}为办件 {case} 的查询提出疑问",
    sentence_en="Asked why {asker_en} made a look-up for case {case}",
    private=("text",),
)
register_verb(
    "ledger.answered",
    sentence="答复了对办件 {case} 一次查询的疑问",
    sentence_en="Answered the question about a look-up for case {case}",
    private=("answer",),
)
register_verb(
    "resources.loaded",
    sentence="载入数据资源清单：新增 {created}，更新 {changed}，未变 {unchanged}",
    sentence_en="Loaded the resources: {created} new, {changed} changed, {unchanged} unchanged",
)
