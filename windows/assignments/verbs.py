"""What the journal says about who has a part and who signs it."""

from __future__ import annotations

from portal.journal.verbs import register_verb
from windows.verbs import MATTER, MATTER_EN

register_verb(
    "approval.signed",
    sentence=f"{{actor}}（{{level}}）签批了{MATTER}",
    sentence_en=f"{{actor}} ({{level_en}}) signed {MATTER_EN}",
)
register_verb(
    "approval.sent_down",
    sentence=f"{{actor}}把{MATTER}退回经办人：{{note}}",
    sentence_en=f"{{actor}} sent {MATTER_EN} back to the examiner: {{note}}",
)
register_verb(
    "approval.assigned",
    sentence=f"{{actor}}把{MATTER}转给{{officer}}办理：{{why}}",
    sentence_en=f"{{actor}} gave {MATTER_EN} to {{officer}}: {{why}}",
)
register_verb(
    "approval.rerouted",
    sentence=f"{{actor}}把{MATTER}从{{before}}转来：{{why}}",
    sentence_en=f"{{actor}} moved {MATTER_EN} from {{before_en}}: {{why}}",
)
register_verb(
    "approval.put_back",
    sentence=f"{{actor}}把{MATTER}交还本部门，由空闲人员办理：{{why}}",
    sentence_en=f"{{actor}} put {MATTER_EN} back for whoever is free: {{why}}",
)
register_verb(
    "department.levels_set",
    sentence="{actor}设定签批级数：{department} {matter} {levels}",
    sentence_en="{actor} set the levels of signatures: {department_en} {matter} {levels}",
)
