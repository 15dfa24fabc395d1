from __future__ import annotations

from django.db.models import F, QuerySet

from portal.accounts.models import User


def demo_accounts() -> QuerySet[User]:
    """The made-up people of the demo, staff after citizens."""
    return (
        User.objects.filter(is_demo=True, is_active=True)
        .select_related("staff", "applicant")
        .order_by(F("staff__role").asc(nulls_first=True), "pk")
    )
