"""Who has looked at my data: the record of reads, and the consents that still stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from datasharing import actions
from datasharing.grounds import actions as grounds
from datasharing.grounds.queries import notices_to, standing_for_wards, wards_of
from datasharing.ledger.queries import questions_about
from datasharing.queries import consent_for, consents_of, ledger_of, resource_names
from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.accounts.web import require
from portal.errors import NotFound
from services.catalogue.text import Text


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

    def named(codes: list[str]) -> list[Text]:
        return [names[code] for code in codes if code in names]

    standing = [
        (consent, named(consent.resources)) for consent in consents_of(subject, actor=actor)
    ]
    is_self = subject == everybody[0]
    for_children = standing_for_wards(actor) if is_self else []
    shown = {
        "subject": subject,
        "everybody": everybody,
        "lines": page.lines,
        "questions": questions_about(subject.pk, (line.sequence for line in page.lines)),
        "next_after": page.older or "",
        "is_first_page": before is None,
        "standing": standing,
        "for_children": [(consent, named(consent.resources)) for consent in for_children],
        "wards": wards_of(actor) if is_self else [],
        "told": [(notice, named(notice.resources)) for notice in notices_to(subject)],
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


@require_POST
@require(Role.APPLICANT)
def end_guardianship(request: HttpRequest, guardianship_id: int) -> HttpResponse:
    """The guardian stops speaking for the child; a clerk may note another."""
    actor = actor_of(request.user)
    found = wards_of(actor).filter(pk=guardianship_id).first()
    if found is None:
        raise NotFound
    grounds.end_guardianship(found, actor=actor)
    messages.success(request, _("已记下，您不再代这个孩子同意。"))
    return redirect("my_data")


def _chosen(people: list[Applicant], wanted: str) -> Applicant | None:
    if not wanted:
        return people[0] if people else None
    chosen = next((each for each in people if str(each.pk) == wanted), None)
    if chosen is None:
        raise NotFound
    return chosen
