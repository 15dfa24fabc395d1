"""The sale of a home in a second engine: from the first question to the decision."""

from __future__ import annotations

import os

import pytest

from tests.journeys import buying, deciding
from tests.journeys.webkit import programs, somebody_in_webkit


@pytest.fixture
def in_webkit(town, live_server):
    if programs() is None:
        reason = "There is no WebKit on this machine; install webkit2gtk-driver and xvfb."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with somebody_in_webkit(live_server.url) as arrive:
        yield arrive


def test_citizen_clerk_and_officer_in_webkit(in_webkit, somebody):
    """The seller sits at Chromium: two engines on one case."""
    me = in_webkit()
    assert "AppleWebKit" in me.driver.execute_script("return navigator.userAgent")
    assert "Chrome" not in me.driver.execute_script("return navigator.userAgent")
    buying.find_and_answer(me)
    case = buying.begin(me)
    buying.apply_together(me, somebody, case)
    assert me.path == f"/cases/{case.number}/receipt/"
    assert "收到了" in me.text
    deciding.accept(in_webkit().log_in("clerk"), case)
    offices = deciding.Offices(lambda name: in_webkit().log_in(name), case)
    offices.wait_for("P10-01")
    offices.decide("P10-01")
    assert case.approvals.get(matter_edition__matter__code="P10-01").state == "approved"
