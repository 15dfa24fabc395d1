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
IMPORT_STARTED = register_verb(
    "import.started",
    sentence="{actor}开始导入“{name}”。",
    sentence_en="{actor} began to import “{name}”.",
)
IMPORT_READ = register_verb(
    "import.read",
    sentence="“{name}”读完了，共{rows}行。",
    sentence_en="“{name}” was read to its end: {rows} rows.",
)
IMPORT_SUBMITTED = register_verb(
    "import.submitted",
    sentence="{actor}把导入“{name}”送审：{why}",
    sentence_en="{actor} submitted the import “{name}” for review: {why}",
)
IMPORT_SENT_BACK = register_verb(
    "import.sent_back",
    sentence="{actor}退回了导入“{name}”：{note}",
    sentence_en="{actor} sent the import “{name}” back: {note}",
)
IMPORT_APPROVED = register_verb(
    "import.approved",
    sentence="{actor}同意发布{author}的导入“{name}”。",
    sentence_en="{actor} agreed to publish the import “{name}” by {author}.",
)
IMPORT_PUBLISHED = register_verb(
    "import.published",
    sentence="导入“{name}”发布了{matters}个事项。",
    sentence_en="The import “{name}” published {matters} matters.",
)
IMPORT_WITHDRAWN = register_verb(
    "import.withdrawn",
    sentence="{actor}撤回了导入“{name}”。",
    sentence_en="{actor} withdrew the import “{name}”.",
)
OVERLAY_PUBLISHED = register_verb(
    "catalogue.overlay_published",
    sentence="{actor}发布了{region}的“{matter}”地方版：{why}",
    sentence_en="{actor} published an edition of “{matter}” for {region}: {why}",
)
OVERLAY_PROPOSED = register_verb(
    "catalogue.overlay_proposed",
    sentence="{actor}把{region}的“{matter}”地方版送另一个部门审核：{why}",
    sentence_en="{actor} proposed an edition of “{matter}” for {region}: {why}",
)
OVERLAY_REFUSED = register_verb(
    "catalogue.overlay_refused",
    sentence="{actor}不同意{region}的“{matter}”地方版：{note}",
    sentence_en="{actor} refused the edition of “{matter}” for {region}: {note}",
)
OVERLAY_WITHDRAWN = register_verb(
    "catalogue.overlay_withdrawn",
    sentence="{actor}撤回了{region}的“{matter}”地方版送审。",
    sentence_en="{actor} withdrew the proposed edition of “{matter}” for {region}.",
)
STANDARD_ADOPTED = register_verb(
    "catalogue.standard_adopted",
    sentence="{actor}让{region}的“{matter}”恢复了标准版。",
    sentence_en="{actor} put “{matter}” back to the standard in {region}.",
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
LAWS_LOADED = register_verb(
    "catalogue.laws_loaded",
    sentence="{actor}载入了法律条文“{title}”，共{laws}部。",
    sentence_en="{actor} loaded the statutes of “{title}”: {laws} laws.",
)
IMPORT_STOPPED = register_verb(
    "import.stopped",
    sentence="导入“{name}”没有发布完，退回了：{why}",
    sentence_en="The import “{name}” could not be published to its end and came back: {why}",
)
IMPORT_REFUSED = register_verb(
    "import.refused",
    sentence="文件“{name}”不能导入：{why}",
    sentence_en="The file “{name}” cannot be imported: {why}",
)
