"""What was typed goes back into its form, and nothing else of the page changes by a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from django import forms

from portal.accounts.forms import LoginForm, RegisterForm
from portal.accounts.typed.filling import after_main, fill_in
from portal.accounts.typed.keeping import NEVER

PAGE = (
    '<!DOCTYPE html><main class="a"><p>1 &lt; 2 &amp; &#20013;</p><!-- kept -->'
    '<form method="get"><input name="q" value="old"></form>'
    '<form method="post" action="/b/"><input name="q" value="old"></form>'
    '<form method="post"><input type="hidden" name="q" value="h"><input name="q" value="old">'
    '<input type="checkbox" name="tick" value="1" checked><input type="radio" name="r" value="x">'
    '<input type="password" name="q"><textarea name="long">old</textarea>'
    '<select name="s"><option value="a" selected>A</option><option value="b">B</option></select>'
    '<textarea name="other">stays</textarea><br/></form></main>'
)
TYPED = {"q": ['n"ew'], "r": ["x"], "long": ["</textarea><script>"], "s": ["b"]}


def test_only_the_form_that_was_sent_is_filled_in():
    found, is_found = fill_in(PAGE, TYPED, page="/a/", action="/a/")
    assert is_found
    wanted = (
        PAGE.replace(
            '<input name="q" value="old"><input type="checkbox" name="tick" value="1" checked>'
            '<input type="radio" name="r" value="x">',
            '<input name="q" value="n&quot;ew"><input type="checkbox" name="tick" value="1">'
            '<input type="radio" name="r" value="x" checked>',
        )
        .replace(">old</textarea>", ">\n&lt;/textarea&gt;&lt;script&gt;</textarea>")
        .replace(
            '<option value="a" selected>A</option><option value="b">',
            '<option value="a">A</option><option value="b" selected>',
        )
    )
    assert found == wanted


def test_a_page_without_the_form_stays_as_it_is():
    assert fill_in(PAGE, TYPED, page="/a/", action="/c/") == (PAGE, False)


def test_the_form_is_known_by_what_it_sends_while_one_types():
    page = '<form method="post" hx-post="/a/keep/"><input name="q"></form>'
    found, is_found = fill_in(page, {"q": ["1"]}, page="/a/", action="/a/keep/")
    assert (found, is_found) == (
        '<form method="post" hx-post="/a/keep/"><input name="q" value="1"></form>',
        True,
    )


def test_the_offer_comes_first_on_the_page():
    assert after_main(PAGE, "<b>\\1</b>").startswith('<!DOCTYPE html><main class="a"><b>\\1</b><p>')


@pytest.mark.parametrize("form", [LoginForm, RegisterForm])
def test_every_password_box_has_a_name_that_is_never_kept(form):
    boxes = [
        name
        for name, field in form().fields.items()
        if isinstance(field.widget, forms.PasswordInput)
    ]
    assert boxes
    assert all(any(word in name for word in NEVER) for name in boxes)


def test_no_template_has_a_password_box_of_its_own():
    folder = Path(__file__).parents[3] / "templates"
    assert not [page for page in folder.rglob("*.html") if 'type="password"' in page.read_text()]
