"""Telling people what is read by law, and writing down who speaks for a child."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from datasharing import policy
from datasharing.errors import GuardianUnfit
from datasharing.grounds.age import is_child
from datasharing.grounds.models import DutyNotice, Guardianship
from datasharing.grounds.states import ShownHow
from datasharing.states import GivenVia
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, ApplicantKind
from portal.accounts.roles import Role
from portal.journal.actions import record


@transaction.atomic(savepoint=False)
def tell_of_duty(
    subject: Applicant, *, case_number: str, resources: Sequence[str], actor: Actor
) -> DutyNotice:
    """Write down that this person was shown what is read about them by law (art. 17, 35).

    Whoever stands before the page or the window was shown it; nobody needs to agree.
    """
    policy.check_may_be_told(subject, actor=actor)
    listed = list(dict.fromkeys(resources))
    at_window = actor.kind == Role.CLERK
    notice = DutyNotice.objects.create(
        subject=subject,
        case_number=case_number,
        resources=listed,
        given_via=GivenVia.WINDOW if at_window else GivenVia.ONLINE,
        teller_name=actor.name if at_window else "",
    )
    record(
        f"applicant:{subject.pk}",
        "duty.told",
        actor=actor,
        notice=notice.pk,
        case=case_number,
        resources="、".join(listed),
    )
    return notice


@transaction.atomic(savepoint=False)
def note_guardian(
    ward: Applicant, *, guardian: Applicant, shown_how: str, actor: Actor
) -> Guardianship:
    """A clerk has seen both cards and the paper that says who speaks for the child (art. 31).

    Noting the same pair again returns what is there.
    """
    policy.check_may_note_guardian(actor=actor)
    today = timezone.localdate()
    faults = {
        _("没有说明看了什么证件"): shown_how not in ShownHow.values,
        _("孩子已满十四周岁，由本人同意"): not is_child(ward, on=today),
        _("监护人也是孩子"): is_child(guardian, on=today),
        _("监护人不是个人"): guardian.kind != ApplicantKind.PERSON,
        _("监护人的身份还没有核实"): not guardian.is_verified,
    }
    found = [fault for fault, is_there in faults.items() if is_there]
    if found:
        raise GuardianUnfit(why="；".join(found))
    Guardianship.objects.bulk_create(
        [Guardianship(ward=ward, guardian=guardian, shown_how=shown_how, seen_by_name=actor.name)],
        ignore_conflicts=True,
    )
    noted = Guardianship.objects.get(ward=ward, guardian=guardian, ended_at=None)
    record(
        f"applicant:{ward.pk}",
        "guardian.noted",
        actor=actor,
        guardian=guardian.masked_name,
        shown_how=noted.shown_how,
    )
    return noted


@transaction.atomic(savepoint=False)
def end_guardianship(guardianship: Guardianship, *, actor: Actor) -> Guardianship:
    """The guardian gives it up, or a clerk saw that another was appointed.

    Ending it twice is no error. What was agreed to before still stands until it is taken back.
    """
    guardianship = (
        Guardianship.objects.select_for_update(of=("self",))
        .select_related("guardian", "ward")
        .get(pk=guardianship.pk)
    )
    policy.check_may_end_guardianship(guardianship, actor=actor)
    if guardianship.ended_at is not None:
        return guardianship
    guardianship.ended_at = timezone.now()
    guardianship.save(update_fields=["ended_at"])
    record(
        f"applicant:{guardianship.ward_id}",
        "guardian.ended",
        actor=actor,
        guardian=guardianship.guardian.masked_name,
    )
    return guardianship
