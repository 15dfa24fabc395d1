"""Sealed bytes: read from anywhere, and never believed when they were touched."""

import io
import os
import re

import pytest

from materials.actions import store_document
from materials.documents.content import open_content
from materials.documents.keys import LOCKED_BYTES, KeyMissing, fresh_key, unlock
from materials.documents.sealing import PIECE, SealBroken, Sealed, new_key, seal
from materials.errors import DocumentUnavailable
from materials.models import Blob
from tests.materials.conftest import upload
from tests.materials.files import PDF

HEAD, TAG = 11, 16
KEY = new_key()


def sealed(content, key=KEY, context="a"):
    target = io.BytesIO()
    seal(io.BytesIO(content), target, key=key, context=context)
    return target.getvalue()


def opened(stored, key=KEY, context="a"):
    return io.BufferedReader(Sealed(io.BytesIO(stored), key=key, context=context))


@pytest.mark.parametrize(
    "length", [0, 1, 15, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7]
)
def test_comes_back_whole(length):
    content = os.urandom(length)
    stored = sealed(content)
    assert len(stored) == HEAD + length + TAG * max(1, -(-length // PIECE))
    assert opened(stored).read() == content


def test_the_same_bytes_never_look_the_same():
    assert sealed(PDF)[HEAD:] != sealed(PDF)[HEAD:]
    assert PDF[:20] not in sealed(PDF)


def test_read_from_anywhere():
    content = os.urandom(3 * PIECE + 7)
    file = opened(sealed(content))
    assert file.seek(0, io.SEEK_END) == len(content)
    for at, size in ((0, 5), (PIECE - 3, 9), (2 * PIECE, PIECE), (3 * PIECE, 100)):
        file.seek(at)
        assert file.read(size) == content[at : at + size]
    file.seek(-7, io.SEEK_END)
    assert file.read() == content[-7:]


def second_piece_first(stored):
    first, second = stored[HEAD : HEAD + PIECE + TAG], stored[HEAD + PIECE + TAG :]
    return stored[:HEAD] + second[: PIECE + TAG] + first + second[PIECE + TAG :]


TOUCHED = {
    "one bit": lambda stored: stored[:-1] + bytes([stored[-1] ^ 1]),
    "a bit of the first piece": lambda s: s[: HEAD + 5] + bytes([s[HEAD + 5] ^ 1]) + s[HEAD + 6 :],
    "another head": lambda stored: b"OWP1" + bytes(7) + stored[HEAD:],
    "the last piece cut off": lambda stored: stored[: HEAD + 2 * (PIECE + TAG)],
    "a few bytes cut off": lambda stored: stored[:-3],
    "two pieces changed places": second_piece_first,
    "something appended": lambda stored: stored + stored[HEAD : HEAD + 100],
    "nothing but a head": lambda stored: stored[:HEAD],
    "no sealed file at all": lambda stored: PDF,
}


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=TOUCHED.keys())
def test_touched_bytes_are_not_believed(touch):
    stored = sealed(os.urandom(2 * PIECE + 100))
    with pytest.raises(SealBroken):
        opened(touch(stored)).read()


def test_another_files_name_or_key_does_not_open_it():
    stored = sealed(PDF)
    for other in ({"context": "b"}, {"key": new_key()}):
        with pytest.raises(SealBroken):
            opened(stored, **other).read()


def test_a_kept_key_opens_with_its_own_name_only(settings):
    settings.DOCUMENT_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
    key, locked = fresh_key("a")
    assert (locked.name, len(locked.locked)) == ("k2", LOCKED_BYTES)
    assert unlock(locked, "a") == key
    with pytest.raises(SealBroken):
        unlock(locked, "b")
    settings.DOCUMENT_KEYS = {"k1": b"1" * 32}
    with pytest.raises(KeyMissing, match="'k2'"):
        unlock(locked, "a")


@pytest.mark.django_db
def test_nothing_of_a_document_is_readable_in_the_store(stored_document, settings):
    (path,) = [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    assert path.read_bytes().startswith(b"OWP1")
    assert b"%PDF" not in path.read_bytes()
    assert (stored_document.blob.key_name, len(stored_document.blob.locked_key)) == ("test-2", 60)
    with open_content(stored_document.blob) as content:
        assert content.read() == PDF


@pytest.mark.django_db
def test_a_touched_file_is_unavailable_before_its_first_byte(
    stored_document, settings, client, buyer, caplog
):
    (path,) = [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(DocumentUnavailable):
        open_content(stored_document.blob)
    client.force_login(buyer.user)
    assert client.get(f"/documents/{stored_document.pk}/").status_code == 503
    assert re.search(r"Document [0-9a-f]{64} cannot be opened", caplog.text)


@pytest.mark.django_db
def test_without_a_key_it_lies_as_it_is_and_a_swap_is_noticed(settings, buyer, buyer_actor):
    settings.DOCUMENT_KEYS = {}
    document = store_document(buyer, upload=upload(), material_type=None, actor=buyer_actor)
    (path,) = [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    assert (document.blob.key_name, path.read_bytes()) == ("", PDF)
    path.chmod(0o600)
    path.write_bytes(PDF.replace(b"595", b"596"))
    with pytest.raises(DocumentUnavailable):
        open_content(Blob.objects.get())


@pytest.mark.django_db
def test_a_lost_key_is_unavailable_not_a_crash(stored_document, settings):
    settings.DOCUMENT_KEYS = {"other": b"3" * 32}
    with pytest.raises(DocumentUnavailable):
        open_content(stored_document.blob)
