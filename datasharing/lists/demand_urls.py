"""Addresses of the demand list and the responsibility list, under /data/."""

from __future__ import annotations

from django.urls import path

from datasharing.lists.demand import web as demand
from datasharing.lists.duties import web as duties

urlpatterns = [
    path("demands/", demand.demand_list, name="data_demands"),
    path("demands/<int:pk>/", demand.demand, name="data_demand"),
    path("demands/list.<slug:form>", demand.demand_file, name="data_demand_file"),
    path("duties/", duties.duty_list, name="data_duties"),
    path("duties/<slug:code>/", duties.duties_of, name="data_duties_of"),
    path("duties/<slug:code>/list.<slug:form>", duties.duties_file, name="data_duties_file"),
]
