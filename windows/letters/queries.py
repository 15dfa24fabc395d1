"""Reads of contacts and letters."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from services.region_codes import stem
from windows.letters.addresses import masked
from windows.letters.errors import LetterUnknown
from windows.letters.models import Contact, Letter, LetterWishes
from windows.letters.states import LetterState, Way
from windows.letters.transports.registry import ways_offered
from windows.paging import Page

IN_TROUBLE = (LetterState.GIVEN_UP, LetterState.FAILED)


@dataclass(frozen=True, slots=True)
class Shown:
    """One way, as its holder sees it."""

    way: Way
    contact: Contact | None
    address: str
    """Masked: the page may be open on a library's screen."""
    pending: str

    @property
    def is_on(self) -> bool:
        return self.contact is not None and self.contact.is_wanted


def ways_of(user: User) -> list[Shown]:
    """The ways that this installation offers, and what the person has confirmed of them."""
    mine = {each.way: each for each in Contact.objects.filter(user=user)}
    shown = []
    for way in ways_offered():
        contact = mine.get(way)
        shown.append(
            Shown(
                way,
                contact,
                masked(way, contact.address) if contact else "",
                masked(way, contact.pending) if contact else "",
            )
        )
    return shown


def wishes_of(user: User) -> LetterWishes:
    """What they chose, or what holds for everybody who chose nothing; unsaved then."""
    return LetterWishes.objects.filter(user=user).first() or LetterWishes(user=user)


def undeliverable_of(user: User) -> list[Contact]:
    return list(Contact.objects.filter(user=user, undeliverable_at__isnull=False).order_by("pk"))


def letters_seen(actor: Actor) -> QuerySet[Letter]:
    """Administrators see all, supervisors those about cases of their region, all others none."""
    everything = Letter.objects.select_related("contact", "notice__case")
    if actor.kind == Role.ADMIN:
        return everything
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return everything.filter(notice__case__region__code__startswith=stem(actor.region_code))
    return everything.none()


def letters_in_trouble(
    actor: Actor, *, state: str = "", way: str = "", after: str = "", limit: int = 20
) -> Page[Letter]:
    """What did not go out, the newest first."""
    found = letters_seen(actor).filter(state__in=IN_TROUBLE).order_by("-pk")
    if state in IN_TROUBLE:
        found = found.filter(state=state)
    if way in Way.values:
        found = found.filter(contact__way=way)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def letter_for(actor: Actor, pk: int) -> Letter:
    """Raises LetterUnknown for what is out of the actor's sight."""
    found = letters_seen(actor).filter(pk=pk).first()
    if found is None:
        raise LetterUnknown
    return found


def count_in_trouble(actor: Actor) -> dict[str, int]:
    """{"given_up": …, "failed": …} of what the actor sees."""
    counted = letters_seen(actor).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in IN_TROUBLE}
    )
    return dict(counted)
