"""Refusals that the web itself makes, before any rule of the portal is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import DomainError


class Unreadable(DomainError):
    code = "unreadable"
    status = 400
    message = _("服务器没有看懂这个请求。什么都没有改动。")
    what_to_do = _("请回到上一页，再试一次。")


class LoginNeeded(DomainError):
    code = "login_needed"
    status = 401
    message = _("请先登录。")
    what_to_do = _("登录后再试一次；用接口的，请检查令牌。")


class MethodRefused(DomainError):
    code = "method_refused"
    status = 405
    message = _("这个地址不支持这种操作。")
    what_to_do = _("请查看接口说明。")


class OnlyForms(DomainError):
    """An address that only takes forms was opened like a page."""

    code = "only_forms"
    status = 405
    message = _("这个地址只收表单，不能直接打开。什么都没有改动。")
    what_to_do = _("请回到表单所在的那一页；刚才提交过的，在那里看得到结果。")


class OnlyPage(DomainError):
    """A page that can only be looked at was sent a form, or something stranger."""

    code = "only_page"
    status = 405
    message = _("这一页只能看，不收表单。您刚才的提交没有生效。")
    what_to_do = _("请重新打开这一页，用页面上的表单再办一次。")


class PageExpired(DomainError):
    """The CSRF token did not fit: an old page, or a form of somebody else's site."""

    code = "page_expired"
    status = 403
    message = _("这一页放得太久，已经失效。您刚才的提交没有生效。")
    what_to_do = _("请返回上一页，刷新后再提交一次。")


class Broken(DomainError):
    """Our fault. Nothing of the request was kept, everything before it was."""

    code = "broken"
    status = 500
    message = _("系统出了故障，这一步没有办成；以前保存的内容都在。")
    what_to_do = _("请过几分钟再试。还不行的话，请把下面的编号告诉工作人员。")
