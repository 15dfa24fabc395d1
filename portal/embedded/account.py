"""Who the embedded servers run as, and where that user can reach their files.

PostgreSQL refuses to run as root. Started by root, both servers run as `nobody`; the folders
above the checkout are never opened up for that. If `nobody` cannot reach the checkout, data and
a copy of the programs go to a folder of their own under /var/lib.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OUTSIDE = Path("/var/lib/one-window-portal")


@dataclass(frozen=True)
class Account:
    """The user of the embedded servers; `uid` is None for whoever runs the command."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_engines(cls) -> Account:
        if os.geteuid() != 0:
            return cls()
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def for_popen(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Whether this user may enter a folder or run a program, folders above it included."""
        test = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
        return subprocess.call(test, cwd="/", **self.for_popen()) == 0

    def own_folder(self, folder: Path) -> Path:
        """A folder that this user alone can open."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder

    def home_for(self, data_folder: Path) -> Path:
        """Where the servers keep their data: in the data folder if this user can get there."""
        data_folder.mkdir(parents=True, exist_ok=True)
        data_folder.chmod(0o700 if self.uid is None else 0o711)
        if self.uid is None:
            return data_folder
        if self.can_reach(data_folder):
            return data_folder
        note = data_folder / "servers-at"  # so that a new checkout at this path starts anew
        if not note.exists():
            note.write_text(str(OUTSIDE / secrets.token_hex(8)))
        home = Path(note.read_text())
        home.mkdir(parents=True, exist_ok=True)
        for folder in (home.parent, home):
            folder.chmod(0o711)
        return home

    def program(self, package: Path, name: str, home: Path) -> Path:
        """A program of an installed package, or of a copy that this user can run.

        A wheel's shared libraries lie beside its package, in a folder found by its place.
        """
        if self.can_reach(package / name):
            return package / name
        copies = home / "programs" / str(int((package / name).stat().st_mtime))
        if not self.can_reach(copies / package.name / name):
            for part in (package, package.with_name(package.name + ".libs")):
                if part.exists():
                    shutil.copytree(part, copies / part.name, dirs_exist_ok=True)
            for path in (copies.parent, copies, *copies.rglob("*")):
                is_program = path.is_dir() or path.parent == (copies / package.name / name).parent
                path.chmod(0o755 if is_program else 0o644)
        return copies / package.name / name
