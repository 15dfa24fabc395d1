"""Review by another person, publication in batches, and what may not be published."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from materials.catalogue.assemble import assemble_matters
from portal.errors import MoveRefused
from portal.journal.models import Entry
from services.catalogue.load_file import load_file
from services.catalogue.read import from_json
from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.imports import publish
from services.imports.actions import (
    begin_publishing,
    send_back_import,
    submit_import,
    withdraw_import,
)
from services.imports.errors import MayNotImport, NothingToPublish, ReviewerIsAuthor, WhyMissing
from services.imports.running import publish_import
from services.models import (
    Department,
    Edition,
    EditionState,
    ImportRun,
    ImportState,
    PublicChange,
    StatuteArticle,
    Verdict,
)
from services.revisions import burden
from services.revisions.burden import Burden, Line
from tests.services.conftest import UNSEEN
from tests.services.imports.conftest import (
    AUTHORITY,
    as_file,
    record,
    rules,
    staff,
    start_and_read,
)


@pytest.fixture
def submitted(read, author):
    def _submitted(*records) -> ImportRun:
        return submit_import(read(as_file(*records)), why="省里的新清单", actor=author)

    return _submitted


def published(run, reviewer) -> ImportRun:
    return publish_import(begin_publishing(run, actor=reviewer), actor=reviewer)


def test_what_is_published_is_what_was_read(submitted, reviewer):
    run = published(submitted(record(1), record(2)), reviewer)
    assert (run.state, run.published, run.reviewer_name) == (ImportState.PUBLISHED, 2, "shenhe")
    editions = list(Edition.objects.select_related("matter", "department").order_by("matter__code"))
    specs = assemble_matters(editions)
    wanted = [from_json(MatterSpec, row.spec["matter"]) for row in run.rows.order_by("code")]
    assert [specs[edition.pk] for edition in editions] == wanted
    assert {edition.state for edition in editions} == {EditionState.PUBLISHED}
    assert Department.objects.get().credit_code == AUTHORITY
    verbs = Entry.objects.filter(stream="catalogue").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "import.started",
        "import.read",
        "import.submitted",
        "import.approved",
        "catalogue.loaded",
        "import.published",
    ]


def test_a_second_import_shows_what_changed(submitted, read, reviewer):
    published(submitted(record(1), record(2)), reviewer)
    run = read(
        as_file(record(1), record(2, handle_time_limit="3(工作日)", material_intro=["土地使用证"]))
    )
    same, changed = run.rows.all()
    assert (same.verdict, same.changes) == (Verdict.UNCHANGED, [])
    assert changed.verdict == Verdict.CHANGED
    fields = {each["field"].split(".")[0]: each for each in changed.changes}
    assert fields.keys() == {"promised_days", "requirements"}
    assert (fields["promised_days"]["before"], fields["promised_days"]["after"]) == ("7", "3")
    assert "茶园登记申请表" in fields["requirements"]["before"]
    assert fields["requirements"]["after"] == ""


def test_the_author_is_not_the_reviewer(submitted, author):
    run = submitted(record(1))
    with pytest.raises(ReviewerIsAuthor):
        begin_publishing(run, actor=author)
    with pytest.raises(ReviewerIsAuthor):
        send_back_import(run, note="", actor=author)
    run.refresh_from_db()
    assert (run.state, Edition.objects.count()) == (ImportState.IN_REVIEW, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(reviewer_id=author.user_id)


def test_only_editors_review(submitted):
    run = submitted(record(1))
    with pytest.raises(MayNotImport):
        begin_publishing(run, actor=staff("ducha", "supervisor"))


def test_sent_back_and_withdrawn(submitted, author, reviewer):
    run = send_back_import(submitted(record(1)), note="时限不对", actor=reviewer)
    assert run.state == ImportState.READY
    run = withdraw_import(run, actor=author)
    assert run.state == ImportState.WITHDRAWN
    with pytest.raises(MoveRefused):
        submit_import(run, why="再来", actor=author)
    assert Edition.objects.count() == 0


def test_a_submission_needs_a_reason_and_something_to_publish(read, author):
    run = read(as_file(record(1)))
    with pytest.raises(WhyMissing):
        submit_import(run, why="  ", actor=author)
    nothing = read(as_file(record(1, TASK_NAME="", matter_name="")))
    with pytest.raises(NothingToPublish):
        submit_import(nothing, why="新清单", actor=author)
    assert set(ImportRun.objects.values_list("state", flat=True)) == {ImportState.READY}


class Killed(Exception):
    pass


def test_a_killed_publication_goes_on(submitted, reviewer, monkeypatch):
    monkeypatch.setattr(publish, "BATCH", 2)
    run = begin_publishing(submitted(*(record(serial) for serial in range(1, 6))), actor=reviewer)

    def kill(_run):
        raise Killed

    with pytest.raises(Killed):
        publish_import(run, actor=reviewer, progress=kill)
    run.refresh_from_db()
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.PUBLISHING, 2, 2)
    run = publish_import(run, actor=reviewer)
    assert (run.state, run.published, Edition.objects.count()) == (ImportState.PUBLISHED, 5, 5)
    assert set(Edition.objects.values_list("number", flat=True)) == {1}


def test_somebody_changed_the_matter_meanwhile(submitted, read, author, reviewer):
    first = submitted(record(1), record(2))
    second = submitted(record(1, handle_time_limit="3(工作日)"))
    published(second, reviewer)
    run = published(first, reviewer)
    assert run.published == 1
    row = run.rows.get(number=1)
    assert (row.verdict, "publish.meanwhile" in rules(row)) == (Verdict.REFUSED, True)
    edition = Edition.objects.get(matter__code=record(1)["TASK_CODE"])
    assert (edition.number, edition.promised_days) == (1, 3)


def test_a_matter_of_a_published_life_event_is_edited_in_a_revision(hangzhou, author, reviewer):
    load_file(UNSEEN, actor=reviewer)
    before = Edition.objects.count()
    file = as_file(record(1, TASK_CODE="X01-01", AREACODE="330100"))
    run = start_and_read(file, name="一批", format="c0109", region="330100", actor=author)
    row = run.rows.get()
    assert row.verdict == Verdict.REFUSED
    assert "life_event.revise" in rules(row)
    assert row.changes != []
    assert Edition.objects.count() == before


def test_a_code_of_another_region(hangzhou, author, reviewer):
    load_file(UNSEEN, actor=reviewer)
    file = as_file(record(1, TASK_CODE="X01-01", AREACODE="330000"))
    run = start_and_read(file, name="一批", format="c0109", region="330000", actor=author)
    assert "code.elsewhere" in rules(run.rows.get())


def heavier(before, after) -> Burden:
    """A meter that counts documents alone; the real one plans, in an upper package."""
    was, now = (
        {each.material: each for included in spec.matters for each in included.matter.requirements}
        for spec in (before, after)
    )
    lines = [
        Line(Spot(matter=after.code), Text(f"要多交{now[code].name}"), True, now[code].legal_bases)
        for code in now.keys() - was.keys()
    ]
    return Burden(situations=1, measures=(), lines=tuple(lines))


@pytest.fixture
def meter(monkeypatch):
    monkeypatch.setattr(burden, "_meters", [heavier])


MORE = {"material_intro": ["茶园登记申请表", "土地使用证", "茶树照片"]}
FOUNDED = {**MORE, "accept_standard": record()["accept_standard"] + "《云山古茶树条例》第七条。"}


@pytest.fixture
def at_hand(db):
    """The law that `FOUNDED` cites is in the library."""
    return StatuteArticle.objects.create(law="云山古茶树条例", article="7", text="应当提交照片。")


def changes_told():
    """Without what is new."""
    return PublicChange.objects.exclude(name__startswith="一批新事项")


@pytest.mark.parametrize(
    ("changes", "username", "department", "rule"),
    [
        ({**MORE, "accept_standard": "无"}, "waibu", "330000-fa", "burden.basis"),
        # What the matter cited before does not carry a new paper.
        (MORE, "waibu", "330000-fa", "burden.basis"),
        (FOUNDED, "tongshi", "330000-cha", "burden.reviewer"),
        (FOUNDED, "wubumen", "", "burden.reviewer"),
        (FOUNDED, "waibu", "330000-fa", ""),
        ({"handle_time_limit": "3(工作日)"}, "tongshi", "330000-cha", ""),
    ],
)
def test_who_asks_for_more_needs_a_basis_and_another_department(
    submitted, reviewer, meter, at_hand, changes, username, department, rule
):
    published(submitted(record(1)), reviewer)
    actor = staff(username, department=department)
    run = published(submitted(record(1, **changes)), actor)
    row = run.rows.get()
    if rule:
        assert (row.verdict, rule in rules(row)) == (Verdict.REFUSED, True)
        assert (Edition.objects.count(), changes_told().count()) == (1, 0)
    else:
        told = changes_told().get()
        assert (told.name, told.why, told.reviewer_name) == (
            "云上茶园登记1",
            "省里的新清单",
            username,
        )
        adds = "material_intro" in changes
        assert told.adds_burden == adds
        assert [basis["law"] for basis in told.legal_bases] == ["云山古茶树条例"] * adds
        assert Edition.objects.count() == 2


def test_a_law_that_the_library_lacks_carries_nothing(submitted, reviewer, meter):
    published(submitted(record(1)), reviewer)
    run = published(submitted(record(1, **FOUNDED)), staff("waibu", department="330000-fa"))
    assert "burden.unseen" in rules(run.rows.get())
    assert (Edition.objects.count(), changes_told().count()) == (1, 0)
