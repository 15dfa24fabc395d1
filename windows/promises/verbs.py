"""What the journal says about promises and their checks."""

from __future__ import annotations

from portal.journal.verbs import register_verb
from windows.verbs import MATTER, MATTER_EN

register_verb(
    "promise.check_opened",
    sentence=f"{MATTER}准予所依据的承诺“{{material}}”要在 {{due_on}} 前核查",
    sentence_en=f"The promise for “{{material_en}}” in {MATTER_EN} is to be checked by {{due_on}}",
)
register_verb(
    "promise.check_dated",
    sentence=f"{MATTER}的承诺核查期限定为 {{due_on}}",
    sentence_en=f"The promise in {MATTER_EN} is to be checked by {{due_on}}",
)
register_verb(
    "promise.kept",
    sentence=f"{{actor}}核查了{MATTER}的承诺“{{material}}”：属实",
    sentence_en=f"{{actor}} checked the promise for “{{material_en}}” in {MATTER_EN}: true",
)
register_verb(
    "promise.broken",
    sentence=f"{{actor}}核查了{MATTER}的承诺“{{material}}”：不属实，责令 {{mend_by}} 前整改",
    sentence_en=f"{{actor}} found the promise for “{{material_en}}” in {MATTER_EN} untrue; to be "
    "mended by {mend_by}",
)
register_verb(
    "promise.mended",
    sentence=f"{{actor}}复查了{MATTER}的承诺“{{material}}”：已整改",
    sentence_en=f"{{actor}} found “{{material_en}}” in {MATTER_EN} mended",
)
register_verb(
    "promise.decision_revoked",
    sentence=f"{{actor}}撤销了{MATTER}的决定：{{reason}}；失信记录到 {{until}} 为止",
    sentence_en=f"{{actor}} revoked the decision on {MATTER_EN}: {{reason}}; the bad record ends "
    "on {until}",
)
