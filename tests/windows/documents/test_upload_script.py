"""The script in a real browser: a photograph's worth of bytes over a line that breaks twice."""

from __future__ import annotations

import pytest
from django.conf import settings as the_settings
from django.urls import reverse

from materials.documents.content import open_content
from materials.models import Upload
from tests.materials.files import CATALOGUE, PAGE, PAGES, pdf_of
from tests.windows import builders as b

LONG = pdf_of(CATALOGUE, PAGES, PAGE, f"({'x' * 1_400_000})")
PIECES = 3


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_where_the_line_broke(browser, live_server, town, me):
    case = b.draft(town)
    slot = b.slot(case, "t_contract")
    context = browser.new_context(locale="zh-CN")
    session = me.cookies[the_settings.SESSION_COOKIE_NAME].value
    cookie = {"name": the_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    sent: list[str] = []

    def line(route, request):
        sent.append(request.method)
        if request.method == "PATCH" and sent.count("PATCH") in (1, 3):
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/**", line)
    try:
        page.goto(live_server.url + reverse("slot_upload", args=[case.number, slot.pk]))
        file = {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": LONG}
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="上传", exact=True).click()
        page.wait_for_url("**/materials/", timeout=20_000)
        assert "交好了" in page.locator("main").inner_text()
    finally:
        context.close()
    assert sent.count("POST") == 1
    assert sent.count("PATCH") == PIECES + 2
    assert sent.count("HEAD") == 2  # asked how much had arrived, after each break
    after = b.slot(case, "t_contract")
    assert (after.state, after.document.filename) == ("provided", "合同.pdf")
    with open_content(after.document.blob) as content:
        assert content.read() == LONG
    assert Upload.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_the_tab_was_closed(browser, live_server, town, me, tmp_path):
    case = b.draft(town)
    address = reverse("slot_upload", args=[case.number, b.slot(case, "t_contract").pk])
    photo = tmp_path / "合同.pdf"
    photo.write_bytes(LONG)
    context = browser.new_context(locale="zh-CN")
    session = me.cookies[the_settings.SESSION_COOKIE_NAME].value
    cookie = {"name": the_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    context.add_cookies([cookie])
    sent: list[str] = []

    def line(route, request):
        sent.append(request.method)
        if request.method == "PATCH" and sent.count("PATCH") == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    def send():
        page = context.new_page()
        page.route("**/uploads/**", line)
        page.goto(live_server.url + address)
        page.locator("input[type=file]").set_input_files(photo)
        page.get_by_role("button", name="上传", exact=True).click()
        return page

    try:
        first = send()
        first.get_by_text("网络断了").wait_for(timeout=20_000)
        first.close()
        send().wait_for_url("**/materials/", timeout=20_000)
    finally:
        context.close()
    assert sent.count("POST") == 1  # nothing was begun anew
    with open_content(b.slot(case, "t_contract").document.blob) as content:
        assert content.read() == LONG
