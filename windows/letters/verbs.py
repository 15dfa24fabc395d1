"""What the journal says about letters. Addresses stay out of it."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "contact.code_asked",
    sentence="{actor}要了一个验证码（{way}）",
    sentence_en="{actor} asked for a code ({way})",
)
register_verb(
    "contact.confirmed",
    sentence="{actor}确认了联系方式（{way}）",
    sentence_en="{actor} confirmed where to be reached ({way})",
)
register_verb(
    "contact.removed",
    sentence="{actor}删除了联系方式（{way}）",
    sentence_en="{actor} removed where to be reached ({way})",
)
register_verb(
    "contact.undeliverable",
    sentence="联系方式收不到（{way}），不再往那里发",
    sentence_en="Nothing arrives there ({way}); no more is sent",
)
register_verb(
    "contact.wished",
    sentence="{actor}修改了通知偏好",
    sentence_en="{actor} changed how to be told",
)
register_verb(
    "letter.given_up",
    sentence="一封信没有发出（{way}）：{reason}",
    sentence_en="A letter was not sent ({way}): {reason}",
)
register_verb(
    "letter.sent_again",
    sentence="{actor}把没有发出的信重新发送（{way}）",
    sentence_en="{actor} had a letter sent again ({way})",
)
