"""From a path to a published catalogue: the door that commands and set-up share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.accounts.actor import Actor
from services.catalogue.faults import Fault
from services.catalogue.load import NO_REASON, Report, load_catalogue
from services.catalogue.parse import parse
from services.catalogue.text import Text
from services.errors import CatalogueRefused
from services.queries import known
from services.search.synonyms import bring_synonyms

SYNONYMS = "synonyms.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    report: Report
    warnings: tuple[Fault, ...]


def load_file(
    path: Path,
    *,
    actor: Actor,
    region: str = "",
    is_strict: bool = False,
    is_dry_run: bool = False,
    why: Text = NO_REASON,
) -> Loaded:
    """Load a file or folder in a transaction of its own.

    `region` is the code to load for; without one the file's own, else the portal's. A strict
    loading takes warnings for faults. A dry run does everything and keeps nothing. `why` is
    for the public, and needed where the file asks more of people. Raises CatalogueRefused with
    every fault and warning of the file, LoadingRefused with all that stops its publication.
    """
    parsed = parse(path, known=known())
    faults = parsed.faults + (parsed.warnings if is_strict else ())
    if parsed.spec is None or faults:
        raise CatalogueRefused(faults, () if is_strict else parsed.warnings)
    with transaction.atomic(durable=True):
        report = load_catalogue(
            parsed.spec,
            actor=actor,
            region=region or parsed.spec.region or settings.PORTAL_REGION,
            why=why,
            places=parsed.places,
        )
        if (synonyms := _beside(path)).is_file():
            bring_synonyms(synonyms, actor=actor)
        if is_dry_run:
            transaction.set_rollback(True)
    return Loaded(report, parsed.warnings)


def _beside(path: Path) -> Path:
    """The synonyms that come with a catalogue stand in the same folder."""
    return path.resolve().parent / SYNONYMS
