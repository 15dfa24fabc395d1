"""The page where a file is handed in: in one go, or by what came before in pieces."""

from __future__ import annotations

import base64

from django.urls import reverse

from materials.models import Upload
from tests.materials.files import PDF
from tests.windows import builders as b


def sent_in_pieces(client, content=PDF, *, all_of_it=True):
    name = base64.b64encode("合同.pdf".encode()).decode()
    tus = {"Tus-Resumable": "1.0.0"}
    said = {"Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
    where = client.post("/uploads/", headers=tus | said)["Location"]
    body = content if all_of_it else content[:50]
    client.patch(
        where,
        body,
        content_type="application/offset+octet-stream",
        headers=tus | {"Upload-Offset": "0"},
    )
    return where.strip("/").split("/")[-1]


def test_handed_in_by_its_number_and_forgotten(town, me):
    case = b.draft(town)
    slot = b.slot(case, "t_contract")
    number = sent_in_pieces(me)
    answer = me.post(reverse("slot_upload", args=[case.number, slot.pk]), {"upload": number})
    assert answer.status_code == 302
    after = b.slot(case, "t_contract")
    assert (after.state, after.document.filename) == ("provided", "合同.pdf")
    assert Upload.objects.count() == 0


def test_unfinished_says_so_and_stays(town, me):
    case = b.draft(town)
    slot = b.slot(case, "t_contract")
    number = sent_in_pieces(me, all_of_it=False)
    answer = me.post(reverse("slot_upload", args=[case.number, slot.pk]), {"upload": number})
    assert answer.status_code == 422
    assert "还没有传完" in answer.content.decode()
    assert (b.slot(case, "t_contract").state, Upload.objects.count()) == ("missing", 1)


def test_the_form_works_without_the_script_and_names_it(town, me):
    case = b.draft(town)
    slot = b.slot(case, "t_contract")
    address = reverse("slot_upload", args=[case.number, slot.pk])
    page = me.get(address).content.decode()
    assert 'data-uploads="/uploads/"' in page
    assert 'portal/uploads.js" defer' in page
    assert 'enctype="multipart/form-data"' in page
    assert me.post(address, {"file": b.pdf()}).status_code == 302
    assert b.slot(case, "t_contract").state == "provided"
