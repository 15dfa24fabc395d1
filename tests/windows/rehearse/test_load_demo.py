"""The first look: somebody in every role, cases at every station, and all of it only once."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings as the_settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.accounts.demo import DEMO_PASSWORD
from portal.accounts.models import Staff, User
from portal.accounts.roles import Role
from services.models import Department, LifeEventEdition
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.centres.models import ServiceCentre
from windows.deadlines.models import Extension
from windows.demo import load

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded() -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_everything_is_there_and_the_second_time_changes_nothing(loaded, monkeypatch):
    assert LifeEventEdition.objects.filter(state="published").count() == 22
    assert ServiceCentre.objects.get().windows.count() == 5
    roles = Counter(Staff.objects.values_list("role", flat=True))
    deciding = Department.objects.filter(editions__isnull=False).distinct().count()
    assert roles == {
        Role.OFFICER: deciding + 2, Role.CLERK: 1, Role.SUPERVISOR: 1, Role.EDITOR: 2,
        Role.ADMIN: 1, Role.DEPARTMENT_SYSTEM: 1, Role.DATA_OFFICER: 4,
    }  # fmt: skip
    cases = Case.objects.order_by("pk")
    assert [(case.life_event_edition.life_event.code, case.state) for case in cases] == [
        ("P10", "accepted"),
        ("P10", "correction"),
        ("P01", "results_ready"),
        ("E03", "submitted"),
        *[("P10", "accepted")] * 3,
    ]
    housing = Approval.objects.filter(case__in=cases[4:], state="dispatched")
    assert {each.department.short_name for each in housing} == {"住建"}
    assert housing.count() == 3, "an inbox to try filters and several at once in"
    assert not any(case.is_rehearsal for case in cases)
    at_work = cases[0].approvals.filter(state__in=["dispatched", "in_review"])
    assert at_work.count() == 4
    stopped = cases[0].approvals.get(state="stopped")
    assert stopped.stops.get().ground == "expert_review"
    # None of them is a licence that several departments handle together.
    assert Extension.objects.filter(approval__in=at_work, kind="single").count() == 2
    assert DEMO_PASSWORD in loaded

    def never(*_: object, **__: object) -> None:
        raise AssertionError("loaded twice")

    for name in ("load_file", "load_regions_file", "load_resources"):
        monkeypatch.setattr(load, name, never)
    before = (User.objects.count(), Case.objects.count(), ServiceCentre.objects.count())
    call_command("load_demo", stdout=io.StringIO())
    assert (User.objects.count(), Case.objects.count(), ServiceCentre.objects.count()) == before


def test_two_editors_of_two_departments_can_review_each_other(loaded):
    editors = Staff.objects.filter(role=Role.EDITOR).order_by("user__username")
    names = dict(Department.objects.values_list("code", "name"))
    assert [(each.user.username, names[each.department_code]) for each in editors] == [
        ("editor", "住房和城乡建设局"),
        ("shenhe", "司法局"),
    ]


def test_the_password_is_shown_in_the_demo_only_and_opens_an_account(client, settings):
    call_command("load_demo", "--without-cases", stdout=io.StringIO())

    assert DEMO_PASSWORD not in client.get(reverse("login")).content.decode()
    settings.DEMO = True
    assert DEMO_PASSWORD in client.get(reverse("login")).content.decode()
    answer = client.post(reverse("login"), {"username": "clerk", "password": DEMO_PASSWORD})
    assert answer.status_code == 302
    assert Case.objects.count() == 0


def test_production_is_refused(settings):
    settings.ENVIRONMENT = replace(the_settings.ENVIRONMENT, mode="production")

    with pytest.raises(CommandError, match="production"):
        call_command("load_demo")
    assert User.objects.count() == 0
