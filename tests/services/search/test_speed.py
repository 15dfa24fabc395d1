"""A search stays quick however many matters there are. Bounds have slack: machines differ."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from services.models import Region, SearchEntry
from services.search import Narrowed, find
from services.search.index import rebuild
from services.search.measuring import Spread, invented, measure, own_names, queries_about

MATTERS = 20_000
MOST_MS = 25
PLACES = "上城 拱墅 西湖 滨江 萧山 余杭 临平 钱塘 富阳 临安 桐庐 淳安 建德 海曙 鄞州 慈溪"


@pytest.mark.usefixtures("shipped")
def test_quick_over_many_matters(django_assert_max_num_queries):
    Region.objects.bulk_create(
        Region(code=f"3399{number:02}", name=f"{name}区", level=3, parent_id="330100")
        for number, name in enumerate(PLACES.split())
    )
    names = own_names()
    rebuild(also=invented(names, MATTERS))
    assert SearchEntry.objects.count() > MATTERS
    found = measure(queries_about(names, 300), passes=3)
    assert found.queries > 250
    # The processor's time where it can be told: others may use the machine meanwhile.
    spread = found.processor if found.processor.p99 else found.clock
    assert 0 < spread.p95 <= MOST_MS, found
    narrowed = Narrowed(audience="person", theme="测试主题3", department="测试部门4")
    with django_assert_max_num_queries(8):
        find("登记变更", narrowed=narrowed)


def test_shares_of_what_was_measured():
    assert Spread.of(range(1, 101)) == Spread(51, 96, 100)
    assert Spread.of([7.0]) == Spread(7.0, 7.0, 7.0)


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_an_error_above_the_bound(unseen_loaded, capsys):
    before = SearchEntry.objects.count()
    call_command("measure_search", matters=300, queries=20, passes=2, most_ms=10_000)
    assert "20 次搜索，各取 2 遍中最快的一遍" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"p95 是 .* 毫秒，超过了 0\.001 毫秒"):
        call_command("measure_search", matters=300, queries=20, most_ms=0.001)
    assert SearchEntry.objects.count() == before, "Measuring keeps nothing."
