from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.models import Entry
from services.catalogue.load import publish_catalogue
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import Handling, LegalBasisSpec, MatterSpec, RequirementSpec
from services.catalogue.text import Text
from services.checks import registry
from services.checks.findings import Finding, Severity, Spot
from services.models import Department, Edition, Matter, PublicChange, Region
from services.overlays.actions import publish_overlay
from services.overlays.queries import nearest_editions, standard_of
from tests.services.overlays.reviewed import publish_reviewed
from tests.windows.small_catalogue import CATALOGUE

LAW = LegalBasisSpec("杭州市某条例", "12")
EXTRA = RequirementSpec("local", "t_local", "社区证明", "Note of the community")


def written():
    rows = (Edition, Matter, PublicChange)
    return [list(model.objects.order_by("pk").values()) for model in rows], Entry.objects.count()


def refused(code, *args, **more):
    before = written()
    with pytest.raises(DomainError) as caught, transaction.atomic():
        publish_overlay(*args, **more)
    assert caught.value.code == code
    assert written() == before
    return caught.value


def test_a_county_eases(county, rule, county_editor):
    standard = standard_of("T1-B")
    spec = replace(
        rule(), promised_days=0, handling=Handling.INSTANT, requirements=rule().requirements[:1]
    )
    made = publish_overlay("T1-B", region=county, spec=spec, why="窗口人手足", actor=county_editor)
    assert (made.state, made.number, made.region_id) == ("published", 2, "330106")
    assert made.why_different == "窗口人手足"
    assert matter_specs([made])[made.pk] == spec
    standard.refresh_from_db()
    assert standard.state == "published"
    entry = Entry.objects.get(verb="catalogue.overlay_published")
    assert entry.data["differences"] == ["dropped_material", "shorter_limit", "at_once"]
    change = PublicChange.objects.get()
    assert (change.name, change.adds_burden) == ("T1-B事项（西湖区）", False)
    assert [line["zh"] for line in change.lines] == [
        "不用交：唯一住房声明",
        "承诺办结时限从 1 个工作日改为当天",
        "当场办结",
    ]


def test_an_addition_without_a_law_is_refused_and_named(county, rule, county_editor):
    spec = replace(rule(), promised_days=4, requirements=(*rule().requirements, EXTRA))
    refusal = refused(
        "overlay_adds_without_basis",
        "T1-B",
        region=county,
        spec=spec,
        why="习惯",
        actor=county_editor,
    )
    assert refusal.status == 422
    assert [each["kind"] for each in refusal.details] == ["extra_material", "longer_limit"]


def test_an_addition_is_not_published_by_one_alone(county, rule, county_editor):
    extra = replace(EXTRA, legal_bases=(LAW,))
    spec = replace(rule(), requirements=(*rule().requirements, extra))
    how = {"region": county, "spec": spec, "why": "条例"}
    for actor in (county_editor, Actor(Role.ADMIN, None, "管理员"), SYSTEM):
        refusal = refused("overlay_needs_review", "T1-B", actor=actor, **how)
        assert refusal.status == 409


def test_less_easing_than_now_is_an_addition_too(county, rule, county_editor):
    """The standard asks the same, but whoever lives there has met less until today."""
    how = {"region": county, "why": "试行", "actor": county_editor}
    at_once = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    publish_overlay("T1-B", spec=at_once, **how)
    refused("overlay_needs_review", "T1-B", spec=replace(rule(), requirements=()), **how)


def test_easing_what_was_added_is_one_act(county, rule, county_editor):
    """On the law that the reviewer has read already; a law that nobody has read is not enough."""
    slower = replace(rule(), promised_days=4, legal_bases=(LAW,))
    publish_reviewed("T1-B", region=county, spec=slower, why="条例")
    how = {"region": county, "why": "快一些", "actor": county_editor}
    another = replace(LAW, article="13")
    fewer = replace(slower, promised_days=3)
    other_law = replace(fewer, legal_bases=(another,))
    refused("overlay_needs_review", "T1-B", spec=other_law, **how)
    made = publish_overlay("T1-B", spec=fewer, **how)
    assert matter_specs([made])[made.pk].promised_days == 3
    change = PublicChange.objects.first()
    assert (change.adds_burden, change.lines) == (
        False,
        [
            {
                "zh": "承诺办结时限从 4 个工作日改为 3 个工作日",
                "en": "The promised time changes from 4 working days to 3 working days",
                "adds": False,
            }
        ],
    )


def test_no_law_stretches_the_promise_past_the_statute(county, rule, county_editor):
    spec = replace(rule(), promised_days=11, statutory_days=12, legal_bases=(LAW,))
    refusal = refused(
        "overlay_adds_without_basis",
        "T1-B",
        region=county,
        spec=spec,
        why="忙",
        actor=county_editor,
    )
    assert [each["kind"] for each in refusal.details] == ["longer_limit"]


def test_the_edition_before_retires(county, rule, county_editor):
    how = {"region": county, "why": "试行", "actor": county_editor}
    first = publish_overlay(
        "T1-B", spec=replace(rule(), promised_days=0, handling=Handling.INSTANT), **how
    )
    assert (first.valid_from, first.valid_until) == (timezone.localdate(), None)
    eased = replace(rule(), promised_days=0, handling=Handling.INSTANT, requirements=())
    second = publish_overlay("T1-B", spec=eased, **how)
    first.refresh_from_db()
    assert (first.state, first.retired_at is not None) == ("retired", True)
    assert first.valid_until == timezone.localdate()
    assert (second.valid_from, second.valid_until) == (timezone.localdate(), None)
    assert (second.number, second.state) == (3, "published")
    assert standard_of("T1-B").number == 1


def test_only_editors_of_the_place(county, other_county, rule, county_editor):
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    how = {"spec": spec, "why": "试行"}
    elsewhere = Actor(Role.SUPERVISOR, None, "督查", region_code="330200")
    nowhere = Actor(Role.EDITOR, None, "编目")
    for actor in (replace(county_editor, region_code="330105"), elsewhere, nowhere):
        refusal = refused("overlay_place_not_found", "T1-B", region=county, actor=actor, **how)
        assert refusal.status == 404
    clerk = Actor(Role.CLERK, None, "窗口", region_code="330106")
    supervisor = Actor(Role.SUPERVISOR, None, "督查", region_code="330106")
    for actor in (clerk, supervisor):
        refused("may_not_change_overlay", "T1-B", region=county, actor=actor, **how)
    admin = Actor(Role.ADMIN, None, "管理员")
    publish_overlay("T1-B", region=other_county, actor=admin, **how)


def test_only_a_city_or_county(city, rule):
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    province = Region.objects.get(code="330000")
    code = "overlay_not_a_city_or_county"
    refused(code, "T1-B", region=province, spec=spec, why="试行", actor=SYSTEM)


@pytest.mark.parametrize(
    ("change", "why", "code"),
    [
        ({}, "试行", "overlay_changes_nothing"),
        ({"promised_days": 0}, "  ", "overlay_without_reason"),
        ({"department": "丙局"}, "试行", "overlay_of_another_matter"),
        ({"code": "T1-C"}, "试行", "overlay_of_another_matter"),
    ],
)
def test_what_is_no_edition_of_the_region(county, rule, county_editor, change, why, code):
    spec: MatterSpec = replace(rule(), **change)
    refused(code, "T1-B", region=county, spec=spec, why=why, actor=county_editor)


def test_a_matter_without_a_standard(county, rule, county_editor):
    how = {"region": county, "spec": rule(), "why": "试行", "actor": county_editor}
    refused("no_such_matter", "T9", **how)


def test_the_county_before_the_city_before_the_standard(
    city, county, other_county, rule, city_editor, django_assert_num_queries
):
    how = {"why": "试行", "actor": city_editor}
    wide = publish_overlay(
        "T1-B", region=city, spec=replace(rule(), promised_days=0, handling=Handling.INSTANT), **how
    )
    eased = replace(rule(), promised_days=0, handling=Handling.INSTANT, requirements=())
    own = publish_overlay("T1-B", region=county, spec=eased, **how)
    ids = list(Matter.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert nearest_editions(county, ids) == {own.matter_id: own}
    assert nearest_editions(other_county, ids) == {own.matter_id: wide}
    assert nearest_editions(Region.objects.get(code="330000"), ids) == {}


def test_it_outlives_a_new_standard_and_a_second_loading_changes_nothing(
    county, rule, county_editor
):
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    own = publish_overlay("T1-B", region=county, spec=spec, why="试行", actor=county_editor)
    assert publish_catalogue(CATALOGUE, actor=SYSTEM, region="330100").changed_nothing
    first, *others = CATALOGUE.life_events
    matters = tuple(
        replace(each, matter=replace(each.matter, promised_days=2))
        if each.matter.code == "T1-B"
        else each
        for each in first.matters
    )
    newer = replace(CATALOGUE, life_events=(replace(first, matters=matters), *others))
    publish_catalogue(newer, actor=SYSTEM, region="330100")
    assert standard_of("T1-B").promised_days == 2
    assert nearest_editions(county, [own.matter_id]) == {own.matter_id: own}


def test_what_the_checks_of_a_life_event_refuse(county, rule, county_editor, monkeypatch):
    """An error that the standard has as well stops nobody; a new one does."""

    def at_most_one_paper(event, coverage):
        for each in event.matters:
            if len(each.matter.requirements) > 1:
                spot = Spot(event.code, each.matter.code)
                yield Finding("test.papers", Severity.ERROR, spot, Text("太多"), Text("少要"))

    monkeypatch.setattr(registry, "_life_event", {"test": at_most_one_paper})
    extra = replace(EXTRA, legal_bases=(LAW,))
    third = replace(rule("T1-C"), requirements=(*rule("T1-C").requirements, extra))
    how = {"region": county, "why": "条例", "actor": county_editor}
    refusal = refused("overlay_has_errors", "T1-C", spec=third, **how)
    assert [each["rule"] for each in refusal.details] == ["test.papers"]
    first = replace(rule(), requirements=(*rule().requirements, extra))
    refused("overlay_needs_review", "T1-B", spec=first, **how)


def test_the_public_reads_the_name_of_the_department(county, rule, county_editor):
    department = Department.objects.order_by("pk").first()
    editor = replace(county_editor, department_code=department.code)
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    publish_overlay("T1-B", region=county, spec=spec, why="更快", actor=editor)
    assert PublicChange.objects.get().author_department == department.name


def test_why_in_english_is_kept_and_told(county, rule, county_editor):
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    how = {"why": " 更快 ", "why_en": " Faster ", "actor": county_editor}
    made = publish_overlay("T1-B", region=county, spec=spec, **how)
    assert (made.why_different, made.why_different_en) == ("更快", "Faster")
    change = PublicChange.objects.get()
    assert (change.why, change.why_en) == ("更快", "Faster")


def test_the_last_day_is_set_when_it_retires_and_never_else(county, rule, county_editor):
    spec = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    made = publish_overlay("T1-B", region=county, spec=spec, why="更快", actor=county_editor)
    with pytest.raises(IntegrityError, match="gets its last day"), transaction.atomic():
        Edition.objects.filter(pk=made.pk).update(valid_until=timezone.localdate())
    with pytest.raises(IntegrityError, match="was published"), transaction.atomic():
        Edition.objects.filter(pk=made.pk).update(valid_from=None)
