from __future__ import annotations

from django.urls import path

from datasharing.web import mismatches, views

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
]
