"""A font with Chinese letters for marks on images: the one that is set, or one of the system's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/adobe-source-han-sans/SourceHanSansCN-Regular.otf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
SAMPLE = "办件"


def chinese_font() -> Path | None:
    """The file that marks are written with; None where only Latin letters can be drawn."""
    return _found(settings.WATERMARK_FONT)


@lru_cache(maxsize=4)
def _found(wanted: str) -> Path | None:
    for place in (wanted,) if wanted else PLACES:
        path = Path(place)
        if path.is_file() and _draws_chinese(path):
            return path
    return None


def _draws_chinese(path: Path) -> bool:
    """A letter that a font lacks is drawn as the same box for all."""
    try:
        font = ImageFont.truetype(str(path), 24)
    except OSError:
        return False
    first, second = (bytes(font.getmask(letter)) for letter in SAMPLE)
    return first != second
