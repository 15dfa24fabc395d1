"""How many days an approval may take, by the promise and by law, before they are counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from services.catalogue.lawful import DEFAULT_DAYS, JOINT_DAYS, LICENCE, Lawful, lawful_limit
from services.catalogue.spec import DayUnit, Handling
from services.catalogue.text import Text
from services.models import Edition
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.deadlines.models import Extension, ExtensionKind
from windows.deadlines.reckon import Stretch

LIMIT = Text("计入时限", "Counts")
EXTENDED = Text("延长的时限", "Extension")
BY_DEFAULT = Text(
    f"指南没有写法定期限，按法律的 {DEFAULT_DAYS} 个工作日算（行政许可法第四十二条）",
    f"The guide names no limit; the law's {DEFAULT_DAYS} working days apply "
    "(Administrative Licensing Law, art. 42)",
)


@dataclass(frozen=True, slots=True)
class Limits:
    promised: tuple[Stretch, ...]
    statutory: tuple[Stretch, ...] | None
    """Of the matter by itself; None where the law sets none."""
    joint: tuple[Stretch, ...] | None
    """Of the departments together; None where each is alone."""
    is_default: bool
    """The law's twenty working days, because the guide names no limit (行政许可法 art. 42(1))."""
    more_together: int
    """Working days that the head of the government gave to the limit in common."""

    @property
    def said_of_joint(self) -> Text:
        """Why the limit in common is what holds."""
        more, more_en = "", ""
        if self.more_together:
            more = f"，经批准延长 {self.more_together} 个工作日"
            more_en = f", extended by {self.more_together} with approval"
        return Text(
            f"几个部门的许可一起办理，合计最多 {JOINT_DAYS} 个工作日{more}（行政许可法第四十二条）",
            "Licences of several departments are handled together: "
            f"{JOINT_DAYS} working days in all at most{more_en} "
            "(Administrative Licensing Law, art. 42)",
        )


def limits_of(case: Case, approval: Approval, extension: Extension | None = None) -> Limits:
    """The matter's own limit, its special procedures (特别程序), and a granted extension.

    The promised limit binds (浙江“最多跑一次”改革规定 art. 12). A procedure of unknown length adds
    nothing here: it stops the clock when it begins. The limit in common (行政许可法 art. 42(2))
    counts from the same receipt and knows no other statute: only the extension that the head of the
    government granted makes it longer, and it leaves out what art. 45 leaves out.
    """
    edition = approval.matter_edition
    code, plan = edition.matter.code, plan_of(case)
    unit = DayUnit(edition.day_unit)
    own = tuple(
        Stretch(procedure.days, procedure.unit, procedure.name)
        for procedure in plan.procedures
        if procedure.matter == code and procedure.days
    )
    more, more_together = own, own
    days_together = 0
    if extension is not None and extension.is_granted:
        longer = Stretch(extension.days, extension.unit, EXTENDED)
        more = (*own, longer)
        if extension.kind == ExtensionKind.JOINT:
            more_together, days_together = more, extension.days
    law = lawful_limit_in(edition)
    is_joint = code in (plan.jointly or ())
    return Limits(
        promised=(Stretch(edition.promised_days, unit, LIMIT), *more),
        statutory=None if law is None else (Stretch(law.days, law.unit, LIMIT), *more),
        joint=(Stretch(JOINT_DAYS, DayUnit.WORKING, LIMIT), *more_together) if is_joint else None,
        is_default=law is not None and law.is_default,
        more_together=days_together,
    )


def lawful_limit_in(edition: Edition) -> Lawful | None:
    """By the pinned edition."""
    explained = ""
    is_licence = edition.type == LICENCE and edition.handling != Handling.INSTANT
    if is_licence and edition.statutory_days is None:
        explained = elements_of(edition).anticipate_explain
    return lawful_limit(
        type_=edition.type,
        handling=edition.handling,
        statutory_days=edition.statutory_days,
        unit=DayUnit(edition.day_unit),
        explained=explained,
    )


MAY_BE_LIMITED = Q(matter_edition__statutory_days__isnull=False) | (
    Q(matter_edition__type=LICENCE) & ~Q(matter_edition__handling=Handling.INSTANT.value)
)
"""No other approval has a limit by law; a licence whose guide names one in words has none here."""


def has_limit(case: Case, approval: Approval) -> bool:
    """Whether the law sets one, though its last day may be unknown."""
    edition = approval.matter_edition
    if lawful_limit_in(edition) is not None:
        return True
    return edition.type == LICENCE and edition.matter.code in (plan_of(case).jointly or ())


def limited(approvals: QuerySet[Approval]) -> list[Approval]:
    """Those for which the law sets a limit; the plan of a case is read only where it decides."""
    rows = approvals.filter(MAY_BE_LIMITED).exclude(state=ApprovalState.NOT_NEEDED)
    rows = rows.select_related("case", "matter_edition__matter").defer(
        "case__plan", "case__form", "case__answers"
    )
    return [one for one in rows if has_limit(one.case, one)]
