"""What a loading did, on the public change page: each edition it wrote, the same day."""

from __future__ import annotations

from portal.accounts.actor import Actor
from services.catalogue.loading.judging import NEW, Judged
from services.catalogue.spec import CatalogueSpec
from services.catalogue.text import Text
from services.departments import department_name
from services.models import EditionState, LifeEventEdition
from services.revisions.disclosure import Told, disclose, disclose_matter

UNREVIEWED = Text(
    "由系统管理员直接载入，没有另一人审核。",
    "Loaded by the operator, without a review by a second person.",
)


def tell(judged: Judged, spec: CatalogueSpec, *, why: Text, actor: Actor) -> None:
    """One row for each life event, and each matter on its own, that reads differently or is new;
    also for a matter that was on its own until a life event took it in, in other words.

    Without a reason of its own, a loading that asks nothing more gives the title of the file.
    """
    if not why.zh.strip():
        why = Text(f"装入目录“{spec.title}”。", f"The catalogue “{spec.title}” was loaded.")
    told = Told(
        why=why.zh.strip(),
        why_en=why.en.strip(),
        author=actor.name,
        author_department=department_name(actor.department_code),
    )
    editions = LifeEventEdition.objects.filter(
        life_event__code__in=judged.events, state=EditionState.PUBLISHED
    ).select_related("life_event")
    for edition in editions.order_by("life_event__code"):
        burden = judged.events[edition.life_event.code]
        disclose(edition, burden=burden, told=told, also=(UNREVIEWED,))
    matters = {
        each.matter.code: each.matter for event in spec.life_events for each in event.matters
    }
    matters |= {matter.code: matter for matter in spec.matters}
    for code, burden in judged.matters.items():
        disclose_matter(
            matters[code], burden=burden, told=told, is_new=burden is NEW, also=(UNREVIEWED,)
        )
