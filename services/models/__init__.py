"""What may be applied for: regions, departments, matters and their editions, life events."""

from __future__ import annotations

from services.models.editions import Edition, EditionLegalBasis, EditionState
from services.models.life_events import Audience, LifeEvent, LifeEventEdition, LifeEventMatter
from services.models.matters import LegalBasis, Matter
from services.models.places import Department, Region
from services.models.questions import Option, Question

__all__ = [
    "Audience",
    "Department",
    "Edition",
    "EditionLegalBasis",
    "EditionState",
    "LegalBasis",
    "LifeEvent",
    "LifeEventEdition",
    "LifeEventMatter",
    "Matter",
    "Option",
    "Question",
    "Region",
]
