"""A revision under review: what it costs the public, whom it touches, who would now be asked for
more; and the acts, each with who may do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.actor import Actor
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.spec import LifeEventSpec
from services.models import Revision, RevisionState
from services.revisions import actions
from services.revisions.queries import (
    base_spec,
    burden_of,
    burdens_elsewhere,
    is_in_force,
    revision_for,
    spec_of,
    who_sent_back,
)
from services.revisions.seen import unseen_in
from windows.catalogue.impact import impact_of
from windows.catalogue.replay import replay
from windows.web.editor.burden_table import burden_of_event
from windows.web.editor.findings import known_findings
from windows.web.editor.listing import EDITORS
from windows.web.page import one_act, wants_fragment

LASTS = (20, 100, 500)
LAST_DAY = "9999-12-31"
"""With it a browser lets a year have four digits, not six, so that a day is typed in one go."""


class SubmitForm(forms.Form):
    why = forms.CharField(
        label=_("为什么要改"),
        max_length=1000,
        help_text=_("会登在公开变更里，请用大家看得懂的话写。"),
        error_messages={"required": _("请写明理由。")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_en = forms.CharField(
        label=_("为什么要改（英文）"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    valid_from = forms.DateField(
        label=_("从哪天起用"),
        required=False,
        help_text=_("不填就是发布当天。"),
        error_messages={"invalid": _("日期请写成 2026-12-01。")},
        widget=forms.DateInput(attrs={"type": "date", "max": LAST_DAY}, format="%Y-%m-%d"),
    )
    valid_until = forms.DateField(
        label=_("用到哪天"),
        required=False,
        help_text=_("不填就一直用。"),
        error_messages={"invalid": _("日期请写成 2026-12-01。")},
        widget=forms.DateInput(attrs={"type": "date", "max": LAST_DAY}, format="%Y-%m-%d"),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("要改什么"),
        max_length=1000,
        error_messages={"required": _("请写明要改什么。")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(forms.Form):
    """The bases whose original the reviewer has read, by key (`services.revisions.seen`)."""

    seen = forms.Field(required=False, widget=forms.MultipleHiddenInput)


class NoForm(forms.Form):
    """An act that asks nothing."""


@dataclass(frozen=True, slots=True)
class Act:
    form: type[forms.Form]
    do: Callable[[Revision, Mapping[str, Any], Actor], object]
    said: Any


ACTS: dict[str, Act] = {
    "submit": Act(
        SubmitForm,
        lambda r, typed, actor: actions.submit_revision(r, **typed, actor=actor),
        _("已送审。请另一位事项管理员来审核。"),
    ),
    "send-back": Act(
        NoteForm,
        lambda r, typed, actor: actions.send_back(r, note=typed["note"], actor=actor),
        _("已退回给起草人。"),
    ),
    "publish": Act(
        PublishForm,
        lambda r, typed, actor: actions.publish_revision(r, actor=actor, confirmed=typed["seen"]),
        "",
    ),
    "withdraw": Act(
        NoForm,
        lambda r, _typed, actor: actions.withdraw_revision(r, actor=actor),
        _("已撤回，什么都没有发布。"),
    ),
    "rebase": Act(
        NoForm,
        lambda r, _typed, actor: actions.rebase_revision(r, actor=actor),
        _("已换成在新版上修改，请再看一遍。"),
    ),
}


@require(*EDITORS)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx only the cases put to the draft."""
    found = revision_for(actor_behind(request), pk)
    if wants_fragment(request):
        return render(request, "catalogue/replay.html", _replay(request, found, spec_of(found)))
    return _page(request, found, {})


@require(*EDITORS)
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act; a refusal is shown where it was tried, with what was typed."""
    actor = actor_behind(request)
    found = revision_for(actor, pk)
    chosen = ACTS.get(verb)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST, auto_id=f"{verb}_%s")
    if not form.is_valid():
        return _page(request, found, {verb: form}, status=422)
    try:
        with one_act():
            done = chosen.do(found, form.cleaned_data, actor)
    except DomainError as refusal:
        now = revision_for(actor, pk)
        return _page(request, now, {verb: form}, status=refusal.status, refusal=refusal)
    messages.success(request, str(chosen.said) or _published(done))
    return redirect("revision" if verb == "rebase" else "revision_review", pk)


def _published(edition: object) -> str:
    """What publishing has brought about: an edition, or one on a day to come."""
    if edition is None:
        return _now("已审核通过，到生效那天自动发布。")
    return _now("已发布，从现在起新的申请按这一版办。已经在办的不受影响。")


def _page(
    request: HttpRequest,
    found: Revision,
    typed: Mapping[str, forms.Form],
    *,
    status: int = 200,
    refusal: DomainError | None = None,
) -> HttpResponse:
    spec = spec_of(found)
    base = base_spec(found)
    own = replace(
        burden_of_event(spec, burden_of(found)), is_new=base is None, is_untouched=base == spec
    )
    others = [
        replace(burden_of_event(each.spec, each.burden), is_matter=each.is_matter)
        for each in burdens_elsewhere(found)
    ]
    submit = SubmitForm(
        auto_id="submit_%s",
        initial={
            "why": found.why,
            "why_en": found.why_en,
            "valid_from": found.valid_from,
            "valid_until": found.valid_until,
        },
    )
    is_open = _is_open(found)
    context = _replay(request, found, spec) | {
        "revision": found,
        "spec": spec,
        "events": [own, *others],
        "adding": [each for each in (own, *others) if each.burden.adds],
        "findings": known_findings(spec) if is_open else None,
        "is_open": is_open,
        "impact": impact_of(spec) if is_open else None,
        "is_in_force": not is_open and is_in_force(found.code),
        "unseen": unseen_in(event.burden for event in (own, *others)) if is_open else {},
        "ticked": request.POST.getlist("seen"),
        "sent_back": who_sent_back(found) if found.review_note else None,
        "submit": typed.get("submit", submit),
        "note": typed.get("send-back", NoteForm(auto_id="send-back_%s")),
        "refusal": refusal,
        "tried": next(iter(typed), ""),
    }
    return render(request, "catalogue/review.html", context, status=status)


def _replay(request: HttpRequest, found: Revision, spec: LifeEventSpec) -> dict[str, Any]:
    last = request.GET.get("last", "")
    count = int(last) if last in {str(each) for each in LASTS} else 0
    return {
        "lasts": LASTS,
        "last": count,
        "replay": replay(spec, last=count) if count and _is_open(found) else None,
    }


def _is_open(found: Revision) -> bool:
    return found.state in (RevisionState.DRAFT, RevisionState.IN_REVIEW)
