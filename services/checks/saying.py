"""Short ways to say a finding about a matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot

MatterRule = Callable[[MatterSpec], Iterator[Finding]]


def contradiction(
    rule: str, matter: MatterSpec, message: Text, way_out: Text, *, element: str = ""
) -> Finding:
    """Two things that cannot both be true: an error."""
    return Finding(
        rule, Severity.ERROR, Spot(matter=matter.code, element=element), message, way_out
    )


def missing(
    rule: str, matter: MatterSpec, message: Text, way_out: Text, *, element: str = ""
) -> Finding:
    """Something that ought to be stated, or stated more exactly: a warning."""
    return Finding(
        rule, Severity.WARNING, Spot(matter=matter.code, element=element), message, way_out
    )
