"""Every "no" on the way of a revision into the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import AlreadyDone, BadInput, MoveRefused, NotAllowed, NotFound


class RevisionNotFound(NotFound):
    """No such revision, or not for this person: a stranger must not learn which."""

    code = "revision_not_found"
    message = _("没有找到这份修订稿。")
    what_to_do = _("请在修订稿列表里查找；只有事项管理员能看到它。")


class RevisionChangedMeanwhile(MoveRefused):
    code = "revision_changed_meanwhile"
    message = _("您打开之后，%(who)s又改过这份修订稿，您这次的修改没有保存。")
    what_to_do = _("请重新打开，在最新的内容上再改一次。")


class RevisionCodeFixed(BadInput):
    code = "revision_code_fixed"
    message = _("一件事的代码 %(code)s 不能改。")
    what_to_do = _("要用别的代码，请新建一件事。")


class CodeRefused(BadInput):
    code = "code_refused"
    message = _("代码只能用字母、数字、“-”和“_”，最多 64 个。")
    what_to_do = _("请换一个代码，例如 P20。")


class CodeTaken(AlreadyDone):
    code = "code_taken"
    message = _("代码 %(code)s 已经用在“%(name)s”上。")
    what_to_do = _("请换一个代码，或者去修订那一件事。")


class NameMissing(BadInput):
    code = "name_missing"
    message = _("没有写名称。")
    what_to_do = _("请用群众的话写一个名称，最多 200 个字。")


class AudienceRefused(BadInput):
    code = "audience_refused"
    message = _("没有选服务对象。")
    what_to_do = _("请选“个人”或“企业和单位”。")


class WhyMissing(BadInput):
    code = "why_missing"
    message = _("没有写明修订的理由。")
    what_to_do = _("请写一两句话：为什么要改。它会在公开变更里让大家看到。")


class ValidityRefused(BadInput):
    code = "validity_refused"
    message = _("生效日期不能早于今天，失效日期不能早于生效日期。")
    what_to_do = _("请改正日期；不填生效日期，就在审核通过时生效。")


class NothingChanged(MoveRefused):
    code = "nothing_changed"
    message = _("内容和现行的一版完全相同，没有可以发布的改动。")
    what_to_do = _("请先修改再送审；不需要修改，就撤回这份修订稿。")


class RevisionNotPublishable(BadInput):
    """`details` lists every finding that stands in the way, each with its way out."""

    code = "revision_not_publishable"
    message = _("检查发现 %(count)s 个问题，现在不能发布。")
    what_to_do = _("请按列出的位置和办法逐一改正，再送审一次。")


class BurdenWithoutBasis(BadInput):
    """`details` lists every line that asks more of people without saying on what ground."""

    code = "burden_without_basis"
    message = _("有 %(count)s 处增加了群众的负担，却没有写法律依据。")
    what_to_do = _(
        "请给列出的每一处新写一条法律依据，或者去掉这一处要求；"
        "只说“在几种情形下”的，写在让它变多的事项、材料、问题或回答上。"
    )


class LawNotSeen(BadInput):
    """`details` lists every basis that the library cannot show and the reviewer did not tick."""

    code = "law_not_seen"
    message = _("有 %(count)s 条法律依据在法规库里查不到，也没有人核对过原文。")
    what_to_do = _(
        "请找到条文的原文核对，在每一条旁边勾选“已核对原文”再通过；对不上就退回修改。这次没有发布任何内容。"
    )


class BaseNotInForce(MoveRefused):
    code = "base_not_in_force"
    message = _("这份修订稿是在旧的一版上改的：“%(name)s”已经发布了第 %(number)s 版。")
    what_to_do = _("请先“换成在新版上修改”，看过之后再送审。这次没有发布任何内容。")


class BaseIsNewest(AlreadyDone):
    code = "base_is_newest"
    message = _("这份修订稿就是在最新的一版上改的。")


class RevisionOverlaps(MoveRefused):
    """`details` lists the parts that both have changed."""

    code = "revision_overlaps"
    message = _("您改过的地方，新的一版也改了，不能自动合在一起。")
    what_to_do = _("请撤回这份修订稿，从新的一版另起一份，把列出的地方重新改一遍。")


class ReviewerIsAuthor(NotAllowed):
    code = "reviewer_is_author"
    message = _("自己写过或送审的修订稿，不能自己审核。")
    what_to_do = _("请另一位事项管理员来审核。")


class ReviewerOfSameDepartment(NotAllowed):
    code = "reviewer_of_same_department"
    message = _("这份修订稿增加了群众的负担，要由另一个部门的人来审核。")
    what_to_do = _("请起草部门以外的事项管理员来审核；双方的账号都要写明部门。")


class ReviewNoteMissing(BadInput):
    code = "review_note_missing"
    message = _("没有写明退回的原因。")
    what_to_do = _("请写清楚要改什么。")


class RevisionScheduled(AlreadyDone):
    code = "revision_scheduled"
    message = _("已经审核通过，%(day)s 会自动发布。")
    what_to_do = _("不用再做一次；要改，请退回修改。")


class NotYourRevision(NotAllowed):
    code = "not_your_revision"
    message = _("只有起草人能撤回这份修订稿。")
    what_to_do = _("请起草人或系统管理员来撤回；您可以退回修改。")


class EditionInForce(MoveRefused):
    code = "edition_in_force"
    message = _("第 %(number)s 版正是现行的一版。")
    what_to_do = _("请选一个以前的版次来恢复。")
