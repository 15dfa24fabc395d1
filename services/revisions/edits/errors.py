"""Why an edit of a draft is refused; the draft is as it was."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotFound


class NoSuchPart(NotFound):
    code = "no_such_part"
    message = _("修订稿里没有这一行。")
    what_to_do = _("它可能刚被人删掉了，请回到修订稿看看。")


class PartInUse(MoveRefused):
    """`details` name the places, in words."""

    code = "part_in_use"
    message = _("还有地方用着“%(name)s”，现在不能删。")
    what_to_do = _("请先改这些地方：%(places)s。")


class PartTwice(BadInput):
    code = "part_twice"
    message = _("“%(name)s”已经在里面了。")
    what_to_do = _("请直接改那一行。")
