"""A town whose district has editions of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.lookups import matter_specs
from services.catalogue.spec import Handling, LegalBasisSpec
from services.models import Edition, Region
from services.overlays.queries import standard_of
from tests.services.overlays.reviewed import publish_reviewed
from tests.windows import builders as b

LAW = LegalBasisSpec("杭州市某条例", "12")


@pytest.fixture
def district(town) -> Region:
    return Region.objects.create(
        code="330106", name="西湖区", name_en="Xihu District", level=3, parent_id="330100"
    )


@pytest.fixture
def elsewhere(town) -> Region:
    return Region.objects.create(code="330200", name="宁波市", level=2, parent_id="330000")


def publish(code: str, region: Region, **changes: object) -> Edition:
    """The standard with these changes, published for the region."""
    standard = standard_of(code)
    spec = replace(matter_specs([standard])[standard.pk], **changes)
    return b.do(publish_reviewed, code, region=region, spec=spec, why="当地试行")


@pytest.fixture
def eased(district) -> Edition:
    """乙 is decided the same day in the district, and asks for no promise."""
    standard = standard_of("T1-B")
    first = matter_specs([standard])[standard.pk].requirements[:1]
    return publish("T1-B", district, promised_days=0, handling=Handling.INSTANT, requirements=first)


@pytest.fixture
def slower(district) -> Edition:
    """丙 takes longer there, on a law."""
    return publish("T1-C", district, promised_days=7, legal_bases=(LAW,))
