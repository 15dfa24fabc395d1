"""How letters (e-mail and SMS) leave this installation, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PLACE = "windows.letters.transports"
TRANSPORTS = {
    "console": f"{PLACE}.console.ConsoleTransport",
    "file": f"{PLACE}.file.FileTransport",
}
OF_ONE_WAY = {
    "email": {"smtp": f"{PLACE}.email.EmailTransport"},
    "sms": {"http": f"{PLACE}.http_sms.HttpSmsTransport"},
}
SMTP_PORT, SMTPS_PORT = 587, 465


@dataclass(frozen=True)
class MailServer:
    """`smtp://user:password@host:587` (STARTTLS; `?tls=no` without) or `smtps://…:465`."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starts_tls: bool = False
    is_tls: bool = False


@dataclass(frozen=True)
class Letters:
    transports: dict[str, str]  # LETTER_EMAIL, LETTER_SMS: way → class; a way not in it is off
    sender: str  # LETTER_FROM
    mail_server: MailServer  # SMTP_URL
    gateway_url: str  # SMS_GATEWAY_URL
    portal_address: str  # PORTAL_ADDRESS: where links lead, without a slash at the end
    gateway_key: str = field(repr=False)  # SMS_GATEWAY_KEY: id:secret
    gateway_token: str = field(repr=False)  # SMS_GATEWAY_TOKEN


def letters(variables: Mapping[str, str], *, mode: str) -> Letters:
    """Off in production and in tests until they are named; files in a trial.

    Raises ImproperlyConfigured for what cannot work, or what production must not do.
    """
    usual = "file" if mode == "demo" else "none"
    chosen = {
        "email": variables.get("LETTER_EMAIL", usual),
        "sms": variables.get("LETTER_SMS", usual),
    }
    found = Letters(
        transports={
            way: _transport(way, name) for way, name in chosen.items() if name not in ("", "none")
        },
        sender=variables.get("LETTER_FROM", ""),
        mail_server=_mail_server(variables.get("SMTP_URL", "")),
        gateway_url=variables.get("SMS_GATEWAY_URL", ""),
        portal_address=variables.get("PORTAL_ADDRESS", "").rstrip("/"),
        gateway_key=variables.get("SMS_GATEWAY_KEY", ""),
        gateway_token=variables.get("SMS_GATEWAY_TOKEN", ""),
    )
    _refuse_what_cannot_work(found, chosen, is_production=mode == "production")
    return found


def _transport(way: str, name: str) -> str:
    known = TRANSPORTS | OF_ONE_WAY[way]
    if name in known:
        return known[name]
    if "." in name:
        return name
    raise ImproperlyConfigured(
        f"LETTER_{way.upper()} is {name!r}; set it to none, {', '.join(known)}, or the dotted name "
        "of a class of your own."
    )


def _refuse_what_cannot_work(
    found: Letters, chosen: Mapping[str, str], *, is_production: bool
) -> None:
    if chosen["email"] == "smtp" and not found.sender:
        raise ImproperlyConfigured(
            "LETTER_FROM is not set. Set it to the sender of e-mails, such as "
            "window@portal.example."
        )
    if chosen["sms"] == "http":
        if not found.gateway_url.startswith(("https://", "http://")):
            raise ImproperlyConfigured(
                "SMS_GATEWAY_URL is not set. Set it to the address of your SMS gateway."
            )
        if is_production and not found.gateway_url.startswith("https://"):
            raise ImproperlyConfigured(
                "SMS_GATEWAY_URL is not HTTPS. Numbers of people do not travel in the open."
            )
        if not found.gateway_token and not found.gateway_key.partition(":")[2]:
            raise ImproperlyConfigured(
                "SMS_GATEWAY_KEY is not set. Set it to id:secret for signed calls, or "
                "SMS_GATEWAY_TOKEN to a token."
            )
    if is_production and "console" in chosen.values():
        raise ImproperlyConfigured(
            "A letter goes to the console, and codes would stand in the log. Set LETTER_EMAIL and "
            "LETTER_SMS to another transport, or to none."
        )
    if is_production and found.transports and not found.portal_address:
        raise ImproperlyConfigured(
            "PORTAL_ADDRESS is not set. Set it to the address of this portal that letters lead "
            "to, such as https://portal.example."
        )


def _mail_server(url: str) -> MailServer:
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "SMTP_URL is not an address of a mail server. Set it to "
            "smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    is_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (SMTPS_PORT if is_tls else SMTP_PORT),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=not is_tls and parse_qs(parts.query).get("tls") != ["no"],
        is_tls=is_tls,
    )
