"""An editor of the place eases on one page, without a programmer."""

from dataclasses import replace

import pytest
from django.test import Client

from portal.accounts.roles import Role
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import LegalBasisSpec, Necessity
from services.models import OverlayProposal
from services.overlays.queries import overlays, spec_proposed, standard_of
from tests.windows.overlays.test_conformity_page import as_role
from windows.web.overlays import edit

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
    return as_role(Role.EDITOR, "330106", standard_of("T1-A").department.code)


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


def test_the_page_names_the_laws_own_days_where_the_guide_names_none(editor, monkeypatch):
    """A licence of the same standard whose guide states no limit by law."""
    seen = edit.specs_by_id

    def as_licences(ids):
        return {
            pk: replace(spec, type="行政许可", statutory_days=None)
            for pk, spec in seen(ids).items()
        }

    monkeypatch.setattr(edit, "specs_by_id", as_licences)
    page = editor.get(PAGE).content.decode()
    assert "指南没有写法定时限，按法律的 20 个工作日（行政许可法第四十二条）" in page
    assert "法律没有定时限" not in page


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


def test_what_asks_for_more_goes_to_another_department(editor, district):
    body = SAME | {"extra-0-name": "社区证明", "extra-0-law": "杭州市某条例"}
    body |= {"extra-0-article": "12", "why_en": "By-law"}
    looked = editor.post(PAGE, body | {"look": "1"}).content.decode()
    assert 'name="propose"' in looked
    assert "发布地方版" not in looked
    alone = editor.post(PAGE, body)
    assert alone.status_code == 409
    assert "不能一个人发布" in alone.content.decode()
    assert not OverlayProposal.objects.exists()
    sent = editor.post(PAGE, body | {"propose": "1"})
    proposal = OverlayProposal.objects.get()
    assert (sent.status_code, sent.url) == (302, f"/catalogue/overlays/{proposal.pk}/")
    assert (proposal.why, proposal.why_en, proposal.region) == ("窗口人手足", "By-law", district)
    added = spec_proposed(proposal).requirements[-1]
    assert (added.name, added.material) == ("社区证明", "330106-shequzhengming")
    assert added.legal_bases == (LegalBasisSpec("杭州市某条例", "12"),)
    assert not overlays().exists()
    again = editor.post(PAGE, body | {"propose": "1"})
    assert again.status_code == 409
    assert "还没有审完" in again.content.decode()
    assert f"/catalogue/overlays/{proposal.pk}/" in editor.get(PAGE).content.decode()


def test_without_a_department_nothing_is_proposed(as_role, district):
    nobody = as_role(Role.EDITOR, "330106")
    body = SAME | {"extra-0-name": "社区证明", "extra-0-law": "杭州市某条例", "propose": "1"}
    sent = nobody.post(PAGE, body)
    assert sent.status_code == 403
    assert "没有写明部门" in sent.content.decode()
    assert not OverlayProposal.objects.exists()


def test_going_on_from_the_edition_in_force(editor, eased):
    page = editor.get(PAGE).content.decode()
    assert 'name="promised_days" value="0"' in page
    assert "当地试行" in page
    fewer = {name: value for name, value in SAME.items() if name != "keep-1"}
    editor.post(PAGE, fewer | {"promised_days": "0", "fee": "free", "why_en": "Staff"})
    eased.refresh_from_db()
    edition, spec = published()
    assert (eased.state, edition.number) == ("retired", 3)
    assert (len(spec.requirements), edition.why_different_en) == (1, "Staff")


def test_less_easing_than_now_is_not_published_alone(editor, eased):
    sent = editor.post(PAGE, SAME | {"promised_days": "0", "fee": "free"})
    assert sent.status_code == 409
    assert overlays().get() == eased


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
    elsewhere = as_role(Role.EDITOR, "330200")
    assert elsewhere.get(PAGE).status_code == 404
    assert elsewhere.post(PAGE, SAME | {"promised_days": "0"}).status_code == 404
    assert elsewhere.get(PAGE.replace("330106", "999999")).status_code == 404
    assert as_role(Role.SUPERVISOR).get(PAGE).status_code == 403
    assert as_role(Role.CLERK).post(PAGE, SAME).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert not overlays().exists()
