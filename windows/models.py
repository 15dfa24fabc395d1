"""All tables of the one window, for Django; each is defined in its own slice."""

from __future__ import annotations

from windows.approvals.models import Approval, Dependency
from windows.assignments.models import Assignment, SignOff, SignOffRule
from windows.cases.models import Case, CaseParty, CaseSerial, MaterialSlot
from windows.centres.models import ServiceCentre, Window
from windows.corrections.models import (
    Correction,
    CorrectionItem,
    MissingReport,
    Overreach,
)
from windows.deadlines.models import ClockStop, Extension
from windows.deferred.models import Deferral
from windows.denials.models import DenialQuestion
from windows.departments.models import Callback, Delivery, DepartmentSystem
from windows.desk.models import DeskDraft, DeskEffort
from windows.gaps.models import PaperCount, PaperDay
from windows.letters.models import Contact, Letter, LetterWishes
from windows.messages.models import CaseMessage, Conversation
from windows.notices.models import Notice
from windows.pickup.models import Pickup
from windows.promises.models import BadRecord, CommitmentCheck
from windows.ratings.models import Rating
from windows.reasons.models import DecisionGround
from windows.worklist.models import SavedFilter
from windows.writs.models import Writ

__all__ = [
    "Approval",
    "Assignment",
    "BadRecord",
    "Callback",
    "Case",
    "CaseMessage",
    "CaseParty",
    "CaseSerial",
    "ClockStop",
    "CommitmentCheck",
    "Contact",
    "Conversation",
    "Correction",
    "CorrectionItem",
    "DecisionGround",
    "Deferral",
    "Delivery",
    "DenialQuestion",
    "DepartmentSystem",
    "Dependency",
    "DeskDraft",
    "DeskEffort",
    "Extension",
    "Letter",
    "LetterWishes",
    "MaterialSlot",
    "MissingReport",
    "Notice",
    "Overreach",
    "PaperCount",
    "PaperDay",
    "Pickup",
    "Rating",
    "SavedFilter",
    "ServiceCentre",
    "SignOff",
    "SignOffRule",
    "Window",
    "Writ",
]
