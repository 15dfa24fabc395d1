"""An editor of the place eases on one page, without a programmer."""

import pytest
from django.test import Client

from portal.accounts.roles import Role
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import LegalBasisSpec, Necessity
from services.overlays.queries import overlays
from tests.windows.overlays.test_conformity_page import as_role

__all__ = ["as_role"]
PAGE = "/catalogue/matters/T1-B/regions/330106/"
SAME = {
    "promised_days": "1",
    "keep-0": "on",
    "keep-1": "on",
    "necessity-0": "required",
    "necessity-1": "required",
    "fee": "",
    "why": "窗口人手足",
}


@pytest.fixture
def editor(as_role, district) -> Client:
    return as_role(Role.EDITOR, "330106")


def published():
    edition = overlays().get()
    return edition, matter_specs([edition])[edition.pk]


def test_easing(editor):
    page = editor.get(PAGE).content.decode()
    assert "唯一住房声明" in page
    assert "标准承诺 1，法定 10（工作日）" in page
    body = SAME | {"promised_days": "0", "necessity-0": "deferrable", "phone": "88880000"}
    del body["keep-1"]
    sent = editor.post(PAGE, body)
    assert (sent.status_code, sent.url) == (302, "/supervision/conformity/T1-B/330106/")
    edition, spec = published()
    assert (edition.region_id, edition.why_different) == ("330106", "窗口人手足")
    assert spec.promised_days == 0
    assert [(each.key, each.necessity) for each in spec.requirements] == [
        ("b_first", Necessity.DEFERRABLE)
    ]
    assert spec.elements.consult_phone == "88880000"


def test_looking_first_publishes_nothing(editor):
    sent = editor.post(PAGE, SAME | {"promised_days": "0", "look": "1"})
    assert sent.status_code == 200
    assert "承诺办结时限从 1 个工作日改为当天" in sent.content.decode()
    assert not overlays().exists()


def test_one_more_paper_needs_its_law(editor):
    body = SAME | {"extra-0-name": "社区证明", "extra-0-name_en": "Community note"}
    sent = editor.post(PAGE, body)
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "地方版有 1 处比标准要求更多" in page
    assert "多要一份材料：社区证明" in page
    assert 'value="社区证明"' in page
    assert not overlays().exists()
    editor.post(PAGE, body | {"extra-0-law": "杭州市某条例", "extra-0-article": "12"})
    _edition, spec = published()
    added = spec.requirements[-1]
    assert (added.name, added.material) == ("社区证明", "330106-shequzhengming")
    assert added.legal_bases == (LegalBasisSpec("杭州市某条例", "12"),)


def test_going_on_from_the_edition_in_force(editor, eased):
    page = editor.get(PAGE).content.decode()
    assert 'name="promised_days" value="0"' in page
    assert "当地试行" in page
    editor.post(PAGE, SAME | {"promised_days": "0", "fee": "free"})
    eased.refresh_from_db()
    edition, spec = published()
    assert (eased.state, edition.number) == ("retired", 3)
    assert len(spec.requirements) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"promised_days": "-1"}, "有的地方没有填好"),
        ({"promised_days": "x"}, "有的地方没有填好"),
        ({"why": ""}, "有的地方没有填好"),
        ({"fee": "own"}, "请写明收费标准"),
        ({"necessity-0": "??"}, "有的地方没有填好"),
        ({"promised_days": "99999"}, "有的地方没有填好"),
        ({}, "这一版和标准一样"),
        ({"promised_days": "11", "law": "某条例"}, "承诺时限不能超过法定时限"),
    ],
)
def test_what_cannot_be_published_is_said_on_the_page(editor, change, said):
    sent = editor.post(PAGE, SAME | change)
    assert sent.status_code == 422
    assert said in sent.content.decode()
    assert not overlays().exists()


def test_only_editors_of_the_place(as_role, district):
    assert as_role(Role.EDITOR, "330200").get(PAGE).status_code == 403
    assert as_role(Role.SUPERVISOR).get(PAGE).status_code == 403
    assert as_role(Role.CLERK).post(PAGE, SAME).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert not overlays().exists()
