"""Who does what. A role is what an Actor acts as, never what a person is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """`SYSTEM` is the portal's own clockwork; no account can ever have it.

    A department's business system that calls the API is `DEPARTMENT_SYSTEM`: it has an account
    and a department, and may do no more than that department's officers. `DATA_OFFICER` keeps the
    lists of what a department shares and needs; whoever decides cases there is another role.
    """

    APPLICANT = "applicant", _("申请人")
    CLERK = "clerk", _("综合窗口人员")
    OFFICER = "officer", _("审批人员")
    DATA_OFFICER = "data_officer", _("数据专员")
    EDITOR = "editor", _("事项管理员")
    SUPERVISOR = "supervisor", _("督查人员")
    DEPARTMENT_SYSTEM = "department_system", _("部门业务系统")
    ADMIN = "admin", _("系统管理员")
    SYSTEM = "system", _("系统")


STAFF_ROLES = (
    Role.CLERK,
    Role.OFFICER,
    Role.DATA_OFFICER,
    Role.EDITOR,
    Role.SUPERVISOR,
    Role.DEPARTMENT_SYSTEM,
    Role.ADMIN,
)

BELONG_TO_A_DEPARTMENT = (Role.OFFICER, Role.DATA_OFFICER, Role.DEPARTMENT_SYSTEM)
