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
SYNONYM_ADDED = register_verb(
    "catalogue.synonym_added",
    sentence="{actor}加了同义词“{words}”。",
    sentence_en="{actor} added the synonyms “{words}”.",
)
SYNONYM_CHANGED = register_verb(
    "catalogue.synonym_changed",
    sentence="{actor}把同义词“{before}”改为“{words}”。",
    sentence_en="{actor} changed the synonyms “{before}” to “{words}”.",
)
SYNONYM_RETIRED = register_verb(
    "catalogue.synonym_retired",
    sentence="{actor}停用了同义词“{words}”。",
    sentence_en="{actor} retired the synonyms “{words}”.",
)
SYNONYMS_LOADED = register_verb(
    "catalogue.synonyms_loaded",
    sentence="{actor}载入了 {count} 组同义词。",
    sentence_en="{actor} loaded {count} groups of synonyms.",
)
MISS_RESOLVED = register_verb(
    "catalogue.search_miss_resolved",
    sentence="{actor}处理了搜索“{query}”。",
    sentence_en="{actor} dealt with the search “{query}”.",
)
