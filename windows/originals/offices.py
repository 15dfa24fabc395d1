"""In whose name somebody on the staff looks at a paper."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Department, Region
from windows.approvals.policy import DECIDERS
from windows.centres.queries import centre_of

WINDOW = Text("综合窗口", "Service window")
SUPERVISION = Text("督查", "Supervision")


def office_of(actor: Actor) -> Text:
    """The department, the service centre, or the region whose window or supervision it is."""
    if actor.kind in DECIDERS:
        department = Department.objects.filter(code=actor.department_code).first()
        return Text(department.name, department.name_en) if department else Text("")
    centre = centre_of(actor) if actor.kind == Role.CLERK else None
    if centre is not None:
        return Text(centre.name, centre.name_en)
    post = SUPERVISION if actor.kind == Role.SUPERVISOR else WINDOW
    region = Region.objects.filter(code=actor.region_code).first()
    if region is None:
        return post
    return Text(f"{region.name}{post.zh}", f"{post.en}, {region.name_en or region.name}")
