"""What the database knows around the matters of a guide, read once for the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from datasharing.queries import connected_resources, resource_names
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.models import Department, Matter, StatuteArticle
from windows.centres.models import ServiceCentre
from windows.planning.names import both
from windows.planning.prepared import prepared
from windows.web.guide.conditions import Options

APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Ground:
    names: Mapping[str, Text]
    """Departments and resources."""
    kinds: Mapping[str, str]
    """Department → authority | utility | bank | organisation."""
    matters: Mapping[str, Text]
    parties: Mapping[str, Text]
    options: Options
    connected: frozenset[str]
    articles: Mapping[tuple[str, str], str]
    centres: tuple[ServiceCentre, ...]

    def called(self, code: str) -> Text:
        name = self.names.get(code)
        return both(name.zh, name.en) if name else Text(code, code)

    def is_authority(self, department: str) -> bool:
        return self.kinds.get(department, Department.Kind.AUTHORITY) == Department.Kind.AUTHORITY


def ground_of(matters: Sequence[MatterSpec], events: Iterable[LifeEventSpec]) -> Ground:
    """`events` bring the questions and the other parties that conditions and materials name."""
    options: dict[tuple[str, str], tuple[Text, Text]] = {}
    parties: dict[str, Text] = {}
    called: dict[str, Text] = {}
    for event in events:
        same = prepared(event)
        options |= same.options
        parties |= same.parties
        called |= same.matters
    names = {department for matter in matters for department in _departments(matter)}
    names |= {event.lead for event in events}
    rows = list(Department.objects.filter(name__in=names).values_list("name", "name_en", "kind"))
    return Ground(
        names={**resource_names(), **{name: Text(name, name_en) for name, name_en, _ in rows}},
        kinds={name: kind for name, _, kind in rows},
        matters=_producers(matters, called),
        parties=parties,
        options=options,
        connected=connected_resources(),
        articles=_articles(matters),
        centres=tuple(ServiceCentre.objects.select_related("region").order_by("region_id", "code")),
    )


def _departments(matter: MatterSpec) -> tuple[str, ...]:
    return (matter.department, *matter.elements.other_dept)


def _producers(matters: Sequence[MatterSpec], called: Mapping[str, Text]) -> dict[str, Text]:
    """Names of the matters whose outputs are wanted here."""
    known = {matter.code: both(matter.name, matter.name_en) for matter in matters} | dict(called)
    wanted = {
        source.matter
        for matter in matters
        for requirement in matter.requirements
        for source in requirement.sources
        if source.matter and source.matter not in known
    }
    if wanted:
        rows = Matter.objects.filter(code__in=wanted).values_list("code", "name", "name_en")
        known |= {code: both(name, name_en) for code, name, name_en in rows}
    return known


def _articles(matters: Sequence[MatterSpec]) -> dict[tuple[str, str], str]:
    cited = {
        (basis.law, basis.article)
        for matter in matters
        for basis in matter.legal_bases
        if basis.article and not basis.text
    }
    found = StatuteArticle.objects.filter(
        law__in={law for law, _ in cited}, article__in={article for _, article in cited}
    ).values_list("law", "article", "text")
    return {(law, article): text for law, article, text in found}
