"""The other people who must join: named by the applicant, confirmed by themselves."""

from __future__ import annotations

from collections.abc import Collection

from portal.accounts.actor import Actor
from windows.cases.models import Case, CaseParty


def name_party(
    case: Case, *, role: str, name: str, id_number: str, phone: str = "", actor: Actor
) -> CaseParty:
    """Say who the other party (`role` of the life event's parties) is, by name and id number.

    The person is found or registered unverified. May be changed until that party has confirmed.
    Raises UnknownParty (role), PartyIsApplicant, PartyConfirmed, PartyNameDiffers (number known under
    another name), and accounts' refusals of a bad number (field="id_number").
    """
    raise NotImplementedError


def confirm_party(
    case: Case, *, resources: Collection[str], actor: Actor, role: str = ""
) -> CaseParty:
    """The party joins: as themselves, or in front of a clerk who has seen their card (then `role`).

    `resources` are the codes they permit to be read about them; their reads start now, also when the
    case was submitted before. Confirming twice changes nothing. Raises NotFound for a stranger.
    """
    raise NotImplementedError
