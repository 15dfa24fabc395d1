"""Every verb of the package tells a whole sentence in both languages."""

import pytest

from materials.actions import record_reading, revoke_licence, sign_commitment
from portal.journal.models import Entry
from portal.journal.queries import sentence, verify
from services.catalogue.text import Text
from tests.materials.conftest import CASE

pytestmark = pytest.mark.django_db


def test_sentences(
    stored_document, issued_licence, buyer, certificate, buyer_actor, clerk, officer
):
    record_reading(stored_document, actor=clerk)
    sign_commitment(
        buyer,
        case_number=CASE,
        material_type=certificate,
        text=Text("我承诺。", "I promise."),
        actor=buyer_actor,
    )
    revoke_licence(issued_licence, reason="材料虚假", actor=officer)
    number = issued_licence.number
    told = {entry.verb: sentence(entry) for entry in Entry.objects.all()}
    assert told == {
        "document.stored": Text(
            "王小明交来一份材料：不动产权证书",
            "王小明 handed in a document: Property certificate",
        ),
        "document.read": Text(
            "周窗口查看了一份材料：不动产权证书",
            "周窗口 looked at a document: Property certificate",
        ),
        "commitment.signed": Text(
            f"{buyer.masked_name}签署了告知承诺：不动产权证书",
            f"{buyer.masked_name} signed a commitment in place of a proof: Property certificate",
        ),
        "licence.issued": Text(
            f"规划局颁发了不动产权证书，编号 {number}",
            f"Planning Bureau issued Property certificate, number {number}",
        ),
        "licence.state_changed": Text(
            f"证照 {number} 由“有效”变为“撤销”：材料虚假",
            f"Licence {number} went from valid to revoked: 材料虚假",
        ),
    }
    assert verify() is None
