"""Legal bases: `law`, `article`, and whether the article was found in the statute."""

from __future__ import annotations

from services.catalogue.parsing.cursor import Cursor
from services.catalogue.spec import LegalBasisSpec


def read_legal_bases(row: Cursor) -> tuple[LegalBasisSpec, ...]:
    """In the order written, each (law, article) once."""
    found: dict[tuple[str, str], LegalBasisSpec] = {}
    for each in row.mappings("legal_basis", plain="law"):
        law = each.text("law", is_required=True).strip("《》")
        article = each.text("article", most=40).removeprefix("第").removesuffix("条")
        checked = each.flag("checked")
        each.skip("prov", "note")
        each.finish()
        if law:
            before = found.get((law, article))
            checked = checked or (before is not None and before.checked)
            found[law, article] = LegalBasisSpec(law=law, article=article, checked=checked)
    return tuple(found.values())
