"""Whether anybody has looked for viruses in stored bytes, and what may follow. No database.

Nobody opens what waits for the scanner: not the owner, not an officer, not a department's system
(网络安全法 art. 23; 个人信息保护法 art. 51).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class ScanState(models.TextChoices):
    RECEIVED = "received", _("等待查毒")
    SCANNING = "scanning", _("正在查毒")
    HELD = "held", _("查毒程序没有应答，先不打开")
    CLEAN = "clean", _("已查毒")
    QUARANTINED = "quarantined", _("有病毒，已隔离")
    NOT_SCANNED = "not_scanned", _("没有查毒")


READABLE = (ScanState.CLEAN, ScanState.NOT_SCANNED)
"""What may be opened. NOT_SCANNED is said on every page where it stands: no scanner was there."""
WAITING = (ScanState.RECEIVED, ScanState.SCANNING, ScanState.HELD)

_CLOCKWORK = (Role.SYSTEM.value,)

SCAN_MOVES = Moves(
    [
        Move(
            "scan",
            (ScanState.RECEIVED.value, ScanState.HELD.value, ScanState.SCANNING.value),
            ScanState.SCANNING.value,
            _CLOCKWORK,
            "交给查毒程序；上一次没有结果的，再来一次",
            "Given to the scanner; once more where the last time had no end",
        ),
        Move(
            "hold",
            (ScanState.SCANNING.value,),
            ScanState.HELD.value,
            _CLOCKWORK,
            "查毒程序没有应答：先不打开，过一会儿再查",
            "The scanner does not answer: nobody opens it, and it is tried again",
        ),
        Move(
            "clear",
            (ScanState.SCANNING.value, ScanState.NOT_SCANNED.value),
            ScanState.CLEAN.value,
            _CLOCKWORK,
            "没有发现病毒，可以打开",
            "No virus found; it may be opened",
        ),
        Move(
            "quarantine",
            (ScanState.SCANNING.value, ScanState.NOT_SCANNED.value, ScanState.CLEAN.value),
            ScanState.QUARANTINED.value,
            _CLOCKWORK,
            "发现病毒，谁也不能打开；用到它的办件请本人换一份",
            "A virus was found: nobody opens it, and the cases that use it ask for another file",
        ),
    ]
)
