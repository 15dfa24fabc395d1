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
    "resources.loaded",
    sentence="载入数据资源清单：新增 {created}，更新 {changed}，未变 {unchanged}",
    sentence_en="Loaded the resources: {created} new, {changed} changed, {unchanged} unchanged",
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
