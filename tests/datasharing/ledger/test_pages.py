"""The pages: one line and the doubt about it, the questions to answer, the seals."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from datasharing.ledger.merkle import root_from
from datasharing.ledger.models import LedgerSeal
from datasharing.ledger.sealing import seal_round
from datasharing.models import LedgerEntry, LedgerQuestion
from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM
from portal.accounts.models import Staff
from portal.accounts.roles import Role
from tests.datasharing.ledger.test_gate import LATER
from tests.datasharing.ledger.test_sealing import on_seals
from tests.datasharing.test_my_data import login

pytestmark = pytest.mark.django_db

WHY = "为什么查我的房子？"


@pytest.fixture
def me(client, four_reads, office):
    login(client, four_reads)
    return client


def post_of(username: str, role: str, **post) -> object:
    level = post.pop("level", 1)
    made = create_staff(
        username=username, display_name=username, password="walnut-tree-57", role=role,
        actor=SYSTEM, **post,
    )  # fmt: skip
    Staff.objects.filter(pk=made.pk).update(level=level)
    return made.user


@pytest.fixture
def at_the_office(client, office):
    user = post_of("head", Role.OFFICER, region_code="330100", department_code="planning", level=3)
    client.force_login(user)
    return client


def line_page(subject, sequence=3) -> str:
    return reverse("my_line", args=[subject.pk, sequence])


def text(client, address, language="zh-hans", status=200) -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == status
    return response.content.decode()


def test_each_line_leads_to_its_page(me, four_reads):
    page = text(me, "/my/data/")
    assert page.count("对这次查询有疑问") == 4
    assert line_page(four_reads) in page


def test_a_line_in_plain_words(me, four_reads):
    page = text(me, line_page(four_reads))
    for words in (
        "自然资源和规划局查询了不动产登记信息", "核对房屋权属", "本人授权（", "读到了数据",
        "封存的时间戳还没有拿到", "问一问",
    ):  # fmt: skip
        assert words in page


def test_a_question_is_asked_seen_and_answered(me, client, four_reads, at_the_office):
    me.logout()
    me.force_login(four_reads.user)
    asked = me.post(line_page(four_reads), {"text": WHY})
    assert (asked.status_code, asked.url) == (302, line_page(four_reads))
    question = LedgerQuestion.objects.get()
    page = text(me, line_page(four_reads))
    assert WHY in page
    assert "由自然资源和规划局答复" in page
    assert "问一问" not in page
    assert "已提出疑问，等答复" in text(me, "/my/data/")

    at_the_office.force_login(post_of("h2", Role.OFFICER, department_code="planning", level=3))
    listed = text(at_the_office, reverse("line_questions"))
    assert WHY in listed
    assert "由您答复" in listed
    address = reverse("line_question", args=[question.pk])
    shown = text(at_the_office, address)
    assert f"{four_reads.masked_name}的疑问" in shown
    assert four_reads.name not in shown
    assert "不动产登记信息" in shown
    wrong = at_the_office.post(address, {"finding": "", "answer": "您授权的"})
    assert wrong.status_code == 422
    assert "您授权的" in wrong.content.decode()
    done = at_the_office.post(address, {"finding": "in_order", "answer": "您授权的"})
    assert (done.status_code, done.url) == (302, reverse("line_questions"))

    client.force_login(four_reads.user)
    page = text(client, line_page(four_reads))
    for words in ("您授权的", "依法查询，没有问题", "请督查再看一次"):
        assert words in page
    assert "疑问有答复了" in text(client, "/my/data/")


def test_an_empty_question_is_refused_on_the_page(me, four_reads):
    response = me.post(line_page(four_reads), {"text": " "})
    assert response.status_code == 422
    assert "请写明您的疑问" in response.content.decode()
    assert LedgerQuestion.objects.count() == 0


def test_nobody_opens_anothers_line(client, four_reads, buyer):
    login(client, buyer, "another")
    for address in (line_page(four_reads), reverse("my_line_proof", args=[four_reads.pk, 1])):
        assert client.get(address).status_code == 404
    assert client.post(line_page(four_reads), {"text": WHY}).status_code == 404
    assert LedgerQuestion.objects.count() == 0


def test_a_line_that_is_not_there(me, four_reads):
    assert me.get(line_page(four_reads, 5)).status_code == 404


def test_a_sealed_line_has_a_proof_to_keep(me, four_reads, sealing):
    address = reverse("my_line_proof", args=[four_reads.pk, 3])
    assert me.get(address).status_code == 404
    seal_round(actor=SYSTEM)
    page = text(me, line_page(four_reads))
    assert "给第 1 批记录盖了时间戳" in page
    assert address in page
    kept = json.loads(me.get(address).content)

    made = hashlib.sha256(kept["line"].encode()).hexdigest()
    assert made == LedgerEntry.objects.get(sequence=3).hash
    assert root_from(made, kept["way"]) == json.loads(kept["seal"])["root"]
    seal = LedgerSeal.objects.get()
    assert base64.b64decode(kept["stamp"]) == bytes(seal.token)


@pytest.fixture
def watching(client, office):
    client.force_login(post_of("watch", Role.SUPERVISOR, region_code="330100"))
    return client


def test_the_seals_page_says_how_it_stands(watching, sealing, four_reads, settings, asked):
    page = text(watching, "/supervision/seals/")
    assert "还没有成批的记录。" in page
    assert "以来的记录在等时间戳" in page
    sealing.is_silent = True
    seal_round(actor=SYSTEM)
    page = text(watching, "/supervision/seals/")
    assert "试了 1 次：HTTP 503" in page
    on_seals("UPDATE datasharing_ledgerseal SET made_at = made_at - interval '25 hours'")
    page = text(watching, "/supervision/seals/")
    assert "已经暂停读取数据。" in page
    assert "超过了 24 小时" in page
    sealing.is_silent = False
    seal_round(actor=SYSTEM)
    page = text(watching, "/supervision/seals/")
    assert "所有记录都已封存。" in page
    assert "CN=Trial time stamps" in page
    assert LATER not in page
    settings.LEDGER_TSA_URL = ""
    assert "没有设定时间戳机构" in text(watching, "/supervision/seals/")


def test_what_was_stamped_can_be_taken_away(watching, sealing, four_reads):
    seal_round(actor=SYSTEM)
    seal = LedgerSeal.objects.get()
    statement = watching.get("/supervision/seals/1/statement/")
    assert statement.content == seal.statement.encode()
    assert watching.get("/supervision/seals/1/stamp/").content == bytes(seal.token)
    for address in ("/supervision/seals/1/other/", "/supervision/seals/2/stamp/"):
        assert watching.get(address).status_code == 404


def test_seals_are_paged_by_number(watching, sealing, four_reads, monkeypatch):
    monkeypatch.setattr("datasharing.ledger.sealing.MOST_LINES", 1)
    monkeypatch.setattr("datasharing.ledger.queries.PAGE", 3)
    seal_round(actor=SYSTEM)
    assert "?after=2" in text(watching, "/supervision/seals/")
    assert "/supervision/seals/1/stamp/" in text(watching, "/supervision/seals/?after=2")
    assert "/supervision/seals/4/stamp/" in text(watching, "/supervision/seals/?after=x")


def test_an_officer_who_is_no_head_is_told_who_answers(client, office, me, four_reads):
    me.post(line_page(four_reads), {"text": WHY})
    cache.clear()
    client.force_login(post_of("junior", Role.OFFICER, department_code="planning"))
    page = text(client, reverse("line_questions"))
    assert "由本部门负责人或数据专员答复。" in page
    assert WHY not in page
    pk = LedgerQuestion.objects.get().pk
    assert client.get(reverse("line_question", args=[pk])).status_code == 404
