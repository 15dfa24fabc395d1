"""An address that takes nothing is told to the person in the site."""

from __future__ import annotations

from services.catalogue.text import Text
from windows.letters.models import Contact
from windows.letters.states import Way
from windows.notices.actions import notify
from windows.notices.models import Notice

SAID = {
    Way.SMS: Text(
        "您留的手机号码收不到短信，已经停发。请在“怎么通知您”里重新确认号码；消息在这里总能看到。",
        "The phone number you gave takes no text messages, and we have stopped sending. Confirm a "
        "number again under “How you are told”. You always find your messages here.",
    ),
    Way.EMAIL: Text(
        "您留的电子邮件地址收不到信，已经停发。请在“怎么通知您”里重新确认地址；消息在这里总能看到。",
        "The e-mail address you gave takes no letters, and we have stopped sending. Confirm an "
        "address again under “How you are told”. You always find your messages here.",
    ),
}


def tell_undeliverable(failed: Notice, contact: Contact, letter_id: int) -> None:
    """In the box that the letter was about; by the other way too, if one is on."""
    if failed.applicant is not None:
        notify(
            failed.case,
            kind="letter_undeliverable",
            key=f"letter_undeliverable:{letter_id}",
            text=SAID[Way(contact.way)],
            applicant=failed.applicant,
        )
