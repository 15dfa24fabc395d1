"""`measure_sparing`: what the catalogue asks of people, before and now (docs/sparing.md)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasharing.resource_list import SHIPPED, parse
from datasharing.states import Sharing
from services.catalogue import parse as catalogue_file
from services.catalogue.spec import CatalogueSpec
from services.catalogue.text import Text
from windows.demo.load import CATALOGUE
from windows.planning import Known
from windows.sparing.measuring import measure, total
from windows.sparing.page import as_json, as_page

PAGE = settings.CHECKOUT / "docs" / "sparing.md"


class Command(BaseCommand):
    help = (
        "Count, for every life event of the catalogue, the papers and fields of a walk from door "
        "to door and those asked now. --write renews docs/sparing.md, --check says if it is stale."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document and no more")
        parser.add_argument("--write", action="store_true", help="renew docs/sparing.md")
        parser.add_argument("--check", action="store_true", help="end with an error if it is stale")
        parser.add_argument("--catalogue", type=Path, default=CATALOGUE)
        parser.add_argument("--resources", type=Path, default=SHIPPED)
        parser.add_argument("--page", type=Path, default=PAGE)

    def handle(self, *, catalogue: Path, resources: Path, page: Path, **options: Any) -> None:
        spec = _read(catalogue)
        listed = parse(resources.read_text("utf-8"))
        names = {row["code"]: Text(row["name"], row["name_en"] or row["name"]) for row in listed}
        shared = [row for row in listed if row["sharing"] != Sharing.NONE]
        connected = frozenset(row["code"] for row in shared if row["connector"])
        rows = measure(spec, Known(connected=connected, names=names))
        every = Known(connected=frozenset(row["code"] for row in shared), names=names)
        everything = total(measure(spec, every))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(rows, everything), ensure_ascii=False, indent=1))
            return
        wanted = as_page(rows, everything, names)
        if options["write"]:
            page.write_text(wanted, "utf-8")
            self.stdout.write(f"Written: {page.name}.")
        elif options["check"]:
            if not page.exists() or page.read_text("utf-8") != wanted:
                raise CommandError(
                    f"{page.name} is stale. Run `manage.py measure_sparing --write`."
                )
            self.stdout.write(f"{page.name} says what is measured.")
        else:
            self.stdout.write(wanted)


def _read(path: Path) -> CatalogueSpec:
    parsed = catalogue_file.parse(path)
    if parsed.spec is None:
        raise CommandError("\n".join(str(fault) for fault in parsed.faults))
    return parsed.spec
