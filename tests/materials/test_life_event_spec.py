"""What was loaded comes back from the rows, field by field, in eight queries."""

from dataclasses import fields, replace

import pytest

from materials.queries import life_event_spec
from services.models import EditionState, LifeEventEdition
from services.queries import life_event_edition
from tests.materials.catalogues import SHIPPED, SMALL, load, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [SMALL / "plain.yaml", SMALL / "full.yaml", SHIPPED],
    ids=["plain", "full", "shipped"],
)
def test_equals_what_was_loaded(path):
    loaded = read(path)
    load(loaded)
    assert loaded.life_events
    for wanted in loaded.life_events:
        found = life_event_spec(life_event_edition(wanted.code))
        for each in fields(wanted):
            if each.name not in {"warnings", "matters"}:
                assert getattr(found, each.name) == getattr(wanted, each.name), each.name
        for one, other in zip(found.matters, wanted.matters, strict=True):
            for each in fields(other.matter):
                assert getattr(one.matter, each.name) == getattr(other.matter, each.name)
        assert found == replace(wanted, warnings=())


def test_takes_eight_queries_and_then_none(django_assert_num_queries):
    load(read(SMALL / "full.yaml"))
    edition = life_event_edition("T02")
    with django_assert_num_queries(8):
        first = life_event_spec(edition)
    with django_assert_num_queries(0):
        assert life_event_spec(edition) is first


def test_as_many_for_the_largest_shipped(django_assert_num_queries):
    shipped = read(SHIPPED)
    load(shipped)
    largest = max(shipped.life_events, key=lambda event: len(event.matters))
    edition = life_event_edition(largest.code)
    with django_assert_num_queries(8):
        assert life_event_spec(edition).code == largest.code


def test_a_new_edition_is_read_anew_and_the_old_stays():
    spec = read(SMALL / "full.yaml")
    load(spec)
    old = life_event_edition("T02")
    before = life_event_spec(old)
    event = spec.life_events[0]
    load(replace(spec, life_events=(replace(event, summary="换一句话"),)))
    new = life_event_edition("T02")
    assert new.pk != old.pk
    assert life_event_spec(new).summary == "换一句话"
    old.refresh_from_db()
    assert old.state == EditionState.RETIRED
    assert life_event_spec(old) == before


def test_a_draft_is_never_remembered(django_assert_num_queries):
    load(read(SMALL / "full.yaml"))
    published = life_event_edition("T02")
    draft = LifeEventEdition.objects.create(
        life_event=published.life_event,
        number=2,
        name="草稿",
        audience="person",
        fingerprint=published.fingerprint,
    )
    assert life_event_spec(draft).name == "草稿"
    LifeEventEdition.objects.filter(pk=draft.pk).update(name="改过的草稿")
    assert life_event_spec(draft).name == "改过的草稿"
