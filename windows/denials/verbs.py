"""What the journal says about what a denial asks and does."""

from __future__ import annotations

from portal.journal.verbs import register_verb
from windows.verbs import MATTER, MATTER_EN

register_verb(
    "denial.stopped",
    sentence=f"{MATTER}不予许可，这件事要每一项都准予，其余 {{count}} 项不再办",
    sentence_en=f"{MATTER_EN} was denied; every part must be granted, so {{count}} others end",
)
register_verb(
    "denial.asked",
    sentence=f"{MATTER}不予许可，请申请人决定其余的还要不要办（{{until}}）",
    sentence_en=f"{MATTER_EN} was denied; the applicant is asked about the others ({{until}})",
)
register_verb(
    "denial.answered",
    sentence=f"{{actor}}在{MATTER}不予许可后决定：{{answer}}",
    sentence_en=f"After the denial of {MATTER_EN} {{actor}} said: {{answer}}",
)
register_verb(
    "denial.silent",
    sentence=f"{MATTER}不予许可后到期没有回答，其余的照常办",
    sentence_en=f"No answer after the denial of {MATTER_EN}: the others go on",
)
