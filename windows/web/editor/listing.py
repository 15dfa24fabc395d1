"""Where an editor begins: drafts, what waits for review, and every life event in force."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Audience
from services.revisions.actions import start_new, start_revision
from windows.web.editor.lists import (
    KINDS,
    LONGEST,
    editions_page,
    ended_life_events,
    query_in,
    revisions_page,
    shortest,
)
from windows.web.page import one_act

EDITORS = (Role.EDITOR, Role.ADMIN)


class NewLifeEventForm(forms.Form):
    code = forms.CharField(
        label=_("代码"),
        max_length=40,
        help_text=_("字母和数字，例如 P23；发布后不再改。"),
        error_messages={"required": _("请填写代码。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("名称"),
        max_length=200,
        error_messages={"required": _("请填写名称。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    audience = forms.ChoiceField(label=_("服务对象"), choices=Audience.choices)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not code.replace("-", "").replace("_", "").isalnum() or not code.isascii():
            raise forms.ValidationError(_now("只能用字母、数字和短横。"))
        return code


@require(*EDITORS)
@require_safe
def revisions(request: HttpRequest) -> HttpResponse:
    return _page(request, NewLifeEventForm())


@require(*EDITORS)
@require_POST
def revision_new(request: HttpRequest) -> HttpResponse:
    """Begin a life event that does not exist yet."""
    form = NewLifeEventForm(request.POST)
    if form.is_valid():
        try:
            with one_act():
                made = start_new(
                    form.cleaned_data["code"],
                    form.cleaned_data["name"],
                    audience=form.cleaned_data["audience"],
                    actor=actor_behind(request),
                )
        except DomainError as refusal:
            form.add_error(None, f"{refusal.said}{refusal.advice}")
            return _page(request, form, status=refusal.status)
        return redirect("revision", made.pk)
    return _page(request, form, status=422)


@require(*EDITORS)
@require_POST
def revision_start(request: HttpRequest, code: str) -> HttpResponse:
    """From the edition in force; a draft of mine that is open already is opened again."""
    with one_act():
        revision = start_revision(code, actor=actor_behind(request))
    messages.success(request, _now("这是修订稿，发布之前办事人看到的还是现行版。"))
    return redirect("revision", revision.pk)


def _page(request: HttpRequest, form: NewLifeEventForm, *, status: int = 200) -> HttpResponse:
    actor = actor_behind(request)
    query = query_in(request)
    kinds = [kind for kind in KINDS if kind != "withdrawn"]
    context = {
        "form": form,
        "lists": {kind: shortest(actor, kind) for kind in kinds},
        "editions": editions_page(query, after=request.GET.get("after", "")[:LONGEST]),
        "ended": ended_life_events(),
        "query": query,
    }
    return render(request, "catalogue/revisions.html", context, status=status)


@require(*EDITORS)
@require_safe
def revision_list(request: HttpRequest) -> HttpResponse:
    """One kind of revisions in full, page by page; searched by name or code."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else next(iter(KINDS))
    query = query_in(request)
    context = {
        "kinds": KINDS.items(),
        "kind": kind,
        "title": KINDS[kind],
        "query": query,
        "page": revisions_page(
            actor_behind(request), kind, query=query, after=request.GET.get("after", "")
        ),
    }
    return render(request, "catalogue/revision_pages.html", context)
