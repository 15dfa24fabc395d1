"""Every "no" about taking one matter out of a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import MoveRefused, NotFound


class NotPartOfTheCase(NotFound):
    code = "not_part_of_the_case"
    message = _("这个办件里没有这个事项。")
    what_to_do = _("请回到办件页面，从列出的事项中选择。")


class OnlyPart(MoveRefused):
    """What would be left is nothing: that is the whole case."""

    code = "only_part"
    message = _("其他事项都要等它，不能单独拆分或撤回。")
    what_to_do = _("要停办请撤回整件事。")


class AllOrNothing(MoveRefused):
    """The edition ends everything when one part is denied: no part can be taken out of that."""

    code = "all_or_nothing"
    message = _("这件事要每一项都准予才能办成，不能单独拆分或撤回其中一项。")
    what_to_do = _("要停办请撤回整件事。")


class StillTied(MoveRefused):
    code = "still_tied"
    message = _("这个事项还在等“%(needs)s”的结果，现在不能拆分。")
    what_to_do = _("请等它办好后再拆分，或者撤回这个事项。")


class PaperToFollow(MoveRefused):
    """容缺: one paper that both parts need is still to come."""

    code = "paper_to_follow"
    message = _("“%(name)s”还没有补交，拆出的事项也要用它。")
    what_to_do = _("请先补交，再拆分。")


class NoticeOpen(MoveRefused):
    code = "notice_open"
    message = _("这个事项有补正通知还没有答复。")
    what_to_do = _("请先按通知补正，再拆分或撤回。")
