"""Whether what a matter says of itself agrees: the rules of Wenzhou, the clock, and the codes.

Registered in `services.apps`. A contradiction is an error and stops a publication; what is missing
is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.codelists import ServiceTarget
from services.catalogue.codes import wrong_codes
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.checks import clock
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage
from services.checks.saying import MatterRule, contradiction
from services.checks.wenzhou import complete, contact, money, results, times, visits

RULES: tuple[MatterRule, ...] = (
    times.handling,
    times.review_form,
    times.promise,
    times.flow,
    times.flow_days,
    times.questions,
    visits.visit_reason,
    visits.visits,
    visits.by_post,
    visits.online_depth,
    visits.online,
    money.fee,
    money.fee_paid_online,
    money.fee_details,
    contact.phones,
    contact.area_code,
    contact.hours,
    contact.place,
    results.result_type,
    results.result_licence,
    results.result_sample,
    results.result_stated,
    results.theme,
    results.entrusted,
    complete.complete,
    clock.extension,
    clock.agents,
    clock.renewal,
)


def check_consistency(matter: MatterSpec) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(matter)


def check_codes(matter: MatterSpec) -> Iterator[Finding]:
    """12, 31 and 33 characters. An import softens these: real catalogues carry wrong codes."""
    for element, said in wrong_codes(matter.elements):
        yield contradiction(
            f"codes.{element}",
            matter,
            said,
            Text("与编码管理部门核对", "Check it with the keeper of the codes"),
            element=element,
        )


def check_audience(event: LifeEventSpec, _coverage: Coverage) -> Iterator[Finding]:
    """A life event for persons has no matter that serves no person; and the other way round."""
    is_for_person = event.audience == "person"
    for each in event.matters:
        targets = each.matter.elements.server_type
        serves = (
            ServiceTarget.PERSON in targets
            if is_for_person
            else any(target != ServiceTarget.PERSON for target in targets)
        )
        if targets and not serves:
            zh, en = ("自然人", "persons") if is_for_person else ("法人", "organisations")
            yield Finding(
                "wenzhou.audience",
                Severity.ERROR,
                Spot(event.code, each.matter.code, element="server_type"),
                Text(
                    f"这件事面向{zh}，事项的服务对象里却没有{zh}",
                    f"The life event is for {en}; the matter does not serve {en}",
                ),
                Text("改服务对象，或换一个事项", "Correct whom it serves, or take another matter"),
            )
