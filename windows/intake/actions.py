"""收件与受理: the window looks at form, not at substance, and says everything at once."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.cases.models import Case, MaterialSlot


def accept(case: Case, *, actor: Actor) -> Case:
    """受理: the promise begins to run today; approvals that wait for nobody are dispatched.

    By a clerk of the case's region, or by the clockwork when `accepts_itself` holds. Every required
    slot must be satisfied and every party confirmed: else IncompleteCase lists what is missing.
    """
    raise NotImplementedError


def refuse(case: Case, *, reason: str, actor: Actor) -> Case:
    """不予受理, with the reason and the remedies (行政许可法 art. 32, 38; 复议 60 日, 诉讼 6 个月).

    While a correction is open only after its deadline (CorrectionStillOpen). Raises ReasonMissing.
    """
    raise NotImplementedError


def check_material(
    slot: MaterialSlot, *, is_good: bool, actor: Actor, remark: str = ""
) -> MaterialSlot:
    """A clerk ticks a material off, or finds it wanting: then it must be handed in again."""
    raise NotImplementedError


def record_visit(case: Case, *, actor: Actor, purpose: str) -> None:
    """The person stood at this counter today. Several errands on one day at one centre are one visit."""
    raise NotImplementedError
