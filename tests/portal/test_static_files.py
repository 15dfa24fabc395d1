"""Static files: packed where the portal runs, collected again only when one has changed."""

from __future__ import annotations

import gzip

import pytest
from django.contrib.staticfiles.finders import get_finder

from portal.embedded import static_files
from portal.settings import environment

PACKED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
SECRET = {"SECRET_KEY": "x" * 50}


@pytest.mark.parametrize(
    ("mode", "debug", "packs"), [("demo", "", True), ("demo", "1", False), ("test", "", False)]
)
def test_a_portal_packs_and_a_developer_does_not(mode, debug, packs):
    taken = environment.read({"PORTAL_MODE": mode, "DEBUG": debug} | SECRET)
    assert taken.packs_static_files is packs


@pytest.fixture
def finders_anew():
    get_finder.cache_clear()
    yield
    get_finder.cache_clear()


@pytest.mark.usefixtures("finders_anew")
def test_files_are_packed_and_collected_once(settings, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    (source / "page.css").write_text("main { margin: 0 }\n" * 500)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = target
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PACKED}}

    assert static_files.collect_changed()
    (packed,) = target.glob("page.*.css.gz")
    assert packed.stat().st_size < 200
    assert gzip.decompress(packed.read_bytes()).startswith(b"main { margin: 0 }")
    assert not static_files.collect_changed()

    (source / "page.css").write_text("main { margin: 1px }\n" * 500)
    assert static_files.collect_changed()
    assert len(list(target.glob("page.*.css.gz"))) == 2  # the old one too, for pages still open
