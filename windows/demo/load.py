"""Loading the demonstration: safe to run at every start, quick when nothing is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from datasharing.grounds.rule_list import SHIPPED as GROUNDS
from datasharing.grounds.rule_list import load_grounds
from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.resource_list import SHIPPED as RESOURCES
from datasharing.resource_list import load_resources
from portal.accounts.actor import SYSTEM
from portal.journal.actions import record
from portal.journal.models import Entry
from services.catalogue.load_file import load_file
from services.catalogue.regions import SHIPPED_REGIONS, load_regions_file
from services.queries import published_life_events
from windows.demo.accounts import make_accounts
from windows.demo.cases import make_cases
from windows.demo.overlays import make_overlays
from windows.demo.places import make_centre

CATALOGUE = SHIPPED_REGIONS.parent / "onethings.yaml"
STREAM = "demo"
VERB = "demo.loaded"

Say = Callable[[str], object]


def load_demo(say: Say, *, with_cases: bool = True) -> None:
    """Regions, catalogue, resources, a centre, accounts, regional editions, cases; each once."""
    digest = _digest()
    if not _is_loaded(digest):
        say("Loading regions, catalogue and resources …")
        load_regions_file(SHIPPED_REGIONS, actor=SYSTEM)
        load_file(CATALOGUE, actor=SYSTEM)
        load_resources(actor=SYSTEM)
        load_grounds(actor=SYSTEM)
        with transaction.atomic(durable=True):
            suppose_agreed(actor=SYSTEM)
    with transaction.atomic(durable=True):
        centre = make_centre(settings.PORTAL_REGION)
    made = make_accounts(centre)
    make_overlays()
    if made:
        say(f"Made {made} accounts; everybody's password is on the login page.")
    if with_cases:
        make_cases(say)
    if not _is_loaded(digest):
        with transaction.atomic(durable=True):
            record(STREAM, VERB, actor=SYSTEM, digest=digest)
    say(f"{published_life_events().count()} life events are published.")


def _is_loaded(digest: str) -> bool:
    """Whether just these files were loaded into this database last time."""
    last = Entry.objects.filter(stream=STREAM, verb=VERB).order_by("sequence").last()
    return last is not None and last.data.get("digest") == digest


def _digest() -> str:
    """Of every file that is loaded, and of the region it is loaded for."""
    digest = hashlib.sha256(settings.PORTAL_REGION.encode())
    for file in [*sorted(CATALOGUE.parent.rglob("*.yaml")), Path(RESOURCES), Path(GROUNDS)]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
