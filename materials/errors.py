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


class DocumentDangerous(WrongType):
    """A file made to be more than it seems. Refused like any other, and written down."""

    code = "document_dangerous"


class DocumentTwoInOne(DocumentDangerous):
    code = "document_two_in_one"
    message = _("这个 %(found)s 文件里还藏着另一种文件（%(other)s），没有存下来。")
    what_to_do = _("其他材料都还在。请重新拍照，或从原来的软件里另存为 PDF 再传。")


class DocumentDoesThings(DocumentDangerous):
    code = "document_does_things"
    message = _("这个文件打开时会自己做事（%(what)s），没有存下来。")
    what_to_do = _("其他材料都还在。请用“打印成 PDF”另存一份，或拍照再传。")


class DocumentCarriesFiles(DocumentDangerous):
    code = "document_carries_files"
    message = _("这个文件里夹带了别的文件，没有存下来。")
    what_to_do = _("其他材料都还在。请去掉附件，或把附件另外上传。")


class DocumentUnpacksTooMuch(DocumentDangerous):
    code = "document_unpacks_too_much"
    message = _("这个文件展开以后大得不正常，没有存下来。")
    what_to_do = _("其他材料都还在。请重新拍照，或从原来的软件里另存为 PDF 再传。")


class DocumentPictureTooLarge(DocumentDangerous):
    code = "document_picture_too_large"
    status = 413
    message = _("图片是 %(width)s × %(height)s 像素，太大了，没有存下来。")
    what_to_do = _("其他材料都还在。请按 300 dpi 扫描，或用手机重新拍一张再传。")


class DocumentInfected(DocumentDangerous):
    code = "document_infected"
    message = _("这个文件有病毒，没有存下来。")
    what_to_do = _("其他材料都还在。请换一台设备，重新拍照或扫描再传。")


class DocumentLocked(WrongType):
    code = "document_locked"
    message = _("这个文件加了密码或打开限制，我们看不了，没有存下来。")
    what_to_do = _("其他材料都还在。请去掉密码（或“打印成 PDF”）再传。")


class DocumentDamaged(WrongType):
    code = "document_damaged"
    message = _("这个 %(found)s 文件是坏的，打不开，没有存下来。")
    what_to_do = _("其他材料都还在。请打开看看，另存一份或重新拍照再传。")


class DocumentBeingScanned(Unavailable):
    code = "document_being_scanned"
    message = _("这份材料正在查毒，查完才能打开。材料已经收到，不用再传。")
    what_to_do = _("一般几秒钟就好，请稍后再打开。")


class DocumentHeld(Unavailable):
    code = "document_held"
    message = _("查毒程序暂时没有应答，这份材料先不能打开。材料已经收到，不用再传。")
    what_to_do = _("查毒恢复后会自动再查，请晚些时候再打开。")


class DocumentQuarantined(NotAllowed):
    code = "document_quarantined"
    message = _("这份材料查出了病毒，已经隔离，谁也不能打开。")
    what_to_do = _("请换一台设备，重新拍照或扫描，再交一份。")


class UploadNotFound(NotFound):
    code = "upload_not_found"
    message = _("没有找到这个没传完的文件，可能已经过期。")
    what_to_do = _("请重新选文件再传一次，其他材料都还在。")


class UploadOutOfStep(AlreadyDone):
    code = "upload_out_of_step"
    message = _("这一段和已经收到的接不上。")
    what_to_do = _("请先问收到哪里了，从那里接着传。")


class UploadUnfinished(BadInput):
    code = "upload_unfinished"
    message = _("文件还没有传完，没有交成。")
    what_to_do = _("请接着传完，或重新选文件。")


class UploadHeadersWrong(BadInput):
    code = "upload_headers_wrong"
    message = _("上传请求缺少 %(header)s，或者写得不对。")
    what_to_do = _("请刷新页面再传；还是不行，可以关掉脚本用普通方式上传。")


class UploadSpeaksOtherVersion(BadInput):
    code = "upload_speaks_other_version"
    status = 412
    message = _("上传协议的版本不对，这里用 1.0.0。")
    what_to_do = _("请刷新页面再传。")


class TooManyUploads(TooMany):
    code = "too_many_uploads"
    message = _("没传完的文件太多了。")
    what_to_do = _("请先传完或取消前面的，再传新的。")


class DocumentReplaced(AlreadyDone):
    code = "document_replaced"
    message = _("这份材料已经换过了。")
    what_to_do = _("请刷新页面，看看现在用的是哪一份。")


class DocumentInUse(AlreadyDone):
    code = "document_in_use"
    message = _("这份材料用在办件 %(number)s 里，不能删除。")
    what_to_do = _("办件要留着它。内容变了，请用“换一份”。")


class DocumentOver(BadInput):
    code = "document_over"
    message = _("这份材料 %(on)s 就到期了，不能再用。")
    what_to_do = _("请换一份还有效的。")


class DocumentLevelHeld(AlreadyDone):
    code = "document_level_held"
    message = _("这份材料已经是 %(level)s 级，不用再核对。")
    what_to_do = _("核对过一次，以后所有部门都认，直接用就行。")


class DocumentLastDayWrong(BadInput):
    code = "document_last_day_wrong"
    message = _("有效期没有看懂，或者已经过了。")
    what_to_do = _("请照材料上写的日期填，例如 2030-12-31；长期有效就空着。")


class DocumentLastDayFixed(NotAllowed):
    code = "document_last_day_fixed"
    message = _("有效期是核对原件时定的，不能自己改。")
    what_to_do = _("换了新的材料，请用“换一份”；写错了，请到窗口改。")


class MaterialUnknown(BadInput):
    code = "material_unknown"
    message = _("没有找到这种材料。")
    what_to_do = _("请从列表里选一种；都不是，就选“其他材料”。")


class NotTheIssuerOfThis(NotAllowed):
    code = "not_the_issuer_of_this"
    message = _("这种材料不由您的部门签发，不能确认。")
    what_to_do = _("请由签发部门的工作人员确认。")


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
