"""我的材料 in the browser: list, add, replace, date, remove; nobody else gets near."""

import base64
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from materials.actions import record_reading, store_document
from materials.documents import library, uses
from materials.documents.purpose import Purpose
from materials.documents.trust import confirm_original
from materials.documents.uses import Use
from materials.models import Document, MaterialType, Upload
from services.catalogue.text import Text
from tests.materials.conftest import upload
from tests.materials.library.conftest import HALL
from tests.materials.library.pictures import pdf

pytestmark = pytest.mark.django_db
LIST = "/my/documents/"
CASE = Use("330100-1", Text("卖旧房", "Sell a home"), Text("办理中", "Under way"))


def scan(content=None, name="扫描.pdf"):
    return SimpleUploadedFile(name, content or pdf(), "application/pdf")


def day(days):
    return timezone.localdate() + dt.timedelta(days=days)


def page(client, address=LIST, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def act(client, document, verb, **body):
    return client.post(reverse("my_document_act", args=[document.pk, verb]), body)


@pytest.fixture
def mine(client, buyer):
    client.force_login(buyer.user)
    return client


def test_an_empty_library_says_what_to_do(mine):
    html = page(mine)
    assert "还没有材料" in html
    assert reverse("my_document_add") in html


def test_what_it_holds(mine, photo, stored_document, issued_licence, monkeypatch):
    monkeypatch.setattr(uses, "_lists", [lambda ids: {photo.pk: [CASE]}])
    html = page(mine)
    assert html.index(stored_document.filename) < html.index(photo.filename)
    assert reverse("document_look", args=[photo.pk, "small"]) in html
    assert "C 级 本人上传" in html
    assert "用在 1 个办件里" in html
    assert "还没有用过" in html
    assert issued_licence.number in html


def test_narrowed_by_kind_level_and_validity(mine, photo, buyer, buyer_actor, in_a_case, clerk):
    form = MaterialType.objects.create(code="f", name="声明", kind="form")
    own = store_document(
        buyer, upload=upload(name="声明.pdf"), material_type=form, actor=buyer_actor
    )
    over = store_document(
        buyer,
        upload=upload(name="旧证.pdf"),
        material_type=None,
        valid_until=day(-1),
        actor=buyer_actor,
    )
    soon = store_document(
        buyer,
        upload=upload(name="快了.pdf"),
        material_type=None,
        valid_until=day(3),
        actor=buyer_actor,
    )
    confirm_original(photo, actor=clerk, office=HALL)
    every = {each.filename: each for each in (photo, own, over, soon)}

    def shown(**query):
        html = page(mine, **query)
        return {name for name in every if f">{name} " in html.replace("\n", " ") or name in html}

    assert shown() == set(every)
    assert shown(kind="licence") == {photo.filename}
    assert shown(kind="form") == {own.filename}
    assert shown(kind="other") == {over.filename, soon.filename}
    assert shown(level="B") == {photo.filename}
    assert shown(level="D") == {own.filename}
    assert shown(standing="soon") == {soon.filename}
    assert shown(standing="over") == {over.filename}
    assert "没有这样的材料" in page(mine, level="A")
    assert shown(kind="nonsense") == set(every)
    html = page(mine)
    assert "有 2 份材料已到期或快到期" in html
    assert "还有 3 天到期" in html


def test_further_pages_by_key(mine, buyer, buyer_actor, monkeypatch):
    monkeypatch.setattr(library, "PAGE", 2)
    names = [f"第{n}份.pdf" for n in range(5)]
    for name in names:
        store_document(buyer, upload=upload(name=name), material_type=None, actor=buyer_actor)
    seen, after = [], ""
    for _ in range(3):
        html = page(mine, after=after) if after else page(mine)
        seen.append([name for name in names if name in html])
        after = html.partition('rel="next" href="?after=')[2].partition('"')[0]
    assert seen == [names[3:], names[1:3], names[:1]]
    assert after == ""


def test_add(mine, buyer, certificate):
    html = page(mine, reverse("my_document_add"))
    assert "不动产权证书" in html
    body = {"material": certificate.code, "valid_until": day(100).isoformat(), "file": scan()}
    response = mine.post(reverse("my_document_add"), body)
    document = Document.objects.get()
    assert (response.status_code, response.url) == (302, reverse("my_document", args=[document.pk]))
    assert (document.owner, document.material_type, document.level, document.valid_until) == (
        buyer,
        certificate,
        "C",
        day(100),
    )


def test_add_what_one_wrote_oneself(mine):
    body = {"material": "other", "is_self_made": "on", "file": scan()}
    assert mine.post(reverse("my_document_add"), body).status_code == 302
    document = Document.objects.get()
    assert (document.material_type, document.level, document.valid_until) == (None, "D", None)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"material": "nonsense"}, 422, "没有找到这种材料"),
        ({"material": "other", "valid_until": "2020-01-01"}, 422, "有效期没有看懂，或者已经过了"),
        ({"material": "other", "valid_until": "明年"}, 422, "有效期没有看懂，或者已经过了"),
        ({"material": "other", "owner": "999999"}, 403, "您不能替这位申请人交材料"),
        ({"material": "other", "owner": "9" * 5000}, 403, "您不能替这位申请人交材料"),
    ],
    ids=["material", "over", "no day", "owner", "endless"],
)
def test_add_refused(mine, body, status, said):
    response = mine.post(reverse("my_document_add"), body | {"file": scan()})
    assert response.status_code == status
    assert said in response.content.decode()
    assert not Document.objects.exists()


def test_add_without_a_file(mine):
    html = mine.post(reverse("my_document_add"), {"material": "other"}).content.decode()
    assert "请先选一个文件" in html
    assert not Document.objects.exists()


def in_pieces(client, content):
    """A file that came before its form; the number under which it waits."""
    tus = {"Tus-Resumable": "1.0.0"}
    name = base64.b64encode("拍的.pdf".encode()).decode()
    said = {"Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
    where = client.post(reverse("uploads"), headers=tus | said)["Location"]
    client.patch(
        where,
        content,
        content_type="application/offset+octet-stream",
        headers=tus | {"Upload-Offset": "0"},
    )
    return where.strip("/").split("/")[-1]


def goes_on_where_the_line_broke(html):
    return f'data-uploads="{reverse("uploads")}"' in html and 'portal/uploads.js" defer' in html


def test_add_what_came_in_pieces(mine):
    assert goes_on_where_the_line_broke(page(mine, reverse("my_document_add")))
    body = {"material": "other", "upload": in_pieces(mine, pdf())}
    assert mine.post(reverse("my_document_add"), body).status_code == 302
    assert (Document.objects.get().filename, Upload.objects.count()) == ("拍的.pdf", 0)


def test_what_came_in_pieces_is_kept_when_the_form_is_refused(mine):
    body = {"material": "nonsense", "upload": in_pieces(mine, pdf())}
    assert mine.post(reverse("my_document_add"), body).status_code == 422
    assert (Document.objects.count(), Upload.objects.count()) == (0, 1)


def test_replace_with_what_came_in_pieces(mine, photo):
    assert goes_on_where_the_line_broke(page(mine, reverse("my_document", args=[photo.pk])))
    response = act(mine, photo, "replace", upload=in_pieces(mine, pdf()))
    photo.refresh_from_db()
    new = photo.replaced_by
    assert response.url == reverse("my_document", args=[new.pk])
    assert (new.filename, Upload.objects.count()) == ("拍的.pdf", 0)


def test_one_document_tells_who_looked(mine, photo, in_a_case, clerk, monkeypatch):
    monkeypatch.setattr(uses, "_lists", [lambda ids: {photo.pk: [CASE]}])
    confirm_original(photo, actor=clerk, office=HALL, valid_until=day(400))
    record_reading(photo, actor=clerk, purpose=Purpose(HALL, "330100-1"), is_marked=True)
    html = page(mine, reverse("my_document", args=[photo.pk]))
    assert "B 级 核对过原件" in html
    assert "市民中心在" in html
    assert "市民中心 周窗口" in html
    assert "看的是带水印的" in html
    assert reverse("document_look", args=[photo.pk, "large"]) in html
    assert reverse("case", args=["330100-1"]) in html
    assert "改有效期" not in html
    assert "删除这份材料" not in html


def test_pages_of_a_pdf(mine, buyer, buyer_actor):
    document = store_document(
        buyer, upload=upload(pdf(pages=7)), material_type=None, actor=buyer_actor
    )
    for address in (LIST, reverse("my_document", args=[document.pk])):
        assert "7 页" in page(mine, address)


def test_replace(mine, photo, certificate):
    response = act(mine, photo, "replace", file=scan(), valid_until=day(9).isoformat())
    new = Document.objects.get(replaced_by=None)
    assert response.url == reverse("my_document", args=[new.pk])
    photo.refresh_from_db()
    assert photo.replaced_by_id == new.pk
    assert (new.material_type, new.level, new.valid_until) == (certificate, "C", day(9))
    old = page(mine, reverse("my_document", args=[photo.pk]))
    assert "旧的一份，已经换过" in old
    assert "删除这份材料" not in old
    assert photo.filename in page(mine, reverse("my_document", args=[new.pk]))
    assert photo.filename not in page(mine)


def test_date(mine, photo):
    assert act(mine, photo, "date", valid_until=day(50).isoformat()).status_code == 302
    photo.refresh_from_db()
    assert photo.valid_until == day(50)
    refused = act(mine, photo, "date", valid_until="不知道")
    assert refused.status_code == 422
    photo.refresh_from_db()
    assert photo.valid_until == day(50)


def test_remove(mine, photo, monkeypatch):
    monkeypatch.setattr(uses, "_lists", [lambda ids: {photo.pk: [CASE]}])
    refused = act(mine, photo, "remove")
    assert refused.status_code == 409
    assert "330100-1" in refused.content.decode()
    assert Document.objects.count() == 1
    monkeypatch.setattr(uses, "_lists", [])
    assert act(mine, photo, "remove").url == LIST
    assert not Document.objects.exists()


def test_no_other_verbs(mine, photo):
    assert act(mine, photo, "level").status_code == 404


def test_to_others_it_does_not_exist(client, photo, stranger, clerk_user, in_a_case):
    client.force_login(stranger.user)
    assert photo.filename not in page(client)
    for verb in ("replace", "date", "remove"):
        assert act(client, photo, verb).status_code == 404
    assert client.get(reverse("my_document", args=[photo.pk])).status_code == 404
    client.force_login(clerk_user)
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("my_document", args=[photo.pk])).status_code == 403
    assert Document.objects.count() == 2


def test_in_english(mine, photo):
    mine.cookies["django_language"] = "en"
    html = page(mine)
    assert "Property certificate" in html
