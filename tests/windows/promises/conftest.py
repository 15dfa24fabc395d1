"""A promise that a granted decision rests on, and its check."""

from __future__ import annotations

import pytest

from tests.windows import builders as b
from windows.cases.models import Case
from windows.promises.models import CommitmentCheck


@pytest.fixture
def case(town) -> Case:
    """乙局 has granted on the promise that it is the only home, and issued its licence."""
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-B")
    case.refresh_from_db()
    return case


@pytest.fixture
def check(case) -> CommitmentCheck:
    return CommitmentCheck.objects.get(approval__case=case)
