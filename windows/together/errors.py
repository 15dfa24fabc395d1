"""Why several are not done in one go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotFound


class NothingTicked(BadInput):
    code = "together_nothing_ticked"
    message = _("没有办：一件也没有勾选。")
    what_to_do = _("请看过以后，在要办的每一件前面勾选。")


class TooManyTogether(BadInput):
    code = "together_too_many"
    message = _("没有办：一次最多 %(most)s 件，看得过来才行。")
    what_to_do = _("请分几次办。")


class OneByOne(MoveRefused):
    """The rule, found true under the lock."""

    code = "together_not_lawful"
    message = _("这一件要单独办：%(why)s")
    what_to_do = _("请打开这一件，单独审查。")


class TogetherNotFound(NotFound):
    code = "together_not_found"
    message = _("没有找到这一批。")
    what_to_do = _("请回到待办看看。")
