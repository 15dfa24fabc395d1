"""The licence identifier of GB/T 36904 and its check character."""

import pytest

from materials.licences.identifier import (
    check_character,
    has_right_check,
    issuer_code,
    licence_identifier,
    type_code,
)

# Identifiers of licences that authorities have really issued.
ISSUED = [
    "11100000000013338W011.11430000006122244L.20230000403.001.U",
    "11100000000013338W009.11330105002500287C.2025052201.002.0",
    "11100000MB03271699022.340100.000000016.001.9",
]


@pytest.mark.parametrize("identifier", ISSUED)
def test_agrees_with_identifiers_in_use(identifier):
    *parts, check = identifier.split(".")
    assert check_character("".join(parts)) == check
    assert has_right_check(identifier)
    assert has_right_check(f"1.2.156.3005.2.{identifier}")


@pytest.mark.parametrize("identifier", ISSUED)
def test_notices_every_single_wrong_character(identifier):
    for place, character in enumerate(identifier):
        if character == ".":
            continue
        other = "1" if character != "1" else "2"
        assert not has_right_check(identifier[:place] + other + identifier[place + 1 :])


@pytest.mark.parametrize("identifier", ["", "....", "a.b.c.d.0", ISSUED[0][:-2], ISSUED[0] + ".1"])
def test_what_is_no_identifier_is_not_right(identifier):
    assert not has_right_check(identifier)


def test_builds_the_form_of_the_standard():
    identifier = licence_identifier(
        type_code="11100000000013338W011",
        issuer_code="11430000006122244L",
        serial="20230000403",
    )
    assert identifier == f"1.2.156.3005.2.{ISSUED[0]}"


def test_placeholders_can_be_taken_for_no_credit_code():
    assert type_code(1) == "0" * 18 + "001"
    assert type_code(36 * 36 + 35) == "0" * 18 + "10Z"
    assert issuer_code(None, region="330106") == "000000000000330106"
    assert issuer_code("", region="330106003") == "000000000000330106"
    assert issuer_code("11330105002500287C", region="330106") == "11330105002500287C"


@pytest.mark.parametrize("number", [0, 36**3])
def test_a_kind_beyond_three_characters_is_an_error(number):
    with pytest.raises(ValueError, match="No type code"):
        type_code(number)
