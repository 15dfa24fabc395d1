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


class NotShown(BadInput):
    """A tick for what the second look did not show, or without its signed list."""

    code = "together_not_shown"
    message = _("没有办：勾选的和刚才给您看的对不上。")
    what_to_do = _("请把下面每一件再看一遍，再勾选。")


class ChangedSinceShown(MoveRefused):
    code = "together_changed"
    message = _("没有办：有 %(count)s 件在您看过以后变了。")
    what_to_do = _("变了的已经标出，请再看一遍，再勾选。")


class ChangedMeanwhile(MoveRefused):
    """Of one of them, found true under the lock."""

    code = "together_changed_meanwhile"
    message = _("这一件在您看过以后变了，没有办。")
    what_to_do = _("请打开这一件，看过再办。")


class BrokeDown(MoveRefused):
    """A fault of ours that nobody foresaw; what it was is in the log."""

    code = "together_broke_down"
    message = _("系统出了问题，这一件没有办。")
    what_to_do = _("请打开这一件，单独办；还不行，请告诉平台的运维人员。")


class Dropped(MoveRefused):
    """Not a refusal of ours: the officer did not want the rest any more."""

    code = "together_dropped"
    message = _("没有办：经办人把没办完的放下了。")
    what_to_do = _("它们还在待办里，可以单独办。")
