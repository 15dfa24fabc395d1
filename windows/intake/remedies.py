"""救济途径: where to turn against a refusal or denial."""

from __future__ import annotations

from services.catalogue.text import Text

REMEDIES = Text(
    "如不服，可自收到之日起 60 日内申请行政复议（可在网上申请），"
    "或 6 个月内向人民法院提起行政诉讼。",
    "If you disagree, apply for administrative review within 60 days of receipt (also online), or "
    "bring the case before a people's court within 6 months.",
)
"""行政复议法 art. 20, 22 (online service demands an online review channel); 行政诉讼法 art. 46."""
