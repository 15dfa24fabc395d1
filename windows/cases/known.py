"""What is known about an applicant before anything is asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from datasharing.queries import connected_resources, resource_names
from materials.documents.queries import documents_of
from materials.licences.queries import is_valid, licences_of
from materials.models import Document, Licence
from portal.accounts.models import Applicant
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.catalogue.trust import LEVELS
from services.models import Department
from windows.cases.people import APPLICANT
from windows.clock import today
from windows.planning import Channel, Known
from windows.promises.queries import barred_until

LASTING = "licence"


@dataclass(frozen=True, slots=True)
class Holdings:
    """Valid licences and documents on file, by material code; the newest of each,
    and of the documents the newest among the most trusted.
    """

    licences: dict[str, Licence]
    documents: dict[str, Document]
    may_promise: bool = True
    """False while a bad record of theirs is open (浙江“最多跑一次”改革规定 art. 14)."""


def holdings_of(applicant: Applicant) -> Holdings:
    """Only what is in force today counts.

    Of the papers handed in before, only certificates (kind "licence") speak for themselves in
    another case; last year's sale contract says nothing of this year's sale. The person may still
    choose any kept paper on the page where they would upload it.
    """
    day = today()
    licences: dict[str, Licence] = {}
    for licence in licences_of(applicant):
        if is_valid(licence, day):
            licences.setdefault(licence.material_type.code, licence)
    documents: dict[str, Document] = {}
    best_first = sorted(documents_of(applicant, on=day), key=lambda each: LEVELS.index(each.level))
    for document in best_first:  # of one level the newest, as they come
        if document.material_type is not None and document.material_type.kind == LASTING:
            documents.setdefault(document.material_type.code, document)
    return Holdings(licences, documents, may_promise=barred_until(applicant) is None)


def levels_held(role: str, holdings: Holdings) -> dict[tuple[str, str], str]:
    """How far each document on file is trusted, as the planner asks for it."""
    return {(role, code): each.level for code, each in holdings.documents.items()}


def known_about(holdings: Holdings | None, spec: LifeEventSpec, channel: str) -> Known:
    """For the planner. `holdings` None plans for somebody who has not logged in."""
    held = holdings or Holdings({}, {})
    return Known(
        licences=frozenset((APPLICANT, code) for code in held.licences),
        documents=frozenset((APPLICANT, code) for code in held.documents),
        levels=levels_held(APPLICANT, held),
        barred=frozenset() if held.may_promise else frozenset((APPLICANT,)),
        connected=connected_resources(),
        channel=Channel(channel),
        names={**resource_names(), **_departments(spec)},
    )


def _departments(spec: LifeEventSpec) -> dict[str, Text]:
    names = {included.matter.department for included in spec.matters}
    rows = Department.objects.filter(name__in=names).values_list("name", "name_en")
    return {name: Text(name, name_en) for name, name_en in rows}
