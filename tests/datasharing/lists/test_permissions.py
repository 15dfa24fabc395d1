"""Asking another department for its register, and the answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from datasharing.errors import ResourceNotShared
from datasharing.lists.permissions import actions
from datasharing.lists.permissions.carrying import Carried, carry_over, suppose_agreed
from datasharing.lists.permissions.enforcing import permission_for
from datasharing.lists.permissions.errors import (
    AnswerFaulty,
    ExtendedOnce,
    OwnResource,
    PermissionAskedAlready,
    PermissionFaulty,
    PermissionMissing,
    PermissionNotFound,
    TooLateToExtendAnswer,
)
from datasharing.lists.permissions.limits import last_day
from datasharing.lists.permissions.queries import asked_by_us, late, news_for, to_answer
from datasharing.models import DataResource, SharingPermission
from portal.accounts.actor import SYSTEM
from portal.errors import MoveRefused, NotAllowed
from portal.journal.models import Entry
from tests.datasharing.conftest import refuses
from tests.datasharing.lists.conftest import officer_of
from tests.datasharing.permits import department_called

DAY = dt.timedelta(days=1)


@pytest.fixture
def asked(marriages, asker) -> SharingPermission:
    return actions.ask_permission(marriages, purpose="核对购房资格", actor=asker)


def standing(marriages, **more):
    given = {"department_name": "住房和城乡建设局", "edition": None, "matter_code": "P1"} | more
    return permission_for(marriages, **given)


def again(permission) -> SharingPermission:
    return SharingPermission.objects.get(pk=permission.pk)


def test_a_request_waits_ten_working_days_for_its_answer(asked, provider, asker, supervisor):
    today = timezone.localdate()
    assert (asked.state, asked.asked_by_name) == ("asked", "住建小钱")
    assert asked.due_on == last_day(today, "DATA_PERMISSION_WORKING_DAYS")
    assert asked.due_on > today + 10 * DAY
    assert list(to_answer(provider)) == [asked]
    assert list(asked_by_us(asker)) == [asked]
    assert list(to_answer(asker)) == list(to_answer(supervisor)) == []
    assert Entry.objects.filter(stream="resource:DS07", verb="permission.asked").count() == 1


def test_the_days_are_configuration(settings, marriages, asker):
    settings.DATA_PERMISSION_WORKING_DAYS = 1
    asked = actions.ask_permission(marriages, purpose="核对", actor=asker)
    assert asked.due_on <= timezone.localdate() + 12 * DAY
    assert asked.due_on == last_day(timezone.localdate(), "DATA_PERMISSION_WORKING_DAYS")


def test_granted_it_stands_and_is_told(asked, marriages, provider, asker):
    with refuses(PermissionMissing):
        standing(marriages)
    until = timezone.localdate() + 100 * DAY
    actions.grant_permission(asked, conditions="只用于本次", valid_until=until, actor=provider)
    granted = again(asked)
    assert (granted.state, granted.conditions) == ("granted", "只用于本次")
    assert (granted.answered_by_name, granted.provide_by) == ("民政小赵", None)
    assert standing(marriages) == granted
    assert list(news_for(asker)) == [granted]
    actions.note_answer(granted, actor=asker)
    assert list(news_for(asker)) == []


def test_a_register_that_is_not_connected_has_a_day_to_be(asked, marriages, provider):
    DataResource.objects.filter(pk=marriages.pk).update(connector="")
    granted = actions.grant_permission(asked, actor=provider)
    assert granted.provide_by == last_day(timezone.localdate(), "DATA_PROVISION_WORKING_DAYS")


def test_a_refusal_gives_its_reason(asked, marriages, provider, asker):
    with refuses(AnswerFaulty):
        actions.refuse_permission(asked, reason="  ", actor=provider)
    assert again(asked).state == "asked"
    actions.refuse_permission(asked, reason="没有法定职责", actor=provider)
    assert (again(asked).state, again(asked).reason) == ("refused", "没有法定职责")
    with refuses(PermissionMissing):
        standing(marriages)
    with refuses(MoveRefused):
        actions.grant_permission(asked, actor=provider)


def test_only_for_the_matters_that_were_named(marriages, asker, provider, asked):
    SharingPermission.objects.create(
        resource=marriages,
        asker=asked.asker,
        purpose="另一件",
        matters=["P10-03"],
        state="granted",
        asked_by_name="甲",
        due_on=timezone.localdate(),
        answered_at=timezone.now(),
        answered_by_name="乙",
    )
    assert standing(marriages, matter_code="P10-03").purpose == "另一件"
    with refuses(PermissionMissing):
        standing(marriages, matter_code="P10-04")


def test_matters_of_others_cannot_be_named(marriages, asker):
    with refuses(PermissionFaulty):
        actions.ask_permission(marriages, purpose="核对", matters=["NO-1"], actor=asker)
    assert SharingPermission.objects.count() == 0


@pytest.mark.parametrize("purpose", ["", "   ", "长" * 301])
def test_a_request_says_what_for(marriages, asker, purpose):
    with refuses(PermissionFaulty):
        actions.ask_permission(marriages, purpose=purpose, actor=asker)
    assert SharingPermission.objects.count() == 0


def test_asked_once(asked, marriages, asker, provider):
    with refuses(PermissionAskedAlready):
        actions.ask_permission(marriages, purpose="核对购房资格", actor=asker)
    actions.grant_permission(asked, actor=provider)
    with refuses(PermissionAskedAlready):
        actions.ask_permission(marriages, purpose="核对购房资格", actor=asker)
    assert SharingPermission.objects.count() == 1


def test_ones_own_and_the_unshared_are_not_asked_for(marriages, asker, provider):
    with refuses(OwnResource):
        actions.ask_permission(marriages, purpose="自用", actor=provider)
    DataResource.objects.filter(code="DS07").update(sharing="none", connector="")
    with refuses(ResourceNotShared):
        actions.ask_permission(marriages, purpose="核对", actor=asker)
    assert SharingPermission.objects.count() == 0


def test_what_is_shared_with_everybody_is_granted_at_once(marriages, asker):
    people = DataResource.objects.get(code="DS01")
    granted = actions.ask_permission(people, purpose="核对身份", actor=asker)
    assert (granted.state, granted.answered_by_name) == ("granted", actions.BY_RULE)
    assert standing(people) is None


def test_more_days_once_with_an_approval(asked, provider, asker):
    first = asked.due_on
    with refuses(AnswerFaulty):
        actions.extend_answer(asked, reason="要核对", approved_by="", actor=provider)
    assert again(asked).due_on == first
    actions.extend_answer(asked, reason="要核对", approved_by="赵局", actor=provider)
    assert again(asked).due_on == last_day(first, "DATA_PERMISSION_EXTENSION_WORKING_DAYS")
    with refuses(ExtendedOnce):
        actions.extend_answer(asked, reason="还要", approved_by="赵局", actor=provider)


def test_a_late_answer_is_seen_by_the_supervisors(asked, provider, supervisor):
    assert list(late(supervisor)) == []
    SharingPermission.objects.filter(pk=asked.pk).update(due_on=timezone.localdate() - DAY)
    assert list(late(supervisor)) == [asked]
    with refuses(TooLateToExtendAnswer):
        actions.extend_answer(asked, reason="要核对", approved_by="赵局", actor=provider)
    with refuses(NotAllowed):
        actions.grant_permission(asked, actor=supervisor)
    assert again(asked).state == "asked"


def test_for_a_register_that_nobody_here_owns_the_supervisors_answer(asker, supervisor, marriages):
    customs = DataResource.objects.get(code="DS18")
    assert customs.owner is None
    asked = actions.ask_permission(customs, purpose="核对", actor=asker)
    assert list(to_answer(supervisor)) == [asked]
    assert actions.grant_permission(asked, actor=supervisor).state == "granted"


def test_strangers_do_not_find_it(asked):
    stranger = officer_of(department_called("教育局"), "教育小孙")
    with refuses(PermissionNotFound):
        actions.grant_permission(asked, actor=stranger)
    with refuses(PermissionNotFound):
        actions.withdraw_permission(asked, actor=stranger)
    assert again(asked).state == "asked"


def test_each_side_does_its_own_part(asked, asker, provider):
    with refuses(NotAllowed):
        actions.grant_permission(asked, actor=asker)
    with refuses(NotAllowed):
        actions.withdraw_permission(asked, actor=provider)
    assert again(asked).state == "asked"


def test_the_asking_side_gives_it_up(asked, marriages, asker, provider):
    actions.grant_permission(asked, actor=provider)
    actions.withdraw_permission(asked, actor=asker)
    assert (again(asked).state, again(asked).ended_by_name) == ("withdrawn", "住建小钱")
    with refuses(PermissionMissing):
        standing(marriages)


def test_the_provider_takes_it_back_and_says_why(asked, marriages, asker, provider):
    actions.grant_permission(asked, actor=provider)
    with refuses(AnswerFaulty):
        actions.take_back_permission(asked, why="", actor=provider)
    actions.take_back_permission(asked, why="超出约定用途", actor=provider)
    assert again(asked).ended_why == "超出约定用途"
    assert list(news_for(asker)) == [asked]
    with refuses(PermissionMissing):
        standing(marriages)


def test_after_its_last_day_it_stands_no_more_and_is_ended(asked, marriages, provider, asker):
    with refuses(AnswerFaulty):
        actions.grant_permission(asked, valid_until=timezone.localdate() - DAY, actor=provider)
    today = timezone.localdate()
    actions.grant_permission(asked, valid_until=today, actor=provider)
    assert standing(marriages) == asked
    assert actions.expire_permissions(actor=SYSTEM) == 0
    SharingPermission.objects.filter(pk=asked.pk).update(valid_until=today - DAY)
    with refuses(PermissionMissing):
        standing(marriages)
    assert actions.expire_permissions(actor=SYSTEM) == 1
    assert (again(asked).state, again(asked).ended_by_name) == ("expired", "系统")
    assert list(news_for(asker)) == [asked]


def test_the_table_keeps_the_words_and_the_rows(asked, provider):
    rows = SharingPermission.objects.filter(pk=asked.pk)
    for change in ({"purpose": "别的"}, {"matters": ["X"]}, {"asked_by_name": "别人"}):
        with pytest.raises(DatabaseError, match="keeps its words"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError, match="times_follow_state"), transaction.atomic():
        rows.update(state="granted")
    actions.refuse_permission(asked, reason="不行", actor=provider)
    with pytest.raises(DatabaseError, match="ends once"), transaction.atomic():
        rows.update(state="granted", reason="")


def test_only_the_clockwork_and_an_administrator_carry_over(asker, supervisor):
    for actor in (asker, supervisor):
        with refuses(NotAllowed):
            carry_over(actor=actor)
        with refuses(NotAllowed):
            suppose_agreed(actor=actor)
    assert carry_over(actor=SYSTEM) == Carried()
