"""Time stamps: ours are as openssl wants them, and nothing else is believed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from datasharing.timestamps.authority import AUTHORITY, KEY, Authority, authority_in
from datasharing.timestamps.client import request_for, stamp
from datasharing.timestamps.errors import TimestampRefused
from datasharing.timestamps.judging import judge, trusted_in

DATA = "读取记录".encode()


@pytest.fixture
def authority(tmp_path) -> Authority:
    return authority_in(tmp_path)


@pytest.fixture
def trusted(authority, tmp_path):
    return trusted_in(str(tmp_path / AUTHORITY))


def test_the_keys_are_made_once_and_are_nobody_elses(tmp_path, authority):
    assert authority_in(tmp_path).certificate == authority.certificate
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0


def test_a_stamp_says_when_and_by_whom(authority, trusted):
    at = datetime.now(UTC).replace(microsecond=0)
    told = judge(authority.answer(request_for(DATA, 7), at=at), DATA, trusted=trusted, nonce=7)
    assert (told.at, told.authority) == (at, "CN=Trial time stamps")
    assert told.serial > 0


def test_openssl_believes_it_and_only_about_these_bytes(authority, tmp_path):
    openssl = shutil.which("openssl")
    assert openssl, "openssl is needed to check time stamps"
    data, reply = tmp_path / "data", tmp_path / "reply.tsr"
    data.write_bytes(DATA)
    reply.write_bytes(authority.answer(request_for(DATA, 7)))
    command = [openssl, "ts", "-verify", "-in", reply, "-CAfile", tmp_path / AUTHORITY, "-data"]

    def verdict() -> int:
        return subprocess.run([*command, data], capture_output=True, check=False).returncode

    assert verdict() == 0
    data.write_bytes(DATA + b"!")
    assert verdict() != 0


def test_openssls_own_question_is_answered(authority, tmp_path):
    data, query, reply = (tmp_path / name for name in ("data", "query.tsq", "reply.tsr"))
    data.write_bytes(DATA)
    ask = ["openssl", "ts", "-query", "-data", data, "-sha512", "-cert", "-out", query]
    subprocess.run(ask, check=True, capture_output=True)
    reply.write_bytes(authority.answer(query.read_bytes()))
    check = ["openssl", "ts", "-verify", "-queryfile", query, "-in", reply]
    subprocess.run([*check, "-CAfile", tmp_path / AUTHORITY], check=True, capture_output=True)


def test_a_question_that_is_none_is_refused(authority, trusted):
    for query in (b"hello", _sha1_question()):
        reply = authority.answer(query)
        with pytest.raises(TimestampRefused, match="answered: rejection"):
            judge(reply, DATA, trusted=trusted)


def _sha1_question() -> bytes:
    imprint = {
        "hash_algorithm": {"algorithm": "sha1"},
        "hashed_message": hashlib.sha1(DATA).digest(),
    }
    return tsp.TimeStampReq({"version": "v1", "message_imprint": imprint}).dump()


@pytest.mark.parametrize(
    ("data", "nonce", "why"),
    [(DATA + b"!", 7, "about something else"), (DATA, 8, "answers another question")],
)
def test_an_answer_to_something_else_is_not_believed(authority, trusted, data, nonce, why):
    reply = authority.answer(request_for(DATA, 7))
    with pytest.raises(TimestampRefused, match=why):
        judge(reply, data, trusted=trusted, nonce=nonce)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9, 0.98])
def test_a_changed_byte_is_not_believed(authority, trusted, place):
    reply = bytearray(authority.answer(request_for(DATA, 7)))
    reply[int(len(reply) * place)] ^= 1
    with pytest.raises(TimestampRefused):
        judge(bytes(reply), DATA, trusted=trusted, nonce=7)


def test_strangers_are_not_trusted(authority, tmp_path):
    authority_in(tmp_path / "other")
    others = trusted_in(str(tmp_path / "other" / AUTHORITY))
    with pytest.raises(TimestampRefused, match="does not lead to one that is trusted"):
        judge(authority.answer(request_for(DATA, 7)), DATA, trusted=others)


def test_a_certificate_for_something_else_is_not_believed(tmp_path):
    """A web server's key must not stamp time, whoever has issued it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "web")])
    now = datetime.now(UTC)
    web = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    reply = Authority(web, key).answer(request_for(DATA, 7))
    with pytest.raises(TimestampRefused, match="not for time stamping"):
        judge(reply, DATA, trusted=[web], nonce=7)


def test_a_stamp_from_before_the_certificate_is_not_believed(authority, trusted):
    at = datetime(2001, 1, 1, tzinfo=UTC)
    reply = authority.answer(request_for(DATA, 7), at=at)
    with pytest.raises(TimestampRefused, match="not in force"):
        judge(reply, DATA, trusted=trusted, nonce=7)


def test_over_http(authority_server, tmp_path):
    reply, told = stamp(
        DATA, address=authority_server.url, certificates=authority_server.certificates
    )
    assert abs(datetime.now(UTC) - told.at) < timedelta(minutes=1)
    assert judge(reply, DATA, trusted=trusted_in(authority_server.certificates)) == told


def test_a_silent_authority_is_said(authority_server):
    authority_server.is_silent = True
    with pytest.raises(TimestampRefused, match="HTTP 503"):
        stamp(DATA, address=authority_server.url, certificates=authority_server.certificates)


def test_nobody_at_the_address_is_said(authority_server):
    certificates = authority_server.certificates
    with pytest.raises(TimestampRefused, match="ConnectError"):
        stamp(DATA, address="http://127.0.0.1:9/", certificates=certificates)


def test_without_certificates_nobody_is_asked(tmp_path):
    with pytest.raises(TimestampRefused, match="certificates cannot be read"):
        stamp(DATA, address="http://127.0.0.1:9/", certificates=str(tmp_path / "none.pem"))
