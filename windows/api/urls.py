"""Addresses of the API; `v1` changes only by additions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from windows.api.manual import Docs, Schema
from windows.api.views import (
    access,
    approvals,
    callbacks,
    cases,
    catalogue,
    clock,
    data,
    denials,
    desk,
    draft,
    intake,
    lists,
    me,
    missing,
    process,
    results,
    slots,
)

one_slot: list[URLPattern | URLResolver] = [
    path("document/", slots.SlotDocument.as_view(), name="slot_document"),
    path("promise/", slots.SlotPromise.as_view(), name="slot_promise"),
    path("by-hand/", slots.SlotByHand.as_view(), name="slot_by_hand"),
    path("check/", slots.SlotCheck.as_view(), name="slot_check"),
]

one_case: list[URLPattern | URLResolver] = [
    path("", cases.OneCase.as_view(), name="case"),
    path("plan/", cases.CasePlan.as_view(), name="case_plan"),
    path("process.bpmn", process.CaseProcess.as_view(), name="case_process"),
    path("timeline/", cases.Timeline.as_view(), name="case_timeline"),
    path("reads/", cases.CaseReads.as_view(), name="case_reads"),
    path("parties/", draft.Parties.as_view(), name="case_parties"),
    path("parties/<slug:role>/confirm/", draft.ConfirmParty.as_view(), name="case_confirm"),
    path("consents/", draft.Consents.as_view(), name="case_consents"),
    path("form/", draft.Form.as_view(), name="case_form"),
    path("submit/", draft.Submit.as_view(), name="case_submit"),
    path("withdraw/", draft.Withdraw.as_view(), name="case_withdraw"),
    path("accept/", intake.Accept.as_view(), name="case_accept"),
    path("refuse/", intake.Refuse.as_view(), name="case_refuse"),
    path("correction/", intake.Correction.as_view(), name="case_correction"),
    path("correction/answer/", draft.AnswerCorrection.as_view(), name="case_correction_answer"),
    path("denial/", denials.Denial.as_view(), name="case_denial"),
    path("result/", results.Result.as_view(), name="case_result"),
    path("delivery/", results.Delivery.as_view(), name="case_delivery"),
    path("collect/", results.Collect.as_view(), name="case_collect"),
    path("rating/", results.Rate.as_view(), name="case_rating"),
    path("slots/<int:slot_id>/", include(one_slot)),
]

v1: list[URLPattern | URLResolver] = [
    path("token/", access.Token.as_view(), name="token"),
    path("documents/<uuid:document_id>/", access.DocumentBytes.as_view(), name="document"),
    path("things/", catalogue.Things.as_view(), name="things"),
    path("things/<slug:code>/", catalogue.Thing.as_view(), name="thing"),
    path("things/<slug:code>/plan/", catalogue.PlanOf.as_view(), name="plan"),
    path("data/resources/", data.Resources.as_view(), name="data_resources"),
    path("data/resources/<slug:resource>/", data.OneResource.as_view(), name="data_resource"),
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("cases/<slug:number>/", include(one_case)),
    path("me/", me.Me.as_view(), name="me"),
    path("me/licences/", me.MyLicences.as_view(), name="my_licences"),
    path("me/documents/", me.MyDocuments.as_view(), name="my_documents"),
    path("me/reads/", me.MyReads.as_view(), name="my_reads"),
    path("me/notices/", me.MyNotices.as_view(), name="my_notices"),
    path("me/notices/<int:notice_id>/read/", me.ReadNotice.as_view(), name="read_notice"),
    path("desk/cases/", desk.DeskCases.as_view(), name="desk_cases"),
    path("desk/applicants/", desk.DeskApplicants.as_view(), name="desk_applicants"),
    path("desk/pickup/find/", desk.DeskPackage.as_view(), name="desk_package"),
    path("desk/pickup/", desk.DeskPickup.as_view(), name="desk_pickup"),
    path("callbacks/", callbacks.Callbacks.as_view(), name="callbacks"),
    path("data/demands/", lists.DataDemands.as_view(), name="data_demands"),
    path("data/duties/<slug:code>/", lists.DataDuties.as_view(), name="data_duties"),
    path("data/gaps/", lists.DataGaps.as_view(), name="data_gaps"),
    path("approvals/", approvals.Approvals.as_view(), name="approvals"),
    path("approvals/<int:approval_id>/", approvals.OneApproval.as_view(), name="approval"),
    path("approvals/<int:approval_id>/grounds/", approvals.Grounds.as_view(), name="grounds"),
    path("approvals/<int:approval_id>/take-up/", approvals.TakeUp.as_view(), name="take_up"),
    path("approvals/<int:approval_id>/decide/", approvals.Decide.as_view(), name="decide"),
    path("approvals/<int:approval_id>/missing/", missing.Missing.as_view(), name="missing"),
    path(
        "approvals/<int:approval_id>/missing/<int:report_id>/",
        missing.OneMissing.as_view(),
        name="missing_report",
    ),
    path("approvals/<int:approval_id>/clock/", clock.OneClock.as_view(), name="clock"),
    path("approvals/<int:approval_id>/stop/", clock.Stop.as_view(), name="stop"),
    path("approvals/<int:approval_id>/resume/", clock.Resume.as_view(), name="resume"),
    path("approvals/<int:approval_id>/extension/", clock.AskExtension.as_view(), name="extension"),
    path(
        "approvals/<int:approval_id>/extension/answer/",
        clock.AnswerExtension.as_view(),
        name="extension_answer",
    ),
]

urlpatterns = [
    path("v1/", include((v1, "api"))),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("docs/", Docs.as_view(), name="api_docs"),
]
