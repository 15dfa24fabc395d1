"""What can be found, read from what is published: one entry a life event, one a standard matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from services.models import (
    Audience,
    Edition,
    EditionState,
    EntryKind,
    LifeEventEdition,
    LifeEventMatter,
    SearchEntry,
)
from services.search.terms import MARK, RUN, facet_term, is_han, letters_of, terms_in

AT_ONCE = 1000
PERSONS = {"person", "natural_person", "自然人", "1"}
"""How a matter's elements may say that it serves persons; any other target is an organisation."""


def life_event_entries(codes: Iterable[str] | None = None) -> Iterator[SearchEntry]:
    """Of these codes, or of all; codes without a published edition give nothing."""
    found = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED)
    if codes is not None:
        found = found.filter(life_event__code__in=list(codes))
    found = found.select_related("life_event", "lead").prefetch_related(
        "matters__matter_edition", "questions__options"
    )
    for edition in found.order_by("id").iterator(chunk_size=100):
        yield _life_event_entry(edition)


def matter_entries(codes: Iterable[str] | None = None) -> Iterator[SearchEntry]:
    found = Edition.objects.filter(state=EditionState.PUBLISHED, region=None)
    if codes is not None:
        found = found.filter(matter__code__in=list(codes))
    rows = found.select_related("matter", "department").order_by("id")
    stream = rows.iterator(chunk_size=AT_ONCE)
    while editions := list(islice(stream, AT_ONCE)):
        above = _life_events_above(editions)
        for edition in editions:
            yield _matter_entry(edition, above[edition.pk])


def finish(entry: SearchEntry, names: Iterable[str], also: Iterable[str] = ()) -> SearchEntry:
    """Fill what is computed: terms, first letters, and what a list is narrowed by."""
    own = [name.lower() for name in names]
    letters = [letters_of("".join(RUN.findall(name))) for name in own if is_han(name)]
    terms = terms_in(" / ".join(own)) | terms_in(" / ".join(also).lower())
    entry.initials = " ".join(dict.fromkeys(each for each in letters if len(each) > 1))
    facets = [("theme", entry.theme), ("department", entry.department)]
    facets += [("audience", str(each)) for each in entry.audiences]
    entry.terms = [
        *terms,
        *(MARK + each for each in entry.initials.split()),
        *(facet_term(facet, value) for facet, value in facets if value),
    ]
    return entry


def _life_event_entry(edition: LifeEventEdition) -> SearchEntry:
    matters = [each.matter_edition for each in edition.matters.all()]
    more = [edition.summary, edition.theme, edition.theme_en, edition.summary_en]
    for question in edition.questions.all():
        more += [question.text, *(option.label for option in question.options.all())]
    entry = SearchEntry(
        kind=EntryKind.LIFE_EVENT,
        code=edition.life_event.code,
        edition=edition.pk,
        name=edition.name,
        name_en=edition.name_en,
        summary=edition.summary,
        summary_en=edition.summary_en,
        keywords=[str(word) for word in edition.keywords],
        parts=[name for matter in matters for name in (matter.name, matter.name_en) if name],
        more=" / ".join(each for each in more if each),
        department=edition.lead.name if edition.lead else "",
        department_en=edition.lead.name_en if edition.lead else "",
        theme=edition.theme,
        theme_en=edition.theme_en,
        audiences=[edition.audience],
    )
    names = (edition.name, *entry.keywords, edition.name_en)
    return finish(entry, names, (*entry.parts, entry.more))


def _matter_entry(edition: Edition, above: list[LifeEventEdition]) -> SearchEntry:
    elements = edition.elements or {}
    targets = [str(each) for each in elements.get("server_type", ())]
    audiences = {Audience.PERSON if each in PERSONS else Audience.ORGANISATION for each in targets}
    audiences = audiences or {Audience(event.audience) for event in above}
    topics = [*elements.get("user_topic_type", ()), *elements.get("corp_topic_type", ())]
    entry = SearchEntry(
        kind=EntryKind.MATTER,
        code=edition.matter.code,
        edition=edition.pk,
        name=edition.name,
        name_en=edition.name_en,
        department=edition.department.name,
        department_en=edition.department.name_en,
        theme=above[0].theme if above else str(topics[0])[:60] if topics else "",
        theme_en=above[0].theme_en if above else "",
        audiences=sorted(each.value for each in audiences) or list(Audience.values),
    )
    return finish(entry, (edition.name, edition.name_en))


def _life_events_above(editions: Iterable[Edition]) -> dict[int, list[LifeEventEdition]]:
    found: dict[int, list[LifeEventEdition]] = defaultdict(list)
    rows = LifeEventMatter.objects.filter(
        matter_edition__in=[edition.pk for edition in editions],
        edition__state=EditionState.PUBLISHED,
    )
    for row in rows.select_related("edition").order_by("edition__life_event__code"):
        found[row.matter_edition_id].append(row.edition)
    return found
