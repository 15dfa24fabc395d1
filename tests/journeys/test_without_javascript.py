"""The same way without a single script: links, forms and a page that reloads itself."""

from __future__ import annotations

from tests.journeys import buying, deciding


def test_sale_of_a_home_up_to_a_decision_without_javascript(somebody):
    def arrive(name: str = ""):
        return somebody(name, with_javascript=False)

    me = arrive()
    buying.find_and_answer(me)
    case = buying.begin(me)
    buying.apply_together(me, arrive, case)
    assert me.path == f"/cases/{case.number}/receipt/"
    assert "收到了" in me.text
    case.refresh_from_db()
    assert case.state == "submitted"
    assert case.slots.filter(state="fetched").count() == 11
    deciding.accept(arrive("clerk"), case)
    offices = deciding.Offices(arrive, case)
    offices.wait_for("P10-01")
    offices.decide("P10-01")
    assert case.approvals.get(matter_edition__matter__code="P10-01").state == "approved"
