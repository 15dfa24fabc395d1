"""Who may see a document besides its owner: rules that upper packages hand in.

A rule answers for staff who handle a case which uses the document; this package knows no cases.
Register in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Q

from materials.documents.models import Document
from materials.documents.purpose import NO_PURPOSE, Purpose
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Edition, EditionState

AccessRule = Callable[[Actor, Document], bool]
PurposeRule = Callable[[Actor, Document, str], Purpose | None]

_rules: list[AccessRule] = []
_purposes: list[PurposeRule] = []


def register_access(rule: AccessRule) -> AccessRule:
    """Let `rule` open documents; also usable as a decorator. Registering twice changes nothing."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def register_purpose(rule: PurposeRule) -> PurposeRule:
    """Let `rule` say what a reader looks at a document for; as `register_access`."""
    if rule not in _purposes:
        _purposes.append(rule)
    return rule


def purpose_of(actor: Actor, document: Document, case_number: str = "") -> Purpose:
    """For whom and for which case the actor reads it; of several cases the one named, if any."""
    said = (rule(actor, document, case_number) for rule in _purposes)
    return next((purpose for purpose in said if purpose is not None), NO_PURPOSE)


def is_owner(actor: Actor, document: Document) -> bool:
    """The owner, or who stands for the owner today."""
    return actor.kind == Role.APPLICANT and actor.acts_for(document.owner_id)


def may_read(actor: Actor, document: Document) -> bool:
    """The owner always; anybody else only when some rule says so."""
    return is_owner(actor, document) or any(rule(actor, document) for rule in _rules)


def kinds_issued(actor: Actor, codes: Collection[str]) -> frozenset[str]:
    """Which of these the officer's department gives as the result of a matter in force."""
    if actor.kind != Role.OFFICER or not actor.department_code or not codes:
        return frozenset()
    wanted = Q()
    for code in codes:
        wanted |= Q(outputs__contains=[{"material": code}])
    given = Edition.objects.filter(
        wanted, department__code=actor.department_code, state=EditionState.PUBLISHED
    ).values_list("outputs", flat=True)
    return frozenset(each["material"] for outputs in given for each in outputs) & frozenset(codes)


def issues(actor: Actor, document: Document) -> bool:
    """True for an officer whose department issues this kind of material."""
    kind = document.material_type
    return kind is not None and bool(kinds_issued(actor, [kind.code]))


def may_hand_in_for(actor: Actor, applicant_id: int) -> bool:
    """Applicants for themselves and those they stand for; clerks for whoever is at the window."""
    if actor.kind == Role.APPLICANT:
        return actor.acts_for(applicant_id)
    return actor.kind == Role.CLERK
