"""Searches in vain, counted for editors. Words and numbers only: nobody can be told from them.

Numbers and names of persons are cut out before anything is written (`privacy`). What was found and
not opened shows in two counters of one row, so no search leaves a row of its own. A row is shown
only when several visitors searched it: what one person alone types may be about that person.
"""

from __future__ import annotations

import time
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from redis.exceptions import RedisError

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.models import EntryKind, MissKind, SearchEntry, SearchMiss
from services.policy import must_be_able_to_load
from services.search.book import words_in_use
from services.search.errors import NoSuchMiss
from services.search.privacy import without_private

STREAM = "catalogue"
KEPT = timedelta(days=180)
MOST_KEPT = 20_000
"""Rows; above, those searched least go first."""
WRITES_A_MINUTE = 20
"""From one address; further searches find as before but are not counted."""
WRITES_OF_ALL_A_MINUTE = 600
SESSION = 3600
"""Seconds in which opening a result counts as following the search."""
FEWEST_UNFOLLOWED = 3
SALT = "services.search.followed"
FEWEST_VISITORS = 3
LENGTH_OF_MARK = 4
"""Hexadecimal digits: enough to tell three visitors apart, and the same for every 65,536th."""


def token_for(query: str) -> str:
    """Goes into the links to the results; says which words were searched and not by whom."""
    return signing.dumps([get_random_string(12), _kept(query)], salt=SALT)


@transaction.atomic(savepoint=False)
def note_search(query: str, *, found: int, visitor: str, actor: Actor) -> None:
    """Count a search: in vain, or with results that may be followed. No journal: it is no act.

    `visitor` is an address; kept are four digits of a keyed digest of it and the words together.
    """
    kept = _kept(query)
    if not kept:
        return
    mark = salted_hmac(f"{SALT}.visitor", f"{kept}\n{visitor}").hexdigest()[:LENGTH_OF_MARK]
    kind = MissKind.NOT_FOLLOWED if found else MissKind.NOTHING_FOUND
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO services_searchmiss"
            " (kind, query, times, followed, last_at, resolved_by_name, visitors)"
            " VALUES (%s, %s, 1, 0, %s, '', ARRAY[%s])"
            " ON CONFLICT (kind, query) DO UPDATE SET times = services_searchmiss.times + 1,"
            " last_at = excluded.last_at, resolved_at = NULL, resolved_by_name = '', visitors ="
            " CASE WHEN excluded.visitors <@ services_searchmiss.visitors"
            " OR cardinality(services_searchmiss.visitors) >= %s THEN services_searchmiss.visitors"
            " ELSE services_searchmiss.visitors || excluded.visitors END",
            [kind.value, kept, timezone.now(), mark, FEWEST_VISITORS],
        )


@transaction.atomic(savepoint=False)
def note_followed(token: str, *, kind: str, code: str, actor: Actor) -> bool:
    """Count that a result was opened, once a search. False for a token that is old or not ours."""
    try:
        nonce, query = signing.loads(token, salt=SALT, max_age=SESSION)
    except (signing.BadSignature, ValueError):
        return False
    if not query or not _first_time(nonce):
        return False
    rows = SearchMiss.objects.filter(kind=MissKind.NOT_FOLLOWED, query=query)
    if not rows.filter(followed__lt=F("times")).update(followed=F("followed") + 1):
        return False
    if kind in EntryKind.values:
        SearchEntry.objects.filter(kind=kind, code=code).update(popularity=F("popularity") + 1)
    return True


def may_write(address: str) -> bool:
    """Whether a search from here may be counted now. Without the cache nothing is counted."""
    minute = int(time.time() // 60)
    try:
        return _counted(f"search-log:{address}:{minute}") <= WRITES_A_MINUTE and (
            _counted(f"search-log:{minute}") <= WRITES_OF_ALL_A_MINUTE
        )
    except RedisError:
        return False


def misses(kind: str) -> QuerySet[SearchMiss]:
    """What editors should look at, the most frequent first: searched by several visitors."""
    rows = SearchMiss.objects.filter(
        kind=kind, resolved_at=None, visitors__len__gte=FEWEST_VISITORS
    )
    if kind == MissKind.NOT_FOLLOWED:
        rows = rows.annotate(unfollowed=F("times") - F("followed")).filter(
            unfollowed__gte=FEWEST_UNFOLLOWED, times__gt=F("followed") * 3
        )
        return rows.order_by("-unfollowed", "query")
    return rows.order_by("-times", "query")


def miss_for(pk: int) -> SearchMiss:
    """One that several visitors searched. Raises NoSuchMiss."""
    found = SearchMiss.objects.filter(pk=pk, visitors__len__gte=FEWEST_VISITORS).first()
    if found is None:
        raise NoSuchMiss
    return found


@transaction.atomic(savepoint=False)
def resolve_miss(miss: SearchMiss, *, actor: Actor) -> SearchMiss:
    """Take it off the list until it is searched in vain again. Counting starts afresh."""
    miss = SearchMiss.objects.select_for_update().get(pk=miss.pk)
    must_be_able_to_load(actor)
    miss.resolved_at, miss.resolved_by_name = timezone.now(), actor.name
    miss.times = miss.followed = 0
    miss.visitors = []
    miss.save()
    record(STREAM, "catalogue.search_miss_resolved", actor=actor, query=miss.query)
    return miss


def forget_old() -> int:
    """Delete what is past its time, and the least searched above MOST_KEPT. Returns how many."""
    old, _by_model = SearchMiss.objects.filter(last_at__lt=timezone.now() - KEPT).delete()
    kept = SearchMiss.objects.order_by("-times", "-last_at").values_list("pk", flat=True)
    more, _by_model = SearchMiss.objects.filter(pk__in=list(kept[MOST_KEPT:])).delete()
    return old + more


def _kept(query: str) -> str:
    return without_private(query, words_in_use())


def _first_time(nonce: str) -> bool:
    try:
        return bool(cache.add(f"search-followed:{nonce}", 1, timeout=SESSION))
    except RedisError:
        return False


def _counted(key: str) -> int:
    cache.add(key, 0, timeout=120)
    return cache.incr(key)
