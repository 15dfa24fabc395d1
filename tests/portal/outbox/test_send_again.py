from __future__ import annotations

import pytest
from django.urls import reverse

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.journal.models import Entry
from portal.outbox.actions import send_again
from portal.outbox.drain import drain
from portal.outbox.errors import MessageNotFailed, SendingAgainNotAllowed
from portal.outbox.handlers import GiveUp
from tests.portal.outbox.conftest import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]
ADMIN = Actor(kind=Role.ADMIN, user_id=1, name="管理员")


@pytest.fixture
def failed_message(handling):
    refusals = [GiveUp("no")]

    def work(**_: object) -> None:
        if refusals:
            raise refusals.pop()

    handling("test.work", work, attempts=1)
    message = queued("test.work")
    drain()
    message.refresh_from_db()
    assert message.state == "failed"
    return message


def test_a_failed_message_gets_all_its_tries_again(failed_message):
    send_again(failed_message, actor=ADMIN)
    assert drain() == 1
    failed_message.refresh_from_db()
    assert (failed_message.state, failed_message.attempts) == ("done", 2)
    assert Entry.objects.get().verb == "outbox.sent_again"


def test_nobody_else_may(failed_message):
    with pytest.raises(SendingAgainNotAllowed):
        send_again(failed_message, actor=SYSTEM)
    failed_message.refresh_from_db()
    assert failed_message.state == "failed"
    assert not Entry.objects.exists()


def test_a_message_that_is_still_on_its_way_is_left_alone():
    message = queued("test.elsewhere")
    with pytest.raises(MessageNotFailed):
        send_again(message, actor=ADMIN)
    assert not Entry.objects.exists()


def test_the_admin_page_lists_by_state_and_sends_again(failed_message, client):
    admin = User.objects.create_superuser("root", display_name="管理员")
    client.force_login(admin)
    address = reverse("admin:outbox_message_changelist")
    assert (
        'class="field-key">k<' in client.get(address, {"state__exact": "failed"}).content.decode()
    )
    assert "field-key" not in client.get(address, {"state__exact": "done"}).content.decode()
    page = client.get(reverse("admin:outbox_message_change", args=[failed_message.pk]))
    assert page.status_code == 200

    chosen = {"action": "send_messages_again", "_selected_action": [str(failed_message.pk)]}
    answer = client.post(address, chosen, follow=True)
    assert "已重新发送 1 条消息。" in answer.content.decode()
    failed_message.refresh_from_db()
    assert failed_message.state == "queued"
