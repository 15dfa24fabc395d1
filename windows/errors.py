"""Every "no" of the one window: what happened, that nothing was lost, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, Expired, MoveRefused, NotAllowed, NotFound


class CaseNotFound(NotFound):
    """No such case, or not this person's: a stranger must not learn which."""

    code = "case_not_found"
    message = _("没有找到这个办件。")
    what_to_do = _("请核对办件编号，或在“我的办件”里查找。")


class ApprovalNotFound(NotFound):
    code = "approval_not_found"
    message = _("没有找到这件审批。")
    what_to_do = _("请在本部门的待办列表里查找。")


class BadAnswers(BadInput):
    code = "bad_answers"
    message = _("有的问题还没有答好，现在排不出办理方案。")
    what_to_do = _("请按提示重新选择。")


class RegionNotServed(BadInput):
    code = "region_not_served"
    message = _("这件事不在%(name)s办。")
    what_to_do = _("请在列出的地区中选一个，或者到当地的政务服务中心问一问。")


class IneligibleCase(MoveRefused):
    code = "ineligible"
    message = _("按您的情况，这件事现在不能办：%(reason)s")
    what_to_do = _("如果选错了，请返回修改；也可以到窗口咨询。")


class CaseHandedOver(MoveRefused):
    code = "handed_over"
    message = _("按您的情况，要先办另一件事：%(reason)s")
    what_to_do = _("请从“%(hands_to)s”开始办。这次没有保存任何内容。")


class InPersonOnly(MoveRefused):
    code = "in_person_only"
    message = _("按您的情况，要到窗口办：%(reason)s")
    what_to_do = _("请带身份证件到就近的政务服务中心，窗口人员会帮您一次办好。")


class EditionRetired(MoveRefused):
    """`details` names the edition in force."""

    code = "edition_retired"
    message = _("“%(name)s”刚刚更新过，您看到的是旧的一版，申请没有开始。")
    what_to_do = _("请重新打开“%(name)s”，按新的一版看一遍再开始。")


class LifeEventEnded(Expired):
    code = "life_event_ended"
    message = _("“%(name)s”已经停办，不再接受新的申请。")
    what_to_do = _("请回到首页找别的事，或到窗口咨询；已经开始的办件不受影响。")


class NotYourApplicant(NotAllowed):
    code = "not_your_applicant"
    message = _("您不能替这位申请人办理。")
    what_to_do = _("请用申请人本人的账号登录，或到窗口办理。")


class WrongChannel(NotAllowed):
    code = "wrong_channel"
    message = _("网上申请由申请人本人提出，窗口申请由窗口人员录入。")
    what_to_do = _("请换用正确的入口，再试一次。")


class IncompleteCase(BadInput):
    """`details` lists everything that is missing, at once."""

    code = "incomplete_case"
    message = _("还差 %(count)s 项，现在不能提交，已填的内容都保存了。")
    what_to_do = _("请按清单补齐后再提交。")


class NotReadyToAccept(BadInput):
    code = "not_ready_to_accept"
    message = _("还差 %(count)s 项，现在不能受理。")
    what_to_do = _("请补齐，或者用“一次告知”请申请人补正。")


class AlreadySubmitted(AlreadyDone):
    """Not raised by `submit`; the API says it when a second submit finds the first."""

    code = "already_submitted"
    message = _("这份申请已经提交过了，没有重复提交。")
    what_to_do = _("请在办件页面查看进度。")


class AlreadyDecided(MoveRefused):
    code = "already_decided"
    message = _("已有部门作出决定，不能再撤回。")
    what_to_do = _("不同意结果的，可以怎么办，写在结果页上。")


class UnknownParty(BadInput):
    code = "unknown_party"
    message = _("这件事没有“%(role)s”这个共同申请人。")
    what_to_do = _("请按页面列出的共同申请人填写。")


class PartyIsApplicant(BadInput):
    code = "party_is_applicant"
    message = _("共同申请人不能是您自己或已经填过的人。")
    what_to_do = _("请填写另一方的姓名和证件号码。")


class PartyConfirmed(MoveRefused):
    code = "party_confirmed"
    message = _("对方已经确认，不能再换人。")
    what_to_do = _("如确需更换，请撤回后重新申请。")


class PartyNameDiffers(BadInput):
    code = "party_name_differs"
    message = _("姓名和证件号码对不上。")
    what_to_do = _("请核对对方的姓名和证件号码。")


class SlotHasNoPaper(NotFound):
    code = "slot_has_no_paper"
    message = _("这一项没有可以核对的材料。")
    what_to_do = _("请先存一份扫描件，再核对原件。")


class PhotographRefused(BadInput):
    code = "photograph_refused"
    message = _("第 %(page)s 张不是能用的照片，一页也没有存。")
    what_to_do = _("请重拍这一张；只收 JPG 和 PNG。")


class TooManyPhotographs(BadInput):
    code = "too_many_photographs"
    message = _("一份最多 %(most)s 页，一页也没有存。")
    what_to_do = _("页数多的，请用扫描仪存成 PDF 再选文件。")


class SlotNotByHand(MoveRefused):
    code = "slot_not_by_hand"
    message = _("这份材料不用您交：其他事项办好后会转来，或由系统生成。")
    what_to_do = _("您不用做什么。")


class NoCommitmentHere(MoveRefused):
    code = "no_commitment_here"
    message = _("这份材料不能用承诺代替。")
    what_to_do = _("请上传材料，或带到窗口。")


class DocumentNotTheirs(BadInput):
    code = "document_not_theirs"
    message = _("这份文件是别人的，不能用在这里。")
    what_to_do = _("请换一份文件，或重新上传。")


class ReasonMissing(BadInput):
    """行政许可法 art. 38, 55: whoever says no says why."""

    code = "reason_missing"
    message = _("没有写明理由。")
    what_to_do = _("请写明理由，申请人会看到。")


class CorrectionStillOpen(MoveRefused):
    code = "correction_still_open"
    message = _("补正期限还没有到，不能不予受理。")
    what_to_do = _("请等申请人补正，或等期限届满。")


class CorrectionOpen(MoveRefused):
    code = "correction_open"
    message = _("已经有一份补正通知在等申请人答复，不能再发一份。")
    what_to_do = _("请等申请人补正后再看。")


class ToldAlready(MoveRefused):
    """行政许可法 art. 32(1)(4): everything at once. `details` lists what may not be asked now."""

    code = "told_already"
    message = _("已经一次告知过，这次又提出了 %(count)s 项当时没有提的。")
    what_to_do = _("只能就申请人新交的内容再提要求；其他的请按现有材料办理。")


class SeenAtTheWindow(MoveRefused):
    """浙江“最多跑一次”改革规定 art. 11: on the spot. `details` lists what was seen there."""

    code = "seen_at_the_window"
    message = _("这 %(count)s 项收件时就在窗口，当天没有当场告知，现在不能再要求补正。")
    what_to_do = _("请按现有材料受理；只能就收件后才知道的情况一次告知。")


class AcceptedBySilence(MoveRefused):
    """行政许可法 art. 32(1)(4): the last day is over, whether or not anybody wrote it down yet."""

    code = "accepted_by_silence"
    message = _("受理期限已过，依法已经视为受理，不能再要求补正或者不予受理。")
    what_to_do = _("请点“受理”，登记为视为受理。")


class NotInGuide(BadInput):
    """浙江“最多跑一次”改革规定 art. 4: nothing beyond the guide. Counted against the department."""

    code = "not_in_guide"
    message = _("这个办件开始时的办事指南没有要求这一项，不能向申请人要。")
    what_to_do = _("请从本事项的材料和填报项里选择；这次要求已经记入督查。")


class AskedBeyondGuide(NotInGuide):
    """At the window, which is no department: refused, and counted against nobody."""

    message = _("办事指南没有要求这一项，不能向申请人要。")
    what_to_do = _("请写在要补的那份材料或者那一栏旁边。")


class TellInNotice(MoveRefused):
    """行政许可法 art. 32(1)(4): after the hand-in everything is told at once."""

    code = "tell_in_notice"
    message = _("收件以后发现材料不合要求，要在“一次告知”里说，不能单独退回。")
    what_to_do = _("请在“一次告知”里勾选这份材料，写明哪里不对。")


class TooLateToAsk(MoveRefused):
    """行政许可法 art. 32(1)(4): told within five working days, or what was handed in is enough."""

    code = "too_late_to_ask"
    message = _("告知补正的期限已经过了，现在不能再向申请人要材料。")
    what_to_do = _("请按现有材料审查并作出决定；这次要求已经记入督查。")


class ReportGone(NotFound):
    code = "report_gone"
    message = _("这一条不在了：可能已经收回，或者已经告知申请人。")
    what_to_do = _("请刷新页面；已经告知的不能收回，可以直接作出决定。")


class WaitsForApplicant(MoveRefused):
    """The notice ends this stop: when it is answered, or when its days are over."""

    code = "waits_for_applicant"
    message = _("这件审批在等申请人补正，不能自己恢复计时。")
    what_to_do = _("申请人交回后自动恢复；到期没有交，这个事项视为撤回。")


class NothingMissing(BadInput):
    code = "nothing_missing"
    message = _("没有写明缺什么。")
    what_to_do = _("请写明缺什么、为什么不符合要求，申请人会看到。")


class DefectsMissing(BadInput):
    code = "defects_missing"
    message = _("没有写明要补正什么。")
    what_to_do = _("请把需要补正的内容一次写全。")


class DefectElsewhere(BadInput):
    code = "defect_elsewhere"
    message = _("所列的材料不属于这个办件。")
    what_to_do = _("请从本办件的材料清单里选择。")


class DeadlinePassed(BadInput):
    code = "deadline_passed"
    message = _("补正期限要在今天之后。")
    what_to_do = _("请改一个日期。")


class ApprovalClosed(AlreadyDone):
    code = "approval_closed"
    message = _("这件审批已经办结，没有再改动。")
    what_to_do = _("请刷新页面查看结果。")


class RenewedBySilence(MoveRefused):
    """行政许可法 art. 50: the licence has ended, whether or not anybody wrote it down yet."""

    code = "renewed_by_silence"
    message = _("原证照有效期已经届满，依法视为准予延续，不能再不予许可。")
    what_to_do = _("新证照会自动签发，请稍后刷新页面。")


class StillWaiting(MoveRefused):
    code = "still_waiting"
    message = _("还在等前面事项的结果。")
    what_to_do = _("前面的事项办好后会自动转来。")


class ApprovalsOpen(MoveRefused):
    code = "approvals_open"
    message = _("还有部门没有办完。")
    what_to_do = _("全部办完后会自动出件。")


class WrongPickupCode(BadInput):
    code = "wrong_pickup_code"
    message = _("取件码不对，结果没有交出。")
    what_to_do = _("请核对申请人手机上的 8 位取件码。")


class AlreadyCollected(AlreadyDone):
    code = "already_collected"
    message = _("结果已经领取过了。")
    what_to_do = _("请在办件页面查看领取记录。")


class RatedAlready(AlreadyDone):
    code = "rated_already"
    message = _("您已经评价过这件事，每件事评价一次。")
    what_to_do = _("如还有意见，请拨打 12345。")


class BadGrade(BadInput):
    code = "bad_grade"
    message = _("请在五个等级里选一个。")
    what_to_do = _("请重新选择。")


class UnknownRatingOption(BadInput):
    code = "unknown_rating_option"
    message = _("没有“%(option)s”这个评价选项。")
    what_to_do = _("请在这个等级的选项里选择。")


class WardIsOldEnough(MoveRefused):
    code = "ward_is_old_enough"
    message = _("这个人已满十四周岁，由本人同意，不用登记监护人。")
    what_to_do = _("请本人登录确认，或带身份证到窗口。")


class NoCallbackDue(MoveRefused):
    code = "no_callback_due"
    message = _("这条评价不需要回访，或者已经回访过。")
    what_to_do = _("请刷新回访列表。")
