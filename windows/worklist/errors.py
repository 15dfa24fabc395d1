"""Why a filter is not kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotFound


class NameMissing(BadInput):
    code = "filter_name_missing"
    message = _("没有保存：还没有起名字。")
    what_to_do = _("请写一个三十个字以内的名字，再保存一次。")


class NameTaken(MoveRefused):
    code = "filter_name_taken"
    message = _("没有保存：您已经有一个叫“%(name)s”的筛选。")
    what_to_do = _("请换一个名字，或先改掉原来的。")


class TooManyFilters(MoveRefused):
    code = "filters_too_many"
    message = _("没有保存：最多存 %(most)s 个筛选。")
    what_to_do = _("请先删掉一个不用的。")


class FilterNotFound(NotFound):
    code = "filter_not_found"
    message = _("没有找到这个筛选。")
    what_to_do = _("它可能已经删掉了，请回到待办看看。")
