"""For a trial: the log shows what would have been sent, and to whom only masked."""

from __future__ import annotations

import logging

from windows.letters.addresses import masked
from windows.letters.transports.base import Parcel

log = logging.getLogger(__name__)


class ConsoleTransport:
    def send(self, parcel: Parcel) -> str:
        to = masked(parcel.way, parcel.to)
        log.info("Letter by %s to %s: %s", parcel.way, to, parcel.text)
        return ""
