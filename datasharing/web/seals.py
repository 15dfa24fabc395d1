"""How the record of reads is sealed, for supervisors and administrators."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from datasharing.ledger.policy import KEEPERS
from datasharing.ledger.queries import seal_state, seals
from datasharing.models import LedgerSeal
from portal.accounts.web import require


@require(*sorted(KEEPERS))
@require_safe
def ledger_seals(request: HttpRequest) -> HttpResponse:
    """Whether reading goes on, what waits for a time stamp, and every batch."""
    after = request.GET.get("after", "")
    before = int(after) if after.isdecimal() and len(after) < 18 else None
    rows, older = seals(before=before)
    context = {
        "state": seal_state(),
        "seals": rows,
        "next_after": older or "",
        "address": settings.LEDGER_TSA_URL,
        "hours": settings.LEDGER_UNSEALED_HOURS,
    }
    return render(request, "datasharing/seals.html", context)


@require(*sorted(KEEPERS))
@require_safe
def seal_file(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """What was stamped, or its time stamp, as `openssl ts` reads them. No personal data."""
    seal = get_object_or_404(LedgerSeal, number=number)
    name = f"seal-{seal.number:08d}"
    if part == "statement":
        return _file(seal.statement.encode(), f"{name}.json", "application/json")
    if part == "stamp" and seal.token is not None:
        return _file(bytes(seal.token), f"{name}.tsr", "application/timestamp-reply")
    raise Http404


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
