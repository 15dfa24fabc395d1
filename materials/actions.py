"""Everything other packages may do here."""

from __future__ import annotations

from materials.commitments.actions import sign_commitment
from materials.documents.actions import record_reading, store_document
from materials.licences.actions import issue_licence, move_licence, revoke_licence

__all__ = [
    "issue_licence",
    "move_licence",
    "record_reading",
    "revoke_licence",
    "sign_commitment",
    "store_document",
]
