"""延续 (行政许可法 art. 50): which licence a matter renews, and how long the new one lasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from materials.licences.queries import is_valid, licences_of
from materials.models import Licence
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import Edition
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.cases.editions import matter_editions
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.clock import spoken_day, today

DAYS_BEFORE = 30
"""Of the calendar: art. 82 counts only the authorities' own limits in working days."""


@dataclass(frozen=True, slots=True)
class Renewal:
    matter: Text
    licence: Licence
    ends_on: dt.date
    apply_by: dt.date
    """The last day that is 30 days before the end."""
    applied_on: dt.date

    @property
    def is_late(self) -> bool:
        return self.applied_on > self.apply_by

    @property
    def sentence(self) -> Text:
        """What the person should know; a late application is told so and taken in all the same."""
        ends, by = spoken_day(self.ends_on), spoken_day(self.apply_by)
        number = self.licence.number
        if self.is_late:
            return Text(
                f"“{self.matter.zh}”延续 {number}，有效期至 {ends.zh}，应当在 {by.zh}前申请，已经"
                "晚了：照样为您办，但可能来不及，到期没有决定的不视为延续。",
                f"“{self.matter.en}” renews {number}, valid until {ends.en}, and should have been "
                f"applied for by {by.en}. It goes on, but may come too late: undecided "
                "at the end, it does not count as renewed.",
            )
        return Text(
            f"“{self.matter.zh}”延续 {number}，有效期至 {ends.zh}；到那天还没有作出决定的，"
            "依法视为准予延续。",
            f"“{self.matter.en}” renews {number}, valid until {ends.en}. If it is undecided then, "
            "it counts as renewed by law.",
        )


def silence_renews(approval: Approval) -> bool:
    """True when the law will make something of the department's silence: applied for in time."""
    licence, submitted_at = approval.renews, approval.case.submitted_at
    if licence is None or licence.valid_until is None or submitted_at is None:
        return False
    return timezone.localdate(submitted_at) <= licence.valid_until - dt.timedelta(days=DAYS_BEFORE)


def applied_in_time() -> Q:
    """The same as a condition on approvals."""
    last = F("renews__valid_until") - dt.timedelta(days=DAYS_BEFORE)
    return Q(case__submitted_at__date__lte=last)


def held_licence(case: Case, edition: Edition) -> Licence | None:
    """The valid licence that this matter would renew; None where it renews none, or none ends.

    The one which the case itself hands in for it, else the newest that the applicant holds.
    """
    code = elements_of(edition).renews
    if not code:
        return None
    slots = MaterialSlot.objects.filter(case=case, material_type__code=code, licence__isnull=False)
    handed_in = [
        slot.licence
        for slot in slots.select_related("licence").order_by("order", "pk")
        if any(matter == edition.matter.code for matter, _ in slot.requirement_keys)
    ]
    held = licences_of(case.applicant).filter(material_type__code=code)
    for licence in (*handed_in, *held):
        if licence and licence.valid_until is not None and is_valid(licence, today()):
            return licence
    return None


def renews_something(spec: LifeEventSpec) -> bool:
    return any(included.matter.elements.renews for included in spec.matters)


def renewals_of(case: Case) -> list[Renewal]:
    """Each in the case: of a draft as it would be, later as it was pinned at the hand-in."""
    codes = [matter.code for matter in plan_of(case).matters]
    editions = matter_editions(case, codes)
    if not any(elements_of(edition).renews for edition in editions.values()):
        return []
    applied = timezone.localdate(case.submitted_at) if case.submitted_at else today()
    pinned = {
        approval.matter_edition_id: approval.renews
        for approval in Approval.objects.filter(case=case).select_related("renews")
    }
    found = []
    for code in codes:
        edition = editions[code]
        licence = pinned.get(edition.pk) if pinned else held_licence(case, edition)
        if licence is None or licence.valid_until is None:
            continue
        ends = licence.valid_until
        name = Text(edition.name, edition.name_en or edition.name)
        by = ends - dt.timedelta(days=DAYS_BEFORE)
        found.append(Renewal(name, licence, ends, by, applied))
    return found


def valid_until(approval: Approval) -> dt.date | None:
    """The last day of a licence that is issued today; of a renewed one, after the old one's end."""
    years = elements_of(approval.matter_edition).valid_years
    if not years:
        return None
    begins = today()
    if approval.renews is not None and approval.renews.valid_until is not None:
        begins = max(begins, approval.renews.valid_until + dt.timedelta(days=1))
    return _anniversary(begins, years) - dt.timedelta(days=1)


def _anniversary(day: dt.date, years: int) -> dt.date:
    """29 February comes round on 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
