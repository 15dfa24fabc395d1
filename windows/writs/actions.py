"""Issuing a paper, in the transaction of the act that owes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.rows import insert
from portal.worded import Worded
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.writs.kinds import WritKind
from windows.writs.models import Writ

Row = tuple[Text, Text]
"""(label, what is said)."""


def issue_writ(
    case: Case,
    kind: WritKind,
    *,
    key: str,
    rows: Sequence[Row],
    actor: Actor,
    approval: Approval | None = None,
) -> Writ:
    """For a locked case. The same `key` returns the paper that was issued before, unchanged."""
    keys = _KEYS(case.pk)
    if key in keys:
        return Writ.objects.get(key=key)
    body = [[label.as_json(), said.as_json()] for label, said in rows]
    issuer = _issuer(case, approval)
    issued_at = timezone.now()
    number = f"{case.number}-{len(keys) + 1:02d}"
    writ = Writ(
        case=case,
        approval=approval,
        kind=kind.value,
        key=key,
        number=number,
        body=body,
        issuer=issuer.zh,
        issuer_en=issuer.en,
        issued_by_name="" if actor.kind == Role.APPLICANT else actor.name,
        issued_at=issued_at,
        seal=seal_of(kind, number, issuer, issued_at.isoformat(), body),
    )
    insert(writ)
    return writ


_KEYS: Worded[str] = Worded(
    lambda case: Writ.objects.filter(case_id=case).order_by().values_list("key", flat=True)
)


def seal_of(kind: str, number: str, issuer: Text, issued_at: str, body: object) -> str:
    """SHA-256 over everything the paper says, in one canonical form."""
    said = [str(kind), number, issuer.zh, issuer.en, issued_at, body]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _issuer(case: Case, approval: Approval | None) -> Text:
    """The department for its own part; else the office that took the case in."""
    if approval is not None:
        return Text(approval.department.name, approval.department.name_en)
    if case.centre is not None:
        return Text(case.centre.name, case.centre.name_en)
    return Text(f"{case.region.name}政务服务", f"Government services of {case.region.name_en}")
