"""All departments of many cases decide at once: everything finishes, nothing happens twice.

The long form is a command: `python manage.py rehearse P10 --cases 200` (docs/rehearse.md).
"""

from __future__ import annotations

import pytest

from tests.windows.rehearse.conftest import portal, registers, shipped
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.rehearsal.checking import check
from windows.rehearsal.crowd import rush

__all__ = ["portal", "registers", "shipped"]

CASES = 10


@pytest.fixture
def rushed(shipped):
    return rush("P10", cases=CASES, timeout=240, tell=lambda _: None)


def test_ten_cases_finish_and_nothing_is_doubled(rushed):
    findings = rushed.findings
    assert findings.finished == CASES
    assert (findings.stuck, findings.approvals_open) == (0, 0)
    assert set(findings.doubled.values()) == {0}
    assert set(findings.lost.values()) == {0}
    assert (findings.messages_failed, findings.messages_open, findings.journal_faults) == (0, 0, 0)
    assert (rushed.departments, rushed.approvals) == (8, 100)
    assert rushed.is_good

    # The checker would have seen it.
    Approval.objects.filter(pk=Approval.objects.order_by("pk")[0].pk).update(
        state="in_review", decided_at=None
    )
    assert not check(list(Case.objects.all())).is_good
