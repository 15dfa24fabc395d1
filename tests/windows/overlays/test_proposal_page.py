"""The reviewer sees what would change, on what ground, and why; and decides."""

import pytest
from django.test import Client

from portal.accounts.roles import Role
from services.catalogue.spec import LegalBasisSpec
from services.models import OverlayProposal, PublicChange
from services.overlays.queries import overlays, standard_of
from services.statutes.seen import basis_key
from tests.windows.overlays.test_conformity_page import MAP, as_role
from tests.windows.overlays.test_overlay_form import PAGE, SAME

__all__ = ["as_role"]
TICK = basis_key(LegalBasisSpec("杭州市某条例", "12"))


@pytest.fixture
def author(as_role, district) -> Client:
    return as_role(Role.EDITOR, "330106", standard_of("T1-A").department.code)


@pytest.fixture
def reviewer(as_role, district) -> Client:
    return as_role(Role.EDITOR, "330100", standard_of("T1-B").department.code)


@pytest.fixture
def proposal(author) -> OverlayProposal:
    body = SAME | {"extra-0-name": "社区证明", "extra-0-law": "杭州市某条例"}
    author.post(PAGE, body | {"extra-0-article": "12", "propose": "1"})
    return OverlayProposal.objects.get()


def page(client, proposal) -> str:
    return client.get(f"/catalogue/overlays/{proposal.pk}/").content.decode()


def do(client, proposal, verb, **body):
    return client.post(f"/catalogue/overlays/{proposal.pk}/{verb}/", body)


def test_what_the_reviewer_sees(proposal, reviewer, author):
    shown = page(reviewer, proposal)
    assert "多要一份材料：社区证明" in shown
    assert "《杭州市某条例》第12条" in shown
    assert "窗口人手足" in shown
    assert f'name="seen" value="{TICK}"' in shown
    assert "已核对原文" in shown
    assert f"/catalogue/overlays/{proposal.pk}/" in reviewer.get(MAP).content.decode()
    own = page(author, proposal)
    assert "同意并发布" not in own
    assert "撤回送审" in own


def test_publishing_needs_the_tick(proposal, reviewer):
    refused = do(reviewer, proposal, "publish")
    assert refused.status_code == 422
    assert "没有勾选“已核对原文”" in refused.content.decode()
    assert not overlays().exists()
    sent = do(reviewer, proposal, "publish", seen=TICK)
    assert (sent.status_code, sent.url) == (302, f"/catalogue/overlays/{proposal.pk}/")
    assert overlays().get().proposed_as == proposal
    public = Client().get("/changes/?only=more").content.decode()
    assert "多要一份材料：社区证明" in public
    assert "《杭州市某条例》第12条" in public
    assert "谁审核" in public
    assert "已发布" in page(reviewer, proposal)
    assert "同意并发布" not in page(reviewer, proposal)


def test_refusing_needs_a_note(proposal, reviewer, author):
    empty = do(reviewer, proposal, "refuse", note=" ")
    assert empty.status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert do(reviewer, proposal, "refuse", note="条例没有这一条").status_code == 302
    assert "条例没有这一条" in page(author, proposal)
    assert not PublicChange.objects.exists()


def test_withdrawing(proposal, author, reviewer):
    assert do(reviewer, proposal, "withdraw").status_code == 403
    assert do(author, proposal, "withdraw").status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    late = do(reviewer, proposal, "publish", seen=TICK)
    assert late.status_code == 409
    assert not overlays().exists()


def test_it_says_when_something_moved(proposal, author, reviewer):
    assert "不能再发布" not in page(reviewer, proposal)
    author.post(PAGE, {**SAME, "promised_days": "0"})
    assert "不能再发布" in page(reviewer, proposal)
    late = do(reviewer, proposal, "publish", seen=TICK)
    assert late.status_code == 409
    assert "已经变了" in late.content.decode()
    assert not OverlayProposal.objects.filter(edition=overlays().get()).exists()


def test_strangers_find_nothing(proposal, as_role, author):
    elsewhere = as_role(Role.EDITOR, "330200", "x")
    address = f"/catalogue/overlays/{proposal.pk}/"
    assert elsewhere.get(address).status_code == 404
    assert do(elsewhere, proposal, "publish", seen=TICK).status_code == 404
    assert as_role(Role.SUPERVISOR).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert author.get("/catalogue/overlays/0/").status_code == 404
    assert do(author, proposal, "burn").status_code == 404
    assert not overlays().exists()
