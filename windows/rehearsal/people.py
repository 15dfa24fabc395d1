"""Who plays in a rehearsal: invented people whom the sandbox's registers know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from datasharing.sandbox.population import PAIRS, Firm, Person, firm, pair, partner
from portal.accounts.actions import register_applicant, start_representation
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant, IdType, RepresentationRole, VerifiedHow
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Audience, LifeEventEdition
from windows.cases.people import APPLICANT
from windows.centres.models import ServiceCentre
from windows.rehearsal.errors import RehearsalStuck

CLERK, OFFICER = Text("演练窗口人员", "Rehearsal clerk"), "演练审批人员"


@dataclass(frozen=True, slots=True)
class Player:
    """One person or firm of the case, and the actor who speaks for it."""

    applicant: Applicant
    actor: Actor


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in one case, by role; and the clerk at the window."""

    players: dict[str, Player]
    clerk: Actor

    @property
    def applicant(self) -> Player:
        return self.players[APPLICANT]


def invite(
    edition: LifeEventEdition,
    roles: Collection[str],
    *,
    region_code: str,
    centre: ServiceCentre | None,
) -> Cast:
    """People who have not been in any case yet: an applicant that fits, and one for each role.

    Nobody holds anything from an earlier case, so that the same rehearsal always comes out the
    same. Raises RehearsalStuck when all of them have been used.
    """
    with transaction.atomic(durable=True):
        number = _unused(is_firm=edition.audience == Audience.ORGANISATION)
        buyer, seller = pair(number)
        if edition.audience == Audience.ORGANISATION:
            players = {APPLICANT: _firm(firm(number), buyer)}
        else:
            players = {APPLICANT: person(buyer)}
        others = [seller, partner(number), *_more(number, len(roles))]
        players |= {role: person(other) for role, other in zip(roles, others, strict=False)}
    return Cast(players, clerk_of(region_code, centre))


def clerk_of(region_code: str, centre: ServiceCentre | None) -> Actor:
    """A clerk at this centre, who also takes in what came online to the region."""
    return Actor(
        kind=Role.CLERK,
        user_id=None,
        name=CLERK.zh,
        region_code=region_code,
        centre_code=centre.code if centre else "",
    )


def officer_of(department_code: str) -> Actor:
    """An officer of this department."""
    return Actor(kind=Role.OFFICER, user_id=None, name=OFFICER, department_code=department_code)


def person(who: Person) -> Player:
    """The applicant row of an invented person, verified, and the person as actor."""
    applicant = register_applicant(
        name=who.name,
        id_number=who.id_number,
        phone=who.phone,
        address=who.address,
        verified_how=VerifiedHow.DEMO_REGISTRY,
        actor=SYSTEM,
    )
    return Player(applicant, _acting(applicant.name, applicant))


def _firm(who: Firm, representative: Person) -> Player:
    organisation = register_applicant(
        name=who.name,
        id_number=who.credit_code,
        id_type=IdType.CREDIT_CODE,
        phone=representative.phone,
        address=who.address,
        verified_how=VerifiedHow.DEMO_REGISTRY,
        actor=SYSTEM,
    )
    stands_for_it = person(representative).applicant
    role = RepresentationRole.LEGAL_REPRESENTATIVE
    start_representation(organisation, person=stands_for_it, role=role, actor=SYSTEM)
    return Player(organisation, _acting(stands_for_it.name, organisation, stands_for_it))


def _acting(name: str, *applicants: Applicant) -> Actor:
    ids = frozenset(applicant.pk for applicant in applicants)
    return Actor(kind=Role.APPLICANT, user_id=None, name=name, applicant_ids=ids)


def _unused(*, is_firm: bool) -> int:
    """The highest number whose people nobody has met; the demo and the tests begin at 0."""
    candidates = {
        (firm(number).credit_code if is_firm else pair(number)[0].id_number): number
        for number in range(PAIRS)
    }
    known = Applicant.objects.filter(id_number__in=list(candidates))
    used = {candidates[each] for each in known.values_list("id_number", flat=True)}
    free = [number for number in range(PAIRS) if number not in used]
    if not free:
        raise RehearsalStuck(
            Text(
                f"{PAIRS} 组演练人物都已用过，请换一个数据库再演练。",
                f"All {PAIRS} sets of invented people have been used; rehearse on a new database.",
            )
        )
    return free[-1]


def _more(number: int, count: int) -> list[Person]:
    """Sellers of other sets: a party may well have been in another case."""
    return [pair((number + step) % PAIRS)[1] for step in range(1, count + 1)]
