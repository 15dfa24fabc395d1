"""The papers that a process owes its applicant, and when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WritKind(models.TextChoices):
    RECEIPT = "receipt", _("收件凭证")
    CORRECTION = "correction", _("补正告知书")
    ACCEPTANCE = "acceptance", _("受理通知书")
    DEFERRED = "deferred", _("容缺受理通知书")
    REFUSAL = "refusal", _("不予受理决定书")
    REVOCATION = "revocation", _("撤销受理决定书")
    LAPSE = "lapse", _("视为撤回通知书")
    PROCEDURE = "procedure", _("特别程序告知书")
    EXTENSION = "extension", _("延长审批期限通知书")
    GRANT = "grant", _("准予行政许可决定书")
    DENIAL = "denial", _("不予行政许可决定书")
    DELIVERY = "delivery", _("送达回证")
    MENDING = "mending", _("责令限期整改通知书")
    RESCISSION = "rescission", _("撤销行政许可决定书")


NAMES_EN = {
    WritKind.RECEIPT: "Receipt",
    WritKind.CORRECTION: "Notice of what must be put right",
    WritKind.ACCEPTANCE: "Notice of acceptance",
    WritKind.DEFERRED: "Notice of acceptance with papers to follow",
    WritKind.REFUSAL: "Decision not to accept",
    WritKind.REVOCATION: "Decision to revoke the acceptance",
    WritKind.LAPSE: "Notice that the application counts as withdrawn",
    WritKind.PROCEDURE: "Notice of a special procedure",
    WritKind.EXTENSION: "Notice of extension",
    WritKind.GRANT: "Decision to grant",
    WritKind.DENIAL: "Decision to deny",
    WritKind.DELIVERY: "Record of delivery",
    WritKind.MENDING: "Order to mend",
    WritKind.RESCISSION: "Decision to revoke a licence",
}
