"""What may be filled in for a person before they type, and who knows it.

In this order: registers and what the person registered with us (`windows.cases.sharing`, as the
plan says), licences in this case, what another field already tells, other licences they hold, and
what they typed in an earlier case. The last two only for what is likely the same next time
(`is_lasting`): last year's price says nothing of this year's sale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from materials.catalogue.elements import said_once
from materials.licences.queries import is_valid, licences_of
from materials.models import Licence
from portal.accounts.actor import Actor
from portal.accounts.identity import birth_date, is_resident_id
from portal.accounts.models import ApplicantKind
from portal.accounts.queries import person_of_account
from services.catalogue.form_elements import ElementSpec
from services.catalogue.text import Text
from windows.cases.form_rules import fault_of
from windows.cases.models import Case
from windows.cases.people import APPLICANT
from windows.cases.plans import plan_of
from windows.cases.sharing import Prefilled, prefill
from windows.clock import today
from windows.planning.plan import PlannedField

EARLIER_CASES = 10
"""How many of the person's last cases are looked through."""
ID_NUMBER, BORN_ON, SEX = "_id_number", "_born_on", "_sex"
PHONE = f"{APPLICANT}.phone"
REGISTERED = Text("您登记的信息", "What you registered")
IN_THE_NUMBER = Text("身份证号码里写着", "It is in the identity number")


def known_for(
    case: Case, actor: Actor, *, said: Mapping[str, ElementSpec] | None = None
) -> dict[str, Prefilled]:
    """Element → value and origin, for whoever fills the form in.

    A clerk at the window is shown what was read for this case, and not what the person wrote
    for other departments in other cases: that is the person's own to use again.
    """
    fields = {field.element: field for field in plan_of(case).fields}
    day = today()
    found = {
        element: fitting
        for element, told in prefill(case).items()
        if (fitting := _shown(fields[element], told, day)) is not None
    }
    own = actor.acts_for(case.applicant_id)
    for element, known in _others(case, fields, said=said, actor=actor, is_own=own):
        field = fields.get(element)
        if field is None or element in found or not known.value:
            continue
        if fault_of(field, known.value, today=day) is None:
            found[element] = known
    return found


def _shown(field: PlannedField, told: Prefilled, day: dt.date) -> Prefilled | None:
    """As the control can show it: a register's `2026-03-05T09:30` is a day. A value that a date
    control cannot show would look empty and come back empty: then the person is asked.
    """
    if field.kind != "date":
        return told
    dated = Prefilled(told.value[:10], told.origin)
    return dated if fault_of(field, dated.value, today=day) is None else None


def _others(
    case: Case,
    fields: Mapping[str, PlannedField],
    *,
    said: Mapping[str, ElementSpec] | None,
    actor: Actor,
    is_own: bool,
) -> Iterator[tuple[str, Prefilled]]:
    yield from _in_this_case(case)
    yield from _in_the_numbers(case.form, fields)
    if not is_own:
        return
    yield from _of_the_one_acting(case, fields, actor)
    once = said_once(fields) if said is None else said
    lasting = {code for code, each in once.items() if each.is_lasting and code in fields}
    if lasting:
        yield from _in_licences(case, lasting)
        yield from _in_earlier_cases(case, lasting)


def _in_this_case(case: Case) -> Iterator[tuple[str, Prefilled]]:
    """Of the applicant's licences that stand in for a paper here."""
    slots = case.slots.filter(licence__isnull=False, party_role=APPLICANT)
    for slot in slots.select_related("licence"):
        if slot.licence is not None:
            yield from _of_licence(slot.licence)


def _of_the_one_acting(
    case: Case, fields: Mapping[str, PlannedField], actor: Actor
) -> Iterator[tuple[str, Prefilled]]:
    """A firm has no telephone of its own with us: whoever acts for it is the one to call."""
    asking = [element for element, field in fields.items() if PHONE in field.prefill]
    if not asking or case.applicant.kind != ApplicantKind.ORGANISATION:
        return
    person = person_of_account(actor.user_id)
    if person is not None and actor.acts_for(person.pk):
        for element in asking:
            yield element, Prefilled(person.phone, REGISTERED)


def _in_the_numbers(
    form: Mapping[str, Any], fields: Mapping[str, PlannedField]
) -> Iterator[tuple[str, Prefilled]]:
    """`child_id_number` tells `child_born_on` and `child_sex` (GB 11643: digits 7–14 and 17)."""
    day = today()
    for element in fields:
        number = str(form.get(element, ""))
        if not element.endswith(ID_NUMBER) or not is_resident_id(number, today=day):
            continue
        who = element.removesuffix(ID_NUMBER)
        born = birth_date(number)
        if born is not None:
            yield who + BORN_ON, Prefilled(born.isoformat(), IN_THE_NUMBER)
        yield who + SEX, Prefilled("male" if int(number[16]) % 2 else "female", IN_THE_NUMBER)


def _in_licences(case: Case, lasting: set[str]) -> Iterator[tuple[str, Prefilled]]:
    """Only where all valid licences that say it agree: of two homes, which one is not for us to
    guess.
    """
    day = today()
    told: dict[str, list[Prefilled]] = {}
    for licence in licences_of(case.applicant):
        if is_valid(licence, day):
            for element, known in _of_licence(licence):
                told.setdefault(element, []).append(known)
    for element, each in told.items():
        if element in lasting and len({known.value for known in each}) == 1:
            yield element, each[0]


def _of_licence(licence: Licence) -> Iterator[tuple[str, Prefilled]]:
    origin = Text(
        f"您的电子证照“{licence.name}”",
        f"Your electronic licence “{licence.name_en or licence.name}”",
    )
    for element, value in licence.content.items():
        if isinstance(value, str | int | float):
            yield element, Prefilled(str(value), origin)


def _in_earlier_cases(case: Case, lasting: set[str]) -> Iterator[tuple[str, Prefilled]]:
    """What the same applicant handed in before, the newest first; rehearsals apart."""
    earlier = (
        Case.objects.filter(
            applicant=case.applicant_id,
            is_rehearsal=case.is_rehearsal,
            submitted_at__isnull=False,
        )
        .exclude(pk=case.pk)
        .order_by("-pk")
        .values_list(
            "form",
            "submitted_at",
            "life_event_edition__name",
            "life_event_edition__name_en",
        )
    )
    for form, at, name, name_en in earlier[:EARLIER_CASES]:
        if at is None:
            continue
        origin = _earlier(at, Text(name, name_en))
        for element in lasting & form.keys():
            yield element, Prefilled(str(form[element]), origin)


def _earlier(at: dt.datetime, thing: Text) -> Text:
    on = timezone.localdate(at)
    return Text(
        f"您 {on.year} 年 {on.month} 月 {on.day} 日办“{thing.zh}”时填的",
        f"You wrote it on {on.day} {on:%B %Y} for “{thing.en or thing.zh}”",
    )
