"""Bad input through the browser's door: the right status, words in both languages, no change."""

from __future__ import annotations

from io import StringIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone, translation
from django.utils.html import escape

from datasharing.errors import ConsentExpired
from datasharing.exchanges import request as ask
from datasharing.models import Consent, Exchange
from materials.errors import DocumentTooLarge, DocumentTypeRefused
from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from tests.access.scenes import Scenes, changed, fingerprint, taken_back
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.cases.models import Case
from windows.errors import ApprovalClosed, CaseNotFound

pytestmark = pytest.mark.django_db

LANGUAGES = ("zh-hans", "en")


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def sentences(refusal: DomainError, language: str) -> tuple[str, str]:
    """What happened and what to do, as this reader is told; they differ by language."""
    with translation.override(language):
        told = refusal.said, refusal.advice
    has_chinese = any("一" <= letter <= "鿿" for letter in "".join(told))
    assert has_chinese is (language == "zh-hans"), "Translate this refusal."
    return told


def says(response, refusal: DomainError, language: str) -> None:
    page = response.content.decode()
    for sentence in sentences(refusal, language):
        assert escape(sentence) in page
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in page


def test_malformed_catalogue_is_refused_whole_with_every_place(scenes: Scenes, tmp_path, language):
    file = tmp_path / "broken.yaml"
    file.write_text(
        "onethings:\n  - id: X1\n    name: 一\n    colour: red\n  - name: 二\n", "utf-8"
    )
    before = fingerprint()
    errors = StringIO()
    with translation.override(language), pytest.raises(CommandError) as refused:
        call_command("load_catalogue", str(file), stdout=StringIO(), stderr=errors)
    faults = [line for line in errors.getvalue().splitlines() if "✗" in line]
    places = {fault.partition("broken.yaml:")[2].partition(" ")[0] for fault in faults}
    assert (len(faults), places) == (6, {"2", "5"})
    assert any("一" <= letter <= "鿿" for letter in str(refused.value)) is (language == "zh-hans")
    assert changed(before) == []


def test_answers_that_do_not_exist(scenes: Scenes, language):
    before = fingerprint()
    response = scenes.client("owner").get(
        "/things/T1/plan/?who=nobody", headers={"accept-language": language}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "nobody" in page
    assert ("谁来办？" if language == "zh-hans" else "Who applies?") in page
    assert changed(before) == []


def test_good_answers_are_kept_beside_a_bad_one(scenes: Scenes, language):
    response = scenes.client("owner").get(
        "/things/T1/plan/?who=me&colour=red", headers={"accept-language": language}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert ("没有“colour”这个问题" if language == "zh-hans" else "no question “colour”") in page
    assert 'value="me"' in page


@pytest.mark.parametrize(
    ("file", "limit", "refusal"),
    [
        (SimpleUploadedFile("表.exe", b"MZ" + b"0" * 200), None, DocumentTypeRefused()),
        (SimpleUploadedFile("合同.pdf", b.PDF * 40), 1024, DocumentTooLarge(limit="1 KB")),
    ],
    ids=["wrong type", "too large"],
)
def test_material_that_cannot_be_taken(scenes: Scenes, settings, language, file, limit, refusal):
    if limit:
        settings.DOCUMENT_LIMIT_BYTES = limit
    case = scenes.cases["open"]
    place = f"/cases/{case.number}/materials/{b.slot(case, 't_contract').pk}/upload/"
    before = fingerprint()
    with taken_back():
        file.seek(0)
        response = scenes.client("owner").post(
            place, {"file": file}, headers={"accept-language": language}
        )
        assert response.status_code == refusal.status
        with translation.override(language):
            told = str(type(refusal).message).partition("%")[0]
        assert escape(told) in response.content.decode()
        assert changed(before) == []


def test_material_that_nobody_has(scenes: Scenes, language):
    """A document's number out of thin air, or of another kind altogether."""
    case = scenes.cases["open"]
    place = f"/cases/{case.number}/materials/{b.slot(case, 't_contract').pk}/upload/"
    before = fingerprint()
    for number in ("not-a-number", "00000000-0000-4000-8000-000000000000"):
        with taken_back():
            response = scenes.client("owner").post(
                place, {"document": number}, headers={"accept-language": language}
            )
            assert response.status_code == 404
            assert changed(before) == []


def test_the_same_form_sent_twice_is_one_draft(scenes: Scenes):
    form = {"who": "me", "draft_key": "6f0e1f0a-6a0b-4d0c-9a1e-2b9d7c3f4a55"}
    with taken_back():
        client = scenes.client("owner")
        first = client.post("/things/T1/apply/", form)
        kept = fingerprint()
        second = client.post("/things/T1/apply/", form)
        assert (first.status_code, second.status_code) == (302, 302)
        assert first.url == second.url
        assert changed(kept) == []
        assert Case.objects.filter(draft_key=form["draft_key"]).count() == 1


def test_the_same_case_handed_in_twice_is_one_case(scenes: Scenes):
    case = scenes.cases["draft"]
    with taken_back():
        client = scenes.client("owner")
        first = client.post(f"/cases/{case.number}/check/")
        kept = fingerprint()
        second = client.post(f"/cases/{case.number}/check/")
        receipt = f"/cases/{case.number}/receipt/"
        assert (first.status_code, first.url) == (302, receipt)
        assert (second.status_code, second.url) == (302, receipt)
        assert changed(kept) == []


def test_decision_on_a_closed_approval(scenes: Scenes, language):
    case = scenes.cases["accepted"]
    approval = b.approval(case, "T1-A")
    with taken_back():
        decide(approval, granted=True, actor=scenes.town.officer(approval))
        before = fingerprint()
        response = scenes.client("officer").post(
            f"/inbox/{approval.pk}/deny/", {"reason": "反悔"}, headers={"accept-language": language}
        )
        assert response.status_code == 409
        says(response, ApprovalClosed(), language)
        assert changed(before) == ["journal_entry"]  # that it was refused, and nothing else


def test_expired_consent_reads_nothing(scenes: Scenes, language):
    case = scenes.cases["draft"]
    with taken_back():
        consent = Consent.objects.get(case_number=case.number, subject=scenes.town.buyer)
        asked = Exchange.objects.filter(consent=consent, resource__code="DS07")
        row = asked.values().get()
        late = consent.expires_at + timezone.timedelta(days=1)
        before = fingerprint()
        refuses = pytest.raises(ConsentExpired)
        with time_machine.travel(late, tick=False), refuses as refused, transaction.atomic():
            ask(
                case.number,
                matter_code=row["matter_code"],
                department_name="甲局",
                resource="DS07",
                subject=scenes.town.buyer,
                role="applicant",
                requirement=row["requirement"],
                consent=consent,
                purpose=row["purpose"],
                actor=SYSTEM,
            )
        assert refused.value.status == 410
        sentences(refused.value, language)
        assert changed(before) == []
        assert asked.values().get() == row


def test_stranger_with_the_number_of_a_case(scenes: Scenes, language):
    """The same page as for a number that nobody has: a stranger must not learn which."""
    number = scenes.cases["accepted"].number
    before = fingerprint()
    pages = []
    for tried in (number, number[:-6] + "999999"):
        response = scenes.client("stranger").get(
            f"/cases/{tried}/", headers={"accept-language": language}
        )
        assert response.status_code == 404
        says(response, CaseNotFound(), language)
        body = response.content.decode().partition("<main")[2].partition("</main>")[0]
        pages.append(body.partition("<code>")[0])
    assert pages[0] == pages[1]
    assert changed(before) == []


@pytest.mark.parametrize("number", ["9" * 40, "330100-20261122-0000010", "..", "a"])
def test_number_that_no_case_can_have(scenes: Scenes, number):
    assert scenes.client("owner").get(f"/cases/{number}/").status_code == 404


@pytest.mark.parametrize(
    "form",
    [{"grade": "9"}, {"grade": "²"}, {"grade": ""}, {"grade": "5", "option": "999"}],
    ids=str,
)
def test_rating_that_does_not_exist(scenes: Scenes, form):
    case = scenes.cases["collected"]
    before = fingerprint()
    with taken_back():
        response = scenes.client("owner").post(f"/cases/{case.number}/rating/", form)
        assert response.status_code == 422
        assert changed(before) == []
