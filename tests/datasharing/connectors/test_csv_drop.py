"""A folder that two systems share, here and over SFTP with a pinned host key."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import paramiko
import pytest
from django.utils import timezone

from datasharing.connectors.base import NotYet, Reply, SourceDown, SourceRefused, SourceSilent
from datasharing.connectors.csv_drop import CsvDrop
from datasharing.connectors.folders import fingerprint_of
from tests.datasharing.connectors.conftest import PERSON, question
from tests.datasharing.connectors.sftp import OWN_KEY, SftpSource

NAME = "DS13-2b8e-1"
MAPPED = {
    "request": {"keys": {"id_number": "SFZH"}},
    "answer": {"fields": {"address": "ZL", "area": "MJ"}},
    "way": {"delimiter": ";", "encoding": "gb18030"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("questions", "answers"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def client_key(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key"
    paramiko.ECDSAKey.generate().write_private_key_file(str(path))
    return path


@pytest.fixture
def sftp(folder, client_key) -> Iterator[SftpSource]:
    server = SftpSource(folder, paramiko.ECDSAKey.from_private_key_file(str(client_key)))
    yield server
    server.close()


@pytest.fixture(params=["file", "sftp"])
def address(request, folder) -> str:
    if request.param == "file":
        return folder.as_uri()
    server = request.getfixturevalue("sftp")
    return over_sftp(server, request.getfixturevalue("client_key"), fingerprint_of(OWN_KEY))


def over_sftp(server: SftpSource, key: Path, pin: str) -> str:
    return f"sftp://portal@127.0.0.1:{server.port}/?host_key={quote(pin)}&key={quote(str(key))}"


def laid(asked) -> None:
    with pytest.raises(NotYet) as wait:
        CsvDrop().ask(asked)
    assert wait.value.after == timedelta(seconds=5)


def waiting(asked, **since):
    return replace(asked, waiting_since=timezone.now() - timedelta(**since))


def test_the_question_is_laid_down_and_nobody_waits(address, folder):
    laid(question(address))

    assert [path.name for path in (folder / "questions").iterdir()] == [f"{NAME}.csv"]
    with (folder / f"questions/{NAME}.csv").open(newline="") as file:
        assert list(csv.DictReader(file)) == [
            {
                "reference": "2b8e/1",
                "resource": "DS13",
                "key:id_number": PERSON,
                "fields": "address;area",
                "case": "330106-20261122-000001",
                "purpose": "核对房屋权属",
                "asker": "自然资源和规划局",
            }
        ]


def test_the_answer_is_read_and_nothing_is_left_lying(address, folder):
    asked = question(address)
    laid(asked)
    (folder / f"answers/{NAME}.csv").write_text(
        f"found,about:id_number,address,area\nyes,{PERSON},甲,89.5\nyes,{PERSON},乙,\n"
    )

    assert CsvDrop().ask(waiting(asked, seconds=6)) == Reply(
        found=True,
        about={"id_number": PERSON},
        records=({"address": "甲", "area": "89.5"}, {"address": "乙"}),
    )
    assert list((folder / "answers").iterdir()) == list((folder / "questions").iterdir()) == []


def test_half_an_answer_is_left_until_it_is_whole(address, folder):
    asked = waiting(question(address), minutes=30)
    (folder / f"answers/{NAME}.csv").write_text("found\nn")
    with pytest.raises(NotYet) as wait:
        CsvDrop().ask(asked)
    assert timedelta(minutes=3) <= wait.value.after < timedelta(minutes=3, seconds=5)
    (folder / f"answers/{NAME}.csv").write_text("found\nno\n")
    assert CsvDrop().ask(asked).found is False


def test_in_their_words_and_their_letters(address, folder):
    asked = question(address, mapping=MAPPED)
    laid(asked)
    said = (folder / f"questions/{NAME}.csv").read_bytes().decode("gb18030")
    assert said.splitlines()[0] == "reference;resource;SFZH;fields;case;purpose;asker"
    (folder / f"answers/{NAME}.csv").write_bytes(
        f"SFZH;ZL;MJ\n{PERSON};文一路;9\n".encode("gb18030")
    )

    assert CsvDrop().ask(waiting(asked, seconds=6)) == Reply(
        found=True, about={"id_number": PERSON}, records=({"address": "文一路", "area": "9"},)
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"wrong\n1\n", "lacks the columns found"),
        (b"found,about:id_number\nyes,a\nyes,b\n", "different people"),
        (b"found\nperhaps\n", "found must be"),
        (b"found\nno,1,2\n", "more cells"),
        (b'found\n"ye"s\n', "cannot be read: Error"),
        (b"found\n" + b"y" * 140_000 + b"\n", "cannot be read: Error"),
        (b"\xff\xfe\n", "UnicodeDecodeError"),
        (b"x" * (1024 * 1024) + b"\n", "too large"),
    ],
)
def test_an_answer_nobody_can_read_is_refused(folder, said, why):
    (folder / f"answers/{NAME}.csv").write_bytes(said)
    with pytest.raises(SourceRefused, match=why):
        CsvDrop().ask(waiting(question(folder.as_uri()), seconds=6))


def test_they_may_say_what_is_wrong(address, folder):
    (folder / f"answers/{NAME}.error").write_text("没有这个接口\n")
    with pytest.raises(SourceRefused, match="没有这个接口"):
        CsvDrop().ask(waiting(question(address), seconds=6))
    assert list((folder / "answers").iterdir()) == []


def test_after_three_days_it_is_not_answered(address, folder):
    asked = question(address)
    laid(asked)
    with pytest.raises(SourceSilent, match="within 72 hours"):
        CsvDrop().ask(waiting(asked, hours=73))
    assert list((folder / "questions").iterdir()) == []


def test_a_question_is_taken_back(address, folder):
    asked = question(address)
    laid(asked)
    (folder / f"answers/{NAME}.csv").write_text("found\nno\n")
    CsvDrop().withdraw(asked)
    assert list((folder / "answers").iterdir()) == list((folder / "questions").iterdir()) == []


def test_folders_that_are_not_there(tmp_path):
    with pytest.raises(SourceRefused, match="not there"):
        CsvDrop().ask(question((tmp_path / "gone").as_uri()))


@pytest.mark.parametrize("pin", ["", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_another_host_gets_nothing(sftp, client_key, folder, pin):
    with pytest.raises(SourceRefused, match="key that is pinned"):
        CsvDrop().ask(question(over_sftp(sftp, client_key, pin)))
    assert list((folder / "questions").iterdir()) == []


def test_a_key_that_they_do_not_know(sftp, tmp_path_factory):
    path = tmp_path_factory.mktemp("other") / "key"
    paramiko.ECDSAKey.generate().write_private_key_file(str(path))
    with pytest.raises(SourceRefused, match="not accepted"):
        CsvDrop().ask(question(over_sftp(sftp, path, fingerprint_of(OWN_KEY))))


def test_nobody_there(client_key):
    gone = f"sftp://portal@127.0.0.1:9/?host_key=x&key={client_key}"
    with pytest.raises(SourceDown):
        CsvDrop().ask(question(gone))
