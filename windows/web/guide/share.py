"""A page to hand on: its address in full and as a QR code, drawn here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.ui.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Share:
    address: str
    qr: SafeString


def share_of(request: HttpRequest, path: str) -> Share:
    address = request.build_absolute_uri(path)
    return Share(address, qr_svg(address))
