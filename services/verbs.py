"""What the journal can tell about the catalogue."""

from __future__ import annotations

from portal.journal.verbs import register_verb

LOADED = register_verb(
    "catalogue.loaded",
    sentence="{actor}载入了事项目录“{title}”。",
    sentence_en="{actor} loaded the catalogue “{title}”.",
)
REGIONS_LOADED = register_verb(
    "catalogue.regions_loaded",
    sentence="{actor}载入了{created}个新的行政区划，更新了{changed}个。",
    sentence_en="{actor} loaded {created} new regions and updated {changed}.",
)
LAWS_LOADED = register_verb(
    "catalogue.laws_loaded",
    sentence="{actor}载入了法律条文“{title}”，共{laws}部。",
    sentence_en="{actor} loaded the statutes of “{title}”: {laws} laws.",
)
