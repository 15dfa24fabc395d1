"""In which region a life event is published: its departments and matters are of that region."""

from __future__ import annotations

from django.conf import settings

from services.models import EditionState, LifeEventMatter


def home_of(code: str) -> str:
    """Where the departments of its last edition are; a new life event is the portal's city's."""
    included = LifeEventMatter.objects.filter(edition__life_event__code=code)
    published = included.exclude(edition__state=EditionState.DRAFT)
    homes = published.order_by("-edition__number", "order")
    found = homes.values_list("matter_edition__department__region_id", flat=True).first()
    portal: str = settings.PORTAL_REGION
    return found or portal
