"""A notice is a row of the act that it tells of."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import transaction

from portal.outbox.actions import publish
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.models import Notice
from windows.notices.actions import notify

pytestmark = pytest.mark.django_db
SAID = Text("材料齐了。", "Everything is here.")


def test_it_is_there_with_the_act_and_gone_with_it(town):
    case = b.draft(town)
    with transaction.atomic():
        notify(case, kind="k", key="one", text=SAID)
        notify(case, kind="k", key="one", text=SAID)
    with suppress(ZeroDivisionError), transaction.atomic():
        notify(case, kind="k", key="two", text=SAID)
        raise ZeroDivisionError
    (notice,) = Notice.objects.filter(case=case, kind="k")
    assert (notice.applicant, notice.region, notice.key) == (case.applicant, None, "one")
    assert (notice.text, notice.text_en) == (SAID.zh, SAID.en)
    assert notice.url == f"/cases/{case.number}/"


def test_to_supervisors_of_the_region(town):
    case = b.draft(town)
    notify(case, kind="k", key="one", text=SAID, to_supervisors=True)
    notice = Notice.objects.get(key="one")
    assert (notice.applicant, notice.region) == (None, case.region)
    assert notice.url == f"/supervision/cases/{case.number}/"


def test_words_that_are_too_long_do_not_keep_the_act_from_being_done(town):
    case = b.draft(town)
    notify(case, kind="k", key="one", text=Text("长" * 900, "x" * 900))
    notice = Notice.objects.get(key="one")
    assert (len(notice.text), notice.text[-2:]) == (500, "长…")
    assert (len(notice.text_en), notice.text_en[-2:]) == (700, "x…")


@pytest.mark.parametrize("to_supervisors", [False, True])
def test_what_an_older_release_has_queued_arrives_once(town, to_supervisors):
    case = b.draft(town)
    reader = None if to_supervisors else case.applicant_id
    for _ in range(2):
        with transaction.atomic():
            publish_old(case, reader)
        drain()
    notice = Notice.objects.get(key="old")
    assert (notice.applicant_id, notice.text_en) == (reader, SAID.en)


def publish_old(case, reader):
    publish(
        "notice.send",
        key=f"notice:{uuid4()}",
        case_id=case.pk,
        applicant_id=reader,
        notice_kind="k",
        notice_key="old",
        text=SAID.as_json(),
        asked_by="clerk",
    )
