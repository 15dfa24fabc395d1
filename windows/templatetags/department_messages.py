"""What staff should know about messages to departments' systems."""

from __future__ import annotations

from django import template

from portal.accounts.actor import Actor
from windows.departments.queries import Undelivered
from windows.departments.queries import undelivered as counts_for

register = template.Library()


@register.simple_tag
def undelivered(actor: Actor | None) -> Undelivered:
    """`{% undelivered actor as waiting %}`: one query, none for whoever is no staff."""
    return counts_for(actor)
