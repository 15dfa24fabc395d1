"""Where a role's work begins, and on which page a form stands: names of addresses.

The floor may not import the packages above it, so it reads the names from here; a test proves that
every name leads somewhere.
"""

from __future__ import annotations

# Role → the page where their work begins; everybody else begins at LOGIN_REDIRECT_URL.
LANDING_PAGES = {
    "clerk": "desk",
    "officer": "inbox",
    "supervisor": "supervision",
    "data_officer": "data_home",
    "editor": "revisions",
    "admin": "revisions",
}

# Address that only takes forms → the page on which its form stands, and which places of the
# address that page keeps. Whoever opens such an address (a reload after a refused form, a
# bookmark, Back) is led there.
FORM_PAGES: dict[str, tuple[str, ...]] = {
    "demo-login": ("login",),
    "draft_new": ("thing", "code"),
    "notices_read": ("my_notices",),
    "contact_act": ("contacts",),
    "my_document_act": ("my_document", "document_id"),
    "take_back_consent": ("my_data",),
    "end_guardianship": ("my_data",),
    "case_messages_seen": ("case_messages", "number"),
    "slot_bring": ("case_materials", "number"),
    "slot_more_time": ("case", "number"),
    "case_dispute_back": ("case", "number"),
    "case_form_keep": ("case_form", "number"),
    "desk_scan": ("desk",),
    "desk_hold": ("desk",),
    "desk_link": ("desk_person", "applicant_id"),
    "desk_start": ("desk_person", "applicant_id"),
    "desk_end": ("desk_person", "applicant_id"),
    "desk_act": ("desk_case", "number"),
    "desk_slot": ("desk_case", "number"),
    "inbox_filter_keep": ("inbox",),
    "inbox_filter_restore": ("inbox_filters",),
    "inbox_filter_act": ("inbox_filters",),
    "approval_act": ("approval", "approval_id"),
    "approval_clock": ("approval", "approval_id"),
    "approval_give": ("approval", "approval_id"),
    "approval_move": ("approval", "approval_id"),
    "approval_down": ("approval", "approval_id"),
    "approval_missing": ("approval", "approval_id"),
    "approval_missing_back": ("approval", "approval_id"),
    "approval_paper_own": ("approval", "approval_id"),
    "promise_act": ("promise", "check_id"),
    "called_back": ("supervision",),
    "supervision_move": ("supervision_days",),
    "supervision_answer": ("supervision_extensions",),
    "letter_again": ("letters",),
    "department_messages_again": ("department_messages",),
    "department_message_settle": ("department_message", "pk"),
    "department_system_act": ("department_system", "pk"),
    "data_mismatch_answer": ("data_mismatches",),
    "data_permission_act": ("data_permission", "pk"),
    "revision_new": ("revisions",),
    "revision_start": ("editions", "code"),
    "edition_restore": ("revisions",),
    "revision_save": ("revision", "pk"),
    "revision_change": ("revision", "pk"),
    "revision_undo": ("revision", "pk"),
    "revision_act": ("revision_review", "pk"),
    "import_act": ("import_run", "pk"),
    "overlay_proposal_act": ("overlay_proposal", "pk"),
    "synonym_new": ("search_words",),
    "synonym_retire": ("synonym", "pk"),
    "miss_resolve": ("search_words",),
}
