"""The account pages: logging in and out, registering, how the portal speaks to you."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import look
from portal.accounts.account_actions import change_look, change_profile, register_person
from portal.accounts.actor import SYSTEM, actor_of
from portal.accounts.demo import DEMO_PASSWORD
from portal.accounts.forms import LoginForm, ProfileForm, RegisterForm
from portal.accounts.landing import landing_of
from portal.accounts.language import CHOSEN, keep
from portal.accounts.login import log_in
from portal.accounts.models import User, VerifiedHow
from portal.accounts.queries import demo_accounts
from portal.accounts.typed.offering import note_typed
from portal.accounts.typed.whose import remember_account
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login_page(request: HttpRequest) -> HttpResponse:
    form = LoginForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = log_in(request, **form.cleaned_data)
            except DomainError as refusal:
                return _refused(request, "accounts/login.html", form, refusal)
            return _welcome(request, user)
    return render(request, "accounts/login.html", _login_context(request, form), status=status)


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Become one of the made-up people. Outside demo mode this page does not exist."""
    if not settings.DEMO:
        raise Http404
    chosen = request.POST.get("account", "")
    user = get_object_or_404(demo_accounts(), pk=chosen if chosen.isdecimal() else None)
    return _welcome(request, user)


@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("您已退出。"))
    return redirect(settings.LOGOUT_REDIRECT_URL or "/")


@never_cache
@sensitive_post_parameters("password", "id_number")
@require_http_methods(["GET", "POST"])
def register_page(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            how = VerifiedHow.DEMO_REGISTRY.value if settings.DEMO else ""
            try:
                user = register_person(
                    **form.cleaned_data,
                    verified_how=how,
                    language=translation.get_language() or settings.LANGUAGE_CODE,
                    actor=SYSTEM,
                )
            except DomainError as refusal:
                return _refused(request, "accounts/register.html", form, refusal)
            messages.success(request, _("注册成功。"))
            return _welcome(request, user)
    return render(request, "accounts/register.html", _login_context(request, form), status=status)


@require()
@require_http_methods(["GET", "POST"])
def profile_page(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    form = ProfileForm(
        request.POST or None,
        initial={"language": user.language},
    )
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data, actor=actor_behind(request))
        with translation.override(user.language):
            messages.success(request, _("已保存。"))
        return _in_their_language(redirect("profile"), user)
    applicant = getattr(user, "applicant", None)
    context = {"form": form, "applicant": applicant}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


def _refused(request: HttpRequest, template: str, form: Form, refusal: DomainError) -> HttpResponse:
    """The page again, with what was refused beside its field and everything else still there."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, " ".join((refusal.said, refusal.advice)))
    for detail in refusal.details:
        form.add_error(field, str(detail))
    response = render(request, template, _login_context(request, form), status=refusal.status)
    if refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _login_context(request: HttpRequest, form: Form) -> dict[str, object]:
    return {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next") or "",
        "demo_accounts": list(demo_accounts()) if settings.DEMO else [],
        "demo_password": DEMO_PASSWORD if settings.DEMO else "",
    }


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    chosen = request.session.get(CHOSEN)  # logging in may begin another session
    chosen_look = request.session.get(look.CHOSEN)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if chosen:
        keep(user, chosen)
    if chosen_look and (wished := look.from_short(chosen_look)) != look.look_in_profile(user):
        change_look(user, look=wished, actor=actor_of(user))
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    target = wanted if is_ours else landing_of(actor_of(user))
    note_typed(request, user)
    response = _in_their_language(redirect(target), user)
    remember_account(response, user.pk)
    return response


def _in_their_language(response: HttpResponse, user: User) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
