"""The reader of pages finds what it is there to find."""

from __future__ import annotations

import pytest

from tests.access.html import faults_of

SOUND = (
    '<html lang="en"><head><title>Home · Portal</title></head><body><h1>Home</h1>'
    '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">'
    '<label for="a">A</label><input id="a" name="a"></form>'
    '<a href="/things/">Things</a></body></html>'
)


def test_sound_page():
    assert faults_of(SOUND, lang="en") == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('lang="en"', "", "lang is '', not 'en'"),
        ("Home · Portal", " · Portal", "no title of its own"),
        ("<h1>Home</h1>", "", "0 <h1>"),
        ("<h1>Home</h1>", "<h1>A</h1><h1>B</h1>", "2 <h1>"),
        ("<h1>", '<h1 style="color: red">', "inline style on <h1>"),
        ("<h1>", '<h1 onclick="go()">', "inline onclick on <h1>"),
        ("<form", "<script>go()</script><form", "inline <script>"),
        ('<label for="a">A</label>', "", "no label for 'a'"),
        ('name="csrfmiddlewaretoken"', 'name="x"', "a form without CSRF token: "),
        ("/things/", "/nowhere/at-all/", "a link that leads nowhere: '/nowhere/at-all/'"),
        (">Home<", ">None<", "left over: 'None'"),
        (">Home<", ">{{ name }}<", "left over: '{{ name }}'"),
        ('name="a"', 'name="a" value="None"', "left over in value: 'None'"),
        ("<a ", '<p id="a"></p><a ', "id 'a' stands twice"),
    ],
)
def test_fault(right, wrong, fault):
    assert right in SOUND
    assert faults_of(SOUND.replace(right, wrong), lang="en") == [fault]
