"""What the journal of a case says about originals."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "material.original_seen",
    sentence="{actor}核对了“{material}”的原件，可信等级升为 {level} 级，以后不用再看",
    sentence_en="{actor} checked the original of “{material}”: its trust is now {level}, for good",
)
