"""What the journal says about the calendar."""

from __future__ import annotations

from portal.journal.verbs import register_verb

register_verb(
    "calendar.year_loaded",
    sentence="{actor}载入了 {year} 年的放假安排，依据：{source}",
    sentence_en="{actor} loaded the holidays of {year}, according to {source}",
)
