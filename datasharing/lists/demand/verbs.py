"""What the journal says about demands for data."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "demand.asked",
    sentence="向{owner}提出“{material}”的数据需求，{due_on} 前答复",
    sentence_en="Asked {owner} for data in place of “{material}”, answer due by {due_on}",
)
register_verb(
    "demand.withdrawn",
    sentence="收回“{material}”的数据需求",
    sentence_en="Took back the demand for “{material}”",
)
register_verb(
    "demand.planned",
    sentence="{owner}答应 {planned_on} 前接通“{material}”",
    sentence_en="{owner} will connect “{material}” by {planned_on}",
)
register_verb(
    "demand.planned_again",
    sentence="{owner}把“{material}”的接通日期从 {was} 改到 {planned_on}",
    sentence_en="{owner} moved the day for “{material}” from {was} to {planned_on}",
)
register_verb(
    "demand.refused",
    sentence="{owner}不能提供“{material}”：{reason}",
    sentence_en="{owner} cannot give “{material}”: {reason}",
)
register_verb(
    "demand.connected",
    sentence="“{material}”已经接通（{source}）",
    sentence_en="“{material}” is connected now ({source})",
)
register_verb(
    "demand.disconnected",
    sentence="“{material}”的数据来源不能再查",
    sentence_en="The source of “{material}” can be asked no more",
)
register_verb(
    "demand.owner_changed",
    sentence="“{material}”的数据改由{owner}负责（原来是{was}），要重新提出",
    sentence_en="The data for “{material}” is kept by {owner} now (before: {was}), to be asked "
    "for anew",
)
register_verb(
    "demand.gone",
    sentence="目录不再要“{material}”",
    sentence_en="The catalogue asks for “{material}” no more",
)
register_verb(
    "demand.back",
    sentence="目录又要“{material}”",
    sentence_en="The catalogue asks for “{material}” again",
)
register_verb(
    "demands.followed",
    sentence="需求清单随目录更新：新增 {created}，更新 {changed}，不再要 {gone}",
    sentence_en="The demand list followed the catalogue: {created} new, {changed} changed, "
    "{gone} no longer asked for",
)
