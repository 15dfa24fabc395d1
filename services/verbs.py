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
OVERLAY_PUBLISHED = register_verb(
    "catalogue.overlay_published",
    sentence="{actor}发布了{region}的“{matter}”地方版：{why}",
    sentence_en="{actor} published an edition of “{matter}” for {region}: {why}",
)
STANDARD_ADOPTED = register_verb(
    "catalogue.standard_adopted",
    sentence="{actor}让{region}的“{matter}”恢复了标准版。",
    sentence_en="{actor} put “{matter}” back to the standard in {region}.",
)
