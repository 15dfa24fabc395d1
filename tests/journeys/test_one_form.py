"""The one form on two devices: begun on a phone, gone on with on a desk, nothing undone."""

from __future__ import annotations

from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant, User
from services.queries import life_event_edition
from tests.journeys.buying import ANSWERS, BUYER
from tests.journeys.person import PHONE_WIDTH
from windows.cases.actions import start_draft
from windows.cases.models import Case


def draft() -> Case:
    user = User.objects.get(username=BUYER)
    return start_draft(
        life_event_edition("P10"),
        answers=ANSWERS,
        applicant=Applicant.objects.get(user=user),
        channel="online",
        actor=actor_of(user),
    )


def leave(person, name: str, value: str) -> None:
    """Type and go to the next field; the page has kept it when it says so."""
    control = person.page.locator(f'main [name="{name}"]')
    with person.page.expect_response("**/form/keep/"):
        control.fill(value)
        control.blur()


def test_what_is_typed_on_one_device_is_there_on_the_other(somebody):
    case = draft()
    phone = somebody(BUYER, width=PHONE_WIDTH)
    desk = somebody(BUYER)
    address = f"/cases/{case.number}/form/"
    for device in (phone, desk):
        device.go(address)
    leave(phone, "sale_price", "4,300,000")
    phone.page.locator("#kept", has_text="已自动存好").wait_for()
    leave(phone, "loan_amount", "很多")
    phone.page.locator("#fault-loan_amount", has_text="请填不小于 0 的数字").wait_for()
    leave(phone, "loan_amount", "2000000")
    phone.page.locator("#fault-loan_amount .error").wait_for(state="detached")
    phone.look()
    desk.fill(bank_name="钱塘商业银行")
    desk.press("存好“收款和公积金”")
    case.refresh_from_db()
    kept = {name: value for name, value in case.form.items() if value}
    assert kept["sale_price"] == "4300000", "The page on the desk still showed it empty."
    assert (kept["loan_amount"], kept["bank_name"]) == ("2000000", "钱塘商业银行")
    assert desk.value("sale_price") == "4300000"
    desk.press("存起来，以后再填")
    assert desk.path.split("#")[0] == f"/cases/{case.number}/go-on/"
    assert "接下来是“您本人”" in desk.text
    phone.go(f"/cases/{case.number}/go-on/")
    phone.follow("接着填")
    assert phone.path == f"{address}#part-person"
