"""Seals as files: whoever does not trust this portal checks them with openssl and one script."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from datasharing.ledger import standalone
from datasharing.ledger.chain import said_by
from datasharing.ledger.models import LedgerSeal
from datasharing.models import LedgerEntry

AT_ONCE = 2000
AUTHORITY, SCRIPT = "authority.pem", "verify_ledger.py"


def export_seals(seals: Iterable[LedgerSeal], folder: Path, *, with_lines: bool) -> int:
    """Write each seal's statement, its time stamp, and what lies under it; how many were written.

    `with_lines` gives the lines as they were hashed, which is personal data; otherwise only the
    hashes, which say nothing of anybody and may be kept by a stranger.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for seal in seals:
        _write(seal, folder, with_lines=with_lines)
        written += 1
    shutil.copyfile(standalone.__file__, folder / SCRIPT)
    certificates = Path(settings.LEDGER_TSA_CERTIFICATES)
    if certificates.exists():
        shutil.copyfile(certificates, folder / AUTHORITY)
    return written


def _write(seal: LedgerSeal, folder: Path, *, with_lines: bool) -> None:
    name = f"seal-{seal.number:08d}"
    (folder / f"{name}.json").write_bytes(seal.statement.encode())
    if seal.token is not None:
        (folder / f"{name}.tsr").write_bytes(bytes(seal.token))
    lines = LedgerEntry.objects.filter(pk__gt=seal.after_id, pk__lte=seal.to_id).order_by("pk")
    with (folder / f"{name}.{'lines' if with_lines else 'hashes'}").open("wb") as file:
        for line in lines.iterator(chunk_size=AT_ONCE):
            file.write((said_by(line) if with_lines else line.hash.encode()) + b"\n")
