"""The rest of what the gallery draws with: papers and documents, and the ways on from a page."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ui.qr import qr_svg

Sample = dict[str, Any]
ADDRESS = "https://portal.invalid/things/P10/"
DIGEST = "7f3a90c2b1d4"
NO_NUMBER = "00000000-0000-0000-0000-000000000000"


def papers() -> dict[str, tuple[Sample, ...]]:
    """What is handed in and what the authority sends."""
    today, now = timezone.localdate(), timezone.now()
    good = SimpleNamespace(is_readable=True, state="clean")
    bad = SimpleNamespace(
        is_readable=False, state="quarantined", get_state_display=_("有病毒，已隔离")
    )
    contract = SimpleNamespace(pk=NO_NUMBER, filename="contract.pdf", blob=good)
    infected = SimpleNamespace(pk=NO_NUMBER, filename="photo.jpg", blob=bad)
    soon = SimpleNamespace(standing="soon", days_left=5)
    writ = SimpleNamespace(
        pk=1,
        get_kind_display=_("受理通知书"),
        number="2026-1",
        issuer=_("登记中心"),
        issued_at=now,
    )
    return {
        "day_table": (
            {
                "rows": [
                    {"on": today, "count": 0, "why": _("受理当天不算。")},
                    {"on": today + timedelta(days=1), "count": 1, "why": _("工作日。")},
                ]
            },
        ),
        "document_link": ({"document": contract}, {"document": infected}),
        "level": tuple({"document": SimpleNamespace(level=level)} for level in "ABC"),
        "validity": (
            {"validity": soon, "until": today + timedelta(days=5)},
            {"validity": SimpleNamespace(standing="over"), "until": today},
        ),
        "slot_name": (
            {
                "slot": SimpleNamespace(name=_("身份证"), party_role="seller"),
                "party_labels": {"seller": _("卖方")},
            },
        ),
        "writ_seal": ({"issuer": _("登记中心"), "digest": DIGEST},),
        "writs": ({"writs": [writ], "case": SimpleNamespace(number="330100-20261123-000001")},),
    }


def ways() -> dict[str, tuple[Sample, ...]]:
    """What leads on from a page."""
    event = SimpleNamespace(code="P10")
    thing = {"name": _("买卖二手房"), "summary": _("网签、缴税、过户和水电气视改名一次办完。")}
    span = SimpleNamespace(most_visits=1, shortest=4, longest=7)
    return {
        "thing": ({"edition": SimpleNamespace(life_event=event, **thing)},),
        "found_thing": ({"entry": SimpleNamespace(**thing), "address": "/things/"},),
        "thing_promise": (
            {"span": span, "promised": _("4 到 7 个工作日"), "matters": 12, "departments": 6},
        ),
        "pager": ({"next_after": "sample"},),
        "print": ({"is_paper": False}, {"is_paper": True}),
        "print_switch": ({},),
        "share": (
            {
                "share": SimpleNamespace(address=ADDRESS, qr=qr_svg(ADDRESS)),
                "what": _("把这一页给家里人看。"),
            },
        ),
        "catalogue_nav": ({},),
    }
