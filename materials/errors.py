"""What this package refuses, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import (
    AlreadyDone,
    BadInput,
    NotAllowed,
    NotFound,
    TooLarge,
    TooMany,
    Unavailable,
    WrongType,
)

SEND_AGAIN = _("其他材料都还在。请换一个文件再传。")


class DocumentNotFound(NotFound):
    code = "document_not_found"
    message = _("没有找到这份材料，或者它不是您能看的。")
    what_to_do = _("请从您的办件里重新打开；如果您还没有登录，请先登录。")


class DocumentUnavailable(Unavailable):
    code = "document_unavailable"
    message = _("这份材料暂时取不出来，登记还在，没有丢。")
    what_to_do = _("请过几分钟再打开；还是不行，请联系受理窗口。")


class DocumentEmpty(BadInput):
    code = "document_empty"
    message = _("这个文件是空的，没有存下来。")
    what_to_do = SEND_AGAIN


class DocumentTooLarge(TooLarge):
    code = "document_too_large"
    message = _("文件超过 %(limit)s，没有存下来。")
    what_to_do = _("其他材料都还在。请把文件分开或压缩到 %(limit)s 以内再传。")


class DocumentTypeRefused(WrongType):
    code = "document_type_refused"
    message = _("只收 PDF、JPG、PNG 和 OFD 文件，这个文件不是，没有存下来。")
    what_to_do = _("其他材料都还在。请拍照或另存为 PDF 再传。")


class DocumentExtensionMismatch(WrongType):
    code = "document_extension_mismatch"
    message = _("文件名写的是“%(extension)s”，内容却是 %(found)s，没有存下来。")
    what_to_do = _("其他材料都还在。请检查是不是选错了文件，再传一次。")


class DocumentNameRefused(BadInput):
    code = "document_name_refused"
    message = _("文件名里有不能用的字符，文件没有存下来。")
    what_to_do = _("其他材料都还在。请改个文件名（不要用斜线和控制字符）再传。")


class DocumentReplaced(AlreadyDone):
    code = "document_replaced"
    message = _("这份材料已经换过了。")
    what_to_do = _("请刷新页面，看看现在用的是哪一份。")


class NotYourMaterial(NotAllowed):
    code = "not_your_material"
    message = _("您不能替这位申请人交材料。")
    what_to_do = _("请本人登录后交，或者到窗口办理。")


class CommitmentEmpty(BadInput):
    code = "commitment_empty"
    message = _("承诺书没有内容，没有签成。")
    what_to_do = _("请回到办件页面，重新打开承诺书再签。")


class CommitmentSignedOtherwise(AlreadyDone):
    code = "commitment_signed_otherwise"
    message = _("这件事您已经签过另一份承诺。")
    what_to_do = _("不用再签。要改内容，请联系受理窗口。")


class LicenceNotFound(NotFound):
    code = "licence_not_found"
    message = _("没有查到这个证照。")
    what_to_do = _("请核对编号，或重新扫描证照上的二维码。")


class NotTheIssuer(NotAllowed):
    code = "not_the_issuer"
    message = _("只有发证部门可以办这一步。")
    what_to_do = _("请由发证部门的工作人员办理。")


class ReasonMissing(BadInput):
    code = "licence_reason_missing"
    message = _("没有写原因，证照没有变动。")
    what_to_do = _("请写明原因和依据，再提交一次。")


class TooManyLookups(TooMany):
    code = "too_many_lookups"
    message = _("查询太频繁了。")
    what_to_do = _("请等一分钟再查。")


class ElementNotFound(NotFound):
    code = "element_not_found"
    message = _("没有这个数据项。")
    what_to_do = _("请从表格精简的列表里重新打开。")


class ElementNotYours(NotAllowed):
    code = "element_not_yours"
    message = _("数据项的用途由事项管理员写明。")
    what_to_do = _("请告诉事项管理员哪里要改。")


class ElementUnsaid(BadInput):
    code = "element_unsaid"
    message = _("没有这样的段落或用途，没有保存。")
    what_to_do = _("请从列出的里面选。")
