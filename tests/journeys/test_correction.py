"""The clerk tells everything once; the citizen puts it right from the notice."""

from __future__ import annotations

from tests.journeys import buying, deciding
from tests.journeys.submitting import submitted_sale
from windows.rehearsal.papers import paper

WHY = "第二页看不清，请重新扫描"


def test_correction_is_asked_once_and_answered_from_the_notice(somebody):
    case = submitted_sale()
    clerk = somebody("clerk")
    clerk.go(f"/desk/cases/{case.number}/")
    contract = case.slots.get(material_type__code="sale_contract")
    clerk.page.locator("summary", has_text="一次告知").click()
    clerk.page.locator(f'[name="bad-{contract.pk}"]').check()
    clerk.fill(**{f"why-{contract.pk}": WHY})
    clerk.press("告知申请人")
    assert "已一次告知。" in clerk.text
    assert clerk.page.get_by_role("button", name="告知申请人").count() == 0
    case.refresh_from_db()
    assert case.state == "correction"
    assert case.intake_due_on is None
    _answer(somebody(buying.BUYER), case)
    case.refresh_from_db()
    assert case.state == "submitted"
    assert case.intake_due_on is not None
    assert case.corrections.count() == 1
    deciding.accept(clerk, case)
    deciding.until_state(case, "accepted")


def _answer(me, case) -> None:
    deciding.until(lambda: case.notices.filter(kind="correction").exists(), "the notice")
    me.go("/my/notices/")
    me.follow("还差 1 项", exact=False)
    assert me.path == f"/cases/{case.number}/correction/"
    assert WHY in me.text
    me.press_in_vain("都补好了，交回窗口", 422)
    case.refresh_from_db()
    assert case.state == "correction"
    me.go("/my/notices/")
    me.follow("还差 1 项", exact=False)  # the first tap
    contract = case.slots.get(material_type__code="sale_contract")
    file = paper("房屋买卖合同", code="paper", case_number=f"{case.number}-2")
    me.page.locator(f"#file-{contract.pk}").set_input_files(
        {"name": "房屋买卖合同.pdf", "mimeType": "application/pdf", "buffer": file.read()}
    )
    me.press("都补好了，交回窗口")  # the second
    assert "已交回窗口" in me.text
