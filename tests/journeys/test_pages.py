"""The main pages of each role on a phone and on a desk: they answer, fit and log no error."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.journeys import deciding
from tests.journeys.buying import ANSWERS, BUYER
from tests.journeys.person import DESK_WIDTH, PHONE_WIDTH
from tests.journeys.submitting import accepted_sale
from windows.demo.accounts import officer_of

PLAN = f"/things/P10/plan/?{urlencode(ANSWERS, doseq=True)}"
PAGES = {
    "visitor": (
        "/", "/things/", "/things/?q=过户", "/things/P10/", "/things/P10/questions/", PLAN,
        "/login/", "/register/", "/licences/verify/",
    ),
    "applicant": (
        "/", "/my/cases/", "/my/notices/", "/my/licences/", "/my/data/", "/profile/",
        "/cases/{number}/", "/cases/{number}/receipt/", "/cases/{number}/materials/",
        "/cases/{number}/withdraw/",
    ),
    "clerk": (
        "/desk/", "/desk/register/", "/desk/pickup/", "/desk/cases/{number}/",
        "/desk/people/{person}/", "/desk/people/{person}/P10/",
    ),
    "officer": ("/inbox/", "/inbox/{approval}/"),
    "supervisor": ("/supervision/",),
}  # fmt: skip


def test_every_main_page_fits_a_phone_and_a_desk(somebody):
    case = accepted_sale()
    deciding.until(lambda: deciding.dispatched(case).exists(), "the first approval")
    approval = deciding.dispatched(case).get()
    accounts = {
        "visitor": "",
        "applicant": BUYER,
        "clerk": "clerk",
        "officer": officer_of(approval.department.code).username,
        "supervisor": "supervisor",
    }
    faults = []
    for role, pages in PAGES.items():
        reader = somebody(accounts[role])
        for width in (DESK_WIDTH, PHONE_WIDTH):
            reader.page.set_viewport_size({"width": width, "height": 900})
            for page in pages:
                path = page.format(
                    number=case.number, person=case.applicant_id, approval=approval.pk
                )
                try:
                    reader.go(path)
                except AssertionError as fault:
                    faults.append(f"{role}, {width} px, {fault}")
                    reader.faults.clear()
    assert faults == []
