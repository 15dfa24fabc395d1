"""Refusals that only programs meet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput


class BadPage(BadInput):
    code = "bad_page"
    message = _("翻页参数不对。")
    what_to_do = _("请按上一页应答里 next 给出的地址翻页；limit 取 1 到 100。")


class ApplicantMissing(BadInput):
    """Several people could be meant, or nobody."""

    code = "applicant_missing"
    message = _("没有写明替哪位申请人办理，或者您不能替他办理。")
    what_to_do = _("请在 applicant 里写明申请人编号，可办理的申请人见 /api/v1/me/。")


class FileMissing(BadInput):
    code = "file_missing"
    message = _("没有收到文件。")
    what_to_do = _("请用 multipart/form-data 的 file 字段上传，或在 document 里写明已存的文件。")
