"""A session that ends while somebody fills the form in: nothing is lost, nobody else sees it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portal.accounts.models import TypedForm, User
from portal.accounts.typed.keeping import MOST_BYTES, MOST_FORMS
from portal.accounts.typed.sealing import unseal
from portal.accounts.typed.seeing_off import forget_expired
from portal.accounts.typed.whose import SALT
from tests.access.scenes import appoint
from tests.windows.oneform import things

PASSWORD = "correct-horse-9"
TYPED = {"f_price": '12 <b>"&', "kid_sex": "female", "f_note": "", "section": "sale"}
SITE = "http://testserver"


@pytest.fixture
def case(formed):
    return things.begin(formed)


def account(applicant) -> User:
    user = User.objects.create_user(username=f"account-{applicant.pk}", password=PASSWORD)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return user


def log_in(client: Client, user: User, to: str = "/"):
    return client.post(
        "/login/", {"username": user.username, "password": PASSWORD, "next": to}, follow=True
    )


def end_session(client: Client) -> None:
    """As after eight hours: the row is gone, and so is the cookie."""
    Session.objects.filter(session_key=client.session.session_key).delete()
    del client.cookies[settings.SESSION_COOKIE_NAME]


def text(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def me(case) -> User:
    return account(case.applicant)


@pytest.fixture
def client(me) -> Client:
    browser = Client()
    log_in(browser, me)
    return browser


def at(case) -> str:
    return f"/cases/{case.number}/form/"


def send_late(client: Client, case, values=TYPED, **more):
    end_session(client)
    where = SITE + at(case)
    return client.post(at(case), {**values, **more}, headers={"Referer": where})


def test_what_was_typed_waits_on_the_same_page(client, case, me):
    answer = send_late(client, case)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={at(case)}")
    kept = TypedForm.objects.get()
    assert (kept.user, kept.page, kept.action) == (me, at(case), at(case))
    assert "12 <b>" not in bytes(kept.sealed).decode()
    case.refresh_from_db()
    assert case.form == {}, "Nothing is done before somebody has logged in."
    assert "您刚才填的留着：用同一个账号登录，就放回原处。" in text(client.get(answer["Location"]))

    page = log_in(client, me, at(case)).content.decode()
    assert "您刚才填的还在" in page
    price = re.search(r'<input[^>]*name="f_price"[^>]*>', page).group()
    assert 'value="12 &lt;b&gt;&quot;&amp;"' in price
    assert re.search(r'<option value="female" selected>', page)
    marks = re.search(r'name="marks" id="marks" value="([^"]*)"', page).group(1)
    assert marks, "Hidden fields stay as the page has them."

    client.post(at(case), {"f_price": "12", "section": "sale"})
    case.refresh_from_db()
    assert (case.form["f_price"], TypedForm.objects.count()) == ("12", 0)
    assert "您刚才填的还在" not in text(client.get(at(case)))


def test_another_person_at_the_same_browser_sees_nothing(client, case, formed, me):
    send_late(client, case)
    other = account(formed.seller)
    assert TypedForm.objects.get().user == me
    for page in ("/", at(case), "/my/cases/"):
        answer = log_in(client, other, page) if page == "/" else client.get(page)
        assert "您刚才填的还在" not in text(answer)
        assert "12 <b>" not in text(answer)
    assert "typed_pages" not in client.session
    kept = TypedForm.objects.get()
    client.post(f"/typed/{kept.pk}/forget/")
    assert TypedForm.objects.get() == kept, "Nor can they throw it away."


def test_it_is_bound_to_the_account_and_the_cookie_cannot_be_made_up(client, case):
    client.cookies["typed_by"] = "1:forged:signature"
    send_late(client, case)
    assert not TypedForm.objects.exists()
    assert "留着" not in text(client.get("/login/"))


def test_a_visitor_without_an_account_here_leaves_nothing(case, me):
    visitor = Client()
    visitor.post(at(case), TYPED, headers={"Referer": SITE + at(case)})
    assert not TypedForm.objects.exists()


def test_passwords_and_tokens_are_never_kept(client, case, me):
    send_late(client, case, new_password="hidden-1", csrfmiddlewaretoken="hidden-2", f_bank="工行")
    page = log_in(client, me, at(case)).content.decode()
    assert "工行" in page
    assert set(unseal(TypedForm.objects.get().sealed)) == {*TYPED, "f_bank"}


def test_files_are_not_kept_and_the_page_says_so(client, case, me):
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4", content_type="application/pdf")
    answer = send_late(client, case, scan=scan)
    assert "选好的文件没有留下" in text(client.get(answer["Location"]))
    assert TypedForm.objects.get().had_files is True
    assert "选好的文件没有留下，请再选一次。" in text(log_in(client, me, at(case)))


def test_too_much_is_not_kept(client, case):
    send_late(client, case, f_note="长" * MOST_BYTES)
    assert not TypedForm.objects.exists()


def test_an_account_keeps_a_few_forms_and_the_oldest_goes(client, case):
    end_session(client)
    for number in range(MOST_FORMS + 2):
        page = f"/cases/{case.number}/form/?n={number}".replace("/form/", f"/form-{number}/")
        client.post(at(case), TYPED, headers={"Referer": SITE + page})
    pages = set(TypedForm.objects.values_list("page", flat=True))
    assert pages == {f"/cases/{case.number}/form-{number}/" for number in range(2, 7)}


def test_it_is_forgotten_after_a_day(client, case, me):
    send_late(client, case)
    late = timezone.now() - timedelta(seconds=1)
    TypedForm.objects.update(kept_at=late - timedelta(days=1), expires_at=late)
    assert "您刚才填的还在" not in text(log_in(client, me, at(case)))
    assert (forget_expired(), TypedForm.objects.count()) == (1, 0)


def test_it_can_be_thrown_away(client, case, me):
    send_late(client, case)
    log_in(client, me, at(case))
    answer = client.post(f"/typed/{TypedForm.objects.get().pk}/forget/")
    assert (answer["Location"], TypedForm.objects.count()) == (at(case), 0)
    assert "您刚才填的还在" not in text(client.get(at(case)))


def test_a_form_without_its_csrf_token_is_refused_before_anything_is_kept(case, me):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["typed_by"] = log_in_cookie(me)
    answer = strict.post(at(case), TYPED, headers={"Referer": SITE + at(case)})
    assert (answer.status_code, TypedForm.objects.count()) == (403, 0)


def log_in_cookie(user: User) -> str:
    browser = Client()
    log_in(browser, user)
    return browser.cookies["typed_by"].value


def test_what_is_kept_while_typing_takes_the_whole_page_to_the_login(client, case):
    end_session(client)
    current = SITE + at(case)
    answer = client.post(
        f"{at(case)}keep/", TYPED, headers={"HX-Request": "true", "HX-Current-URL": current}
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"/login/?next={at(case)}")
    assert answer.content == b""
    assert TypedForm.objects.get().action == f"{at(case)}keep/"


def test_a_fragment_that_is_asked_for_takes_the_whole_page_to_the_login(client, case):
    end_session(client)
    here = f"{SITE}/cases/{case.number}/"
    answer = client.get(here, headers={"HX-Request": "true", "HX-Current-URL": here})
    assert answer["HX-Redirect"] == f"/login/?next=/cases/{case.number}/"


def test_numbers_of_cards_that_staff_typed_are_not_kept(db):
    """The card lies on the desk and is read again."""
    clerk = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(clerk)
    client.cookies["typed_by"] = signing.dumps(clerk.pk, salt=SALT)
    end_session(client)
    typed = {"name": "王小明", "id_number": "330106199003074218", "note": "33010619620930015X"}
    client.post("/desk/register/", typed, headers={"referer": f"{SITE}/desk/register/"})
    kept = TypedForm.objects.get(user=clerk)
    assert unseal(kept.sealed) == {"name": ["王小明"]}
