"""What the journal says about messages: who was asked when, and a digest of the words. The words
themselves stand in one place, the conversation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from portal.journal.elsewhere import DIGEST, KEY, keep_elsewhere
from portal.journal.verbs import register_verb
from windows.messages.models import CaseMessage

POINTER = ("person", "text", KEY, DIGEST)
"""`text` stands in entries of before: nobody reads it out of them."""

register_verb(
    "message.asked",
    sentence="有人给{office}留言，最迟 {answer_by} 答复",
    sentence_en="A question was put to {office_en}, to be answered by {answer_by}",
    private=POINTER,
)
register_verb(
    "message.answered",
    sentence="{office}答复了留言",
    sentence_en="{office_en} answered a question",
    private=POINTER,
)


def words_of(keys: Collection[int]) -> Mapping[int, str]:
    """The lines as they stand now."""
    return dict(CaseMessage.objects.filter(pk__in=keys).values_list("pk", "text"))


for each in ("message.asked", "message.answered"):
    keep_elsewhere(each, words_of)
