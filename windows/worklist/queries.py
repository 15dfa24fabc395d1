"""The filtered inbox, how many each kept filter shows, and the way from one case to the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Count, Q, QuerySet, Value

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from services.models import Department, LifeEventMatter, Region
from services.region_codes import stem
from windows.approvals.models import UNDATED, Approval
from windows.approvals.queries import BY_DUE, behind, in_inbox, inbox
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.clock import day_after, today
from windows.paging import Page
from windows.worklist.filters import Due, InboxFilter, Whose, read_query
from windows.worklist.models import SavedFilter


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept filter and how many cases it shows now."""

    filter: SavedFilter
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter of a department offers; each (code, name)."""

    matters: tuple[tuple[str, Text], ...]
    things: tuple[tuple[str, Text], ...]
    places: tuple[tuple[str, Text], ...]


def listed(actor: Actor, asked: InboxFilter, *, after: str = "", limit: int = 20) -> Page[Approval]:
    return inbox(
        actor,
        where=condition(asked, actor),
        after=after,
        limit=limit,
        is_stopped=asked.state == ApprovalState.STOPPED,
    )


def condition(asked: InboxFilter, actor: Actor) -> Q:
    """All parts together, on approvals that are at the actor's department."""
    found = Q()
    if asked.state:
        found &= Q(state=asked.state)
    if asked.matter:
        found &= Q(matter_edition__matter__code=asked.matter)
    if asked.thing:
        found &= Q(case__life_event_edition__life_event__code=asked.thing)
    if asked.place:
        found &= Q(case__region__code__startswith=stem(asked.place))
    if asked.words:
        words = asked.words
        found &= Q(case__number__icontains=words) | Q(case__applicant__name__icontains=words)
    return found & _due(asked) & _whose(asked, actor)


def _due(asked: InboxFilter) -> Q:
    match asked.due:
        case Due.OVERDUE:
            return Q(due_on__lt=today())
        case Due.TODAY:
            return Q(due_on=today())
        case Due.UNDATED:
            return Q(due_on=None)
        case Due.WITHIN:
            last = day_after(today(), asked.days)
            return Q(due_on__lte=last) if last else Q(due_on__isnull=False)
        case _:
            return Q()


def _whose(asked: InboxFilter, actor: Actor) -> Q:
    match asked.whose:
        case Whose.ME:
            return Q(officer_id=actor.user_id)
        case Whose.NOBODY:
            return Q(officer=None)
        case Whose.MINE:
            return Q(officer=None) | Q(officer_id=actor.user_id)
        case _:
            return Q()


def _shown(asked: InboxFilter, actor: Actor) -> Q:
    """As `condition`, also telling those whose days run from those whose days stand."""
    is_stopped = asked.state == ApprovalState.STOPPED
    return condition(asked, actor) & (Q() if is_stopped else Q(state__in=IN_INBOX))


def _open(actor: Actor) -> QuerySet[Approval]:
    both = in_inbox(actor) | in_inbox(actor, is_stopped=True)
    return Approval.objects.filter(both).order_by()


def kept_filters(actor: Actor) -> list[Kept]:
    """The officer's own, in their order, all counted by one question."""
    mine = list(SavedFilter.objects.filter(officer=actor.user_id).order_by("place"))
    if not mine:
        return []
    each = {
        f"of_{kept.place}": Count("pk", filter=_shown(read_query(kept.query), actor))
        for kept in mine
    }
    counts = _open(actor).aggregate(**each)
    return [Kept(kept, counts[f"of_{kept.place}"]) for kept in mine]


def hidden_by(actor: Actor, asked: InboxFilter) -> list[tuple[str, int]]:
    """For a list that is empty: (part, how many there would be without it), where that helps."""
    if not asked.parts:
        return []
    each = {part: Count("pk", filter=_shown(asked.without(part), actor)) for part in asked.parts}
    found = _open(actor).aggregate(**{f"without_{part}": one for part, one in each.items()})
    return [(part, found[f"without_{part}"]) for part in each if found[f"without_{part}"]]


def choices_for(department: Department) -> Choices:
    """Matters and life events that it has a part in, and the places of its region."""
    rows = (
        LifeEventMatter.objects.filter(matter_edition__matter__department=department)
        .order_by("matter_edition__matter__code", "edition__life_event__code")
        .values_list(
            "matter_edition__matter__code",
            "matter_edition__matter__name",
            "matter_edition__matter__name_en",
            "edition__life_event__code",
            "edition__name",
            "edition__name_en",
        )
        .distinct()
    )
    matters: dict[str, Text] = {}
    things: dict[str, Text] = {}
    for matter, name, name_en, thing, title, title_en in rows:
        matters[matter] = Text(name, name_en)
        things[thing] = Text(title, title_en)
    places = Region.objects.filter(code__startswith=stem(department.region_id or "0"))
    return Choices(
        tuple(matters.items()),
        tuple(things.items()),
        tuple((one.code, Text(one.name, one.name_en)) for one in places.order_by("code")[:100]),
    )


def neighbours(actor: Actor, asked: InboxFilter, approval: Approval) -> tuple[int, int]:
    """The keys of the one before and the one after in the same list, 0 where there is none. Also
    for one that is in the list no longer: its place is still known by its day.
    """
    day = approval.due_on or UNDATED
    rows = (
        Approval.objects.filter(in_inbox(actor, is_stopped=asked.state == ApprovalState.STOPPED))
        .filter(condition(asked, actor))
        .annotate(due=BY_DUE)
    )
    earlier = rows.filter(Q(due__lt=day) | Q(due=day, pk__lt=approval.pk)).order_by("-due", "-pk")
    later = rows.filter(behind(day, approval.pk)).order_by("due", "pk")
    sides = [
        side.annotate(side=Value(name, output_field=CharField())).values_list("side", "pk")[:1]
        for name, side in (("before", earlier), ("after", later))
    ]
    found = dict(sides[0].union(sides[1], all=True))
    return found.get("before", 0), found.get("after", 0)
