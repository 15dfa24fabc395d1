"""May this answer of a time-stamping authority be believed? (RFC 3161, 2.2 and 2.3)

It must be about our bytes, bear our number, be signed by the certificate it names, and that
certificate must be for time stamping alone and lead to one that we were told to trust.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from datasharing.timestamps.errors import TimestampRefused

HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
GRANTED = ("granted", "granted_with_mods")
LONGEST_CHAIN = 5


class Answer(core.Sequence):
    """TimeStampResp: a refusal brings no token, which the library's own class does not know."""

    _fields = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer that may be believed says."""

    at: datetime
    authority: str
    serial: int


def trusted_in(file: str) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file. Raises TimestampRefused when there is none."""
    path = Path(file)
    try:
        return _read(file, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise TimestampRefused(f"the authority's certificates cannot be read: {error}") from error


@cache
def _read(file: str, _changed: int) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(Path(file).read_bytes()))


def judge(
    reply: bytes, data: bytes, *, trusted: Sequence[x509.Certificate], nonce: int | None = None
) -> Stamp:
    """What the answer says of `data`. Raises TimestampRefused for the first thing that is wrong."""
    try:
        return _judge(reply, data, trusted, nonce)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise TimestampRefused(f"the answer cannot be read: {error}") from error


def _judge(
    reply: bytes, data: bytes, trusted: Sequence[x509.Certificate], nonce: int | None
) -> Stamp:
    answer = Answer.load(reply, strict=True)
    status = answer["status"]["status"].native
    if status not in GRANTED:
        raise TimestampRefused(f"the authority answered: {status}")
    token = answer["time_stamp_token"]
    if token["content_type"].native != "signed_data":
        raise TimestampRefused("the token is not signed")
    signed = token["content"]
    content = signed["encap_content_info"]
    if content["content_type"].native != "tst_info":
        raise TimestampRefused("the token holds something else than a time stamp")
    said = bytes(content["content"])
    info = tsp.TSTInfo.load(said, strict=True)
    _check_about(info, data, nonce)
    certificates = [
        x509.load_der_x509_certificate(each.chosen.dump()) for each in signed["certificates"]
    ]
    signer = _check_signature(signed, said, certificates)
    at = info["gen_time"].native
    _check_chain(signer, [*certificates], trusted, at)
    return Stamp(at, signer.subject.rfc4514_string()[:300], info["serial_number"].native)


def _check_about(info: tsp.TSTInfo, data: bytes, nonce: int | None) -> None:
    imprint = info["message_imprint"]
    name = imprint["hash_algorithm"]["algorithm"].native
    if name not in HASHES or imprint["hashed_message"].native != hashlib.new(name, data).digest():
        raise TimestampRefused("the time stamp is about something else")
    if nonce is not None and info["nonce"].native != nonce:
        raise TimestampRefused("the time stamp answers another question")


def _check_signature(
    signed: cms.SignedData, said: bytes, certificates: Sequence[x509.Certificate]
) -> x509.Certificate:
    """The certificate whose key has signed exactly this; RFC 5652, 5.4."""
    if len(signed["signer_infos"]) != 1:
        raise TimestampRefused("a time stamp has one signature")
    info = signed["signer_infos"][0]
    named = info["sid"].chosen
    signer = next(
        (
            each
            for each in certificates
            if info["sid"].name == "issuer_and_serial_number"
            and each.serial_number == named["serial_number"].native
            and each.issuer.public_bytes() == named["issuer"].dump()
        ),
        None,
    )
    if signer is None:
        raise TimestampRefused("the answer does not bring its certificate")
    algorithm = HASHES.get(info["digest_algorithm"]["algorithm"].native)
    if algorithm is None:
        raise TimestampRefused("the hash of the signature is not a good one")
    told = {each["type"].native: each["values"] for each in info["signed_attrs"]}
    digest = hashlib.new(algorithm().name, said).digest()
    if told["message_digest"][0].native != digest or told["content_type"][0].native != "tst_info":
        raise TimestampRefused("the signature is over something else")
    if not _names(told, signer):
        raise TimestampRefused("the signature does not name its certificate")
    _verify(signer, info["signature"].native, info["signed_attrs"].untag().dump(), algorithm())
    return signer


def _names(told: dict[str, Any], signer: x509.Certificate) -> bool:
    """RFC 5816: the certificate is named inside of what is signed, so it cannot be exchanged."""
    if "signing_certificate_v2" in told:
        first = told["signing_certificate_v2"][0]["certs"][0]
        name = first["hash_algorithm"]["algorithm"].native
        algorithm = HASHES.get(name)
        return algorithm is not None and first["cert_hash"].native == signer.fingerprint(
            algorithm()
        )
    if "signing_certificate" in told:
        first = told["signing_certificate"][0]["certs"][0]
        return bool(first["cert_hash"].native == signer.fingerprint(hashes.SHA1()))  # noqa: S303 (the older form of RFC 2634 knows no other; the signature does not rest on it)
    return False


def _verify(
    signer: x509.Certificate, signature: bytes, over: bytes, algorithm: hashes.HashAlgorithm
) -> None:
    key = signer.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, over, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, over, ec.ECDSA(algorithm))
        else:
            raise TimestampRefused("the authority signs in a way that is not known here")
    except InvalidSignature:
        raise TimestampRefused("the signature does not hold") from None


def _check_chain(
    signer: x509.Certificate,
    brought: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    at: datetime,
) -> None:
    """From the signer to a certificate we trust, each one in force when it was stamped."""
    _check_purpose(signer)
    current = signer
    for _step in range(LONGEST_CHAIN):
        if not current.not_valid_before_utc <= at <= current.not_valid_after_utc:
            raise TimestampRefused("a certificate was not in force at the time of the stamp")
        if current in trusted:
            return
        above = [*trusted, *(each for each in brought if _may_issue(each))]
        found = next((each for each in above if _issued(current, each)), None)
        if found is None or found == current:
            break
        current = found
    raise TimestampRefused("the certificate does not lead to one that is trusted")


def _check_purpose(signer: x509.Certificate) -> None:
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        raise TimestampRefused("the certificate is not for time stamping") from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise TimestampRefused("the certificate is not for time stamping alone")


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return basic.value.ca


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
