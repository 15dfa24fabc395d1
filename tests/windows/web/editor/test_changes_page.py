"""公开变更, for everybody."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from services.models import LifeEvent, PublicChange


def change(day: int, **more) -> PublicChange:
    told = {
        "on": dt.date(2026, 11, day),
        "life_event": LifeEvent.objects.get(code="T1"),
        "name": "卖旧房",
        "lines": [{"zh": f"第{day}日多要一份发票", "en": "One invoice more", "adds": True}],
        "why": "核对税款",
        "legal_bases": [{"law": "契税法", "article": "10"}],
        "author_name": "何编目",
        "author_department": "甲局",
        "reviewer_name": "林审核",
        "reviewer_department": "乙局",
    }
    return PublicChange.objects.create(**told | more)


def test_anybody_reads_who_what_and_why(client):
    change(12, adds_burden=True)
    html = client.get(reverse("public_changes")).content.decode()
    for said in ("第12日多要一份发票", "核对税款", "《契税法》第10条", "何编目", "甲局", "乙局"):
        assert said in html
    assert "增加负担</span>" in html


def test_only_those_that_ask_for_more(client):
    change(11)
    heavier = change(12, adds_burden=True)
    shown = client.get(reverse("public_changes"), {"only": "more"}).context["changes"]
    assert shown == [heavier]


def test_nothing_yet(client):
    assert "还没有变更" in client.get(reverse("public_changes")).content.decode()
    html = client.get(reverse("public_changes"), {"only": "more"}).content.decode()
    assert "没有增加过负担" in html


def test_page_by_page(client):
    made = [change(1 + number // 2) for number in range(25)]
    first = client.get(reverse("public_changes"))
    assert first.context["changes"] == made[:4:-1]
    rest = client.get(reverse("public_changes"), {"after": first.context["next_after"]})
    assert rest.context["changes"] == made[4::-1]
    assert rest.context["next_after"] == ""


def test_a_place_that_nobody_wrote(client):
    one = change(3)
    shown = client.get(reverse("public_changes"), {"after": "gestern_x"}).context["changes"]
    assert shown == [one]


def test_linked_from_every_page(client):
    assert f'href="{reverse("public_changes")}"' in client.get("/").content.decode()
