"""What the journal says about people and accounts. Names and numbers stay out of it."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "applicant.registered",
    sentence="{actor}登记了申请人（核实方式：{how}）",
    sentence_en="{actor} registered the applicant (verified: {how})",
)
register_verb(
    "applicant.verified",
    sentence="{actor}核实了申请人的身份（核实方式：{how}）",
    sentence_en="{actor} verified the applicant's identity ({how})",
)
register_verb(
    "applicant.account_linked",
    sentence="{actor}为申请人关联了账号",
    sentence_en="{actor} linked an account to the applicant",
)
register_verb(
    "applicant.representation_started",
    sentence="{actor}登记了单位的代表人",
    sentence_en="{actor} registered who represents the organisation",
)
register_verb(
    "applicant.representation_ended",
    sentence="{actor}结束了单位的代表关系",
    sentence_en="{actor} ended a representation of the organisation",
)
register_verb(
    "staff.created",
    sentence="{actor}设立了工作人员账号（角色：{role}）",
    sentence_en="{actor} created a staff account (role: {role})",
)
register_verb(
    "staff.admin_site_opened",
    sentence="{actor}开通了后台管理权限（{apps}）",
    sentence_en="{actor} opened the admin site ({apps})",
)
register_verb(
    "account.token_given",
    sentence="{actor}取得了接口令牌",
    sentence_en="{actor} obtained its API token",
)
register_verb(
    "account.profile_changed",
    sentence="{actor}修改了语言或大字版设置",
    sentence_en="{actor} changed language or large print",
)
register_verb(
    "account.look_changed",
    sentence="{actor}修改了显示设置",
    sentence_en="{actor} changed the display settings",
)
