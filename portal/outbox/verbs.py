"""What the journal says about messages."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "outbox.sent_again",
    sentence="{actor}重新发送了消息“{key}”",
    sentence_en="{actor} sent the message “{key}” again",
)
