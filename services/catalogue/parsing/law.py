"""Legal bases: `law`, `article`, what it says, and whether it was found in the statute."""

from __future__ import annotations

from services.catalogue.parsing.cursor import LONG, Cursor
from services.catalogue.spec import LegalBasisSpec


def read_legal_bases(row: Cursor, key: str = "legal_basis") -> tuple[LegalBasisSpec, ...]:
    """In the order written, each (law, article) once."""
    found: dict[tuple[str, str], LegalBasisSpec] = {}
    for each in row.mappings(key, plain="law"):
        law = each.text("law", is_required=True).strip("《》")
        article = each.text("article", most=40).removeprefix("第").removesuffix("条")
        checked = each.flag("checked")
        text = each.text("text", most=LONG)
        each.skip("prov", "note")
        each.finish()
        if law:
            before = found.get((law, article))
            if before is not None:
                checked, text = checked or before.checked, before.text or text
            found[law, article] = LegalBasisSpec(law, article, checked, text)
    return tuple(found.values())
