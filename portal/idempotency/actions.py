"""The only writer of keys: a request is noted, done, and its answer kept, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.idempotency.errors import InProgress, KeyReused
from portal.idempotency.models import Key

KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Answer:
    """`again` is true where the answer was kept from the first time."""

    status: int
    data: Any
    again: bool = False


def once(
    user: User,
    *,
    key: str,
    method: str,
    path: str,
    body_hash: str,
    work: Callable[[], Answer],
) -> Answer:
    """Do `work` in a durable transaction of its own and keep its answer; or give the kept answer.

    The key is committed first, then locked while the work is done. A rival finds it locked
    (InProgress) or answered. If the first caller died in between, nothing of its work was kept, the
    lock is gone, and the next one does the work. A refusal or an error frees the key: nothing
    happened, so the corrected request may use it again. Raises KeyReused for other content.
    """
    request = {"method": method, "path": path, "body_hash": body_hash}
    Key.objects.bulk_create(
        [Key(user=user, key=key, created_at=timezone.now(), **request)], ignore_conflicts=True
    )
    try:
        with transaction.atomic(durable=True):
            return _answer(user, key, request, work)
    except (InProgress, KeyReused):
        raise
    except Exception:
        Key.objects.filter(user=user, key=key, status=None).delete()
        raise


def _answer(user: User, key: str, request: dict[str, str], work: Callable[[], Answer]) -> Answer:
    row = Key.objects.select_for_update(skip_locked=True).filter(user=user, key=key).first()
    if row is None:
        raise InProgress
    if any(getattr(row, name) != value for name, value in request.items()):
        raise KeyReused
    if row.status is not None:
        return Answer(row.status, row.response, again=True)
    answer = work()
    row.status, row.response = answer.status, answer.data
    row.save(update_fields=["status", "response"])
    return answer


def forget_old_keys() -> int:
    """Remove what nobody will send again; answers may hold personal data."""
    old = Key.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    deleted, _by_model = old.delete()
    return deleted
