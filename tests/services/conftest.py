from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import Loaded, load_file
from services.models import Region

FIXTURES = Path(__file__).parent / "fixtures"
UNSEEN = FIXTURES / "unseen.yaml"
SHIPPED = Path(__file__).parents[2] / "services" / "data" / "onethings.yaml"


@pytest.fixture
def hangzhou(db) -> Region:
    province = Region.objects.create(code="330000", name="浙江省", level=1)
    return Region.objects.create(code="330100", name="杭州市", level=2, parent=province)


@pytest.fixture
def unseen_loaded(hangzhou) -> Loaded:
    return load_file(UNSEEN, actor=SYSTEM)


@pytest.fixture
def write(tmp_path):
    """Writes a catalogue (text or data) and returns its path."""

    def _write(content, name: str = "catalogue.yaml") -> Path:
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


@pytest.fixture
def unseen() -> dict:
    """The fixture file as data, for a test to spoil in one place."""
    return yaml.safe_load(UNSEEN.read_text(encoding="utf-8"))
