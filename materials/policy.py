"""Who may see a document besides its owner: rules that upper packages hand in.

A rule answers for staff who handle a case which uses the document; this package knows no cases.
Register in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable

from materials.documents.models import Document
from portal.accounts.actor import Actor
from portal.accounts.roles import Role

AccessRule = Callable[[Actor, Document], bool]

_rules: list[AccessRule] = []


def register_access(rule: AccessRule) -> AccessRule:
    """Let `rule` open documents; also usable as a decorator. Registering twice changes nothing."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def is_owner(actor: Actor, document: Document) -> bool:
    """The owner, or who stands for the owner today."""
    return actor.kind == Role.APPLICANT and actor.acts_for(document.owner_id)


def may_read(actor: Actor, document: Document) -> bool:
    """The owner always; anybody else only when some rule says so."""
    return is_owner(actor, document) or any(rule(actor, document) for rule in _rules)


def may_hand_in_for(actor: Actor, applicant_id: int) -> bool:
    """Applicants for themselves and those they stand for; clerks for whoever is at the window."""
    if actor.kind == Role.APPLICANT:
        return actor.acts_for(applicant_id)
    return actor.kind == Role.CLERK
