"""Pages of the one window. The API has its own addresses in `windows.api.urls`."""

from __future__ import annotations

from django.urls import path

from windows.web.citizen import cases, drafts, questions, slots, things

citizen = [
    path("", things.home, name="home"),
    path("things/", things.things, name="things"),
    path("things/<slug:code>/", things.thing, name="thing"),
    path("things/<slug:code>/questions/", questions.questions, name="questions"),
    path("things/<slug:code>/plan/", questions.plan, name="plan"),
    path("things/<slug:code>/apply/", drafts.draft_new, name="draft_new"),
    path("my/cases/", cases.my_cases, name="my_cases"),
    path("my/notices/", cases.notices, name="my_notices"),
    path("my/notices/read/", cases.notices_read, name="notices_read"),
    path("cases/<slug:number>/", cases.case, name="case"),
    path("cases/<slug:number>/party/", drafts.party, name="case_party"),
    path("cases/<slug:number>/agree/", drafts.agree, name="case_agree"),
    path("cases/<slug:number>/reading/", drafts.reading, name="case_reading"),
    path("cases/<slug:number>/form/", drafts.form, name="case_form"),
    path("cases/<slug:number>/materials/", drafts.materials, name="case_materials"),
    path("cases/<slug:number>/materials/<int:slot_id>/upload/", slots.upload, name="slot_upload"),
    path("cases/<slug:number>/materials/<int:slot_id>/promise/", slots.promise, name="slot_promise"),
    path("cases/<slug:number>/materials/<int:slot_id>/bring/", slots.bring, name="slot_bring"),
    path("cases/<slug:number>/check/", drafts.check, name="case_check"),
    path("cases/<slug:number>/receipt/", cases.receipt, name="case_receipt"),
    path("cases/<slug:number>/correction/", cases.correction, name="case_correction"),
    path("cases/<slug:number>/result/", cases.result, name="case_result"),
    path("cases/<slug:number>/rating/", cases.rating, name="case_rating"),
    path("cases/<slug:number>/withdraw/", cases.withdraw, name="case_withdraw"),
]

urlpatterns = [*citizen]
