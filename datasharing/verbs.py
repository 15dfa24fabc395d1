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
    "resource.connection_set",
    sentence="修改了 {resource} 的连接设置：{changed}",
    sentence_en="Changed how {resource} is reached: {changed}",
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
register_verb(
    "grounds.loaded",
    sentence="载入查询依据：最少字段 {rules} 条，法定职责 {duties} 条",
    sentence_en="Loaded the grounds: {rules} rules of least fields, {duties} duties",
)
register_verb(
    "duty.told",
    sentence="已告知：办件 {case} 依法查询 {resources}",
    sentence_en="Was told that {resources} are read by law for case {case}",
)
register_verb(
    "guardian.noted",
    sentence="窗口核验证件，登记了一名监护人",
    sentence_en="A guardian was noted; the papers were seen at the window",
    private=("guardian",),
)
register_verb(
    "guardian.ended",
    sentence="一名监护人不再代为同意",
    sentence_en="A guardian no longer consents for the child",
    private=("guardian",),
)
register_verb(
    "data.put_aside",
    sentence="{resource}的答复写的是别人，已隔离，没有采用",
    sentence_en="The answer of {resource_en} named somebody else; it was put aside",
)
register_verb(
    "mismatch.answered",
    sentence="{resource}的提供部门已核实并答复",
    sentence_en="The provider of {resource_en} looked into it and answered",
    private=("answer",),
)
register_verb(
    "dispute.opened",
    sentence="办件 {case} 里说“{resource}”登记的“{label}”不对，等提供部门核对",
    sentence_en="In case {case}: “{label_en}” as registered in “{resource_en}” is said to be wrong",
)
register_verb(
    "dispute.answered",
    sentence="提供部门答复了“{resource}”的“{label}”：{outcome}",
    sentence_en="The authority answered about “{label_en}” in “{resource_en}”: {outcome}",
)
register_verb(
    "dispute.withdrawn",
    sentence="收回对“{resource}”的“{label}”的疑义",
    sentence_en="Took back what was said about “{label_en}” in “{resource_en}”",
)
register_verb(
    "resource.kept",
    sentence="修改了数据目录里的“{resource}”：{words}",
    sentence_en="Changed “{resource_en}” in the data catalogue: {words_en}",
)
register_verb(
    "permission.asked",
    sentence="{asker}申请共享“{resource}”，用途：{purpose}",
    sentence_en="{asker_en} asked to read “{resource_en}”: {purpose}",
)
register_verb(
    "permission.granted",
    sentence="同意{asker}使用“{resource}”",
    sentence_en="Agreed that {asker_en} reads “{resource_en}”",
)
register_verb(
    "permission.refused",
    sentence="不同意{asker}使用“{resource}”",
    sentence_en="Refused to let {asker_en} read “{resource_en}”",
)
register_verb(
    "permission.extended",
    sentence="延长了对{asker}申请“{resource}”的答复期限",
    sentence_en="Took more days to answer {asker_en} about “{resource_en}”",
)
register_verb(
    "permission.withdrawn",
    sentence="{asker}收回了对“{resource}”的申请",
    sentence_en="{asker_en} took back its request for “{resource_en}”",
)
register_verb(
    "permission.taken_back",
    sentence="不再同意{asker}使用“{resource}”",
    sentence_en="No longer lets {asker_en} read “{resource_en}”",
)
register_verb(
    "permission.noted",
    sentence="{asker}看到了对“{resource}”的答复",
    sentence_en="{asker_en} has seen the answer about “{resource_en}”",
)
register_verb(
    "permission.expired",
    sentence="{asker}使用“{resource}”的期限已过",
    sentence_en="The time for which {asker_en} may read “{resource_en}” is over",
)
register_verb(
    "permissions.carried_over",
    sentence="沿用原有共享，登记了 {count} 条",
    sentence_en="Carried over {count} permissions that were agreed to before",
)
