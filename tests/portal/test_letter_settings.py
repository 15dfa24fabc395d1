"""How letters leave: what is off, what cannot work, what production must not do."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.letters import letters

GATEWAY = {
    "LETTER_SMS": "http",
    "SMS_GATEWAY_URL": "https://sms.example/send",
    "SMS_GATEWAY_KEY": "city:secret",
    "PORTAL_ADDRESS": "https://portal.example/",
}
MAIL = {
    "LETTER_EMAIL": "smtp",
    "LETTER_FROM": "window@portal.example",
    "SMTP_URL": "smtp://city:p%40ss@mail.example",
    "PORTAL_ADDRESS": "https://portal.example",
}


def test_off_until_named_and_files_in_a_trial() -> None:
    assert letters({}, mode="production").transports == {}
    assert letters({}, mode="test").transports == {}
    trial = letters({}, mode="demo").transports
    assert set(trial) == {"email", "sms"}
    assert {each.rpartition(".")[2] for each in trial.values()} == {"FileTransport"}


def test_a_gateway() -> None:
    taken = letters(GATEWAY, mode="production")
    assert taken.transports == {"sms": "windows.letters.transports.http_sms.HttpSmsTransport"}
    assert taken.portal_address == "https://portal.example"
    assert "secret" not in repr(taken)


def test_a_mail_server() -> None:
    server = letters(MAIL, mode="production").mail_server
    assert (server.host, server.port, server.user, server.password) == (
        "mail.example",
        587,
        "city",
        "p@ss",
    )
    assert (server.starts_tls, server.is_tls) == (True, False)
    wrapped = letters(MAIL | {"SMTP_URL": "smtps://mail.example"}, mode="production").mail_server
    assert (wrapped.port, wrapped.starts_tls, wrapped.is_tls) == (465, False, True)
    plain = letters(MAIL | {"SMTP_URL": "smtp://mail.example:25?tls=no"}, mode="production")
    assert (plain.mail_server.port, plain.mail_server.starts_tls) == (25, False)


def test_a_class_of_ones_own() -> None:
    own = letters({"LETTER_SMS": "city.sms.Gateway", **MAIL}, mode="production").transports
    assert own["sms"] == "city.sms.Gateway"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LETTER_SMS": "smtp"}, "LETTER_SMS is 'smtp'; set it to none, console, file, http"),
        ({"LETTER_EMAIL": "http"}, "LETTER_EMAIL is 'http'"),
        (GATEWAY | {"SMS_GATEWAY_URL": ""}, "SMS_GATEWAY_URL is not set"),
        (GATEWAY | {"SMS_GATEWAY_URL": "http://sms.example"}, "SMS_GATEWAY_URL is not HTTPS"),
        (GATEWAY | {"SMS_GATEWAY_KEY": ""}, "SMS_GATEWAY_KEY is not set"),
        (GATEWAY | {"SMS_GATEWAY_KEY": "city"}, "SMS_GATEWAY_KEY is not set"),
        (GATEWAY | {"PORTAL_ADDRESS": ""}, "PORTAL_ADDRESS is not set"),
        (MAIL | {"LETTER_FROM": ""}, "LETTER_FROM is not set"),
        (MAIL | {"SMTP_URL": "mail.example"}, "SMTP_URL is not an address"),
        (MAIL | {"LETTER_SMS": "console"}, "goes to the console"),
    ],
)
def test_what_cannot_work_is_refused_in_words(variables: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        letters(variables, mode="production")
