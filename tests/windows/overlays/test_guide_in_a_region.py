"""A guide shows what holds where the reader is, says why it differs, and keeps the place."""

import re

import pytest
from django.test import Client

from services.catalogue.spec import Handling
from tests.windows import builders as b
from tests.windows.overlays.conftest import publish
from windows.centres.models import ServiceCentre

MATTER = "/matters/T1-B/"
THING = "/things/T1/"
HERE = {"region": "330106"}


def get(address, **query) -> str:
    answer = Client().get(address, query, headers={"accept-language": "zh-hans"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_matter_in_the_region(eased):
    standard, local = get(MATTER), get(MATTER, **HERE)
    assert "唯一住房声明" in section(standard)
    assert "唯一住房声明" not in section(local)
    assert "“T1-B事项”在这里按西湖区的地方版办" in local
    assert "当地试行" in local
    assert "不用交：唯一住房声明" in local
    assert "第 2 版" in local
    assert "杭州市照全省标准办" in standard
    assert "当地试行" not in standard


def section(page: str) -> str:
    return page[page.index(' id="materials">') :].split("</section>", maxsplit=1)[0]


@pytest.mark.parametrize("address", [MATTER, THING])
def test_choosing_a_place(eased, address):
    """A plain form; the choice stays in the address that is handed on and on paper."""
    options = r'<option value="(\d+)"( selected)?>'
    assert re.findall(options, get(address)) == [("330100", " selected"), ("330106", "")]
    local = get(address, **HERE)
    assert re.findall(options, local) == [("330100", ""), ("330106", " selected")]
    assert f'id="share-address">http://testserver{address}?region=330106<' in local
    assert 'href="?paper=1&amp;region=330106"' in local
    paper = get(address, **HERE, paper="1")
    assert "<option" not in paper
    assert "当地试行" in paper
    assert f'href="{address}?region=330106"' in paper


def test_a_thing_in_the_region(eased):
    standard, local = get(THING), get(THING, **HERE)
    assert "唯一住房声明" in section(standard)
    assert "唯一住房声明" not in section(local)
    assert "“T1-B事项”在这里按西湖区的地方版办" in local
    assert 'href="/matters/T1-B/?region=330106"' in local
    assert 'href="/things/T1/questions/?region=330106"' in local
    assert 'href="/things/T1/questions/"' in standard
    assert "西湖区照全省标准办" in get("/matters/T1-C/", **HERE)


def test_from_the_guide_to_the_plan_in_the_same_place(eased):
    asked = Client().get("/things/T1/questions/", HERE | {"asked": "who", "who": "me"})
    plan = Client().get(asked.url).content.decode()
    assert '<input type="hidden" name="region" value="330106">' in plan
    assert 'href="/matters/T1-B/?region=330106"' in plan


def test_the_time_of_the_whole_is_that_of_the_place(slower):
    """The span is kept for a day, for each set of editions by itself."""
    promised = re.compile(r'<div class="figures"><div><b>([^<]+)</b>')
    standard, local = promised.search(get(THING))[1], promised.search(get(THING, **HERE))[1]
    assert standard != local
    assert promised.search(get(THING))[1] == standard


@pytest.mark.parametrize("region", ["330200", "330000", "999999", "x", "", "３３"])
@pytest.mark.parametrize("address", [MATTER, THING])
def test_a_place_where_it_is_not_done_counts_as_none(eased, elsewhere, address, region):
    page = get(address, region=region)
    assert 'value="330100" selected' in page
    assert f'id="share-address">http://testserver{address}<' in page


def test_a_county_follows_its_city(district, town):
    city = district.parent
    publish("T1-B", city, promised_days=0, handling=Handling.INSTANT, requirements=())
    ServiceCentre.objects.create(code="xihu", name="西湖中心", region=district)
    for query in ({}, HERE):
        page = get(MATTER, **query)
        assert "“T1-B事项”在这里按杭州市的地方版办" in page
        assert "唯一住房声明" not in section(page)


def test_one_place_is_no_choice(town):
    ServiceCentre.objects.exclude(region=b.REGION).delete()
    page = get(MATTER)
    assert "<option" not in page
    assert "照全省标准办" not in page


def test_in_english(eased):
    client = Client()
    client.cookies["django_language"] = "en"
    page = client.get(MATTER, HERE).content.decode()
    assert '<span lang="zh-Hans">当地试行</span> <span class="chip">' in page
