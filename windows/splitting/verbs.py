"""What the journal says about a part taken out of a case."""

from __future__ import annotations

from portal.journal.verbs import register_verb
from windows.verbs import MATTER, MATTER_EN

register_verb(
    "case.part_split_off",
    sentence="{actor}把“{matters}”拆出单独办理，新办件号 {number}",
    sentence_en="{actor} had “{matters_en}” go on by itself as case {number}",
)
register_verb(
    "case.split_from",
    sentence="从办件 {number} 拆出，材料和已经过的时间都带过来",
    sentence_en="Split off from case {number}, with its materials and the days that have passed",
)
register_verb(
    "case.part_withdrawn",
    sentence=f"{{actor}}撤回了{MATTER}：{{why}}",
    sentence_en=f"{{actor}} withdrew {MATTER_EN}: {{why}}",
)
