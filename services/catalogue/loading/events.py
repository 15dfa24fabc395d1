"""Life events and their editions. A life event reads differently when one of its matters does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from services.catalogue.loading.ends import schedule_end
from services.catalogue.loading.questions import write_questions
from services.catalogue.read import as_json, fingerprint
from services.catalogue.sections import Tally
from services.catalogue.spec import LifeEventSpec
from services.models import (
    Department,
    Edition,
    EditionState,
    LifeEvent,
    LifeEventEdition,
    LifeEventMatter,
)

CURRENT = ("name", "name_en", "audience", "theme", "theme_en")


def bring_events(
    specs: Sequence[LifeEventSpec],
    departments: Mapping[str, Department],
    matters: Mapping[str, Edition],
    *,
    now: datetime,
    ends: Mapping[str, date | None],
) -> Tally:
    """Publish a new edition of each life event that changed or is in `ends`, the last days of
    validity. One that `ends` does not name goes on as long as the edition before. Those of other
    files stay.
    """
    tally = Tally()
    wanted = {spec.code: fingerprint(replace(spec, warnings=())) for spec in specs}
    rows = LifeEventEdition.objects.filter(
        life_event__code__in=wanted, state=EditionState.PUBLISHED
    ).values_list("life_event__code", "fingerprint", "valid_until")
    published = {code: content for code, content, _until in rows}
    last_days = {code: until for code, _content, until in rows} | dict(ends)
    new = []
    for spec in specs:
        name = f"{spec.code} {spec.name}"
        if published.get(spec.code) == wanted[spec.code] and spec.code not in ends:
            tally.unchanged.append(name)
        else:
            (tally.changed if spec.code in published else tally.created).append(name)
            new.append(spec)
    if new:
        editions = _drafts(new, _event_rows(new), departments, wanted)
        for code, edition in editions.items():
            edition.valid_until = last_days.get(code)
        LifeEventMatter.objects.bulk_create(
            LifeEventMatter(
                edition=editions[spec.code],
                matter_edition=matters[each.matter.code],
                order=order,
                condition=as_json(each.condition),
                starts_after=as_json(each.starts_after),
                legal_bases=as_json(each.legal_bases),
            )
            for spec in new
            for order, each in enumerate(spec.matters)
        )
        write_questions([(editions[spec.code], spec.questions) for spec in new])
        _publish(editions, now)
    return tally


def _event_rows(specs: Sequence[LifeEventSpec]) -> dict[str, LifeEvent]:
    rows = LifeEvent.objects.in_bulk([spec.code for spec in specs], field_name="code")
    created, changed = [], []
    for spec in specs:
        row = rows.get(spec.code)
        if row is None:
            row = rows[spec.code] = LifeEvent(code=spec.code)
            created.append(row)
        else:
            changed.append(row)
        for column in CURRENT:
            setattr(row, column, getattr(spec, column))
    LifeEvent.objects.bulk_create(created)
    LifeEvent.objects.bulk_update(changed, CURRENT)
    return rows


def _drafts(
    specs: Sequence[LifeEventSpec],
    rows: Mapping[str, LifeEvent],
    departments: Mapping[str, Department],
    fingerprints: Mapping[str, str],
) -> dict[str, LifeEventEdition]:
    last = dict(
        LifeEventEdition.objects.filter(life_event__in=rows.values())
        .values_list("life_event_id")
        .annotate(last=Max("number"))
    )
    editions = {}
    for spec in specs:
        editions[spec.code] = LifeEventEdition(
            life_event=rows[spec.code],
            number=last.get(rows[spec.code].pk, 0) + 1,
            fingerprint=fingerprints[spec.code],
            name=spec.name,
            name_en=spec.name_en,
            audience=spec.audience,
            theme=spec.theme,
            theme_en=spec.theme_en,
            summary=spec.summary,
            summary_en=spec.summary_en,
            keywords=as_json(spec.keywords),
            lead=departments[spec.lead] if spec.lead else None,
            conditions=as_json(spec.conditions),
            condition_bases=as_json(spec.condition_bases),
            parties=as_json(spec.parties),
            walked_visits=spec.walked_visits,
            on_denial=spec.on_denial.value,
            provenance=spec.provenance,
        )
    LifeEventEdition.objects.bulk_create(editions.values())
    return editions


def _publish(editions: Mapping[str, LifeEventEdition], now: datetime) -> None:
    events = [edition.life_event_id for edition in editions.values()]
    LifeEventEdition.objects.filter(life_event__in=events, state=EditionState.PUBLISHED).update(
        state=EditionState.RETIRED, retired_at=now
    )
    for edition in editions.values():
        edition.state, edition.published_at = EditionState.PUBLISHED, now
        edition.valid_from = timezone.localdate(now)
    columns = ["state", "published_at", "valid_from", "valid_until"]
    LifeEventEdition.objects.bulk_update(editions.values(), columns)
    for edition in editions.values():
        schedule_end(edition)


def retire(edition: LifeEventEdition, *, now: datetime) -> None:
    """No new case begins with it, and nothing takes its place; cases that began keep it."""
    edition.state, edition.retired_at = EditionState.RETIRED, now
    edition.save(update_fields=["state", "retired_at"])
