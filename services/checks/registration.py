"""The checks that this package contributes."""

from __future__ import annotations

from services.checks.consistency import check_audience, check_codes, check_consistency
from services.checks.denial import check_on_denial
from services.checks.law import check_law_of_event, law_check
from services.checks.registry import (
    Remembering,
    register_life_event_check,
    register_matter_check,
)

register_life_event_check("services.audience", check_audience)
register_matter_check("services.consistency", check_consistency)
register_matter_check("services.codes", check_codes)
register_matter_check("services.law", Remembering(law_check))
register_life_event_check("services.law", check_law_of_event)
register_life_event_check("services.denial", check_on_denial)
