"""Seals as files: checked by openssl and by a script that knows nothing of the portal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasharing.ledger.sealing import seal_round
from datasharing.timestamps.authority import authority_in
from portal.accounts.actor import SYSTEM
from tests.datasharing.test_my_data import login

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(sealing, four_reads, asked, read, tmp_path) -> Path:
    """Two seals over five lines."""
    seal_round(actor=SYSTEM)
    read(asked(four_reads, "DS13", case="330106-20261122-000002"))
    seal_round(actor=SYSTEM, is_forced=True)
    call_command("export_seal", to=tmp_path / "out")
    return tmp_path / "out"


def verdict(folder: Path, *more: str) -> tuple[int, str]:
    """By the exported script, with no package at hand, from another folder."""
    command = [sys.executable, "-I", "-S", folder / "verify_ledger.py", folder, *more]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_what_is_written(folder):
    assert sorted(each.name for each in folder.iterdir()) == [
        "authority.pem",
        "seal-00000001.json",
        "seal-00000001.lines",
        "seal-00000001.tsr",
        "seal-00000002.json",
        "seal-00000002.lines",
        "seal-00000002.tsr",
        "verify_ledger.py",
    ]


def test_openssl_verifies_a_seal(folder):
    assert shutil.which("openssl")
    command = ["openssl", "ts", "-verify", "-data", "seal-00000001.json"]
    command += ["-in", "seal-00000001.tsr", "-CAfile", "authority.pem"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Verification: OK")


def test_the_script_finds_it_whole(folder):
    code, told = verdict(folder)
    assert code == 0
    assert told.startswith("WHOLE: seal-00000001 to seal-00000002, 5 lines, 2 of 2 seals stamped;")


def changed(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("seal-00000001.lines", "核对房屋权属".encode(), "核对婚姻".encode(),
         "line 2 of person {who} does not follow the last one"),
        ("seal-00000002.lines", "核对房屋权属".encode(), "核对婚姻".encode(),
         "a line under seal 2 was changed"),
        ("seal-00000001.json", b'"lines":4', b'"lines":5',
         "seal 1 covers 5 lines, 4 are there"),
        ("seal-00000002.json", b'"made_at":"2', b'"made_at":"3',
         "the time stamp of seal 2 does not hold"),
        ("seal-00000001.json", b'"made_at":"2', b'"made_at":"3',
         "the time stamp of seal 1 does not hold"),
        ("seal-00000002.json", b'"previous":"', b'"previous":"f',
         "seal 2 follows another seal 1 than this one"),
    ],
)  # fmt: skip
def test_the_script_catches_what_was_touched(folder, four_reads, name, old, new, what):
    changed(folder / name, old, new)
    code, told = verdict(folder)
    assert code == 1
    assert what.format(who=four_reads.pk) in told


def test_the_script_catches_a_seal_that_was_left_out(folder):
    (folder / "seal-00000001.json").rename(folder / "kept-elsewhere")
    assert verdict(folder)[0] == 0, "a part that begins later is whole in itself"
    (folder / "kept-elsewhere").rename(folder / "seal-00000001.json")
    changed(folder / "seal-00000002.json", b'"seal":2', b'"seal":3')
    code, told = verdict(folder)
    assert (code, "between seal 1 and seal 3 something is missing" in told) == (1, True)


def test_the_script_trusts_whom_it_is_told_to(folder, tmp_path):
    authority_in(tmp_path / "another")
    code, told = verdict(folder, "--authority", str(tmp_path / "another" / "authority.pem"))
    assert (code, "the time stamp of seal 1 does not hold" in told) == (1, True)
    (folder / "authority.pem").unlink()
    assert "name whom the time stamps are trusted by" in verdict(folder)[1]


def test_hashes_alone_say_nothing_of_anybody(folder, tmp_path, capsys):
    call_command("export_seal", 2, to=tmp_path / "hashes", hashes_only=True)
    assert capsys.readouterr().out.startswith("1 seals in ")
    hashes = (tmp_path / "hashes" / "seal-00000002.hashes").read_text()
    assert len(hashes) == 65
    assert not list((tmp_path / "hashes").glob("*.lines"))
    assert verdict(tmp_path / "hashes")[0] == 0


def test_the_proof_of_one_line_is_checked_alone(folder, four_reads, client, tmp_path):
    login(client, four_reads)
    kept = client.get(f"/my/data/{four_reads.pk}/lines/3/proof/").content
    proof = tmp_path / "proof.json"
    proof.write_bytes(kept)
    command = [sys.executable, "-I", "-S", folder / "verify_ledger.py", proof]
    command += ["--authority", folder / "authority.pem"]

    def said() -> str:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    assert said() == "WHOLE: the line is under seal 1, and its time stamp holds.\n"
    proof.write_bytes(kept.replace("核对房屋权属".encode(), "核对婚姻".encode()))
    assert said() == "NOT WHOLE: the line is not under this seal\n"
    proof.write_bytes(kept.replace(b'made_at\\":\\"2', b'made_at\\":\\"3'))
    assert said().startswith("NOT WHOLE: the time stamp of seal 1 does not hold")


def test_an_unknown_seal_and_none_at_all(db, tmp_path):
    with pytest.raises(CommandError, match="There is no seal 7"):
        call_command("export_seal", 7, to=tmp_path)
    with pytest.raises(CommandError, match="There is no seal yet"):
        call_command("export_seal", to=tmp_path)


def test_an_empty_folder_is_not_whole(folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    shutil.copy(folder / "verify_ledger.py", empty)
    code, told = verdict(empty)
    assert (code, told) == (1, f"NOT WHOLE: there is no seal in {empty}\n")
