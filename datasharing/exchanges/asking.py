"""Writing a question down. Nothing leaves the house here: a worker asks, see `reading`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from datasharing import policy
from datasharing.errors import (
    GroundMissing,
    ResourceNotShared,
    ResourceUnknown,
    SubjectNotVerified,
)
from datasharing.exchanges.ground import ByDuty, check_ground, covered, ground_of, put_ground
from datasharing.exchanges.moves import move, publish_fetch, start_round
from datasharing.exchanges.question import (
    asked_fields,
    check_assertion,
    fields_for,
    joined,
    keys_for,
)
from datasharing.grounds.assertions import Assertion
from datasharing.ledger.gate import check_open
from datasharing.lists.permissions.enforcing import permission_for
from datasharing.models import Consent, DataResource, Exchange, SharingPermission
from datasharing.states import SETTLED, ExchangeState, Sharing
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, ApplicantKind
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.models import Edition


@transaction.atomic(savepoint=False)
def request(
    case_number: str,
    *,
    matter_code: str,
    department_name: str,
    resource: str,
    subject: Applicant,
    role: str,
    requirement: str,
    purpose: str,
    actor: Actor,
    consent: Consent | None = None,
    duty: ByDuty | None = None,
    edition: Edition | None = None,
    needs: Sequence[tuple[str, str]] = (),
    query: Mapping[str, str] | None = None,
    fields: Sequence[str] | None = None,
    assertion: Assertion | None = None,
    department_name_en: str = "",
    purpose_en: str = "",
) -> Exchange:
    """Ask `resource` about `subject` for this case; safe to call again for every matter that needs
    it.

    `requirement` of the matter is what needs it, `needs` everything else in the case that it
    serves. `query` only narrows (which house, which contract). `fields` are the least that is
    needed; an empty list asks only whether there is a record; None asks all that are not sensitive;
    an `assertion` keeps a yes or no in place of any field. One case asks a resource about a person
    once: a later call that needs no more gets the exchange there is, one that needs more fields,
    another record or brings a fresh consent has it asked anew.

    Refused without a consent that covers it or a duty that the edition has (个人信息保护法 art. 13,
    34), about a person whose identity nobody has verified, and without the provider's agreement
    where it shares on conditions (PermissionMissing).
    """
    policy.check_may_ask(actor=actor)
    if subject.kind == ApplicantKind.PERSON and not subject.is_verified:
        raise SubjectNotVerified
    offered = _resource(resource)
    narrowing = {name: value for name, value in (query or {}).items() if value}
    keys_for(offered, subject, narrowing)
    wanted = fields_for(offered, [] if assertion else fields)
    check_assertion(offered, assertion)
    ground = duty or consent
    check_ground(
        ground,
        case_number=case_number,
        resource=offered,
        subject=subject,
        requirement=requirement,
        asked=[assertion.field] if assertion else wanted,
    )
    if ground is None:
        raise GroundMissing
    new = Exchange(
        case_number=case_number,
        matter_code=matter_code,
        department_name=department_name,
        department_name_en=department_name_en,
        resource=offered,
        subject=subject,
        role=role,
        requirement=requirement,
        needs=[list(pair) for pair in needs] or [[matter_code, requirement]],
        edition=edition,
        purpose=purpose,
        purpose_en=purpose_en,
        query=narrowing,
        fields=wanted,
        assertion=assertion.as_json() if assertion else None,
    )
    put_ground(new, ground)
    new.permission = _permission(new)
    # Waits for a rival who asks the same at this moment, and lets the first one win.
    Exchange.objects.bulk_create([new], ignore_conflicts=True)
    exchange = _locked(
        Exchange.objects.get(case_number=case_number, resource=offered, subject=subject)
    )
    if exchange.pk == new.pk:
        _journal(exchange, "data.asked", actor=actor)
        publish_fetch(exchange)
    elif _extend(exchange, new=new, ground=ground):
        _journal(exchange, "data.asked", actor=actor)
        start_round(exchange)
    return exchange


@transaction.atomic(savepoint=False)
def ask_again(exchange: Exchange, *, actor: Actor) -> Exchange:
    """Somebody saw why it failed and wants it tried again now; the ground must still stand.

    Raises LedgerNotSealed while nothing may be read, ResourceNotShared, PermissionMissing.
    """
    exchange = _locked(exchange)
    policy.check_may_ask(actor=actor)
    check_open()
    check_ground(
        ground_of(exchange),
        case_number=exchange.case_number,
        resource=exchange.resource,
        subject=exchange.subject,
        requirement=exchange.requirement,
        asked=asked_fields(exchange),
    )
    if exchange.state != ExchangeState.FAILED:
        raise MoveRefused
    exchange.permission = _permission(exchange)
    _journal(exchange, "data.asked", actor=actor)
    start_round(exchange)
    return exchange


@transaction.atomic(savepoint=False)
def stop(exchange: Exchange, *, actor: Actor) -> Exchange:
    """The answer is not needed any more (handed in, or the case is over): stop asking.

    Data that nobody needs must not be read (个人信息保护法 art. 6). An answer already here stays.
    """
    exchange = _locked(exchange)
    policy.check_may_ask(actor=actor)
    if exchange.state in SETTLED:
        return exchange
    if exchange.state == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    exchange.round += 1  # what is under way or still waits belongs to an old round now
    exchange.save()
    _journal(exchange, "data.stopped", actor=actor)
    return exchange


def _resource(code: str) -> DataResource:
    found = DataResource.objects.filter(code=code).first()
    if found is None:
        raise ResourceUnknown(resource=code)
    if found.sharing == Sharing.NONE:
        raise ResourceNotShared(name=found.name)
    return found


def _permission(exchange: Exchange) -> SharingPermission | None:
    if exchange.resource.sharing == Sharing.NONE:
        raise ResourceNotShared(name=exchange.resource.name)
    return permission_for(
        exchange.resource,
        department_name=exchange.department_name,
        edition=exchange.edition,
        matter_code=exchange.matter_code,
    )


def _locked(exchange: Exchange) -> Exchange:
    return (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource", "subject", "consent", "duty", "edition", "notice")
        .get(pk=exchange.pk)
    )


def _extend(exchange: Exchange, *, new: Exchange, ground: Consent | ByDuty) -> bool:
    """Take over what the new call needs more; False when the exchange already serves it.

    Where one needs a field and the other only a yes or no, the field is asked and serves both.
    """
    fields, assertion = joined(exchange, new)
    more = (fields, assertion) != (exchange.fields, exchange.assertion)
    other_record = bool(new.query) and new.query != exchange.query
    pairs = [pair for pair in new.needs if pair not in exchange.needs]
    exchange.needs = [*exchange.needs, *pairs]
    is_fresh = (
        ground.pk != exchange.consent_id
        if isinstance(ground, Consent)
        else ground.ground.pk != exchange.duty_id
    )
    is_anew = more or other_record or (is_fresh and exchange.state not in SETTLED)
    if is_anew:
        exchange.fields, exchange.assertion = covered(ground, exchange.resource, fields, assertion)
        exchange.query = new.query if other_record else exchange.query
    if is_anew and is_fresh:
        put_ground(exchange, ground)
    if is_anew:
        exchange.permission = _permission(exchange)
    if pairs and not is_anew:
        exchange.save(update_fields=["needs"])
    return is_anew


def _journal(exchange: Exchange, verb: str, *, actor: Actor) -> None:
    record(
        f"case:{exchange.case_number}",
        verb,
        actor=actor,
        exchange=str(exchange.pk),
        resource=exchange.resource.name,
        resource_en=exchange.resource.name_en or exchange.resource.name,
        role=exchange.role,
        matter=exchange.matter_code,
        requirement=exchange.requirement,
        ground=exchange.ground_kind,
        fields=list(exchange.fields),
    )
