"""The clerk's and the officers' work on a case, in their own browsers."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db.models import QuerySet

from tests.journeys.person import Person
from windows.demo.accounts import officer_of
from windows.models import Approval, Case

WAIT_SECONDS = 30
Arrive = Callable[..., Person]


def until(is_so: Callable[[], bool], what: str) -> None:
    """The worker does what follows from a decision; a moment later it is done."""
    end = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, f"Waited in vain: {what}"
        time.sleep(0.05)


def until_state(case: Case, state: str) -> None:
    until(lambda: Case.objects.filter(pk=case.pk, state=state).exists(), state)
    case.refresh_from_db()


def accept(clerk: Person, case: Case) -> None:
    clerk.go("/desk/")
    clerk.follow(case.life_event_edition.name, within=row_of(clerk, case))
    clerk.press("受理")
    assert "已受理，各部门开始办。" in clerk.text
    until(lambda: dispatched(case).exists(), "the first approval")


def row_of(person: Person, case: Case):
    return person.row("tr", case.number)


def dispatched(case: Case) -> QuerySet[Approval]:
    here = Approval.objects.filter(case=case, state="dispatched")
    return here.select_related("department", "matter_edition__matter")


class Offices:
    """The officers of one case, each with one browser for as long as the case lasts."""

    def __init__(self, arrive: Arrive, case: Case) -> None:
        self.arrive, self.case = arrive, case
        self.officers: dict[str, Person] = {}

    def wait_for(self, *matters: str) -> None:
        """Exactly these matters are on the officers' desks, all at once."""
        wanted = set(matters)
        until(lambda: {a.matter_edition.matter.code for a in dispatched(self.case)} == wanted,
              f"{sorted(wanted)}")  # fmt: skip

    def decide(self, *matters: str, deny_with: str = "") -> None:
        for matter in matters:
            approval = dispatched(self.case).get(matter_edition__matter__code=matter)
            officer = self._officer(approval)
            officer.go("/inbox/")
            officer.follow(approval.matter_edition.name, within=row_of(officer, self.case))
            officer.press("开始审查")
            if deny_with:
                _deny(officer, deny_with)
            else:
                officer.press("准予")
            assert "已作出决定，申请人马上看得到。" in officer.text

    def _officer(self, approval: Approval) -> Person:
        code = approval.department.code
        if code not in self.officers:
            self.officers[code] = self.arrive(officer_of(code).username)
        return self.officers[code]


def _deny(officer: Person, why: str) -> None:
    """The first of the grounds that the guide offers, and what the officer adds to it."""
    officer.fill(reason=why)
    officer.page.locator("summary", has_text="不予许可").click()
    officer.page.locator('[name="grounds"]').first.check()
    officer.press("不予许可")
