#!/usr/bin/env python3
"""Checks exported seals of the record of reads. Needs Python 3.9 and, for time stamps, openssl.

    python3 verify_ledger.py FOLDER [--authority FILE]
    python3 verify_ledger.py PROOF.json --authority FILE

A proof is what a person has downloaded for one line about them.

Nothing of the portal is needed, and nothing of it is believed: hashes, trees and chains are made
anew here, and openssl judges the time stamps. FOLDER holds what `manage.py export_seal` wrote:

    seal-00000001.json     what was stamped: root over the lines, number, the seal before
    seal-00000001.tsr      the time stamp over exactly these bytes (RFC 3161)
    seal-00000001.lines    one line of the record a row, as it was hashed; or
    seal-00000001.hashes   only the hashes
    authority.pem          whom the time stamps are trusted by. Better bring your own (--authority):
                           who can forge the rest can forge this file

Ends with 0 when everything holds, with 1 and the first fault when not.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ZEROS = "0" * 64

Seal = dict[str, Any]
Ends = dict[int, tuple[int, str]]
"""Person → number and hash of their last line so far."""


class Fault(Exception):
    """The first thing that does not hold."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Checks exported seals of the record of reads.")
    parser.add_argument("folder", type=Path, help="exported seals, or the proof of one line")
    parser.add_argument("--authority", type=Path, help="PEM file with trusted certificates")
    options = parser.parse_args(arguments)
    try:
        if options.folder.is_file():
            beside = options.folder.parent / "authority.pem"
            told = check_proof(options.folder, options.authority or beside)
        else:
            told = check(options.folder, options.authority or options.folder / "authority.pem")
    except Fault as fault:
        print(f"NOT WHOLE: {fault}")
        return 1
    print(told)
    return 0


def check(folder: Path, authority: Path) -> str:
    statements = sorted(folder.glob("seal-*.json"))
    if not statements:
        raise Fault(f"there is no seal in {folder}")
    previous: tuple[Seal, str] | None = None
    lines = stamped = 0
    ends: Ends = {}
    last_hash = ZEROS
    for file in statements:
        said = file.read_bytes()
        seal = json.loads(said)
        check_follows(seal, previous)
        hashes = hashes_of(file, ends)
        check_root(seal, hashes)
        stamp = file.with_suffix(".tsr")
        if stamp.exists():
            check_stamp(seal, file, stamp, authority)
            stamped += 1
        lines += len(hashes)
        last_hash = hashlib.sha256(said).hexdigest()
        previous = (seal, last_hash)
    first, last = statements[0].stem, statements[-1].stem
    return (
        f"WHOLE: {first} to {last}, {lines} lines, {stamped} of {len(statements)} seals "
        f"stamped; the next one must name {last_hash}."
    )


def check_proof(file: Path, authority: Path) -> str:
    """From one line up the tree to what was stamped; nobody else's line is needed."""
    proof = json.loads(file.read_bytes())
    said = proof["seal"].encode()
    seal = json.loads(said)
    made = hashlib.sha256(proof["line"].encode()).digest()
    found = hashlib.sha256(b"\0" + made).digest()
    for side, beside in proof["way"]:
        other = bytes.fromhex(beside)
        pair = other + found if side == "left" else found + other
        found = hashlib.sha256(b"\1" + pair).digest()
    if found.hex() != seal["root"]:
        raise Fault("the line is not under this seal")
    with tempfile.TemporaryDirectory() as folder:
        data, stamp = Path(folder) / "seal.json", Path(folder) / "seal.tsr"
        data.write_bytes(said)
        stamp.write_bytes(base64.b64decode(proof["stamp"]))
        check_stamp(seal, data, stamp, authority)
    return f"WHOLE: the line is under seal {seal['seal']}, and its time stamp holds."


def check_follows(seal: Seal, previous: tuple[Seal, str] | None) -> None:
    """Each seal names the hash of the one before, and begins where that one ended."""
    number = seal["seal"]
    if previous is None:
        if number == 1 and (seal["previous"] != ZEROS or seal["after"] != 0):
            raise Fault("seal 1 says that one came before it")
        return
    before, its_hash = previous
    if number != before["seal"] + 1 or seal["after"] != before["to"]:
        raise Fault(f"between seal {before['seal']} and seal {number} something is missing")
    if seal["previous"] != its_hash:
        raise Fault(f"seal {number} follows another seal {before['seal']} than this one")


def hashes_of(file: Path, ends: Ends) -> list[str]:
    """The hashes of the lines under a seal, made from the lines where they are there."""
    rows = file.with_suffix(".lines")
    if not rows.exists():
        listed = file.with_suffix(".hashes")
        if not listed.exists():
            raise Fault(f"{file.stem}: neither lines nor hashes are there")
        return listed.read_text("ascii").split()
    hashes = []
    for row in rows.read_bytes().split(b"\n")[:-1]:
        made = hashlib.sha256(row).hexdigest()
        line = json.loads(row)
        whose, place = line["subject_id"], line["sequence"]
        if whose in ends and (place, line["previous_hash"]) != (ends[whose][0] + 1, ends[whose][1]):
            raise Fault(f"{file.stem}: line {place} of person {whose} does not follow the last one")
        ends[whose] = (place, made)
        hashes.append(made)
    return hashes


def check_root(seal: Seal, hashes: list[str]) -> None:
    if len(hashes) != seal["lines"]:
        raise Fault(f"seal {seal['seal']} covers {seal['lines']} lines, {len(hashes)} are there")
    level = [hashlib.sha256(b"\0" + bytes.fromhex(each)).digest() for each in hashes]
    while len(level) > 1:
        joined = [
            hashlib.sha256(b"\1" + level[at] + level[at + 1]).digest()
            for at in range(0, len(level) - 1, 2)
        ]
        level = joined + level[len(joined) * 2 :]
    if level[0].hex() != seal["root"]:
        raise Fault(f"a line under seal {seal['seal']} was changed")


def check_stamp(seal: Seal, file: Path, stamp: Path, authority: Path) -> None:
    if not authority.exists():
        raise Fault(f"{authority} is not there: name whom the time stamps are trusted by")
    command = ["openssl", "ts", "-verify", "-data", str(file), "-in", str(stamp)]
    try:
        done = subprocess.run(
            [*command, "-CAfile", str(authority)], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Fault(f"openssl cannot be run: {error}") from None
    if done.returncode != 0:
        why = (done.stdout + done.stderr).strip().splitlines()
        raise Fault(
            f"the time stamp of seal {seal['seal']} does not hold: {why[-1] if why else ''}"
        )


if __name__ == "__main__":
    sys.exit(main())
