"""E-mail through Django's backend (`EMAIL_BACKEND`), by SMTP where nothing else is set."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from windows.letters.transports.base import NotNow, Parcel, Refused, Undeliverable

FOR_GOOD = 500
"""RFC 5321, 4.2.1: a reply from here on is for good, one below may be better later."""


class EmailTransport:
    def send(self, parcel: Parcel) -> str:
        host = settings.LETTER_FROM.rpartition("@")[2].strip("> ")
        letter = EmailMessage(
            subject=parcel.subject,
            body=parcel.text,
            from_email=settings.LETTER_FROM,
            to=[parcel.to],
            headers={
                "Message-ID": f"<{parcel.key}@{host}>",
                # No answers from robots: an "out of office" would reach nobody (RFC 3834).
                "Auto-Submitted": "auto-generated",
            },
        )
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused as refused:
            (code, _said) = next(iter(refused.recipients.values()))
            if code >= FOR_GOOD:
                raise Undeliverable(f"SMTP {code}") from None
            raise NotNow(f"SMTP {code}") from None
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused) as refused:
            raise Refused(f"SMTP {refused.smtp_code}") from None
        except smtplib.SMTPResponseException as refused:
            raise NotNow(f"SMTP {refused.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise NotNow(type(error).__name__) from None
        return ""
