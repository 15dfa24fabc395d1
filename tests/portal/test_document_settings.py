from __future__ import annotations

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.embedded import trial
from portal.settings.documents import document_keys, document_store, scanner_address

ONE, TWO = base64.b64encode(b"1" * 32).decode(), base64.b64encode(b"2" * 32).decode()


def test_the_first_key_stands_first() -> None:
    keys = document_keys(f" 2026a:{ONE}, 2025b:{TWO} ")
    assert list(keys.items()) == [("2026a", b"1" * 32), ("2025b", b"2" * 32)]
    assert document_keys("") == {}


@pytest.mark.parametrize(
    "said",
    [ONE, f"A:{ONE}", "a:", "a:short", f"a:{ONE}x", f"a:{ONE},a:{TWO}", f":{ONE}", "a:MTIz"],
)
def test_a_key_that_cannot_be_used_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DOCUMENT_KEYS") as refused:
        document_keys(said)
    assert ONE not in str(refused.value)


def test_a_folder_or_anything_that_speaks_s3() -> None:
    assert document_store("").as_setting() == {
        "BACKEND": "materials.documents.storage.BlobStorage",
        "OPTIONS": {},
    }
    store = document_store("s3://papers/city/a?endpoint=https://store.example&region=cn-1")
    assert store.backend == "materials.documents.s3.S3BlobStorage"
    assert store.options == {
        "bucket_name": "papers",
        "location": "city/a",
        "endpoint_url": "https://store.example",
        "region_name": "cn-1",
    }


@pytest.mark.parametrize(
    "said", ["papers", "s3://", "ftp://papers", "s3://papers?endpoint=store", "s3://papers?x=1"]
)
def test_a_store_that_cannot_be_read_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DOCUMENT_STORE"):
        document_store(said)


@pytest.mark.parametrize("said", ["", "unix:/run/clamav/clamd.ctl", "scanner:3310", "[::1]:3310"])
def test_where_a_scanner_may_be(said: str) -> None:
    assert scanner_address(said) == said


@pytest.mark.parametrize("said", ["scanner", "unix:relative", ":3310", "scanner:", "/run/clamd"])
def test_a_scanner_nobody_finds_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CLAMD_ADDRESS"):
        scanner_address(said)


def test_a_trial_makes_its_key_once(tmp_path) -> None:
    made = trial.document_keys(tmp_path)
    assert trial.document_keys(tmp_path) == made
    assert list(document_keys(made)) == ["trial"]
    assert (tmp_path / "document-keys").stat().st_mode & 0o777 == 0o600
