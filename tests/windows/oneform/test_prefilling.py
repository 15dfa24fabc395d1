"""What may be filled in before anybody types, and what may not."""

from __future__ import annotations

import time_machine

from materials.licences.actions import issue_licence
from materials.models import MaterialType
from portal.accounts.actor import SYSTEM
from services.catalogue.text import Text
from services.models import Department, Matter
from tests.windows import builders as b
from tests.windows.oneform import things
from windows.cases.actions import save_form, submit
from windows.cases.models import Case
from windows.cases.prefilling import IN_THE_NUMBER, known_for
from windows.cases.sharing import Prefilled

FORM = {
    "f_price": "12",
    "f_phone": "13800138000",
    "f_bank": "工商银行",
    "kid_id_number": things.GIRL,
    "kid_born_on": "2026-01-01",
    "kid_sex": "female",
}
THING = "Thing with a form"


def handed_in(town, **changes) -> Case:
    case = things.begin(town)
    b.do(save_form, case, values=FORM | changes, actor=town.me)
    return b.do(submit, case, actor=town.me)


def licence(town, bank: str):
    with_bank = {"f_bank": bank, "f_price": "77"}
    return b.do(
        issue_licence,
        town.buyer,
        matter=Matter.objects.get(code="F1-A"),
        material_type=MaterialType.objects.get(code="t_given"),
        department=Department.objects.get(name="甲局"),
        case_number=f"前一件{bank}",
        name=Text("甲照", "Licence A"),
        content=with_bank,
        actor=SYSTEM,
        valid_until=None,
    )


@time_machine.travel("2026-06-15T10:00+08:00")
def test_what_lasts_comes_from_the_last_case_and_nothing_else_does(formed):
    handed_in(formed, f_bank="建设银行")
    handed_in(formed)
    case = things.begin(formed)
    origin = Text(
        "您 2026 年 6 月 15 日办“填表的事”时填的", f"You wrote it on 15 June 2026 for “{THING}”"
    )
    assert known_for(case, formed.me) == {
        "f_phone": Prefilled("13800138000", origin),
        "f_bank": Prefilled("工商银行", origin),
    }


def test_a_draft_and_another_persons_case_tell_nothing(formed):
    b.do(save_form, things.begin(formed), values=FORM, actor=formed.me)
    theirs = things.begin(formed, applicant=formed.seller, actor=formed.other)
    b.do(save_form, theirs, values=FORM, actor=formed.other)
    b.do(submit, theirs, actor=formed.other)
    assert known_for(things.begin(formed), formed.me) == {}


def test_the_window_is_not_shown_what_was_written_for_others(formed):
    handed_in(formed)
    case = things.begin(formed)
    assert known_for(case, formed.clerk) == {}
    assert set(known_for(case, formed.me)) == {"f_phone", "f_bank"}


def test_a_licence_tells_what_lasts_unless_two_differ(formed):
    licence(formed, "农业银行")
    case = things.begin(formed)
    found = known_for(case, formed.me)
    says = Text("您的电子证照“甲照”", "Your electronic licence “Licence A”")
    assert found == {"f_bank": Prefilled("农业银行", says)}
    licence(formed, "交通银行")
    assert known_for(case, formed.me) == {}


def test_a_licence_goes_before_an_earlier_case_and_registration_before_both(formed):
    handed_in(formed)
    licence(formed, "农业银行")
    formed.buyer.phone = "13700137000"
    formed.buyer.save(update_fields=["phone"])
    found = known_for(things.begin(formed), formed.me)
    assert {name: each.value for name, each in found.items()} == {
        "f_phone": "13700137000",
        "f_bank": "农业银行",
    }


def test_an_identity_number_tells_birthday_and_sex(formed):
    case = things.begin(formed)
    b.do(save_form, case, values={"kid_id_number": things.GIRL}, actor=formed.me)
    case.refresh_from_db()
    assert known_for(case, formed.me) == {
        "kid_born_on": Prefilled("2026-01-01", IN_THE_NUMBER),
        "kid_sex": Prefilled("female", IN_THE_NUMBER),
    }
    b.do(save_form, case, values={"kid_id_number": things.GIRL[:-1] + "0"}, actor=formed.me)
    case.refresh_from_db()
    assert known_for(case, formed.me) == {}


def test_what_is_no_longer_right_is_not_filled_in(formed):
    handed_in(formed)
    Case.objects.update(form=FORM | {"f_phone": "12"})
    assert set(known_for(things.begin(formed), formed.me)) == {"f_bank"}
