"""Life events as regions with editions of their own carry them out, and what is wrong only there.

The standard may be changed long after a region published its edition: what both ask together is
asked of one person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from services.catalogue.lookups import specs_by_id
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.registry import MatterChecker, check_event_alone
from services.overlays.queries import overlays
from services.region_codes import and_above

_COLUMNS = ("matter__code", "region", "region__name", "region__name_en", "pk", "fingerprint")


@dataclass(frozen=True, slots=True)
class Local:
    """A life event as it is done in some regions; `own`: their matters."""

    places: Text
    spec: LifeEventSpec
    own: tuple[MatterSpec, ...]


class RegionalEditions:
    """Every regional edition in force, or those of some matters: named once, by one query.

    Those of a life event are read when it is asked for.
    """

    def __init__(self, codes: Collection[str] | None = None) -> None:
        self._codes = codes

    @cached_property
    def _by_matter(self) -> dict[str, dict[str, tuple[int, str]]]:
        """Code of a matter → region → (id, fingerprint)."""
        rows = overlays().order_by("matter__code", "region")
        if self._codes is not None:
            rows = rows.filter(matter__code__in=self._codes)
        found: dict[str, dict[str, tuple[int, str]]] = {}
        self._names: dict[str, Text] = {}
        for code, region, name, name_en, pk, content in rows.values_list(*_COLUMNS):
            found.setdefault(code, {})[str(region)] = (pk, content)
            self._names[str(region)] = Text(name, name_en or name)
        return found

    def of(self, spec: LifeEventSpec) -> Iterator[Local]:
        """`spec` with the editions of each region laid over; regions that have the same, once."""
        here = {
            each.matter.code: self._by_matter[each.matter.code]
            for each in spec.matters
            if each.matter.code in self._by_matter
        }
        regions = sorted({region for held in here.values() for region in held})
        alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
        ids: dict[str, int] = {}
        for region in regions:
            nearest = {code: _nearest(held, region) for code, held in here.items()}
            mine = {code: edition for code, edition in nearest.items() if edition}
            ids |= {content: pk for pk, content in mine.values()}
            alike.setdefault(tuple((c, content) for c, (_pk, content) in mine.items()), []).append(
                region
            )
        read = specs_by_id(ids.values()) if ids else {}
        for contents, places in alike.items():
            own = {code: read[ids[content]] for code, content in contents}
            local = _with(spec, own)
            if local != spec:
                yield Local(self._called(places), local, tuple(own.values()))

    def findings(
        self,
        spec: LifeEventSpec,
        known: Iterable[Finding],
        *,
        checker: MatterChecker | None = None,
    ) -> Iterator[Finding]:
        """What is wrong in a region and not in the standard (`known`); each names the places.

        Asked is what depends on the whole life event. With `checker` also what is asked of a
        matter by itself, for the matters that a region has of its own.
        """
        seen = {_key(each) for each in known}
        for local in self.of(spec):
            found = list(check_event_alone(local.spec).findings)
            if checker is not None:
                found += [each for matter in local.own for each in checker.check(matter)]
            new = {_key(each): each for each in found if _key(each) not in seen}
            yield from (_there(each, local.places) for each in new.values())

    def _called(self, regions: Iterable[str]) -> Text:
        names = [self._names[region] for region in regions]
        return Text("、".join(each.zh for each in names), ", ".join(each.en for each in names))


def _nearest(held: dict[str, tuple[int, str]], region: str) -> tuple[int, str] | None:
    return next((held[place] for place in and_above(region) if place in held), None)


def _with(spec: LifeEventSpec, own: dict[str, MatterSpec]) -> LifeEventSpec:
    matters = (
        replace(each, matter=own.get(each.matter.code, each.matter)) for each in spec.matters
    )
    return replace(spec, matters=tuple(matters))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, str(finding.spot)


def _there(finding: Finding, places: Text) -> Finding:
    said, way_out = finding.message, finding.way_out
    return replace(
        finding,
        message=Text(f"（{places.zh}）{said.zh}", f"({places.en}) {said.en}"),
        way_out=Text(
            f"{way_out.zh}；也可以让当地改回标准版",
            f"{way_out.en}; or let the region go back to the standard",
        ),
    )
