"""What a draft touches: other life events, cases under way, the form."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from materials.catalogue.queries import life_event_spec
from services.catalogue.read import fingerprint
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import EditionState, LifeEventEdition, LifeEventMatter
from services.queries import find_life_event_edition
from windows.cases.models import Case
from windows.cases.states import OPEN, CaseState
from windows.planning.names import both


@dataclass(frozen=True, slots=True)
class Impact:
    life_events: tuple[Text, ...]
    """Others that share a matter which the draft changes; they are published again with it."""
    open_cases: int
    """Under way in this life event and in those; each is finished as it began."""
    open_by_state: tuple[tuple[CaseState, int], ...]
    forms: tuple[Text, ...]
    """Data elements that the form of this life event gains or loses."""


def impact_of(spec: LifeEventSpec) -> Impact:
    others = _sharing(spec)
    codes = [spec.code, *(edition.life_event.code for edition in others)]
    counted = (
        Case.objects.filter(
            life_event_edition__life_event__code__in=codes, state__in=OPEN, is_rehearsal=False
        )
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    by_state = {CaseState(state): number for state, number in counted}
    return Impact(
        life_events=tuple(Text(edition.name, edition.name_en) for edition in others),
        open_cases=sum(by_state.values()),
        open_by_state=tuple((state, by_state[state]) for state in OPEN if state in by_state),
        forms=tuple(_forms(spec)),
    )


def _sharing(spec: LifeEventSpec) -> list[LifeEventEdition]:
    prints = {each.matter.code: fingerprint(each.matter) for each in spec.matters}
    rows = (
        LifeEventMatter.objects.filter(
            edition__state=EditionState.PUBLISHED, matter_edition__matter__code__in=prints
        )
        .exclude(edition__life_event__code=spec.code)
        .values_list("edition_id", "matter_edition__matter__code", "matter_edition__fingerprint")
    )
    touched = {edition for edition, code, content in rows if content != prints[code]}
    return list(
        LifeEventEdition.objects.filter(pk__in=touched)
        .select_related("life_event")
        .order_by("life_event__code")
    )


def _forms(spec: LifeEventSpec) -> list[Text]:
    edition = find_life_event_edition(spec.code)
    if edition is None:
        return []
    was, now = _elements(life_event_spec(edition)), _elements(spec)
    added = [label for code, label in now.items() if code not in was]
    removed = [label for code, label in was.items() if code not in now]
    return [
        *(Text(f"多填“{label.zh}”", f"“{label.en}” added") for label in added),
        *(Text(f"不再填“{label.zh}”", f"“{label.en}” removed") for label in removed),
    ]


def _elements(spec: LifeEventSpec) -> dict[str, Text]:
    return {
        field.element: both(field.label, field.label_en)
        for included in spec.matters
        for field in included.matter.fields
    }
