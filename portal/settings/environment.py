"""Everything the portal is told from outside, read once and judged before anything starts.

The variables are listed in the fields of `Environment`. A production start that would be
unsafe is refused with a sentence that says what to set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.documents import (
    MAKE_A_KEY,
    DocumentStore,
    document_keys,
    document_store,
    scanner_address,
)
from portal.settings.letters import Letters, letters

CHECKOUT = Path(__file__).resolve().parents[2]
MODES = ("production", "demo", "test")
SHORTEST_SECRET_KEY = 50
WEB_SCHEMES = ("https://", "http://")
SOURCE_SCHEMES = (*WEB_SCHEMES, "postgresql://", "sftp://", "file:///")
NATIONAL_REVIEW = "https://xzfy.moj.gov.cn/"
"""The national platform for administrative review, for places without a channel of their own."""

NO_AUTHORITY = "none"
"""Said of LEDGER_TSA_URL: this installation does without a time-stamping authority, knowingly."""


@dataclass(frozen=True)
class Environment:
    """What the process environment says, with safe defaults filled in."""

    mode: str  # PORTAL_MODE: production unless `manage.py` says demo or test
    is_demo: bool  # DEMO: shipped people and cases, and a page to log in as one of them
    is_debug: bool  # DEBUG
    secret_key: str  # SECRET_KEY
    allowed_hosts: list[str]  # ALLOWED_HOSTS, separated by commas
    trusted_origins: list[str]  # CSRF_TRUSTED_ORIGINS, separated by commas
    trusted_proxies: list[IPv4Network | IPv6Network]  # TRUSTED_PROXIES, separated by commas
    data_folder: Path  # PORTAL_DATA: documents, schedule, embedded engines
    database_url: str  # DATABASE_URL
    prepares: bool  # DATABASE_PREPARE: off behind a pooler that gives out a server per transaction
    redis_url: str  # REDIS_URL
    redis_prefix: str  # PORTAL_REDIS_PREFIX: lets several portals share one server
    is_https: bool  # PORTAL_HTTPS: on in production, off elsewhere
    log_level: str  # PORTAL_LOG_LEVEL
    region: str  # PORTAL_REGION: the division code that a catalogue is loaded for
    sandbox_registry_url: str  # SANDBOX_REGISTRY_URL: invented registers; never in production
    department_networks: list[IPv4Network | IPv6Network]  # DEPARTMENT_NETWORKS, by commas
    simulator_url: (
        str  # DEPARTMENT_SIMULATOR_URL: a department that answers by itself; no production
    )
    data_sources: dict[str, str]  # DATA_SOURCES: JSON, {"DS07": "https://…"}
    data_source_trials: dict[str, str]  # DATA_SOURCE_TRIALS: the same, of their test systems
    watermark_font: str  # WATERMARK_FONT: a file with Chinese letters for the marks on images
    review_channels: dict[str, str]  # REVIEW_CHANNELS: JSON, {"3301": "https://…"}
    tsa_url: str  # LEDGER_TSA_URL: the time-stamping authority (RFC 3161), or `none`
    tsa_certificates: str  # LEDGER_TSA_CERTIFICATES: PEM file of whom it is trusted by
    seal_minutes: int  # LEDGER_SEAL_MINUTES
    unsealed_hours: int  # LEDGER_UNSEALED_HOURS
    # DOCUMENT_KEYS: id:key, by commas; the first one locks, the others still open
    document_keys: dict[str, bytes] = field(repr=False)
    document_store: DocumentStore  # DOCUMENT_STORE: empty (a folder) or s3://bucket/folder?…
    scanner_address: str  # CLAMD_ADDRESS: unix:/path or host:port of a malware scanner
    letters: Letters  # LETTER_…, SMTP_URL, SMS_GATEWAY_…, PORTAL_ADDRESS: see letters.py

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @property
    def packs_static_files(self) -> bool:
        """Small and kept by browsers for good; not while somebody changes them, nor in tests."""
        return self.mode != "test" and not self.is_debug


def read(variables: Mapping[str, str]) -> Environment:
    """Read the environment; raise ImproperlyConfigured where it is missing or unsafe."""
    mode = variables.get("PORTAL_MODE", "production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"PORTAL_MODE is {mode!r}; set it to one of {', '.join(MODES)}.")
    environment = Environment(
        mode=mode,
        is_demo=mode == "demo" and _is_yes(variables.get("DEMO", "0")),
        is_debug=_is_yes(variables.get("DEBUG", "")),
        secret_key=variables.get("SECRET_KEY", ""),
        allowed_hosts=_words(variables.get("ALLOWED_HOSTS", "")),
        trusted_origins=_words(variables.get("CSRF_TRUSTED_ORIGINS", "")),
        trusted_proxies=_networks("TRUSTED_PROXIES", variables.get("TRUSTED_PROXIES", "")),
        data_folder=Path(variables.get("PORTAL_DATA") or CHECKOUT / ".data"),
        database_url=variables.get("DATABASE_URL", ""),
        prepares=_is_yes(variables.get("DATABASE_PREPARE", "1")),
        redis_url=variables.get("REDIS_URL", ""),
        redis_prefix=variables.get("PORTAL_REDIS_PREFIX", ""),
        is_https=_is_yes(variables.get("PORTAL_HTTPS", "1" if mode == "production" else "0")),
        log_level=variables.get("PORTAL_LOG_LEVEL", "INFO"),
        region=variables.get("PORTAL_REGION", "330100"),
        sandbox_registry_url=variables.get("SANDBOX_REGISTRY_URL", ""),
        department_networks=_networks(
            "DEPARTMENT_NETWORKS", variables.get("DEPARTMENT_NETWORKS", "")
        ),
        simulator_url=variables.get("DEPARTMENT_SIMULATOR_URL", ""),
        data_sources=_addresses(
            "DATA_SOURCES", variables.get("DATA_SOURCES", ""), "DS07", SOURCE_SCHEMES
        ),
        data_source_trials=_addresses(
            "DATA_SOURCE_TRIALS", variables.get("DATA_SOURCE_TRIALS", ""), "DS07", SOURCE_SCHEMES
        ),
        watermark_font=variables.get("WATERMARK_FONT", ""),
        review_channels={"": NATIONAL_REVIEW}
        | _addresses("REVIEW_CHANNELS", variables.get("REVIEW_CHANNELS", ""), "3301"),
        tsa_url=variables.get("LEDGER_TSA_URL", ""),
        tsa_certificates=variables.get("LEDGER_TSA_CERTIFICATES", ""),
        seal_minutes=_count("LEDGER_SEAL_MINUTES", variables.get("LEDGER_SEAL_MINUTES", "10")),
        unsealed_hours=_count(
            "LEDGER_UNSEALED_HOURS", variables.get("LEDGER_UNSEALED_HOURS", "24")
        ),
        document_keys=document_keys(variables.get("DOCUMENT_KEYS", "")),
        document_store=document_store(variables.get("DOCUMENT_STORE", "")),
        scanner_address=scanner_address(variables.get("CLAMD_ADDRESS", "")),
        letters=letters(variables, mode=mode),
    )
    _refuse_trials_of_real_sources(environment)
    if environment.is_production:
        _refuse_unsafe_production(environment)
    return environment


def _refuse_trials_of_real_sources(environment: Environment) -> None:
    """A trial has no case and no ground, so it may never look into a real register."""
    real = {_place(address) for address in environment.data_sources.values()}
    same = [
        code for code, address in environment.data_source_trials.items() if _place(address) in real
    ]
    if same:
        raise ImproperlyConfigured(
            f"DATA_SOURCE_TRIALS names for {', '.join(sorted(same))} an address that DATA_SOURCES "
            "names too. Set it to the source's test system, or leave it out: without a case "
            "nobody may look into a real register."
        )


def _place(address: str) -> tuple[str, str, int | None, str]:
    """What an address reaches, whoever signs in there."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port, parts.path.rstrip("/")


def _refuse_unsafe_production(environment: Environment) -> None:
    if not environment.secret_key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a random text of at least 50 characters and keep it "
            "secret, or set PORTAL_MODE=demo for a trial on your own machine."
        )
    if len(environment.secret_key) < SHORTEST_SECRET_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY is too short. Set it to at least {SHORTEST_SECRET_KEY} random characters."
        )
    if environment.sandbox_registry_url:
        raise ImproperlyConfigured(
            "SANDBOX_REGISTRY_URL is set, which answers with invented people. Unset it, and name "
            "the real sources in DATA_SOURCES."
        )
    if environment.simulator_url:
        raise ImproperlyConfigured(
            "DEPARTMENT_SIMULATOR_URL is set, which decides by itself. Unset it: real systems are "
            "connected on the page of departments' systems."
        )
    if environment.is_debug:
        raise ImproperlyConfigured(
            "DEBUG is on, which shows private data on error pages. Unset DEBUG for production, "
            "or set PORTAL_MODE=demo for a trial on your own machine."
        )
    if not environment.allowed_hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set. Set it to this portal's host names, with commas between."
        )
    _refuse_unsealed_records(environment)
    if not environment.document_keys:
        raise ImproperlyConfigured(
            "DOCUMENT_KEYS is not set. Set it to what this prints, and keep it as safe as the "
            f"database: without it no document can be opened again. {MAKE_A_KEY}"
        )
    for name, value in (
        ("DATABASE_URL", environment.database_url),
        ("REDIS_URL", environment.redis_url),
    ):
        if not value:
            raise ImproperlyConfigured(
                f"{name} is not set. Set it to the address of your server, or run "
                "`python3 manage.py up`, which brings its own."
            )


def _refuse_unsealed_records(environment: Environment) -> None:
    if not environment.tsa_url:
        raise ImproperlyConfigured(
            "LEDGER_TSA_URL is not set. Set it to the address of a time-stamping authority "
            "(RFC 3161) that seals the record of reads, or to none to do without outside proof."
        )
    if environment.tsa_url != NO_AUTHORITY and not environment.tsa_certificates:
        raise ImproperlyConfigured(
            "LEDGER_TSA_CERTIFICATES is not set. Set it to a PEM file with the certificates that "
            "the time-stamping authority of LEDGER_TSA_URL leads to."
        )


def _networks(name: str, text: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(word) for word in _words(text)]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Set it to addresses or networks of your own, with commas between, "
            "such as 127.0.0.1,10.0.3.0/24."
        ) from error


def _addresses(
    variable: str, text: str, example: str, schemes: tuple[str, ...] = WEB_SCHEMES
) -> dict[str, str]:
    try:
        named = json.loads(text or "{}")
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable} is not JSON: {error}") from error
    if not isinstance(named, dict) or not all(
        isinstance(url, str) and url.startswith(schemes) for url in named.values()
    ):
        raise ImproperlyConfigured(
            f'Set {variable} to JSON such as {{"{example}": "https://host/path"}}.'
        )
    return named


def _count(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ImproperlyConfigured(f"{name} is {text!r}; set it to a whole number above 0.")
    return int(text)


def _is_yes(text: str) -> bool:
    return text.strip().lower() in {"1", "true", "yes", "on"}


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
