"""Who may give a consent, take it back, ask, and see the record of what was read."""

from __future__ import annotations

from datasharing.grounds.states import ANSWERERS
from datasharing.keepers import answered_by
from datasharing.models import Consent, Guardianship, Mismatch
from datasharing.states import GivenVia
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import NotAllowed

ASKERS = frozenset({Role.SYSTEM, Role.APPLICANT, Role.CLERK, Role.OFFICER, Role.DEPARTMENT_SYSTEM})


def check_may_give(
    subject: Applicant, *, via: str, actor: Actor, guardian: Applicant | None = None
) -> None:
    """Online, people consent for themselves (or for the firm they stand for), and guardians for
    their children; at the window, the clerk writes down what the person said in front of a named
    witness."""
    speaker = guardian or subject
    if via == GivenVia.ONLINE and actor.acts_for(speaker.pk):
        return
    if via == GivenVia.WINDOW and actor.kind == Role.CLERK:
        return
    raise NotAllowed


def check_may_revoke(consent: Consent, *, actor: Actor) -> None:
    """Taking back must be as easy as giving (个人信息保护法 art. 15), so every window may do it
    too.
    """
    theirs = actor.acts_for(consent.subject_id) or actor.acts_for(consent.guardian_id)
    if not (theirs or actor.kind == Role.CLERK):
        raise NotAllowed


def check_may_be_told(subject: Applicant, *, actor: Actor) -> None:
    """A notice counts when the person themselves, a child's guardian or a clerk had it in front of
    them; the caller has seen who stands there. The clockwork tells nobody.
    """
    if actor.kind not in {Role.APPLICANT, Role.CLERK}:
        raise NotAllowed


def check_may_note_guardian(*, actor: Actor) -> None:
    """Only who has seen the papers: a number and a name must not open a child's records."""
    if actor.kind != Role.CLERK:
        raise NotAllowed


def check_may_end_guardianship(guardianship: Guardianship, *, actor: Actor) -> None:
    if not (actor.acts_for(guardianship.guardian_id) or actor.kind == Role.CLERK):
        raise NotAllowed


def check_may_answer_mismatch(mismatch: Mismatch, *, actor: Actor) -> None:
    """The owner's officers; where nobody here owns the register, the region's supervisors."""
    theirs = Mismatch.objects.filter(answered_by(actor), pk=mismatch.pk)
    if actor.kind not in ANSWERERS or not theirs.exists():
        raise NotAllowed


def check_may_ask(*, actor: Actor) -> None:
    """Those who work on cases. Editors, supervisors and administrators have no reason to read."""
    if actor.kind not in ASKERS:
        raise NotAllowed


def check_may_see_ledger(subject: Applicant, *, actor: Actor) -> None:
    """Everybody sees their own, nobody sees another's (art. 44, 45)."""
    if not actor.acts_for(subject.pk):
        raise NotAllowed
