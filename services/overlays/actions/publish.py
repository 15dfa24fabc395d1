"""Easing in one act. What asks for more goes through a proposal."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from services.catalogue.load import lock_catalogue
from services.catalogue.spec import MatterSpec
from services.models import Edition, Region
from services.overlays.disclosure import disclose_overlay
from services.overlays.errors import OverlayNeedsReview
from services.overlays.policy import must_be_able_to_overlay
from services.overlays.publishing import bring_overlay
from services.overlays.weighing import WHY_AT_MOST, WHY_EN_AT_MOST, check_fit, weigh


@transaction.atomic(savepoint=False)
def publish_overlay(
    matter_code: str,
    *,
    region: Region,
    spec: MatterSpec,
    why: str,
    actor: Actor,
    why_en: str = "",
) -> Edition:
    """What `region` does instead of the standard, from now on; its edition before this retires.

    A city or county may ease as it likes. Whatever adds to what holds there now, or rests on a law
    that nobody has read, is refused here and must be proposed (`propose_overlay`). The change is
    public the same day; running cases keep what they began with. Raises OverlayNeedsReview, what
    `check_fit` raises, NoSuchMatter, PlaceNotFound, MayNotOverlay, NotACityOrCounty.
    """
    lock_catalogue()
    must_be_able_to_overlay(actor, region)
    why, why_en = why.strip()[:WHY_AT_MOST], why_en.strip()[:WHY_EN_AT_MOST]
    weighed = weigh(matter_code, spec, region=region)
    check_fit(weighed, why=why)
    if weighed.needs_review:
        raise OverlayNeedsReview
    edition = bring_overlay(weighed, region=region, why=why, why_en=why_en, actor=actor)
    disclose_overlay(weighed.standard, region, weighed.changes, why=why, why_en=why_en, actor=actor)
    return edition
