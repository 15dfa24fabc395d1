"""Loading publishes what changed and nothing else."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Staff, User
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.catalogue.load_file import load_file
from services.errors import CatalogueRefused, MayNotLoad, NoSuchLifeEvent, NoSuchRegion
from services.models import (
    Department,
    Edition,
    EditionState,
    LegalBasis,
    LifeEvent,
    LifeEventEdition,
    Matter,
    Option,
    PublicChange,
    Region,
)
from services.queries import life_event_edition, published_life_events
from tests.services.conftest import SHIPPED, UNSEEN

WRITES = ("INSERT", "UPDATE", "DELETE")


def writes(captured) -> list[str]:
    return [each["sql"] for each in captured if each["sql"].lstrip().startswith(WRITES)]


def numbers(code: str) -> list[tuple[int, str]]:
    rows = Edition.objects.filter(matter__code=code).order_by("number")
    return list(rows.values_list("number", "state"))


def test_a_first_loading_makes_everything(unseen_loaded):
    tallies = unseen_loaded.report.tallies
    assert tallies["life_events"].created == ["X01 开办民宿", "X02 注销民宿"]
    assert len(tallies["matters"].created) == 6
    assert sorted(tallies["departments"].created) == ["公安局", "文化和旅游局", "消防救援大队"]
    edition = life_event_edition("X01")
    assert (edition.number, edition.state, edition.lead.name) == (1, "published", "文化和旅游局")
    assert [each.matter_edition.matter.code for each in edition.matters.all()] == [
        "X01-01",
        "X01-02",
        "X01-03",
        "X01-04",
        "X01-05",
    ]
    assert [question.code for question in edition.questions.all()] == ["base", "extra", "size"]
    assert Option.objects.get(question__edition=edition, value="illegal").outcome == "ineligible"
    assert Department.objects.get(name="公安局").code == "330100-gonganju"
    law = [str(row) for row in edition.matters.first().matter_edition.legal_basis_rows.all()]
    assert law == ["《旅游法》第46条", "《山海县民宿办法》"]


def test_a_loading_is_told_in_the_journal(unseen_loaded):
    entry = Entry.objects.get(stream="catalogue")
    assert (entry.verb, entry.actor_kind) == ("catalogue.loaded", "system")
    assert entry.data["life_events"] == ["X01 开办民宿", "X02 注销民宿"]
    assert entry.data["counts"]["matters"] == {"created": 6, "changed": 0, "unchanged": 0}


def test_a_second_loading_writes_nothing(unseen_loaded):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        again = load_file(UNSEEN, actor=SYSTEM)
    assert again.report.changed_nothing
    assert len(again.report.tallies["life_events"].unchanged) == 2
    assert len(again.report.tallies["matters"].unchanged) == 6
    assert writes(captured.captured_queries) == []
    assert Entry.objects.filter(stream="catalogue").count() == 1


def test_one_changed_material_changes_one_matter_and_its_life_event(unseen_loaded, unseen, write):
    unseen["onethings"][0]["matters"][1]["materials"][0]["name_en"] = "The lease of the house"
    report = load_file(write(unseen), actor=SYSTEM).report
    assert report.tallies["matters"].changed == ["X01-02 民宿登记（租赁房屋）"]
    assert len(report.tallies["matters"].unchanged) == 5
    assert report.tallies["life_events"].changed == ["X01 开办民宿"]
    assert report.tallies["life_events"].unchanged == ["X02 注销民宿"]
    assert numbers("X01-02") == [(1, "retired"), (2, "published")]
    assert numbers("X01-01") == [(1, "published")]
    new = life_event_edition("X01")
    assert new.number == 2
    pinned = {
        row.matter_edition.matter.code: row.matter_edition.number for row in new.matters.all()
    }
    assert pinned == {"X01-01": 1, "X01-02": 2, "X01-03": 1, "X01-04": 1, "X01-05": 1}
    old = LifeEventEdition.objects.get(life_event__code="X01", number=1)
    assert old.state == EditionState.RETIRED
    assert [row.matter_edition.number for row in old.matters.all()] == [1] * 5


def test_a_changed_question_leaves_the_matters_alone(unseen_loaded, unseen, write):
    unseen["onethings"][1]["situations"][0]["question"] = "为什么要注销？"
    report = load_file(write(unseen), actor=SYSTEM).report
    assert report.tallies["matters"].changed == []
    assert report.tallies["life_events"].changed == ["X02 注销民宿"]


def test_files_stand_side_by_side(unseen_loaded, unseen, write):
    """A file says nothing about the life events of another, so it retires none of them."""
    event = unseen["onethings"][1]
    event["code"], event["name"] = "Y01", "关店"
    event["matters"][0]["id"] = "Y01-01"
    event["situations"][0]["options"][0]["link"] = "X01"
    loaded = load_file(write({"onethings": [event]}), actor=SYSTEM)
    assert [str(each) for each in loaded.warnings] == []
    codes = [each.life_event.code for each in published_life_events()]
    assert codes == ["X01", "X02", "Y01"]
    assert load_file(UNSEEN, actor=SYSTEM).report.changed_nothing


def test_the_shipped_catalogue_beside_the_unseen_one(unseen_loaded):
    report = load_file(SHIPPED, actor=SYSTEM, region="330100").report
    assert len(report.tallies["life_events"].created) == 22
    assert published_life_events().count() == 24
    assert load_file(SHIPPED, actor=SYSTEM, region="330100").report.changed_nothing


def test_a_matter_of_another_file_may_not_read_differently(unseen_loaded, unseen, write):
    event = unseen["onethings"][1]
    event["code"] = "Y01"
    event["matters"][0]["promised_days"] = 3
    with pytest.raises(CatalogueRefused) as refused:
        load_file(write({"onethings": [event]}), actor=SYSTEM)
    assert "X02-01" in str(refused.value.faults[0])
    assert not LifeEvent.objects.filter(code="Y01").exists()
    assert numbers("X02-01") == [(1, "published")]


def test_a_matter_of_another_file_may_be_shared(unseen_loaded, unseen, write):
    event = unseen["onethings"][1]
    event["code"] = "Y01"
    event["situations"][0]["options"][0]["link"] = "X02"
    report = load_file(write({"onethings": [event]}), actor=SYSTEM).report
    assert report.tallies["matters"].unchanged == ["X02-01 注销民宿登记"]
    assert report.tallies["life_events"].created == ["Y01 注销民宿"]


def test_a_code_belongs_to_one_region(unseen_loaded, hangzhou):
    Region.objects.create(code="330200", name="宁波市", level=2, parent=hangzhou.parent)
    with pytest.raises(CatalogueRefused) as refused:
        load_file(UNSEEN, actor=SYSTEM, region="330200")
    assert len(refused.value.faults) == 6
    assert "杭州市" in str(refused.value.faults[0])
    assert Department.objects.filter(region="330200").count() == 0


def test_a_file_with_names_only_takes_nothing_from_a_department(unseen_loaded):
    Department.objects.filter(name="公安局").update(name_en="Police", short_name="公安")
    load_file(UNSEEN, actor=SYSTEM)
    police = Department.objects.get(name="公安局")
    assert (police.name_en, police.short_name) == ("Police", "公安")


def test_an_article_once_checked_stays_checked(unseen_loaded, unseen, write):
    unseen["onethings"][0]["matters"][0]["legal_basis"][1]["checked"] = True
    load_file(write(unseen), actor=SYSTEM)
    assert LegalBasis.objects.get(law="山海县民宿办法", article="").checked
    load_file(UNSEEN, actor=SYSTEM)
    assert LegalBasis.objects.get(law="山海县民宿办法", article="").checked
    assert numbers("X01-01") == [(1, "retired"), (2, "retired"), (3, "published")]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("editor", "admin", "system")]
)
def test_only_editors_load(hangzhou, role):
    with pytest.raises(MayNotLoad):
        load_file(UNSEEN, actor=Actor(kind=role, user_id=1, name="某人"))
    assert Matter.objects.count() == 0


def test_an_editor_may_load(hangzhou):
    editor = Actor(kind=Role.EDITOR, user_id=None, name="王编辑")
    load_file(UNSEEN, actor=editor)
    assert Entry.objects.get(stream="catalogue").actor_name == "王编辑"


def test_a_region_nobody_knows(hangzhou):
    with pytest.raises(NoSuchRegion):
        load_file(UNSEEN, actor=SYSTEM, region="999999")
    assert Matter.objects.count() == 0


def test_a_faulty_file_writes_nothing_at_all(hangzhou, unseen, write):
    unseen["onethings"][1]["matters"][0]["promised_days"] = -1
    with pytest.raises(CatalogueRefused), CaptureQueriesContext(connection) as captured:
        load_file(write(unseen), actor=SYSTEM)
    assert writes(captured.captured_queries) == []
    assert LifeEvent.objects.count() == 0


def test_a_life_event_nobody_offers(hangzhou):
    with pytest.raises(NoSuchLifeEvent):
        life_event_edition("X01")


def command(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("load_catalogue", *arguments, stdout=out, stderr=err)
    except CommandError as refused:
        return out.getvalue(), f"{err.getvalue()}{refused}"
    return out.getvalue(), ""


def test_the_command_reports(hangzhou):
    said, _error = command(str(UNSEEN))
    assert "事项：新增 6，变更 0，未变 0" in said
    assert "一件事：新增 2，变更 0，未变 0" in said
    assert "  + X01 开办民宿" in said
    assert "户外招牌设置审批" in said
    assert said.endswith("已发布。\n")
    assert command(str(UNSEEN))[0].endswith("没有变化，没有写入任何内容。\n")


def test_the_command_lists_all_faults(hangzhou, unseen, write):
    unseen["onethings"][0]["object"] = "外星人"
    unseen["onethings"][1]["matters"][0]["promised_days"] = -1
    _said, error = command(str(write(unseen)))
    assert "onethings[0].object" in error
    assert "onethings[1].matters[0].promised_days" in error
    assert "目录文件有 2 处错误，没有写入任何内容。" in error
    assert LifeEvent.objects.count() == 0


def test_a_strict_loading_takes_warnings_for_faults(hangzhou):
    _said, error = command(str(UNSEEN), "--strict")
    assert "户外招牌设置审批" in error
    assert LifeEvent.objects.count() == 0


def asking_more(unseen) -> dict:
    """One more paper for the lease; its matter rests on an article."""
    papers = unseen["onethings"][0]["matters"][1]["materials"]
    papers.append({"name": "房东身份证", "required": "required", "source": "applicant"})
    return unseen


def state() -> list[object]:
    models = (LifeEventEdition, Edition, Department, PublicChange, Entry)
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]


def test_what_fails_a_check_is_refused_with_all_that_is_wrong(unseen_loaded, unseen, write):
    unseen["departments"] = [{"name": "新局"}]
    unseen["onethings"][0]["matters"][1]["legal_basis"] = []
    unseen["onethings"][1]["matters"][0]["legal_basis"] = []
    before = state()
    said, error = command(str(write(unseen)), "--why", "试一试")
    assert re.search(r"catalogue\.yaml:\d+ X01 / X01-02: \[law\.matter\] 事项没有法律依据", error)
    assert re.search(
        r"catalogue\.yaml:\d+ X02 / X02-01: \[law\.matter\] 事项没有法律依据 写明", error
    )
    assert "没有写入任何内容" in error
    assert "X01 开办民宿：错误" in said
    assert state() == before


def test_a_first_loading_is_refused_all_the_same(hangzhou, unseen, write):
    unseen["onethings"][1]["matters"][0]["legal_basis"] = []
    _said, error = command(str(write(unseen)))
    assert "[law.matter]" in error
    assert LifeEvent.objects.count() == Department.objects.count() == 0


def test_what_asks_for_more_needs_a_reason(unseen_loaded, unseen, write):
    path, before = write(asking_more(unseen)), state()
    said, error = command(str(path))
    assert "[burden.why]" in error
    assert "X01：增加负担" in said
    assert "房东身份证" in said
    assert state() == before


def test_what_asks_for_more_is_public_with_who_and_why(unseen_loaded, unseen, write):
    user = User.objects.create(username="wang", display_name="王编辑")
    Staff.objects.create(user=user, role="editor")
    path = write(asking_more(unseen))
    _said, error = command(
        str(path), "--why", "办法第五条", "--why-en", "Article 5", "--by", "wang"
    )
    assert error == ""
    change = PublicChange.objects.first()
    assert (change.life_event.code, change.adds_burden) == ("X01", True)
    assert (change.why, change.why_en, change.author_name) == ("办法第五条", "Article 5", "王编辑")
    assert [basis["article"] for basis in change.legal_bases] == ["5"]
    assert Entry.objects.filter(stream="catalogue").last().actor_id == user.pk


def test_only_an_account_that_may_load_can_be_named(unseen_loaded, unseen, write):
    User.objects.create(username="li")
    path, before = write(asking_more(unseen)), state()
    for name in ("li", "nobody"):
        assert command(str(path), "--why", "x", "--by", name)[1]
    assert state() == before


def test_a_first_loading_is_told_as_new(unseen_loaded):
    changes = PublicChange.objects.order_by("life_event__code")
    assert [each.life_event.code for each in changes] == ["X01", "X02"]
    assert {each.adds_burden for each in changes} == {False}
    assert changes[0].lines[0]["zh"] == "新增这一件事。"


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_says_what_would_change_and_keeps_nothing():
    province = Region.objects.create(code="330000", name="浙江省", level=1)
    Region.objects.create(code="330100", name="杭州市", level=2, parent=province)
    said, _error = command(str(UNSEEN), "--dry-run")
    assert "一件事：新增 2，变更 0，未变 0" in said
    assert "X01 开办民宿：错误 0" in said
    assert "X01：新增，没有可比的旧版" in said
    assert "没有写入任何内容" in said
    assert LifeEvent.objects.count() == Matter.objects.count() == Department.objects.count() == 0
    assert Entry.objects.count() == 0
