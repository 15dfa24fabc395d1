"""What is said of a data element once for all matters: read, and kept up by an editor."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from materials.catalogue.models import DataElement
from materials.errors import ElementNotFound, ElementNotYours, ElementUnsaid
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.form_elements import ElementSpec, FieldUse, FormSection

STREAM = "catalogue"


def said_once(codes: Collection[str]) -> dict[str, ElementSpec]:
    """Code → section, lastingness and uses, of the elements there are."""
    rows = DataElement.objects.filter(code__in=codes).order_by("pk")
    return {
        code: ElementSpec(code, section, is_lasting, tuple(uses))
        for code, section, is_lasting, uses in rows.values_list(
            "code", "section", "is_lasting", "uses"
        )
    }


def element_by_code(code: str) -> DataElement:
    """Raises ElementNotFound."""
    found = DataElement.objects.filter(code=code).first()
    if found is None:
        raise ElementNotFound
    return found


@transaction.atomic(savepoint=False)
def describe_element(
    element: DataElement,
    *,
    section: str,
    is_lasting: bool,
    uses: Sequence[str],
    actor: Actor,
) -> DataElement:
    """Say where the element stands on the form, whether it lasts, and what it is for.

    Editors only. Running cases follow at once: none of it is part of an edition. Raises
    ElementUnsaid for a section or a use that there is not.
    """
    element = DataElement.objects.select_for_update().get(pk=element.pk)
    if actor.kind not in (Role.EDITOR, Role.ADMIN):
        raise ElementNotYours
    known = [use.value for use in FieldUse]
    if section not in ("", *FormSection) or not set(uses) <= set(known):
        raise ElementUnsaid
    now = (section, is_lasting, [use for use in known if use in uses])
    if now == (element.section, element.is_lasting, element.uses):
        return element
    element.section, element.is_lasting, element.uses = now
    element.save(update_fields=["section", "is_lasting", "uses"])
    record(
        STREAM,
        "element.described",
        actor=actor,
        element=element.code,
        label=element.label,
        label_en=element.label_en or element.label,
        section=section,
        is_lasting=is_lasting,
        uses=now[2],
    )
    return element
