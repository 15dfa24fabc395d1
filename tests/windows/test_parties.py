from __future__ import annotations

from portal.accounts.identity import credit_check_character
from portal.journal.models import Entry
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.queries import case_for, slots_for
from windows.models import CaseParty


def name_seller(town, case, person, **more):
    return b.actions.name_party(
        case,
        **(
            {"role": "seller", "name": person.name, "id_number": person.id_number, "actor": town.me}
            | more
        ),
    )


def test_party_sees_only_their_own_material(town):
    case = b.draft(town)
    b.do(name_seller, town, case, town.seller)
    assert case_for(town.other, case.number) == case
    assert [slot.material_type.code for slot in slots_for(town.other, case)] == ["t_home"]
    with b.refused("case_not_found"):
        case_for(town.nobody, case.number)


def test_wrong_parties_are_refused(town):
    case = b.draft(town)
    with b.refused("unknown_party"):
        name_seller(town, case, town.seller, role="witness")
    with b.refused("party_is_applicant"):
        name_seller(town, case, town.buyer)
    with b.refused("party_name_differs"):
        name_seller(town, case, town.seller, name="别人")
    with b.refused("case_not_found"):
        name_seller(town, case, town.seller, actor=town.nobody)
    assert CaseParty.objects.count() == 0


def test_confirmed_party_cannot_be_swapped(town):
    case = b.draft(town)
    b.do(name_seller, town, case, town.seller)
    b.do(actions.confirm_party, case, resources=["DS13"], actor=town.other)
    with b.refused("party_confirmed"):
        name_seller(town, case, town.stranger)
    assert CaseParty.objects.get().applicant == town.seller


def test_nobody_confirms_for_another(town):
    case = b.draft(town)
    b.do(name_seller, town, case, town.seller)
    for actor in (town.me, town.nobody):
        with b.refused("case_not_found"):
            actions.confirm_party(case, resources=["DS13"], actor=actor)
    assert CaseParty.objects.get().confirmed_at is None


def test_clerk_confirms_whose_card_they_have_seen(town):
    case = b.draft(town, channel="window")
    b.do(name_seller, town, case, town.seller, actor=town.clerk)
    b.do(actions.confirm_party, case, role="seller", resources=["DS13"], actor=town.clerk)
    party = CaseParty.objects.get()
    assert party.confirmed_via == "window"
    b.drain()
    assert b.slot(case, "t_home").state == "fetched"


def test_reads_about_a_party_wait_for_their_word(town):
    case = b.draft(town)
    b.do(name_seller, town, case, town.seller)
    with b.refused("case_not_found"):
        actions.agree_to_reads(case, resources=["DS13"], role="seller", actor=town.me)
    b.drain()
    assert b.slot(case, "t_home").state == "waiting"


def test_the_record_names_the_party_in_both_languages(town):
    case = b.draft(town)
    b.do(name_seller, town, case, town.seller)
    b.do(actions.confirm_party, case, resources=["DS13"], actor=town.other)
    told = {entry.verb: entry.data for entry in Entry.objects.filter(stream=case.stream)}
    for verb in ("party.named", "party.confirmed"):
        assert (told[verb]["label"], told[verb]["label_en"]) == ("卖方", "Seller")


def test_a_code_of_digits_is_an_organisation_s(town):
    case = b.draft(town)
    digits = "91330106123456789"
    code = next(
        number
        for number in (f"{int(digits) + more}" for more in range(31))
        if credit_check_character(number).isdigit()
    )
    code += credit_check_character(code)
    assert code.isdigit()
    b.do(name_seller, town, case, town.seller, name="西湖面馆", id_number=code)
    party = CaseParty.objects.get().applicant
    assert (party.kind, party.id_type) == ("organisation", "credit_code")
