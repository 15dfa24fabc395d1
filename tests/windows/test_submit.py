from __future__ import annotations

from portal.outbox.models import Message
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.models import Case


def test_second_submit_returns_the_same_case_unchanged(town):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    again = b.do(actions.submit, case, actor=town.me)
    assert again.pk == case.pk
    assert b.snapshot(case) == before
    assert Case.objects.count() == 1
    assert Message.objects.filter(kind="case.submitted").count() == 1


def test_incomplete_case_is_told_everything_at_once(town):
    case = b.draft(town)
    before = b.snapshot(case)
    with b.refused("incomplete_case") as caught:
        actions.submit(case, actor=town.me)
    told = {(one["kind"], one["label"]) for one in caught.value.details}
    assert told == {
        ("field", "联系电话"),
        ("field", "成交价"),
        ("material", "买卖合同"),
        ("material", "唯一住房声明"),
        ("read", "婚姻信息"),
        ("party", "卖方"),
    }
    assert b.snapshot(case) == before


def test_strangers_do_not_find_the_case(town):
    case = b.complete_draft(town)
    before = b.snapshot(case)
    with b.refused("case_not_found") as caught:
        actions.submit(case, actor=town.nobody)
    assert caught.value.status == 404
    assert b.snapshot(case) == before


def test_party_may_confirm_after_submission(town):
    case = b.draft(town)
    seller = town.seller
    b.do(
        actions.name_party,
        case,
        role="seller",
        name=seller.name,
        id_number=seller.id_number,
        actor=town.me,
    )
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    b.do(actions.save_form, case, values=b.FORM, actor=town.me)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf(), actor=town.me)
    b.do(actions.sign_slot_commitment, b.slot(case, "t_only"), actor=town.me)
    case = b.do(actions.submit, case, actor=town.me)
    b.drain()
    assert case.state == "submitted"
    assert b.slot(case, "t_home").state == "waiting"
    b.do(actions.confirm_party, case, resources=["DS13"], actor=town.other)
    b.drain()
    assert b.slot(case, "t_home").state == "fetched"
