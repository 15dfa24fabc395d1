"""An issued electronic licence: a trigger fixes everything but its state."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from materials.licences.states import LicenceState


class Licence(models.Model):
    """电子证照: one per case, matter, material and holder; anyone with its token may check."""

    number = models.CharField(_("证照编号"), max_length=40, unique=True)
    identifier = models.CharField(_("证照标识"), max_length=100, unique=True)
    material_type = models.ForeignKey(
        "materials.MaterialType", on_delete=models.PROTECT, related_name="licences"
    )
    name = models.CharField(_("证照名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    holder = models.ForeignKey(
        "accounts.Applicant", on_delete=models.PROTECT, related_name="licences"
    )
    department = models.ForeignKey(
        "services.Department", on_delete=models.PROTECT, related_name="licences"
    )
    matter = models.ForeignKey("services.Matter", on_delete=models.PROTECT, related_name="licences")
    case_number = models.CharField(_("办件编号"), max_length=40, db_index=True)
    content = models.JSONField(_("照面内容"), default=dict)
    issued_on = models.DateField(_("颁发日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=2, choices=LicenceState, default=LicenceState.VALID
    )
    state_reason = models.CharField(_("状态说明"), max_length=500, blank=True)
    state_changed_at = models.DateTimeField(_("状态变更时间"), null=True, blank=True)
    # The secret part of the verification address: nobody finds a licence by guessing.
    token = models.CharField(
        max_length=64, unique=True, default=secrets.token_urlsafe, editable=False
    )

    class Meta:
        verbose_name = _("电子证照")
        verbose_name_plural = _("电子证照")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_number", "matter", "material_type", "holder"],
                name="licence_issued_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=LicenceState.values), name="licence_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("issued_on")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LicenceState.VALID)
                | models.Q(state_changed_at__isnull=False),
                name="licence_change_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
