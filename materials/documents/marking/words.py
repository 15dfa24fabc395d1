"""What stands on a marked copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from materials.documents.purpose import Purpose
from portal.accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese, and in Latin letters for where no Chinese font is at hand."""

    lines: tuple[str, ...]
    plain: tuple[str, ...]


def words_for(actor: Actor, purpose: Purpose, at: datetime) -> Words:
    """Department, reader, case and time: whoever passes the copy on passes these on too."""
    when = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    case = purpose.case_number
    office = purpose.office
    number = f"no. {actor.user_id}" if actor.user_id is not None else ""
    return Words(
        lines=_joined(
            (office.zh, actor.name), ("办件" if case else "", case, when), ("仅供办理此件使用",)
        ),
        plain=_joined(
            (_latin(office.en), "reader", _latin(actor.name) or number),
            ("case" if case else "", case, when),
            ("for this case only",),
        ),
    )


def _joined(*lines: tuple[str, ...]) -> tuple[str, ...]:
    said = (" ".join(part for part in line if part) for line in lines)
    return tuple(line for line in said if line)


def _latin(text: str) -> str:
    return text if text.isascii() else ""
