from __future__ import annotations

from django.urls import path

from datasharing.web import disputes, views

urlpatterns = [
    path("my/data/", views.my_data, name="my_data"),
    path("my/data/consents/<int:consent_id>/take-back/", views.take_back, name="take_back_consent"),
    path("data/disputes/", disputes.disputes, name="disputes"),
    path("data/disputes/<int:pk>/", disputes.dispute, name="dispute"),
]
