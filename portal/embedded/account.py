"""Who the embedded servers run as, and where that user can reach their files.

PostgreSQL refuses to run as root. Started by root, both servers run as `nobody`; the folders
above the checkout are never opened up for that. If `nobody` cannot reach the checkout, data and
a copy of the programs go to a folder of their own under /var/lib.
"""

from __future__ import annotations

import hashlib
import os
import pwd
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
        if self.uid is None:
            return data_folder
        data_folder.chmod(0o711)
        if self.can_reach(data_folder):
            return data_folder
        name = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:12]
        home = OUTSIDE / name
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
        return home

    def programs(self, package: Path, probe: str, home: Path) -> Path:
        """The installed package, or a copy of it that this user can run."""
        if self.can_reach(package / probe):
            return package
        copy = home / "programs" / f"{package.name}-{int((package / probe).stat().st_mtime)}"
        if not self.can_reach(copy / probe):
            shutil.copytree(package, copy, symlinks=True, dirs_exist_ok=True)
            for path in [copy.parent, copy, *copy.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
            for program in (copy / probe).parent.iterdir():
                program.chmod(0o755)
        return copy
