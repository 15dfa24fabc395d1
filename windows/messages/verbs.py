"""What the journal says about messages. What they say is kept there, and told to nobody."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "message.asked",
    sentence="有人给{office}留言，最迟 {answer_by} 答复",
    sentence_en="A question was put to {office_en}, to be answered by {answer_by}",
    private=("text", "person"),
)
register_verb(
    "message.answered",
    sentence="{office}答复了留言",
    sentence_en="{office_en} answered a question",
    private=("text", "person"),
)
