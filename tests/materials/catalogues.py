"""Catalogue files, read and loaded."""

from pathlib import Path

from portal.accounts.actor import SYSTEM
from services.catalogue.load import publish_catalogue
from services.catalogue.parse import parse
from services.models import Region

SMALL = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parents[2] / "services" / "data" / "onethings.yaml"


def read(path):
    parsed = parse(path)
    assert parsed.faults == ()
    return parsed.spec


def load(spec):
    """Load for one region at the top, so that no other catalogue is needed."""
    Region.objects.get_or_create(code="330000", defaults={"name": "浙江省", "level": 1})
    return publish_catalogue(spec, actor=SYSTEM, region="330000")
