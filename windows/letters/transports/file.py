"""Each letter as a file of its own, for a trial or for a program that takes them from there.

A file appears whole or not at all, and a second try overwrites the first: exactly once.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from django.conf import settings

from windows.letters.transports.base import NotNow, Parcel


class FileTransport:
    def send(self, parcel: Parcel) -> str:
        folder = Path(settings.LETTER_FOLDER)
        name = re.sub(r"[^\w.-]", "_", parcel.key) + ".json"
        said = {
            "way": parcel.way,
            "to": parcel.to,
            "subject": parcel.subject,
            "text": parcel.text,
            "key": parcel.key,
        }
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = folder / f".{name}.{os.getpid()}"
            unfinished.touch(mode=0o600)
            unfinished.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
            unfinished.rename(folder / name)
        except OSError as error:
            raise NotNow(type(error).__name__) from error
        return name
