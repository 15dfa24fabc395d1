"""What the keyboard does in the inbox, and the one switch that turns single keys off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.web import require
from windows.web.inbox.place import keys_are_on

KEYS = (
    ("j", gettext_lazy("下一行；在一件里是下一件")),
    ("k", gettext_lazy("上一行；在一件里是上一件")),
    ("↓ ↑", gettext_lazy("光标在列表里时，下一行、上一行")),
    ("Enter", gettext_lazy("打开这一件")),
    ("x", gettext_lazy("勾选或取消勾选这一件")),
    ("/", gettext_lazy("到筛选")),
    ("u", gettext_lazy("从一件回到列表")),
    ("1–9", gettext_lazy("打开列表里的第几件")),
    ("T", gettext_lazy("在一件里：开始审查")),
    ("F9", gettext_lazy("在一件里：准予")),
    ("?", gettext_lazy("打开这一页")),
)


@require(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The list of keys; a POST turns the single ones on or off for all pages."""
    if request.method == "POST":
        are_on = request.POST.get("keys") == "on"
        said = _("单个按键现在有用。") if are_on else _("单个按键已经关掉，只有链接和按钮有用。")
        messages.success(request, said)
        User.objects.filter(pk=request.user.pk or 0).update(shortcuts_off=not are_on)
        return redirect("inbox_keys")
    return render(request, "inbox/keys.html", {"keys": KEYS, "are_on": keys_are_on(request)})
