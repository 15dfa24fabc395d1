"""The only writers of licences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from materials.catalogue.models import MaterialType
from materials.errors import NotTheIssuer, ReasonMissing
from materials.licences.identifier import issuer_code, licence_identifier, type_code
from materials.licences.models import Licence
from materials.licences.policy import may_issue_for
from materials.licences.states import IN_ENGLISH, MOVES, LicenceState
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.journal.actions import record
from portal.rows import insert
from portal.worded import Worded
from services.catalogue.text import Text
from services.models import Department, Matter


@transaction.atomic(savepoint=False)
def issue_licence(
    holder: Applicant,
    *,
    matter: Matter,
    material_type: MaterialType,
    department: Department,
    case_number: str,
    name: Text,
    content: Mapping[str, object],
    actor: Actor,
    valid_until: date | None = None,
) -> Licence:
    """Issue the electronic licence that a granted approval gives (国令716 art. 11).

    Once per case, matter, material and holder: issuing again returns the first, whatever else was
    passed. Content is fixed from then on. Raises NotTheIssuer.
    """
    if not may_issue_for(actor, department):
        raise NotTheIssuer
    key = {
        "case_number": case_number,
        "matter": matter,
        "material_type": material_type,
        "holder": holder,
    }
    issued = _ISSUED.first(case_number, matter.pk, material_type.pk, holder.pk)
    if issued is not None:
        return issued
    today = timezone.localdate()
    serial = _next_serial()
    licence = Licence(
        pk=serial,
        **key,
        department=department,
        number=f"{department.region_id[:6]}-{today.year}-{serial:08d}",
        identifier=licence_identifier(
            type_code=type_code(material_type.pk),
            issuer_code=issuer_code(department.credit_code, region=department.region_id),
            serial=f"{today:%Y%m%d}{serial:08d}",
        ),
        name=name.zh,
        name_en=name.en,
        content=dict(content),
        issued_on=today,
        valid_until=valid_until,
    )
    if insert(licence, on_conflict="DO NOTHING") is None:
        # A rival issued it between our look and our insert; theirs is the licence.
        return Licence.objects.get(**key)
    record(
        f"case:{case_number}",
        "licence.issued",
        actor=actor,
        number=licence.number,
        identifier=licence.identifier,
        name=licence.name,
        name_en=licence.name_en or licence.name,
        department=department.name,
        department_en=department.name_en or department.name,
        holder=holder.pk,
    )
    return licence


_ISSUED: Worded[Licence] = Worded(
    lambda case_number, matter, kind, holder: Licence.objects.filter(
        case_number=case_number, matter_id=matter, material_type_id=kind, holder_id=holder
    ).order_by("pk"),
    values=4,
)


def revoke_licence(licence: Licence, *, reason: str, actor: Actor) -> Licence:
    """撤销 (行政许可法 art. 69): the licence should not have been granted."""
    return move_licence(licence, move="revoke", reason=reason, actor=actor)


@transaction.atomic
def move_licence(licence: Licence, *, move: str, reason: str, actor: Actor) -> Licence:
    """Suspend, restore, revoke, cancel or withdraw a licence, by the table in `states`.

    Only the issuing department, and never without a reason. Raises NotTheIssuer, ReasonMissing,
    MoveRefused.
    """
    licence = (
        Licence.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=licence.pk)
    )
    if not may_issue_for(actor, licence.department):
        raise NotTheIssuer
    if not reason.strip():
        raise ReasonMissing(field="reason")
    before = LicenceState(licence.state)
    after = LicenceState(MOVES.check(before.value, move, actor.kind.value))
    licence.state = after
    licence.state_reason = reason.strip()
    licence.state_changed_at = timezone.now()
    licence.save(update_fields=["state", "state_reason", "state_changed_at"])
    record(
        f"case:{licence.case_number}",
        "licence.state_changed",
        actor=actor,
        number=licence.number,
        move=move,
        reason=licence.state_reason,
        before=_in_chinese(before),
        before_en=IN_ENGLISH[before],
        after=_in_chinese(after),
        after_en=IN_ENGLISH[after],
    )
    return licence


def _in_chinese(state: LicenceState) -> str:
    with override("zh-hans"):
        return str(state.label)


def _next_serial() -> int:
    """The number the row will bear, taken before the row is written so that it can name itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('materials_licence', 'id'))")
        return int(cursor.fetchone()[0])
