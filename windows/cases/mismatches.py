"""Telling the person that an answer named somebody else, and what the provider found."""

from __future__ import annotations

from datasharing.grounds.models import Mismatch
from datasharing.grounds.states import MismatchState
from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.cases.grounds import WRONG_PERSON
from windows.cases.models import Case
from windows.notices.actions import notify


def tell_of_mismatch(mismatch_id: int, *, actor: Actor) -> None:
    """Once when it happens, and once when the provider has answered."""
    mismatch = Mismatch.objects.select_related("exchange__resource", "exchange__subject").get(
        pk=mismatch_id
    )
    exchange = mismatch.exchange
    case = Case.objects.filter(number=exchange.case_number).first()
    if case is None:
        return
    name = Text(exchange.resource.name, exchange.resource.name_en or exchange.resource.name)
    is_open = mismatch.state == MismatchState.OPEN
    said = WRONG_PERSON if is_open else _answered(mismatch)
    notify(
        case,
        kind="answer_put_aside" if is_open else "answer_looked_into",
        key=f"mismatch:{mismatch.pk}:{mismatch.state}",
        applicant=exchange.subject,
        text=Text(f"“{name.zh}”：{said.zh}", f"“{name.en}”: {said.en}"),
    )


def _answered(mismatch: Mismatch) -> Text:
    if mismatch.state == MismatchState.CORRECTED:
        return Text(
            f"提供部门已更正，正在再查一次。说明：{mismatch.answer}",
            f"The registry was put right and is asked once more. They say: {mismatch.answer}",
        )
    return Text(
        f"提供部门核实，登记没有错，请您提交材料。说明：{mismatch.answer}",
        f"The registry stands by its entry; please hand in the paper. They say: {mismatch.answer}",
    )
