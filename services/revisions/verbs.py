"""What the journal can tell about revisions."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "revision.started",
    sentence="{actor}开始修订“{title}”",
    sentence_en="{actor} began to revise “{title}”",
)
register_verb(
    "revision.saved",
    sentence="{actor}改了“{title}”，第 {version} 次保存",
    sentence_en="{actor} changed “{title}”; save {version}",
)
register_verb(
    "revision.rebased",
    sentence="{actor}把“{title}”的修改换到第 {number} 版上",
    sentence_en="{actor} put the changes of “{title}” on top of edition {number}",
)
register_verb(
    "revision.submitted",
    sentence="{actor}把“{title}”送交审核：{why}",
    sentence_en="{actor} handed “{title}” in for review: {why}",
)
register_verb(
    "revision.sent_back",
    sentence="{actor}退回了“{title}”：{note}",
    sentence_en="{actor} sent “{title}” back: {note}",
)
register_verb(
    "revision.scheduled",
    sentence="{actor}审核通过“{title}”，{day} 发布",
    sentence_en="{actor} approved “{title}”; it is published on {day}",
)
register_verb(
    "revision.published",
    sentence="{actor}发布了“{title}”第 {number} 版",
    sentence_en="{actor} published edition {number} of “{title}”",
)
register_verb(
    "revision.withdrawn",
    sentence="{actor}撤回了“{title}”的修订",
    sentence_en="{actor} withdrew the revision of “{title}”",
)
register_verb(
    "life_event.retired",
    sentence="“{name}”第 {number} 版有效期已到，停用",
    sentence_en="Edition {number} of “{name}” has run out and is retired",
)
