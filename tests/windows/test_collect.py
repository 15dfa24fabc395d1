from __future__ import annotations

from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases.queries import visit_count
from windows.intake.actions import record_visit
from windows.models import Pickup
from windows.pickup.actions import choose_method, collect
from windows.pickup.codes import ALPHABET
from windows.pickup.queries import case_with_code


def test_wrong_code_hands_nothing_out(town):
    case = b.finished_case(town)
    before = b.snapshot(case)
    for code in ("", "AAAAAAAA"):
        with b.refused("wrong_pickup_code"):
            collect(case, code=code, actor=town.clerk)
    assert b.snapshot(case) == before
    assert Pickup.objects.get(case=case).collected_at is None


def test_code_as_said_aloud_is_understood(town):
    case = b.finished_case(town)
    code = case.pickup.code
    assert set(code) <= set(ALPHABET)
    assert not set(code) & set("01OILSZ")
    said = f"{code[:4]}-{code[4:]}".lower()
    assert case_with_code(town.clerk, said) == case
    b.do(collect, case, code=said, actor=town.clerk)
    drain()
    case.refresh_from_db()
    assert case.state == "collected"
    assert Pickup.objects.get(case=case).handed_by_name == "窗口甲"
    assert visit_count(case) == 1


def test_code_of_another_city_is_not_found(town):
    case = b.finished_case(town)
    with b.refused("case_not_found"):
        case_with_code(town.clerk_elsewhere, case.pickup.code)


def test_collected_once(town):
    case = b.collected_case(town)
    before = b.snapshot(case)
    with b.refused("already_collected"):
        collect(case, actor=town.me)
    assert b.snapshot(case) == before


def test_method_may_be_chosen_until_collected(town):
    case = b.finished_case(town)
    assert case.pickup.method == "e_licence"
    assert b.do(choose_method, case, method="window", actor=town.me).method == "window"
    b.do(collect, case, actor=town.me)
    with b.refused("move_refused"):
        choose_method(case, method="post", actor=town.me)


def test_two_errands_on_one_day_are_one_visit(town):
    case = b.submitted_case(town)
    b.do(record_visit, case, actor=town.clerk, purpose="ask")
    b.do(record_visit, case, actor=town.clerk, purpose="hand_in")
    assert visit_count(case) == 1
