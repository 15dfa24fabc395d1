"""All tables of the package, gathered from its slices for Django."""

from __future__ import annotations

from materials.catalogue.models import (
    DataElement,
    FieldRequirement,
    MaterialType,
    Requirement,
    RequirementBasis,
)
from materials.commitments.models import Commitment
from materials.documents.models import Blob, Document, Upload, UploadPiece
from materials.licences.models import Licence

__all__ = [
    "Blob",
    "Commitment",
    "DataElement",
    "Document",
    "FieldRequirement",
    "Licence",
    "MaterialType",
    "Requirement",
    "RequirementBasis",
    "Upload",
    "UploadPiece",
]
