"""Matters that wait for each other's outputs: none of them could ever begin."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from services.catalogue.lookups import specs_by_id
from services.catalogue.spec import MatterSpec, SourceKind
from services.imports.content import content_of
from services.imports.findings import RowFinding, found
from services.imports.judge import published_editions
from services.models import ImportRow, ImportRun, Verdict

Graph = Mapping[str, Collection[str]]


def rows_on_cycles(run: ImportRun) -> list[tuple[ImportRow, RowFinding]]:
    """The rows of the run that close a circle, with other rows or with what is published."""
    with_output = {"requirements": [{"sources": [{"kind": SourceKind.OUTPUT.value}]}]}
    rows = {
        row.code: row
        for row in run.rows.exclude(verdict=Verdict.REFUSED)
        .filter(spec__matter__contains=with_output)
        .iterator(chunk_size=500)
    }
    graph = {code: waits_for(content_of(row).matter) for code, row in rows.items()}
    _add_published(graph)
    found_rows = []
    for code, row in rows.items():
        path = circle(graph, code)
        if path:
            finding = found("matters.cycle", "sources", path=" → ".join(path))
            found_rows.append((row, finding))
    return found_rows


def circle(graph: Graph, start: str) -> tuple[str, ...]:
    """A way from `start` back to itself, or (). Pure; a matter's own output is no circle."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for after in sorted(graph.get(way[-1], ())):
            if after == start and len(way) > 1:
                return (*way, start)
            if after not in seen and after != start:
                seen.add(after)
                ways.append((*way, after))
    return ()


def _add_published(graph: dict[str, set[str]]) -> None:
    """What published matters wait for, as far as the rows lead to them."""
    unknown = {code for after in graph.values() for code in after} - graph.keys()
    while unknown:
        editions = published_editions(unknown)
        specs = specs_by_id([edition.pk for edition in editions.values()])
        for code in unknown:
            edition = editions.get(code)
            graph[code] = waits_for(specs[edition.pk]) if edition else set()
        unknown = {code for after in graph.values() for code in after} - graph.keys()


def waits_for(matter: MatterSpec) -> set[str]:
    return {
        source.matter
        for requirement in matter.requirements
        for source in requirement.sources
        if source.matter
    }
