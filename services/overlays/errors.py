"""Why a region's own edition is not published."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed, NotFound
from services.checks.findings import Finding
from services.overlays.differences import Difference


class OverlayAddsWithoutBasis(BadInput):
    """`differences` are those that add and rest on nothing, or that no basis can allow."""

    code = "overlay_adds_without_basis"
    message = _("地方版有 %(count)s 处比标准要求更多，又没有自己的法律依据。")
    what_to_do = _("请写明依据的法律和条文；没有依据的，请照标准办。承诺时限不能超过法定时限。")

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(
            details=[
                {
                    "kind": each.kind.value,
                    "requirement": each.requirement,
                    "element": each.element,
                    "message": each.text.zh,
                    "message_en": each.text.en,
                }
                for each in differences
            ],
            count=len(differences),
        )
        self.differences = tuple(differences)


class OverlayHasErrors(BadInput):
    """The publication checks found errors that the standard does not have."""

    code = "overlay_has_errors"
    message = _("地方版没有通过发布检查，有 %(count)s 处错误。")
    what_to_do = _("请按列出的说明逐一改正，再发布。")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            details=[
                {"rule": each.rule, "message": each.message.zh, "message_en": each.message.en}
                for each in findings
            ],
            count=len(findings),
        )


class OverlayChangesNothing(BadInput):
    code = "overlay_changes_nothing"
    message = _("这一版和标准一样。")
    what_to_do = _("不用发布地方版。要恢复标准，请按“恢复标准”。")


class OverlayOfAnotherMatter(BadInput):
    code = "overlay_of_another_matter"
    message = _("地方版的事项或部门和标准不一致。")
    what_to_do = _("地方版只能改办理的要求，不能换事项和部门。")


class OverlayWithoutReason(BadInput):
    code = "overlay_without_reason"
    message = _("请写明为什么和标准不一样。")
    what_to_do = _("用一两句话说明理由，公众会看到。")


class OverlayNeedsReview(MoveRefused):
    """It adds to what holds in the region, or rests on a law that nobody has read."""

    code = "overlay_needs_review"
    message = _("这一版比当地现在的要求多，或者依据还没有人核对过，不能一个人发布。")
    what_to_do = _("请按“送另一个部门审核”。")


class OverlayMovedOn(MoveRefused):
    code = "overlay_moved_on"
    message = _("送审以后，标准或当地的地方版已经变了。")
    what_to_do = _("请在现在的基础上重新送审；这次没有发布任何内容。")


class ProposalIsOpen(AlreadyDone):
    code = "overlay_proposal_is_open"
    message = _("这个地方的这个事项已经有一份送审，还没有审完。")
    what_to_do = _("请等它审完；不要了，可以撤回后再送审。")


class ProposerHasNoDepartment(NotAllowed):
    code = "overlay_proposer_has_no_department"
    message = _("您的账号没有写明部门，不能送审。")
    what_to_do = _("增加要求的，要由另一个部门审核。请系统管理员先给账号写明部门。")


class ReviewerWroteIt(NotAllowed):
    code = "overlay_reviewer_wrote_it"
    message = _("自己送审的，不能自己审核。")
    what_to_do = _("请另一个部门的事项管理员来审核。")


class ReviewerOfOneDepartment(NotAllowed):
    code = "overlay_reviewer_of_same_department"
    message = _("要由另一个部门的人来审核。")
    what_to_do = _("请送审部门以外的事项管理员来审核；账号要写明部门。")


class BasisNotRead(BadInput):
    """`details` lists every citation whose wording nobody has confirmed."""

    code = "overlay_basis_not_read"
    message = _("有 %(count)s 处法律依据在法规库里查不到，也没有勾选“已核对原文”。")
    what_to_do = _("请逐条看过原文再勾选；没有原文的，请不同意。")


class RefusalNoteMissing(BadInput):
    code = "overlay_refusal_note_missing"
    message = _("没有写明不同意的原因。")
    what_to_do = _("请写清楚为什么不同意。")


class NotYourProposal(NotAllowed):
    code = "not_your_overlay_proposal"
    message = _("只有送审的人能撤回。")
    what_to_do = _("请送审的人或系统管理员来撤回；您可以不同意。")


class NotACityOrCounty(BadInput):
    code = "overlay_not_a_city_or_county"
    message = _("只有市和县可以有地方版。")
    what_to_do = _("请选一个市或县（区）。")


class MayNotOverlay(NotAllowed):
    code = "may_not_change_overlay"
    message = _("您不能修改这个地方的地方版。")
    what_to_do = _("请由这个地方的事项管理员或系统管理员来做。")


class PlaceNotFound(NotFound):
    """No such region, or not in this person's care: a stranger must not learn which."""

    code = "overlay_place_not_found"
    message = _("没有找到这个地方，或者它不归您管。")
    what_to_do = _("请在一致性对照表里选择本地和下级的地区。")


class ProposalNotFound(NotFound):
    code = "overlay_proposal_not_found"
    message = _("没有找到这份送审的地方版。")
    what_to_do = _("请在一致性对照表里查找。")


class NoSuchMatter(NotFound):
    code = "no_such_matter"
    message = _("没有找到这个事项，或者它现在没有标准版。")
    what_to_do = _("请在一致性对照表里查找。")


class NoOverlayHere(NotFound):
    code = "no_overlay_here"
    message = _("这个地方没有地方版，用的就是标准。")
    what_to_do = _("请刷新页面，看看现在的情况。")
