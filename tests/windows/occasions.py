"""Cases whose plan wants the person to be somewhere."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.planning.errands import by_occasion, numbered
from windows.planning.plan import Errand, ErrandKind

SHOW = Errand(1, ErrandKind.APPLICATION, "", Text("“合同”要看原件", "Show the contract"))
INSPECTED = Errand(2, ErrandKind.INSPECTION, "T1-A", Text("“踏勘”时要在场", "Be there: survey"))
APPEARS = Errand(3, ErrandKind.APPEARANCE, "T1-D", Text("本人到场", "Be there in person"))
COLLECTED = Errand(4, ErrandKind.COLLECT, "T1-E", Text("戊证", "Fifth licence"))
EVERY = (SHOW, INSPECTED, APPEARS, COLLECTED)
FETCH = "到窗口领取“戊证”"


def with_errands(case: Case, *errands: Errand) -> Case:
    """As the plan of a thing that wants these has it."""
    plan = plan_of(case)
    visits = replace(
        plan.visits,
        count=len(by_occasion(errands)),
        reasons=numbered(errands),
        errands=errands,
    )
    Case.objects.filter(pk=case.pk).update(plan=replace(plan, visits=visits).to_json())
    return Case.objects.get(pk=case.pk)
