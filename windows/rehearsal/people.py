"""Who plays in a rehearsal: invented people whom the sandbox's registers know."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from datasharing.sandbox.population import SIZE, Firm, Person, population
from portal.accounts.actions import register_applicant, start_representation
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant, IdType, RepresentationRole, VerifiedHow
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.cases.people import APPLICANT
from windows.centres.models import ServiceCentre
from windows.planning import Plan
from windows.rehearsal.casting import Part, is_suitable, parts_of, ranked
from windows.rehearsal.errors import RehearsalStuck

AT_ONCE = 20
ALL_USED = Text(
    f"{SIZE} 个演练人物里合适的都已用过，请换一个数据库再演练。",
    f"Of the {SIZE} invented people all who fit have been used; rehearse on a new database.",
)
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
    edition: LifeEventEdition, plan: Plan, *, region_code: str, centre: ServiceCentre | None
) -> Cast:
    """People who have not been in any case yet and fit what the plan will read: the applicant, and
    one for each role.

    Nobody holds anything from an earlier case, so that the same rehearsal always comes out the
    same. Raises RehearsalStuck when all of them have been used.
    """
    with transaction.atomic(durable=True):
        cast: dict[Part, Person | Firm] = {}
        for part in parts_of(plan, audience=edition.audience).values():
            cast[part] = _unmet(part, cast)
        players = {part.role: player(someone) for part, someone in cast.items()}
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


def player(who: Person | Firm) -> Player:
    """The applicant row and the actor; for a firm, its representative speaks."""
    return _firm(who) if isinstance(who, Firm) else person(who)


def _firm(who: Firm) -> Player:
    representative = population().by_username[who.legal_representative]
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


def _unmet(part: Part, taken: dict[Part, Person | Firm]) -> Person | Firm:
    """The best for this part whom nobody has met; a party may well have been in another case."""
    candidates = (each for each in ranked(part) if is_suitable(each, taken, part))
    first: Person | Firm | None = None
    while some := tuple(islice(candidates, AT_ONCE)):
        first = first or some[0]
        known = set(
            Applicant.objects.filter(id_number__in=[_number(each) for each in some]).values_list(
                "id_number", flat=True
            )
        )
        free = next((each for each in some if _number(each) not in known), None)
        if free is not None:
            return free
    if first is None or part.role == APPLICANT:
        raise RehearsalStuck(ALL_USED)
    return first


def _number(someone: Person | Firm) -> str:
    return someone.credit_code if isinstance(someone, Firm) else someone.id_number
