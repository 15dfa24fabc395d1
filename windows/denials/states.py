"""The words of a question and of its answer. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    CONTINUE = "continue", _("其余的继续办")
    STOP = "stop", _("其余的不办了")


class How(models.TextChoices):
    """How the question ended."""

    APPLICANT = "applicant", _("本人回答")
    WINDOW = "window", _("窗口代为回答")
    SILENCE = "silence", _("到期没有回答")
    NOTHING_LEFT = "nothing_left", _("其余的已经办结")


BY_PERSON = (How.APPLICANT, How.WINDOW)
"""The only ones that may say stop: whoever is silent wants what was applied for."""
