"""What a matter says for the clock of its cases: a number needs its law, a renewal its licence."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing


def extension(matter: MatterSpec) -> Iterator[Finding]:
    """Another extension than the ten days of 行政许可法 art. 42 rests on another law."""
    elements = matter.elements
    if elements.extension_days is not None and not elements.extension_basis:
        yield contradiction(
            "clock.extension",
            matter,
            Text("写了延长期限，没有写法律依据", "It states days of extension and no law for them"),
            Text("写明依据，或去掉天数", "Cite the law, or drop the days"),
            element="extension_basis",
        )
    if elements.extension_days is None and elements.extension_basis:
        yield missing(
            "clock.extension_days",
            matter,
            Text("写了延长的依据，没有写多少日", "It cites a law on extension and states no days"),
            Text("写明天数，或去掉依据", "State the days, or drop the law"),
            element="extension_days",
        )


def agents(matter: MatterSpec) -> Iterator[Finding]:
    """A law that wants an intermediary (中介服务) belongs to one that is named."""
    if matter.elements.service_basis and not matter.elements.service_type:
        yield contradiction(
            "clock.service",
            matter,
            Text("写了中介服务的依据，没有写是什么服务", "A law on intermediaries, and none named"),
            Text("写明中介服务，或去掉依据", "Name the service, or drop the law"),
            element="service_type",
        )


def renewal(matter: MatterSpec) -> Iterator[Finding]:
    """A renewal gives the licence that it renews, and gives it for a time (行政许可法 art. 50)."""
    elements = matter.elements
    if not elements.renews:
        return
    given = [output.material for output in matter.outputs if output.is_licence]
    if elements.renews not in given:
        yield contradiction(
            "clock.renewal",
            matter,
            Text("延续的证照不在本事项的结果里", "It does not give the licence that it renews"),
            Text(
                "把这种证照写进结果，或改延续的证照", "Add it to the results, or renew another one"
            ),
            element="renews",
        )
    if not elements.valid_years:
        yield missing(
            "clock.renewal_years",
            matter,
            Text("延续事项没有写证照有效期", "A renewal that does not say for how long"),
            Text("写明有效期", "State the years"),
            element="valid_years",
        )
