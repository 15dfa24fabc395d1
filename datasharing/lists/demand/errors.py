"""What may not be said of a demand, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, MoveRefused, NotAllowed, NotFound


class DemandNotFound(NotFound):
    code = "demand_not_found"
    message = _("没有找到这条数据需求。")
    what_to_do = _("请在需求清单里查找。")


class DemandNotYours(NotAllowed):
    """Seen, but the step is the other department's."""

    code = "demand_not_yours"
    message = _("这一步由对方部门的数据专员来做。什么也没有改。")
    what_to_do = _("请联系清单上写的部门。")


class DemandNotNeeded(MoveRefused):
    """The requirement is in no published edition any more."""

    code = "demand_not_needed"
    message = _("目录已经不要这份材料了，不用再提。什么也没有改。")
    what_to_do = _("请看历史记录；目录再要的时候，这一条会回来。")


class DemandOwnerMissing(BadInput):
    code = "demand_owner_missing"
    message = _("还不知道数据在哪个部门。没有保存。")
    what_to_do = _("请选一个部门。")


class DemandOwnerIsYou(BadInput):
    code = "demand_owner_is_you"
    message = _("选的是提需求的部门自己。没有保存。")
    what_to_do = _("自己的数据不用提需求，请在数据目录里登记。")


class DemandDayWrong(BadInput):
    code = "demand_day_wrong"
    message = _("日期要在今天以后，五年以内。没有保存。")
    what_to_do = _("请写一个做得到的日期。")


class DemandReasonMissing(BadInput):
    code = "demand_reason_missing"
    message = _("请写明不能提供的理由，最多 400 个字。没有保存。")
    what_to_do = _("请写一两句话，有法律依据的写上依据。")


class DemandNoteTooLong(BadInput):
    code = "demand_note_too_long"
    message = _("最多写 400 个字。没有保存。")
    what_to_do = _("请写短一些。")
