"""What may be done to a draft and a case by the people in it. The only code that writes them.

Each action locks the case first, then checks who asks, then the move; it changes, writes one
journal
entry and publishes. Refusals are in `windows.errors`; a refused action has changed nothing. Doors
open the transaction with `transaction.atomic(durable=True)`.
"""

from windows.cases.actions.close import archive, withdraw
from windows.cases.actions.form import SavedForm, save_form
from windows.cases.actions.guardians import join_guardian
from windows.cases.actions.hand_in import (
    attach_document,
    attach_upload,
    choose_upload,
    sign_slot_commitment,
)
from windows.cases.actions.parties import confirm_party, name_party
from windows.cases.actions.reads import agree_to_reads
from windows.cases.actions.start import start_draft
from windows.cases.actions.submit import submit

__all__ = [
    "SavedForm",
    "agree_to_reads",
    "archive",
    "attach_document",
    "attach_upload",
    "choose_upload",
    "confirm_party",
    "join_guardian",
    "name_party",
    "save_form",
    "sign_slot_commitment",
    "start_draft",
    "submit",
    "withdraw",
]
