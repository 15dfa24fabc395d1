"""What the journal says of what was done for several."""

from __future__ import annotations

from portal.journal.verbs import register_verb
from windows.verbs import MATTER, MATTER_EN

register_verb(
    "approval.done_together",
    sentence=f"{{actor}}一次办理 {{count}} 件，其中有{MATTER}（批次 {{batch}}）",
    sentence_en=f"{{actor}} dealt with {{count}} at once, {MATTER_EN} among them (batch {{batch}})",
)
