"""Said at the start: whether marks on images can be written in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from materials.documents.marking.fonts import chinese_font


@checks.register("materials")
def check_font(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[checks.CheckMessage]:
    if chinese_font() is not None:
        return []
    return [
        checks.Warning(
            "No font with Chinese letters was found: the marks on copies of images that staff see "
            "are in Latin letters.",
            hint="Install a CJK font such as Noto Sans CJK, or set WATERMARK_FONT to a font file.",
            id="materials.W001",
        )
    ]
