import pytest

from services.region_codes import and_above, lies_in


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("330000", ("330000",)),
        ("330100", ("330100", "330000")),
        ("330106", ("330106", "330100", "330000")),
        ("330106002", ("330106002", "330106", "330100", "330000")),
        ("330106008203", ("330106008203", "330106008", "330106", "330100", "330000")),
    ],
)
def test_a_region_and_those_above_it(code, expected):
    assert and_above(code) == expected


@pytest.mark.parametrize(
    ("code", "outer", "expected"),
    [
        ("330106", "330100", True),
        ("330106", "330106", True),
        ("330100", "330106", False),
        ("330206", "330100", False),
        ("330106", "", False),
    ],
)
def test_lies_in(code, outer, expected):
    assert lies_in(code, outer) is expected
