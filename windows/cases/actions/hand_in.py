"""Filling one slot by hand: a file, a file already kept, or a signed promise."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from materials.models import Document
from portal.accounts.actor import Actor
from windows.cases.models import MaterialSlot


def attach_document(slot: MaterialSlot, *, document: Document, actor: Actor) -> MaterialSlot:
    """Use a stored document of the person whose material this is. Replaces an earlier one.

    Raises DocumentNotTheirs, SlotNotByHand (another matter of the case produces it).
    """
    raise NotImplementedError


def attach_upload(slot: MaterialSlot, *, upload: UploadedFile, actor: Actor) -> MaterialSlot:
    """Store the file for the person whose material this is, then attach it.

    Raises what `materials` says of the file (WrongType, TooLarge) and what attach_document raises.
    """
    raise NotImplementedError


def sign_slot_commitment(slot: MaterialSlot, *, actor: Actor) -> MaterialSlot:
    """The person signs a written promise in place of the proof (告知承诺). Raises NoCommitmentHere."""
    raise NotImplementedError


def choose_upload(slot: MaterialSlot, *, actor: Actor) -> MaterialSlot:
    """The person prefers to hand it in rather than have it read or promised. A late answer is not used."""
    raise NotImplementedError
