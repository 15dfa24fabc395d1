"""What every step of an application shows: the case, the steps and where the person is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from windows.cases.editions import spec_of_case
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import EDITABLE
from windows.web.citizen.plan_page import situation
from windows.web.citizen.roles import party_labels


def step_context(case: Case, actor: object, name: str) -> dict[str, object]:
    """The step indicator; the party's step is there only when somebody must join."""
    spec = spec_of_case(case)
    named = [("party", _("一起办的人"))] if spec.parties else []
    named += [
        ("agree", _("同意我们去取")),
        ("form", _("填表")),
        ("materials", _("交材料")),
        ("check", _("核对提交")),
    ]
    keys = [key for key, _label in named]
    return {
        "case": case,
        "plan": plan_of(case),
        "steps": [label for _key_, label in named],
        "current": keys.index(name) + 1 if name in keys else 1,
        "can_edit": case.state in EDITABLE,
        "party_labels": party_labels(case),
        "situation": situation(spec, case.answers),
    }
