from __future__ import annotations

from django.urls import path

from datasharing.web import disputes, lines, mismatches, questions, seals, views

urlpatterns = [
    path("my/data/", views.my_data, name="my_data"),
    path("my/data/consents/<int:consent_id>/take-back/", views.take_back, name="take_back_consent"),
    path(
        "my/data/guardianships/<int:guardianship_id>/end/",
        views.end_guardianship,
        name="end_guardianship",
    ),
    path("data/mismatches/", mismatches.mismatches_page, name="data_mismatches"),
    path(
        "data/mismatches/<int:mismatch_id>/answer/",
        mismatches.answer,
        name="data_mismatch_answer",
    ),
    path("my/data/<int:subject_id>/lines/<int:sequence>/", lines.line, name="my_line"),
    path("my/data/<int:subject_id>/lines/<int:sequence>/proof/", lines.proof, name="my_line_proof"),
    path("data-questions/", questions.line_questions, name="line_questions"),
    path("data-questions/<int:pk>/", questions.line_question, name="line_question"),
    path("supervision/seals/", seals.ledger_seals, name="ledger_seals"),
    path("supervision/seals/<int:number>/<slug:part>/", seals.seal_file, name="seal_file"),
    path("data/disputes/", disputes.disputes, name="disputes"),
    path("data/disputes/<int:pk>/", disputes.dispute, name="dispute"),
]
