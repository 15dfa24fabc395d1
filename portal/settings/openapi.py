"""What the OpenAPI document says of the API as a whole."""

from __future__ import annotations

from typing import Any

_GUIDE = """\
The same acts as the portal's pages, for programs.

**Who calls.** A department's business system gets its token at `POST /api/v1/token/` and sends it
as `Authorization: Token …`. People use the session of the portal; then every POST carries the
header `X-CSRFToken`.

**Once only.** Every POST that creates something needs the header `Idempotency-Key`, a value of
your own such as a UUID. The same key with the same content is done once and answered the same, with
`Idempotency-Replayed: true`; with other content it is refused (`key_reused`). Other POSTs honour
the header where it is sent. A refused call frees its key.

**Lists** come in pages: follow `next` until it is null. There is no count.

**Errors** have one shape: `code` (stable), `message`, `what_to_do`, `field`, `details`. Sentences
follow `Accept-Language` (zh-Hans, en). A refused call has changed nothing. What is not yours is not
found (404).
"""

_TAGS = {
    "token": "Login of department systems · 令牌",
    "catalogue": "What can be done, and the plan for a set of answers · 事项目录",
    "data": "What data departments share, and who reads it · 数据目录",
    "cases": "Applying and following a case · 办件",
    "materials": "The one set of material · 材料",
    "results": "Results, delivery, rating · 结果与评价",
    "me": "What is mine, and who read my data · 我的",
    "desk": "The window · 综合窗口",
    "approvals": "A department's part of a case · 部门审批",
    "data lists": "Demands for data, who owes what, who still carries paper · 数据清单",
    "department systems": "What goes to a department's own system, and its answers · 部门系统",
}

SETTINGS: dict[str, Any] = {
    "TITLE": "One-window government service portal",
    "DESCRIPTION": _GUIDE,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "TAGS": [{"name": name, "description": said} for name, said in _TAGS.items()],
    "WEBHOOKS": ["windows.api.webhooks.DELIVERY"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Names that stay the same whatever else is added with a field of the same name.
    "ENUM_NAME_OVERRIDES": {
        "ApplicantKind": "portal.accounts.models.ApplicantKind",
        "ApprovalState": "windows.approvals.states.ApprovalState",
        "CaseState": "windows.cases.states.CaseState",
        "Channel": "windows.cases.states.Channel",
        "DayKind": "windows.deadlines.reckon.Kind",
        "DayUnit": "services.catalogue.spec.DayUnit",
        "DemandState": "datasharing.lists.demand.states.DemandState",
        "DemandWay": "datasharing.lists.demand.states.Way",
        "ErrandKind": "windows.planning.plan.ErrandKind",
        "ExtensionKind": "windows.deadlines.models.ExtensionKind",
        "LicenceState": "materials.licences.states.LicenceState",
        "Necessity": "services.catalogue.spec.Necessity",
        "ObligationKind": "datasharing.lists.duties.duty.ObligationKind",
        "OptionOutcome": "services.models.Option.Outcome",
        "OutcomeKind": "services.catalogue.spec.OutcomeKind",
        "PlanChannel": "windows.planning.known.Channel",
        "ReadOutcome": "datasharing.states.Outcome",
        "ScanState": "materials.documents.states.ScanState",
        "SlotState": "windows.cases.states.SlotState",
        "SourceKind": "services.catalogue.spec.SourceKind",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # The badge would ask another host about our document.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}
