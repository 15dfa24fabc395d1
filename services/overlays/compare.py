"""Two wordings of one matter, line by line: a region's against the standard, or a new edition
against the one before it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.catalogue.elements import NO_ELEMENTS
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.demands import FEES, OF_MATTER, element_changes
from services.overlays.differences import Difference, Kind, new_bases
from services.overlays.fees import fee_differences
from services.overlays.fields import field_differences
from services.overlays.grounds import bases_in_words
from services.overlays.limits import limit_differences
from services.overlays.materials import material_differences
from services.overlays.outputs import output_differences
from services.overlays.procedures import procedure_differences

OTHER_WORDS = Text(
    "说明、地点、时间或联系方式不同", "Explanations, place, hours or contacts differ"
)


def compare(standard: MatterSpec, local: MatterSpec) -> tuple[Difference, ...]:
    """What a person meets by the second wording that the first does not say, and its grounds.

    Matter-wide additions (limit, visit, field, procedure) rest on the legal bases which the second
    cites beyond the first's; a requirement on its own; a fee on its charge's too.
    """
    if standard == local:
        return ()
    grounds = new_bases(local.legal_bases, standard.legal_bases)
    found = (
        *material_differences(standard, local),
        *limit_differences(standard, local, grounds),
        *_visit(standard, local, grounds),
        *fee_differences(standard, local, grounds),
        *field_differences(standard, local, grounds),
        *procedure_differences(standard, local, grounds),
        *output_differences(standard, local, grounds),
        *_elements(standard, local, grounds),
        *_others(standard, local),
    )
    if not found and _shown(standard) != _shown(local):
        return (Difference(Kind.OTHER_WORDS, OTHER_WORDS, adds=False),)
    return found


def _visit(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    if local.visit_reason and not standard.visit_reason:
        text = Text(
            f"要多来一次：{local.visit_reason}",
            f"One more visit: {local.visit_reason_en or local.visit_reason}",
        )
        yield Difference(Kind.EXTRA_VISIT, text, adds=True, legal_bases=grounds)
    elif standard.visit_reason and not local.visit_reason:
        text = Text("不用到场", "No need to come in person")
        yield Difference(Kind.DROPPED_VISIT, text, adds=False)


def _elements(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    for kind, text, adds in element_changes(standard.elements, local.elements):
        yield Difference(kind, text, adds=adds, legal_bases=grounds if adds else ())


def _others(standard: MatterSpec, local: MatterSpec) -> Iterator[Difference]:
    if local.department != standard.department:
        text = Text(f"改由{local.department}办", f"Handled by {local.department} now")
        yield Difference(Kind.OTHER_DEPARTMENT, text, adds=False)
    if local.legal_bases != standard.legal_bases:
        text = bases_in_words(standard.legal_bases, local.legal_bases)
        yield Difference(Kind.OTHER_BASES, text, adds=False)
    if _said(standard) != _said(local) or _is_another_reason(standard, local):
        yield Difference(Kind.OTHER_WORDS, OTHER_WORDS, adds=False)


def _said(spec: MatterSpec) -> tuple[object, ...]:
    """What only explains, besides all that is compared above."""
    elements = replace(
        spec.elements, **{name: getattr(NO_ELEMENTS, name) for name in (*FEES, *OF_MATTER)}
    )
    return (spec.name, spec.name_en, spec.type, spec.note, spec.note_en, elements)


def _shown(spec: MatterSpec) -> MatterSpec:
    """Without where the editors have it from: the last net for what is said differently."""
    papers = tuple(replace(each, provenance="") for each in spec.requirements)
    return replace(spec, requirements=papers, provenance=())


def _is_another_reason(standard: MatterSpec, local: MatterSpec) -> bool:
    """To come all the same, but said otherwise."""
    was = (standard.visit_reason, standard.visit_reason_en)
    now = (local.visit_reason, local.visit_reason_en)
    return bool(was[0] and now[0]) and was != now
