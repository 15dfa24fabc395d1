"""A time-stamping authority of our own, for trial and tests: it proves nothing to outsiders.

Its keys lie in a folder and are made once: `authority.pem` is what others trust, `stamps.pem` and
`stamps.key` sign. A real installation names a real authority in LEDGER_TSA_URL.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from datasharing.timestamps.judging import Answer

AUTHORITY, STAMPS, KEY = "authority.pem", "stamps.pem", "stamps.key"
POLICY = "1.3.6.1.4.1.99999.1"
"""An identifier from the space for private use: these stamps follow no public policy."""
VALID = timedelta(days=3650)
KNOWN_HASHES = {"sha256": 32, "sha384": 48, "sha512": 64}
NOT_GRANTED = "rejection"


@dataclass(frozen=True)
class Authority:
    """The key that signs, and its certificate."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def answer(self, query: bytes, *, at: datetime | None = None) -> bytes:
        """The answer (TimeStampResp) to a question; a refusal to one that is not well formed."""
        try:
            asked = tsp.TimeStampReq.load(query, strict=True)
            imprint = asked["message_imprint"]
            name = imprint["hash_algorithm"]["algorithm"].native
            if KNOWN_HASHES.get(name) != len(imprint["hashed_message"].native):
                return _refusal("bad_alg")
            wants_certificate = bool(asked["cert_req"].native)
            info = _info(asked, (at or datetime.now(UTC)).replace(microsecond=0))
        except (ValueError, TypeError):
            return _refusal("bad_data_format")
        token = self._token(info, wants_certificate)
        granted = {"status": {"status": "granted"}, "time_stamp_token": token}
        return bytes(Answer(granted).dump())

    def _token(self, info: tsp.TSTInfo, wants_certificate: bool) -> cms.ContentInfo:  # noqa: FBT001 (a flag of the protocol)
        der = self.certificate.public_bytes(serialization.Encoding.DER)
        mine = asn1_x509.Certificate.load(der)
        said = info.dump()
        named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(der).digest()}]})
        attributes = cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
                cms.CMSAttribute(
                    {"type": "message_digest", "values": [hashlib.sha256(said).digest()]}
                ),
                cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]}),
            ]
        )
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                            {"issuer": mine.issuer, "serial_number": mine.serial_number}
                        )
                    }
                ),
                "digest_algorithm": sha256,
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": self.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
            }
        )
        signed: dict[str, object] = {
            "version": "v3",
            "digest_algorithms": [sha256],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(said),
            },
            "signer_infos": [signer],
        }
        if wants_certificate:
            signed["certificates"] = [mine]
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


def _info(asked: tsp.TimeStampReq, at: datetime) -> tsp.TSTInfo:
    said = {
        "version": "v1",
        "policy": asked["req_policy"].native or POLICY,
        "message_imprint": asked["message_imprint"],
        "serial_number": secrets.randbits(63),
        "gen_time": at,
    }
    if asked["nonce"].native is not None:
        said["nonce"] = asked["nonce"]
    return tsp.TSTInfo(said)


def _refusal(why: str) -> bytes:
    refused = {"status": {"status": NOT_GRANTED, "fail_info": {why}}}
    return bytes(Answer(refused).dump())


def authority_in(folder: Path) -> Authority:
    """The authority whose keys lie here; made on the first call, readable by the owner alone."""
    if not (folder / AUTHORITY).exists():
        _make(folder)
    certificate = x509.load_pem_x509_certificate((folder / STAMPS).read_bytes())
    key = serialization.load_pem_private_key((folder / KEY).read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{folder / KEY} is not a key of this authority.")
    return Authority(certificate, key)


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("Trial time-stamping authority")
    root = _certificate(root_name, root_name, root_key.public_key(), is_authority=True)
    stamps = _certificate(
        _name("Trial time stamps"), root_name, key.public_key(), is_authority=False
    )
    signed = [each.sign(root_key, hashes.SHA256()) for each in (root, stamps)]
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / KEY).touch(mode=0o600)
    (folder / KEY).write_bytes(secret)
    (folder / STAMPS).write_bytes(signed[1].public_bytes(serialization.Encoding.PEM))
    # Last, because it says that the others are there.
    (folder / AUTHORITY).write_bytes(signed[0].public_bytes(serialization.Encoding.PEM))


def _name(said: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, said)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, is_authority: bool
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    begun = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )
    if is_authority:
        return begun.add_extension(_usage(is_authority=True), critical=True)
    only_stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return begun.add_extension(_usage(is_authority=False), critical=True).add_extension(
        only_stamps, critical=True
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
