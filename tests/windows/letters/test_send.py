"""From a notice to a letter that is out: once for each way, quiet where wished, tried again."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from portal.outbox.models import Message
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.letters.conftest import EMAIL, PHONE, PLACE, acting, confirmed
from windows.letters import sending
from windows.letters.again import send_again
from windows.letters.contacts import ask_for_code, remove, wish
from windows.letters.models import Contact, Letter
from windows.letters.moving import move_letter
from windows.letters.transports.base import NotNow, Parcel, Refused, Undeliverable
from windows.models import Case, Notice
from windows.notices.actions import notify

pytestmark = pytest.mark.django_db
SAID = Text("王小明的离婚证不清楚。", "The divorce certificate of Wang Xiaoming cannot be read.")
ADMIN = Actor(Role.ADMIN, None, "管理员")


def tell(case: Case, kind: str = "correction", key: str = "one", **more) -> None:
    b.do(notify, case, kind=kind, key=key, text=SAID, **more)


def of_the_case(posted) -> list[dict[str, str]]:
    return [each for each in posted.all() if "验证码" not in each["text"]]


class Moody:
    """A transport that answers as it is told."""

    mood: list[Exception] = []
    sent: list[Parcel] = []

    def send(self, parcel: Parcel) -> str:
        Moody.sent.append(parcel)
        if Moody.mood:
            raise Moody.mood.pop(0)
        return "R1"


@pytest.fixture
def moody(settings, me, posted):
    confirmed(me)
    settings.LETTER_TRANSPORTS = {"sms": f"{__name__}.Moody"}
    Moody.mood, Moody.sent = [], []
    return Moody


def test_by_every_way_that_is_on(town, me, posted):
    case = b.draft(town)
    confirmed(me, "sms")
    confirmed(me, "email")
    tell(case)
    tell(case)
    assert Letter.objects.exclude(kind="code").count() == 2, "before the worker: written, not sent"
    assert of_the_case(posted) == []
    drain()
    sms, email = sorted(of_the_case(posted), key=lambda each: each["way"], reverse=True)
    assert (sms["to"], email["to"]) == (PHONE, EMAIL)
    for letter in (sms, email):
        assert case.number in letter["text"]
        assert f"https://portal.example/cases/{case.number}/" in letter["text"]
        assert "王小明" not in letter["text"] + letter["subject"]
        assert "离婚" not in letter["text"] + letter["subject"]
    letters = Letter.objects.exclude(kind="code")
    assert {(each.state, each.tries, bool(each.sent_at)) for each in letters} == {("sent", 1, True)}


def test_gone_with_the_act(town, me, posted):
    case = b.draft(town)
    confirmed(me)
    with pytest.raises(ZeroDivisionError):
        b.do(_tell_and_fail, case)
    drain()
    assert of_the_case(posted) == []


def _tell_and_fail(case):
    notify(case, kind="correction", key="one", text=SAID)
    raise ZeroDivisionError


def test_in_the_language_of_the_person(town, me, posted):
    case = b.draft(town)
    confirmed(me)
    me.language = "en"
    me.save()
    tell(case, key="one")
    drain()
    assert posted.last()["text"].startswith("Case ")
    b.do(wish, me, ways=["sms"], language="zh-hans", quiet=[], actor=acting(me))
    tell(case, key="two")
    drain()
    assert posted.last()["text"].startswith("办件")


def test_quiet_kinds_stay_in_the_site_and_duties_never_do(town, me, posted):
    case = b.draft(town)
    confirmed(me)
    b.do(wish, me, ways=["sms"], language="", quiet=["progress"], actor=acting(me))
    tell(case, kind="accepted", key="one")
    tell(case, kind="correction", key="two")
    tell(case, kind="granted", key="three")
    assert sorted(Letter.objects.exclude(kind="code").values_list("kind", flat=True)) == [
        "correction",
        "granted",
    ]
    assert Notice.objects.filter(key="one").exists()


def test_nothing_to_whoever_has_switched_it_off_or_never_on(town, me, posted):
    case = b.draft(town)
    tell(case, key="one")
    confirmed(me)
    b.do(wish, me, ways=[], language="", quiet=[], actor=acting(me))
    tell(case, key="two")
    tell(case, key="three", to_supervisors=True)
    assert Letter.objects.exclude(kind="code").count() == 0


def test_a_rehearsal_rings_nobody(town, me, posted):
    case = b.draft(town)
    confirmed(me)
    Case.objects.filter(pk=case.pk).update(is_rehearsal=True)
    case.refresh_from_db()
    tell(case)
    assert Letter.objects.exclude(kind="code").count() == 0


def test_whoever_stands_for_an_organisation_is_told(town, me, posted):
    from portal.accounts.actions import end_representation, start_representation

    case = b.draft(town)
    confirmed(me)
    firm = Applicant.objects.create(
        kind="organisation",
        name="甲公司",
        id_type="credit_code",
        id_number="91330106MA2ABCD12X",
        verified_at=timezone.now(),
        verified_how="imported",
    )
    tell(case, key="one", applicant=firm)
    assert Letter.objects.exclude(kind="code").count() == 0
    stands = b.do(start_representation, firm, person=town.buyer, role="agent", actor=SYSTEM)
    tell(case, key="two", applicant=firm)
    assert Letter.objects.exclude(kind="code").count() == 1
    b.do(end_representation, stands, actor=SYSTEM)
    tell(case, key="three", applicant=firm)
    assert Letter.objects.exclude(kind="code").count() == 1


def test_switched_off_meanwhile_is_dropped(town, me, posted):
    case = b.draft(town)
    confirmed(me)
    tell(case)
    b.do(remove, me, way="sms", actor=acting(me))
    drain()
    assert Letter.objects.exclude(kind="code").get().state == "dropped"
    assert of_the_case(posted) == []


def test_tried_again_with_the_same_key(town, moody):
    case = b.draft(town)
    moody.mood = [NotNow("HTTP 503"), NotNow("HTTP 429", timedelta(minutes=30))]
    tell(case)
    drain()
    letter = Letter.objects.exclude(kind="code").get()
    assert (letter.state, letter.tries, letter.last_error) == ("failed", 1, "HTTP 503")
    drain(now=timezone.now() + timedelta(minutes=1))
    message = Message.objects.get(kind="letter.send", key=f"letter.send:{letter.pk}:0")
    assert message.not_before > timezone.now() + timedelta(minutes=29), "the gateway's own delay"
    drain(now=timezone.now() + timedelta(hours=2))
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.reference) == ("sent", 3, "R1")
    assert (letter.last_error, {each.key for each in moody.sent}) == ("", {f"letter-{letter.pk}-0"})


def test_a_process_that_died_before_its_note_sends_a_copy_with_the_same_key(town, moody):
    case = b.draft(town)
    tell(case)
    letter = Letter.objects.exclude(kind="code").get()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "_sent", lambda *_: (_ for _ in ()).throw(RuntimeError))
        with pytest.raises(RuntimeError):
            sending.send(letter.pk, resent=0)
    sending.send(letter.pk, resent=0)
    sending.send(letter.pk, resent=0)
    assert [each.key for each in moody.sent] == [f"letter-{letter.pk}-0"] * 2
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_given_up_is_seen_and_sent_again(town, moody):
    case = b.draft(town)
    moody.mood = [Refused("HTTP 401")]
    tell(case)
    drain()
    letter = Letter.objects.exclude(kind="code").get()
    assert (letter.state, letter.last_error) == ("given_up", "HTTP 401")
    elsewhere = Actor(Role.SUPERVISOR, None, "外市督查", region_code="330200")
    for actor in (elsewhere, town.clerk, town.me):
        with b.refused("letter_unknown"):
            send_again(letter, actor=actor)
    b.do(send_again, letter, actor=town.supervisor)
    drain()
    letter.refresh_from_db()
    assert (letter.state, letter.resent) == ("sent", 1)
    assert moody.sent[-1].key == f"letter-{letter.pk}-1", "a second sending is meant: another key"
    with b.refused("move_refused"):
        send_again(letter, actor=ADMIN)


def test_an_older_round_is_void(town, moody):
    case = b.draft(town)
    moody.mood = [Refused("HTTP 401")]
    tell(case)
    drain()
    letter = Letter.objects.exclude(kind="code").get()
    b.do(send_again, letter, actor=ADMIN)
    sending.send(letter.pk, resent=0)
    sending.bury(letter_id=letter.pk, reason="too late", resent=0)
    letter.refresh_from_db()
    assert (letter.state, len(moody.sent)) == ("queued", 1)


def test_an_address_that_takes_nothing_is_told_in_the_site(town, moody):
    case = b.draft(town)
    moody.mood = [Undeliverable("HTTP 422")]
    tell(case)
    tell(case, key="two")
    drain()
    letters = Letter.objects.exclude(kind="code").order_by("pk")
    assert [each.state for each in letters] == ["given_up", "dropped"]
    contact = Contact.objects.get()
    assert contact.undeliverable_at is not None
    told = Notice.objects.get(kind="letter_undeliverable")
    assert (told.applicant_id, told.case_id) == (town.buyer.pk, case.pk)
    assert PHONE not in told.text + told.text_en
    tell(case, key="three")
    assert letters.count() == 2, "nothing more is written for it"


def test_a_code_that_nobody_waits_for_is_not_sent(me, posted):
    b.do(ask_for_code, me, way="sms", typed=PHONE, actor=acting(me))
    with travel(timezone.now() + timedelta(minutes=16)):
        drain()
    assert Letter.objects.get().state == "dropped"
    assert posted.all() == []


def test_the_log_never_shows_an_address(town, me, posted, settings, caplog):
    confirmed(me)
    settings.LETTER_TRANSPORTS = {"sms": f"{PLACE}.console.ConsoleTransport"}
    with caplog.at_level(logging.DEBUG):
        tell(b.draft(town))
        drain()
    said = "\n".join(each.getMessage() for each in caplog.records)
    assert "138****5678" in said
    assert PHONE not in said


def test_by_e_mail(town, me, posted, settings):
    confirmed(me, "email")
    settings.LETTER_TRANSPORTS = {"email": f"{PLACE}.email.EmailTransport"}
    settings.LETTER_FROM = "一件事 <window@portal.example>"
    case = b.draft(town)
    tell(case)
    drain()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([EMAIL], "请补正材料")
    assert case.number in letter.body
    number = Letter.objects.exclude(kind="code").get().pk
    assert letter.extra_headers["Message-ID"] == f"<letter-{number}-0@portal.example>"


@pytest.mark.parametrize("actor", [ADMIN, SYSTEM])
def test_moves_are_asked_for(town, moody, actor):
    tell(b.draft(town))
    letter = Letter.objects.exclude(kind="code").get()
    if actor == SYSTEM:
        move_letter(letter, "arrive", actor=actor)
        assert letter.state == "sent"
    else:
        with b.refused("move_not_allowed"):
            move_letter(letter, "arrive", actor=actor)
