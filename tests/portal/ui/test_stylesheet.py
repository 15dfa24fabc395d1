"""The stylesheet keeps its promises: contrast in every scheme, tokens instead of raw values."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from portal.ui.templatetags.portal_ui import TRACK
from portal.ui.tokens import (
    PAIRS,
    SCHEMES,
    STYLESHEET,
    Pair,
    colours,
    contrast,
    contrast_of,
    least,
)

CSS = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text("utf-8"), flags=re.DOTALL)
TOKENS, REST = CSS[: CSS.index("@layer base {")], CSS[CSS.index("@layer base {") :]
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|\b(?:white|black|red|gr[ae]y)\b(?!-)"
)


def test_the_formula_gives_known_figures():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.005)


def test_every_colour_has_a_value_in_every_scheme():
    assert len(colours()) > 15
    assert {name: tuple(each.values) for name, each in colours().items()} == dict.fromkeys(
        colours(), SCHEMES
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_has_the_contrast_it_needs(scheme):
    short = {
        (pair.above, pair.below): round(contrast_of(pair, scheme), 2)
        for pair in PAIRS
        if contrast_of(pair, scheme) < least(pair, scheme)
    }
    assert short == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet", "celadon", "seal", "ink", "celadon-tint"])
def test_focus_is_seen_on_every_ground(scheme, ground):
    """Two colours, one inside the other: at least one of them stands out (technique C40)."""
    seen = [contrast_of(Pair(ring, ground), scheme) for ring in ("focus", "focus-ring")]
    assert max(seen) >= 3


def test_every_pair_that_a_rule_makes_is_checked():
    known = {(pair.above, pair.below) for pair in PAIRS}
    made = set()
    for _selector, body in RULE.findall(REST):
        above = re.search(r"(?<![\w-])color: var\(--([\w-]+)\)", body)
        below = re.search(r"background: var\(--([\w-]+)\)", body)
        if above and below:
            made.add((above[1], below[1]))
    assert made
    assert made - known == set()


def test_colours_are_written_in_the_tokens_only():
    found = [
        (selector.strip(), COLOUR.findall(body))
        for selector, body in RULE.findall(REST)
        if COLOUR.search(body)
    ]
    # A camera reads a QR code on white, whatever the scheme.
    assert found == [(".qr", ["white"])]


def test_type_sizes_are_tokens_or_follow_the_text_around():
    raw = re.findall(r"font(?:-size)?:[^;}]*?\b[\d.]+(?:px|rem)\b", REST)
    in_units_of_a_drawing = [each for each in raw if "px" in each]
    assert set(in_units_of_a_drawing) <= {"font-size: 11px", "font-size: 12px"}
    assert [each for each in raw if "rem" in each] == []


def test_every_token_used_is_defined_and_every_one_defined_is_used():
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    used = set(re.findall(r"var\((--[\w-]+)", CSS))
    assert used - defined == set()
    assert defined - used == set()


def test_no_rule_is_written_twice():
    rules = Counter(
        (" ".join(selector.split()), " ".join(body.split()))
        for selector, body in RULE.findall(REST)
    )
    assert [rule for rule, times in rules.items() if times > 1] == []


def test_all_of_it_is_in_layers_and_in_one_short_file():
    assert len(STYLESHEET.read_text("utf-8").splitlines()) <= 400
    first = CSS.split("{", 1)[0]
    layers = re.search(r"@layer ([\w, ]+);", first)
    assert layers is not None
    assert set(re.findall(r"@layer (\w+) \{", CSS)) == set(layers[1].split(", "))


def test_the_track_has_a_class_for_every_column():
    for column in range(1, TRACK + 1):
        assert f".at-{column} {{" in CSS
        assert f".for-{column} {{" in CSS


def test_who_asks_for_less_motion_sees_none():
    (reduced,) = re.findall(r"prefers-reduced-motion: reduce\) \{ :root \{([^}]*)\}", CSS)
    durations = set(re.findall(r"(--[\w-]+): [\d.]+m?s;", TOKENS))
    assert durations
    assert {name for name in durations if f"{name}: 0s" in reduced} == durations
    assert re.findall(r"(?:transition|animation):[^;}]*?\b[\d.]+m?s\b", REST) == []
