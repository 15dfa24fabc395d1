"""What the journal says about registered values that people say are wrong."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "case.disputed",
    sentence="{actor}说“{source}”登记的“{label}”不对，本办件以本人说的为准",
    sentence_en="{actor}: “{label_en}” in “{source_en}” is wrong; their word counts in this case",
)
register_verb(
    "case.dispute_taken_back",
    sentence="{actor}收回了对“{source}”的“{label}”的疑义",
    sentence_en="{actor} took back what was said about “{label_en}” in “{source_en}”",
)
