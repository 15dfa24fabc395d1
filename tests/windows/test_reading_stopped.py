"""The record of reads cannot be sealed: nothing is read, and the case goes on."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from datasharing.models import LedgerEntry
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases import actions
from windows.models import Notice

CLOSED = "datasharing.exchanges.reading.is_closed"


def later(minutes: int):
    return timezone.now() + timedelta(minutes=minutes)


def test_the_person_is_told_to_upload_or_wait_and_it_is_read_afterwards(
    town, registry, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(CLOSED, lambda: True)
        case = b.draft(town)
        b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
        drain()
        slot = b.slot(case, "t_marriage")
        assert slot.state == "unavailable"
        assert slot.note.startswith("我们的数据读取记录暂时无法封存")
        assert slot.note_en.startswith("We read nothing for now")
        assert registry.log()["asked"] == []
        assert LedgerEntry.objects.count() == 0
        (told,) = Notice.objects.filter(kind="please_bring", applicant=town.buyer)
        assert "自己上传" in told.text
    for minutes in (1, 2):
        drain(now=later(minutes))
    assert b.slot(case, "t_marriage").state == "fetched"
    assert Notice.objects.filter(kind="fetched_late", applicant=town.buyer).count() == 1


def test_what_was_uploaded_meanwhile_stays(town, registry, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(CLOSED, lambda: True)
        case = b.draft(town)
        b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
        drain()
        slot = b.slot(case, "t_marriage")
        assert slot.state == "unavailable"
        b.do(actions.attach_upload, slot, upload=b.pdf(), actor=town.me)
    drain(now=later(5))
    assert b.slot(case, "t_marriage").state == "provided"
