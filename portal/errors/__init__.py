"""Refusals: one exception for every "no" the portal can say, with what to do about it.

Every package lists its own codes as subclasses in `<package>/errors.py`. A refusal carries a
stable `code` for programs, an HTTP `status`, a `message` that says what happened and a
`what_to_do` for the person. A refused action has changed nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.days_in_words import closed_up, days_in_words
from portal.text import Text


class DomainError(Exception):
    """A refusal. `params` fill the %(name)s places of both sentences, also in translation."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message: ClassVar[str | Promise] = _("这一步没有办成。")
    what_to_do: ClassVar[str | Promise] = _("请检查后再试一次。")

    def __init__(
        self, *, field: str | None = None, details: Sequence[object] = (), **params: object
    ) -> None:
        super().__init__(self.code)
        self.field = field
        self.details = tuple(details)
        self.params = params
        self.retry_after: int | None = None
        """Seconds after which it is worth trying again, where that is known."""

    @property
    def said(self) -> str:
        """What happened, in the language of the moment."""
        return self._filled(self.message)

    @property
    def advice(self) -> str:
        """What to do now, in the language of the moment."""
        return self._filled(self.what_to_do)

    def _filled(self, sentence: str | Promise) -> str:
        """Days are given as they are kept and read as words."""
        if not self.params:
            return str(sentence)
        is_english = (get_language() or "").startswith("en")
        said = {name: days_in_words(value) for name, value in self.params.items()}
        filled = str(sentence) % {
            name: (day.en if is_english else day.zh) if isinstance(day, Text) else day
            for name, day in said.items()
        }
        return filled if is_english else closed_up(filled)

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": self.said,
            "what_to_do": self.advice,
            "field": self.field,
            "details": [_plain(detail) for detail in self.details],
        }

    def __str__(self) -> str:
        return f"{self.code}: {self.said}"


class NotFound(DomainError):
    """There is no such thing, or it is not this person's: both look the same from outside."""

    code = "not_found"
    status = 404
    message = _("没有找到您要的内容。")
    what_to_do = _("请核对网址或编号；如果您还没有登录，请先登录。")


class NotAllowed(DomainError):
    code = "not_allowed"
    status = 403
    message = _("您不能做这一步。")
    what_to_do = _("请用有权限的账号登录，或者请负责这件事的人来办。")


class MoveRefused(DomainError):
    """The thing is not in a state from which this move starts."""

    code = "move_refused"
    status = 409
    message = _("现在还不能或已经不能做这一步。")
    what_to_do = _("请刷新页面，看看现在进行到哪一步。")


class BadInput(DomainError):
    code = "bad_input"
    status = 422
    message = _("填写的内容有误。")
    what_to_do = _("请改正标出的地方，再提交一次。")


class AlreadyDone(DomainError):
    code = "already_done"
    status = 409
    message = _("这一步已经做过了。")
    what_to_do = _("不用再做一次，请刷新页面查看结果。")


class Expired(DomainError):
    code = "expired"
    status = 410
    message = _("已经过期，不能再用。")
    what_to_do = _("请重新开始这一步。")


class TooLarge(DomainError):
    code = "too_large"
    status = 413
    message = _("文件太大。")
    what_to_do = _("请换一个小一些的文件再传。")


class WrongType(DomainError):
    code = "wrong_type"
    status = 415
    message = _("不能接收这种格式的文件。")
    what_to_do = _("请换成 PDF、JPG、PNG 或 OFD 格式再传。")


class TooMany(DomainError):
    code = "too_many"
    status = 429
    message = _("尝试的次数太多。")
    what_to_do = _("请过一会儿再试。")


class Unavailable(DomainError):
    code = "unavailable"
    status = 503
    message = _("暂时办不了这一步，您填的内容没有丢。")
    what_to_do = _("请过几分钟再试。")


def _plain(detail: object) -> object:
    """Details as JSON: lists and dictionaries stay, lazy texts and anything else are spelt out."""
    if detail is None or isinstance(detail, bool | int | str):
        return detail
    if isinstance(detail, dict):
        return {str(name): _plain(value) for name, value in detail.items()}
    if isinstance(detail, list | tuple):
        return [_plain(value) for value in detail]
    return detail.as_json() if isinstance(detail, DomainError) else str(detail)
