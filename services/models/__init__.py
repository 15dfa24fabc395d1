"""What may be applied for: regions, departments, matters and their editions, life events."""

from __future__ import annotations

from services.models.editions import Edition, EditionLegalBasis, EditionState
from services.models.imports import ImportRow, ImportRun, ImportState, Verdict
from services.models.life_events import (
    Audience,
    LifeEvent,
    LifeEventEdition,
    LifeEventMatter,
    OnDenial,
)
from services.models.matters import LegalBasis, Matter
from services.models.overlays import OverlayProposal
from services.models.places import Department, Region
from services.models.questions import Option, Question
from services.models.revisions import PublicChange, Revision, RevisionState
from services.models.saves import RevisionSave
from services.models.searching import (
    EntryKind,
    MissKind,
    SearchEdition,
    SearchEntry,
    SearchMiss,
    SearchTerm,
    Synonym,
)
from services.models.statutes import StatuteArticle

__all__ = [
    "Audience",
    "Department",
    "Edition",
    "EditionLegalBasis",
    "EditionState",
    "EntryKind",
    "ImportRow",
    "ImportRun",
    "ImportState",
    "LegalBasis",
    "LifeEvent",
    "LifeEventEdition",
    "LifeEventMatter",
    "Matter",
    "MissKind",
    "OnDenial",
    "Option",
    "OverlayProposal",
    "PublicChange",
    "Question",
    "Region",
    "Revision",
    "RevisionSave",
    "RevisionState",
    "SearchEdition",
    "SearchEntry",
    "SearchMiss",
    "SearchTerm",
    "StatuteArticle",
    "Synonym",
    "Verdict",
]
