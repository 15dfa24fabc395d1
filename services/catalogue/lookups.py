"""What upper packages know about the catalogue and this one must ask for.

`materials` keeps what a matter requires, so only it can put a matter together again. It registers
its answers in its `AppConfig.ready()`, as with `services.catalogue.sections`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from services.catalogue.form_elements import ElementSpec
from services.catalogue.spec import MaterialTypeSpec, MatterSpec
from services.models import Edition

MatterReader = Callable[[Sequence[Edition]], dict[int, MatterSpec]]
MaterialNames = Callable[[Collection[str]], dict[str, str]]
MaterialTypes = Callable[[Collection[str]], dict[str, MaterialTypeSpec]]
Elements = Callable[[Collection[str]], dict[str, ElementSpec]]

_matter_readers: list[MatterReader] = []
_material_names: list[MaterialNames] = []
_material_types: list[MaterialTypes] = []
_elements: list[Elements] = []


def register_matter_reader(reader: MatterReader) -> None:
    """`reader` takes editions with `matter` and `department`, and gives their specs by id."""
    if reader not in _matter_readers:
        _matter_readers.append(reader)


def register_material_names(names: MaterialNames) -> None:
    """`names` gives the canonical code of each material that it knows by that name."""
    if names not in _material_names:
        _material_names.append(names)


def register_material_types(types: MaterialTypes) -> None:
    """`types` gives the canonical materials that it has under these codes."""
    if types not in _material_types:
        _material_types.append(types)


def register_elements(elements: Elements) -> None:
    """`elements` gives what is said once for all of the form's elements under these codes."""
    if elements not in _elements:
        _elements.append(elements)


def matter_specs(editions: Sequence[Edition]) -> dict[int, MatterSpec]:
    """The editions as plain data, by id; a fixed number of queries however many there are."""
    found: dict[int, MatterSpec] = {}
    for reader in _matter_readers:
        found |= reader(editions)
    return found


def specs_by_id(edition_ids: Collection[int]) -> dict[int, MatterSpec]:
    """The same for editions that are not at hand."""
    rows = Edition.objects.filter(pk__in=edition_ids).select_related("matter", "department")
    return matter_specs(list(rows))


def material_codes(names: Collection[str]) -> dict[str, str]:
    """Name → code of the canonical materials among `names`."""
    found: dict[str, str] = {}
    for each in _material_names:
        found |= each(names)
    return found


def material_types(codes: Collection[str]) -> dict[str, MaterialTypeSpec]:
    """Code → the canonical material, for those that there are."""
    found: dict[str, MaterialTypeSpec] = {}
    for each in _material_types:
        found |= each(codes)
    return found


def form_elements(codes: Collection[str]) -> dict[str, ElementSpec]:
    """Code → what is said of the element once for all matters, where anything is."""
    found: dict[str, ElementSpec] = {}
    for each in _elements:
        found |= each(codes)
    return found
