"""Who has looked at my data: the record of reads, and the consents that still stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from datasharing import actions
from datasharing.ledger.queries import questions_about
from datasharing.queries import consent_for, consents_of, ledger_of, resource_names
from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.accounts.web import require
from portal.errors import NotFound


@require_safe
@require(Role.APPLICANT)
def my_data(request: HttpRequest) -> HttpResponse:
    """The reads about this person, or about a firm they stand for (`?for=`), newest first."""
    actor = actor_of(request.user)
    # "person" sorts after "organisation": oneself first.
    everybody = list(Applicant.objects.filter(pk__in=actor.applicant_ids).order_by("-kind", "pk"))
    subject = _chosen(everybody, request.GET.get("for", ""))
    if subject is None:
        return render(request, "datasharing/nobody.html")
    after = request.GET.get("after", "")
    before = int(after) if after.isdecimal() and len(after) < 18 else None
    page = ledger_of(subject, actor=actor, before=before)
    names = resource_names()
    standing = [
        (consent, [names[code] for code in consent.resources if code in names])
        for consent in consents_of(subject, actor=actor)
    ]
    shown = {
        "subject": subject,
        "everybody": everybody,
        "lines": page.lines,
        "questions": questions_about(subject.pk, (line.sequence for line in page.lines)),
        "next_after": page.older or "",
        "is_first_page": before is None,
        "standing": standing,
    }
    return render(request, "datasharing/my_data.html", shown)


@require_POST
@require(Role.APPLICANT)
def take_back(request: HttpRequest, consent_id: int) -> HttpResponse:
    actor = actor_of(request.user)
    consent = consent_for(consent_id, actor=actor)
    if consent is None:
        raise NotFound
    actions.revoke_consent(consent, actor=actor)
    messages.success(request, _("授权已撤回，不会再读取您的数据。"))
    return redirect("my_data")


def _chosen(people: list[Applicant], wanted: str) -> Applicant | None:
    if not wanted:
        return people[0] if people else None
    chosen = next((each for each in people if str(each.pk) == wanted), None)
    if chosen is None:
        raise NotFound
    return chosen
