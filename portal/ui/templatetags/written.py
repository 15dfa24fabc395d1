"""What somebody wrote in Chinese, on a page in English: `{{ status|said|marked }}`.

An officer's reason stands in the middle of a sentence of ours. On an English page its Chinese is
marked as Chinese, so that it is read aloud, hyphenated and translated as what it is (WCAG 3.1.2).
"""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
WRITTEN = re.compile(rf"{_HAN}+(?:[0-9A-Za-z ./%~-]{{1,12}}{_HAN}+)*")
"""A run of Chinese, with the numbers and short names that stand inside it."""


@register.filter
def marked(said: str | SafeString | None) -> SafeString:
    """The text, escaped; on a page in English every run of Chinese in it is marked as such."""
    escaped = conditional_escape(said or "")
    if not (get_language() or "").startswith("en"):
        return escaped
    return mark_safe(WRITTEN.sub(_span, escaped))  # noqa: S308 - escaped above, and only spans


def _span(found: re.Match[str]) -> str:
    return f'<span lang="zh-Hans">{found[0]}</span>'
