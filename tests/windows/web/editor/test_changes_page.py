"""公开变更, for everybody."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from services.catalogue.read import as_json
from services.models import LifeEvent, PublicChange
from services.revisions.burden import Measure, MeasureKind


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


def test_the_figures_that_changed_and_whom_it_goes_along_with(client):
    papers = Measure(MeasureKind.DOCUMENTS, 4, 5, 2, 3, 6, 0)
    fees = Measure(MeasureKind.FEES, 8000, 0, 8000, 0, 0, 9)
    days = Measure(MeasureKind.DAYS, 3, 3, 3, 3, 0, 0)
    measures = [as_json(each) for each in (papers, fees, days)]
    change(12, measures=measures, along_with=LifeEvent.objects.get(code="T2"))
    html = client.get(reverse("public_changes")).content.decode()
    figures = html.partition('class="figured')[2].partition("</dl>")[0]
    for said in ("要交的材料（份）", "<del>2</del> <b>3</b>", "<del>4</del> <b>5</b>"):
        assert said in figures
    assert "6 种情形更多" in figures
    assert "<del>80</del> <b>0</b>" in figures
    assert "9 种情形更少" in figures
    assert "承诺办结" not in figures
    assert "和“开证明”共用的事项改了" in html


def test_only_those_that_ask_for_more(client):
    change(11)
    heavier = change(12, adds_burden=True)
    shown = client.get(reverse("public_changes"), {"only": "more"}).context["changes"]
    assert shown == [(heavier, ())]


def test_nothing_yet(client):
    assert "还没有变更" in client.get(reverse("public_changes")).content.decode()
    html = client.get(reverse("public_changes"), {"only": "more"}).content.decode()
    assert "没有增加过负担" in html


def test_page_by_page(client):
    made = [change(1 + number // 2) for number in range(25)]
    first = client.get(reverse("public_changes"))
    assert [row for row, _ in first.context["changes"]] == made[:4:-1]
    rest = client.get(reverse("public_changes"), {"after": first.context["next_after"]})
    assert [row for row, _ in rest.context["changes"]] == made[4::-1]
    assert rest.context["next_after"] == ""


def test_a_place_that_nobody_wrote(client):
    one = change(3)
    shown = client.get(reverse("public_changes"), {"after": "gestern_x"}).context["changes"]
    assert shown == [(one, ())]


def test_linked_from_every_page(client):
    assert f'href="{reverse("public_changes")}"' in client.get("/").content.decode()
