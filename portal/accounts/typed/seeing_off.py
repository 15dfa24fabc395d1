"""What was kept ends: put to use, not wanted, or a day old."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from portal.accounts.typed.models import TypedForm


def forget_typed(user_id: int, typed_id: UUID) -> str:
    """Not wanted. Returns the page it belonged to; of another account nothing is told: "/"."""
    mine = TypedForm.objects.filter(user_id=user_id, pk=typed_id)
    page = mine.values_list("page", flat=True).first()
    mine.delete()
    return page or "/"


def forget_sent(user_id: int, page: str) -> None:
    """The form was sent again from this page: there is nothing left to put back."""
    TypedForm.objects.filter(user_id=user_id, page=page).delete()


def forget_expired() -> int:
    """How many were a day old."""
    count, _ = TypedForm.objects.filter(expires_at__lte=timezone.now()).delete()
    return count
