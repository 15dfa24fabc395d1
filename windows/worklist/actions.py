"""Keeping, changing and removing one's own filters."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import User
from windows.worklist.errors import FilterNotFound, NameMissing, NameTaken, TooManyFilters
from windows.worklist.filters import InboxFilter
from windows.worklist.models import MOST, SavedFilter


@transaction.atomic(savepoint=False)
def keep_filter(
    asked: InboxFilter, *, name: str, is_start: bool, actor: Actor, place: int = 0
) -> SavedFilter:
    """Under a new name, at its old `place` where that is free (a removal taken back).

    Raises NameMissing, NameTaken, TooManyFilters. A second start view takes over from the first.
    """
    mine = _locked(actor)
    name = _named(name, mine)
    free = [each for each in range(1, MOST + 1) if each not in {one.place for one in mine}]
    if not free:
        raise TooManyFilters(most=MOST)
    if is_start:
        _no_start(actor)
    return SavedFilter.objects.create(
        officer_id=_account(actor),
        place=place if place in free else free[0],
        name=name,
        query=asked.query,
        is_start=is_start,
    )


@transaction.atomic(savepoint=False)
def change_filter(
    filter_id: int, *, actor: Actor, name: str, is_start: bool, asked: InboxFilter | None = None
) -> SavedFilter:
    """Its name, whether it is the start view, and with `asked` what it shows. Raises
    FilterNotFound, NameMissing, NameTaken.
    """
    mine = _locked(actor)
    kept = _own(mine, filter_id)
    kept.name = _named(name, [one for one in mine if one != kept])
    if is_start:
        _no_start(actor)
    kept.is_start = is_start
    if asked is not None:
        kept.query = asked.query
    kept.save()
    return kept


@transaction.atomic(savepoint=False)
def remove_filter(filter_id: int, *, actor: Actor) -> SavedFilter:
    """What was removed, so that the page can offer it back. Raises FilterNotFound."""
    kept = _own(_locked(actor), filter_id)
    SavedFilter.objects.filter(pk=kept.pk).delete()
    return kept


def _locked(actor: Actor) -> list[SavedFilter]:
    """Two windows of one officer wait for each other at the officer's own row."""
    User.objects.select_for_update().filter(pk=_account(actor)).values_list("pk").first()
    return list(SavedFilter.objects.filter(officer=actor.user_id))


def _account(actor: Actor) -> int:
    """A department's own system has no list to look at."""
    if actor.user_id is None:
        raise FilterNotFound
    return actor.user_id


def _own(mine: list[SavedFilter], filter_id: int) -> SavedFilter:
    for each in mine:
        if each.pk == filter_id:
            return each
    raise FilterNotFound


def _named(name: str, others: list[SavedFilter]) -> str:
    name = " ".join(name.replace("\0", "").split())[:30]
    if not name:
        raise NameMissing(field="name")
    if name in {one.name for one in others}:
        raise NameTaken(field="name", name=name)
    return name


def _no_start(actor: Actor) -> None:
    SavedFilter.objects.filter(officer=actor.user_id, is_start=True).update(is_start=False)
