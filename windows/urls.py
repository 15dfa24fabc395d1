"""Pages of the one window. The API has its own addresses in `windows.api.urls`."""

from __future__ import annotations

from django.urls import path

from windows.web import imports, open_data, search_words, writs
from windows.web.citizen import (
    calendar_file,
    cases,
    correction,
    denial,
    disputes,
    drafts,
    followed,
    form,
    parts,
    process,
    questions,
    slots,
    things,
    to_follow,
)
from windows.web.departments import messages as department_messages
from windows.web.departments import systems as department_systems
from windows.web.desk import camera as desk_camera
from windows.web.desk import case as desk_case
from windows.web.desk import kept as desk_kept
from windows.web.desk import keys as desk_keys
from windows.web.desk import originals, people, pickup, queue
from windows.web.desk import scan as desk_scan
from windows.web.editor import changes, editions, fields, listing, preview, review
from windows.web.editor import page as revision_page
from windows.web.guide import views as guide
from windows.web.inbox import (
    clock_acts,
    hand_over,
    kept,
    keys,
    levels,
    missing_acts,
    papers_acts,
    precedents,
    promises,
)
from windows.web.inbox import listing as inbox_list
from windows.web.inbox import views as inbox
from windows.web.letters import contacts, office
from windows.web.lists import gaps
from windows.web.messages import office as office_messages
from windows.web.messages import person as person_messages
from windows.web.overlays import conformity
from windows.web.overlays import edit as overlay_edit
from windows.web.overlays import proposal as overlay_proposal
from windows.web.supervision import desk_work, watch
from windows.web.supervision import views as supervision

citizen = [
    path("", things.home, name="home"),
    path("things/", things.things, name="things"),
    path("things/go/<slug:kind>/<slug:code>/", followed.followed, name="thing_followed"),
    path("things/<slug:code>/", things.thing, name="thing"),
    path("things/<slug:code>/questions/", questions.questions, name="questions"),
    path("things/<slug:code>/plan/", questions.plan, name="plan"),
    path("things/<slug:code>/apply/", drafts.draft_new, name="draft_new"),
    path("matters/<slug:code>/", guide.matter, name="matter"),
    path("my/cases/", cases.my_cases, name="my_cases"),
    path("my/notices/", cases.notices, name="my_notices"),
    path("my/notices/read/", cases.notices_read, name="notices_read"),
    path("my/letters/", contacts.contacts, name="contacts"),
    path("my/letters/<slug:verb>/", contacts.act, name="contact_act"),
    path("cases/<slug:number>/", cases.case, name="case"),
    path("cases/<slug:number>/messages/", person_messages.case_messages, name="case_messages"),
    path("cases/<slug:number>/messages/seen/", person_messages.seen, name="case_messages_seen"),
    path("cases/<slug:number>/party/", drafts.party, name="case_party"),
    path("cases/<slug:number>/agree/", drafts.agree, name="case_agree"),
    path("cases/<slug:number>/reading/", drafts.reading, name="case_reading"),
    path("cases/<slug:number>/form/", form.form, name="case_form"),
    path("cases/<slug:number>/form/keep/", form.form_keep, name="case_form_keep"),
    path("cases/<slug:number>/go-on/", form.go_on, name="case_go_on"),
    path("cases/<slug:number>/materials/", drafts.materials, name="case_materials"),
    path("cases/<slug:number>/materials/<int:slot_id>/upload/", slots.hand_in, name="slot_upload"),
    path(
        "cases/<slug:number>/materials/<int:slot_id>/promise/", slots.promise, name="slot_promise"
    ),
    path("cases/<slug:number>/materials/<int:slot_id>/bring/", slots.bring, name="slot_bring"),
    path(
        "cases/<slug:number>/materials/<int:slot_id>/more-time/",
        to_follow.more_time,
        name="slot_more_time",
    ),
    path("cases/<slug:number>/registry/", disputes.registry, name="case_registry"),
    path(
        "cases/<slug:number>/registry/<slug:resource>/<slug:role>/",
        disputes.dispute_one,
        name="case_dispute",
    ),
    path(
        "cases/<slug:number>/disputes/<int:dispute_id>/take-back/",
        disputes.take_back,
        name="case_dispute_back",
    ),
    path("cases/<slug:number>/check/", drafts.check, name="case_check"),
    path("cases/<slug:number>/process.bpmn", process.process, name="case_process"),
    path("cases/<slug:number>/receipt/", cases.receipt, name="case_receipt"),
    path(
        "cases/<slug:number>/calendar.ics",
        calendar_file.calendar_file,
        name="case_calendar",
    ),
    path("cases/<slug:number>/writs/<int:writ_id>/", writs.writ, name="writ"),
    path("cases/<slug:number>/correction/", correction.correction, name="case_correction"),
    path("cases/<slug:number>/denial/", denial.denial, name="case_denial"),
    path("cases/<slug:number>/result/", cases.result, name="case_result"),
    path("cases/<slug:number>/rating/", cases.rating, name="case_rating"),
    path("cases/<slug:number>/withdraw/", cases.withdraw, name="case_withdraw"),
    path("cases/<slug:number>/parts/", parts.parts, name="case_parts"),
    path("cases/<slug:number>/parts/<int:approval_id>/", parts.part, name="case_part"),
]

desk = [
    path("desk/", queue.desk, name="desk"),
    path("desk/scan/", desk_scan.scan, name="desk_scan"),
    path("desk/hold/", desk_kept.hold, name="desk_hold"),
    path("desk/keys/", desk_keys.keys, name="desk_keys"),
    path("desk/register/", queue.register, name="desk_register"),
    path("desk/people/<int:applicant_id>/", people.person, name="desk_person"),
    path("desk/people/<int:applicant_id>/account/link/", people.link, name="desk_link"),
    path("desk/people/<int:applicant_id>/representatives/start/", people.start, name="desk_start"),
    path(
        "desk/people/<int:applicant_id>/representatives/<int:representation_id>/end/",
        people.end,
        name="desk_end",
    ),
    path("desk/people/<int:applicant_id>/<slug:code>/", queue.begin, name="desk_begin"),
    path("desk/messages/", office_messages.desk_list, name="desk_messages"),
    path("desk/cases/<slug:number>/messages/", office_messages.desk_case, name="desk_messages_of"),
    path("desk/pickup/", pickup.pickup, name="desk_pickup"),
    path("desk/cases/<slug:number>/", desk_case.case, name="desk_case"),
    path("desk/cases/<slug:number>/receipt/", desk_case.receipt, name="desk_receipt"),
    path("desk/cases/<slug:number>/<slug:verb>/", desk_case.act, name="desk_act"),
    path(
        "desk/cases/<slug:number>/materials/<int:slot_id>/camera/",
        desk_camera.camera,
        name="desk_camera",
    ),
    path(
        "desk/cases/<slug:number>/materials/<int:slot_id>/original/",
        originals.original,
        name="desk_original",
    ),
    path(
        "desk/cases/<slug:number>/materials/<int:slot_id>/<slug:verb>/",
        desk_case.slot,
        name="desk_slot",
    ),
]

officer = [
    path("inbox/", inbox_list.inbox_page, name="inbox"),
    path("inbox/keys/", keys.keys, name="inbox_keys"),
    path("inbox/filters/", kept.filters, name="inbox_filters"),
    path("inbox/filters/keep/", kept.keep, name="inbox_filter_keep"),
    path("inbox/filters/restore/", kept.restore, name="inbox_filter_restore"),
    path("inbox/filters/<int:filter_id>/<slug:verb>/", kept.act, name="inbox_filter_act"),
    path("inbox/messages/", office_messages.inbox_list, name="inbox_messages"),
    path("inbox/<int:approval_id>/messages/", office_messages.inbox_case, name="inbox_messages_of"),
    path("inbox/promises/", promises.promises, name="promises"),
    path("inbox/promises/<int:check_id>/", promises.promise, name="promise"),
    path("inbox/promises/<int:check_id>/<slug:verb>/", promises.promise_act, name="promise_act"),
    path("inbox/<int:approval_id>/", inbox.approval, name="approval"),
    path("inbox/<int:approval_id>/alike/", precedents.precedents, name="approval_alike"),
    path("inbox/<int:approval_id>/give/", hand_over.give, name="approval_give"),
    path("inbox/<int:approval_id>/move/", hand_over.move, name="approval_move"),
    path("inbox/<int:approval_id>/down/", hand_over.down, name="approval_down"),
    path("inbox/levels/", levels.levels, name="sign_levels"),
    path("inbox/<int:approval_id>/missing/", missing_acts.report, name="approval_missing"),
    path(
        "inbox/<int:approval_id>/missing/<int:report_id>/take-back/",
        missing_acts.taken_back,
        name="approval_missing_back",
    ),
    path(
        "inbox/<int:approval_id>/papers/<int:slot_id>/own/",
        papers_acts.own,
        name="approval_paper_own",
    ),
    path("inbox/<int:approval_id>/<slug:verb>/", inbox.act, name="approval_act"),
    path("inbox/<int:approval_id>/clock/<slug:verb>/", clock_acts.clock_act, name="approval_clock"),
]

supervisor = [
    path("supervision/", supervision.overview, name="supervision"),
    path("supervision/days/", watch.days, name="supervision_days"),
    path("supervision/silence/", watch.silence, name="supervision_silence"),
    path("supervision/stops/", watch.stops, name="supervision_stops"),
    path("supervision/deliveries/", watch.deliveries, name="supervision_deliveries"),
    path("supervision/extensions/", watch.extensions, name="supervision_extensions"),
    path(
        "supervision/extensions/<int:approval_id>/<slug:verb>/",
        watch.answer,
        name="supervision_answer",
    ),
    path("supervision/desk-work/", desk_work.desk_work, name="supervision_desk_work"),
    path("supervision/overreach/", watch.overreach, name="supervision_overreach"),
    path("supervision/messages/", office_messages.supervision_list, name="supervision_messages"),
    path(
        "supervision/cases/<slug:number>/messages/",
        office_messages.supervision_case,
        name="supervision_messages_of",
    ),
    path("supervision/cases/<slug:number>/", supervision.case, name="supervision_case"),
    path(
        "supervision/approvals/<int:approval_id>/move/",
        hand_over.move_by_supervisor,
        name="supervision_move",
    ),
    path("supervision/ratings/<int:rating_id>/", supervision.called_back, name="called_back"),
]

letters = [
    path("letters/", office.letters, name="letters"),
    path("letters/wordings/", office.wordings, name="letter_wordings"),
    path("letters/<int:pk>/again/", office.again, name="letter_again"),
]

data_lists = [
    path("data/gaps/", gaps.gap_list, name="data_gaps"),
    path("data/gaps/list.<slug:form>", gaps.gap_file, name="data_gap_file"),
]

departments = [
    path("departments/messages/", department_messages.message_list, name="department_messages"),
    path(
        "departments/messages/again/", department_messages.again, name="department_messages_again"
    ),
    path("departments/messages/<int:pk>/", department_messages.message, name="department_message"),
    path(
        "departments/messages/<int:pk>/settle/",
        department_messages.settle,
        name="department_message_settle",
    ),
    path("departments/systems/", department_systems.system_list, name="department_systems"),
    path("departments/systems/<int:pk>/", department_systems.system, name="department_system"),
    path(
        "departments/systems/<int:pk>/<slug:verb>/",
        department_systems.act,
        name="department_system_act",
    ),
]

editor = [
    path("catalogue/", listing.revisions, name="revisions"),
    path("catalogue/new/", listing.revision_new, name="revision_new"),
    path("catalogue/things/<slug:code>/revise/", listing.revision_start, name="revision_start"),
    path("catalogue/things/<slug:code>/", editions.editions, name="editions"),
    path("catalogue/editions/<int:pk>/restore/", editions.edition_restore, name="edition_restore"),
    path("catalogue/revisions/<int:pk>/", revision_page.revision, name="revision"),
    path("catalogue/revisions/<int:pk>/save/", revision_page.revision_save, name="revision_save"),
    path(
        "catalogue/revisions/<int:pk>/change/",
        revision_page.revision_change,
        name="revision_change",
    ),
    path("catalogue/revisions/<int:pk>/undo/", revision_page.revision_undo, name="revision_undo"),
    path("catalogue/revisions/<int:pk>/review/", review.review, name="revision_review"),
    path("catalogue/revisions/<int:pk>/review/<slug:verb>/", review.act, name="revision_act"),
    path("catalogue/revisions/<int:pk>/guide/", preview.guide_preview, name="revision_guide"),
    path("catalogue/revisions/", listing.revision_list, name="revision_list"),
    path("catalogue/fields/", fields.fields, name="form_fields"),
    path("catalogue/fields/things/<slug:code>/", fields.fields_of, name="form_fields_of"),
    path("catalogue/fields/elements/<slug:code>/", fields.element, name="form_element"),
    path("changes/", changes.public_changes_page, name="public_changes"),
]

regions = [
    path("supervision/conformity/", conformity.conformity, name="conformity"),
    path(
        "supervision/conformity/regions/<slug:region>/adopt/",
        conformity.adopt_all,
        name="adopt_standard_everywhere",
    ),
    path(
        "supervision/conformity/<slug:code>/<slug:region>/",
        conformity.difference,
        name="difference",
    ),
    path(
        "supervision/conformity/<slug:code>/<slug:region>/adopt/",
        conformity.adopt,
        name="adopt_standard",
    ),
    path(
        "catalogue/matters/<slug:code>/regions/<slug:region>/", overlay_edit.overlay, name="overlay"
    ),
    path("catalogue/overlays/<int:pk>/", overlay_proposal.proposal, name="overlay_proposal"),
    path(
        "catalogue/overlays/<int:pk>/<slug:verb>/",
        overlay_proposal.act,
        name="overlay_proposal_act",
    ),
]

words = [
    path("catalogue/search/", search_words.search_words, name="search_words"),
    path("catalogue/search/synonyms/", search_words.synonym_new, name="synonym_new"),
    path("catalogue/search/synonyms/<int:pk>/", search_words.synonym, name="synonym"),
    path(
        "catalogue/search/synonyms/<int:pk>/retire/",
        search_words.synonym_retire,
        name="synonym_retire",
    ),
    path("catalogue/search/misses/<int:pk>/", search_words.miss_resolve, name="miss_resolve"),
]

open_catalogue = [
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/<str:name>", open_data.open_data_file, name="open_data_file"),
]

exchange = [
    path("catalogue/imports/", imports.imports, name="imports"),
    path("catalogue/imports/workbook.xlsx", imports.workbook, name="import_workbook"),
    path("catalogue/imports/<int:pk>/", imports.import_run, name="import_run"),
    path("catalogue/imports/<int:pk>/report.csv", imports.import_report, name="import_report"),
    path("catalogue/imports/<int:pk>/<slug:verb>/", imports.import_act, name="import_act"),
]

urlpatterns = [
    *citizen,
    *desk,
    *officer,
    *supervisor,
    *letters,
    *data_lists,
    *departments,
    *editor,
    *regions,
    *words,
    *open_catalogue,
    *exchange,
]
