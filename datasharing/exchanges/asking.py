"""Writing a question down. Nothing leaves the house here: a worker asks, see `reading`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from datasharing import policy
from datasharing.errors import ResourceNotShared, ResourceUnknown, SubjectNotVerified
from datasharing.exchanges.ground import check_ground
from datasharing.exchanges.moves import move, publish_fetch, start_round
from datasharing.exchanges.question import fields_for, keys_for
from datasharing.ledger.gate import check_open
from datasharing.models import Consent, DataResource, Exchange
from datasharing.states import SETTLED, ExchangeState, Sharing
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, ApplicantKind
from portal.errors import MoveRefused
from portal.journal.actions import record


@transaction.atomic(savepoint=False)
def request(
    case_number: str,
    *,
    matter_code: str,
    department_name: str,
    resource: str,
    subject: Applicant,
    role: str,
    purpose: str,
    actor: Actor,
    consent: Consent | None = None,
    legal_ground: str = "",
    query: Mapping[str, str] | None = None,
    fields: Sequence[str] | None = None,
    department_name_en: str = "",
    purpose_en: str = "",
) -> Exchange:
    """Ask `resource` about `subject` for this case; safe to call again for every matter that needs
    it.

    `query` only narrows (which house, which contract). `fields` are the least that is needed; an
    empty list asks only whether there is a record; None asks all that are not sensitive. One case
    asks a resource about a person once: a later call that needs no more gets the exchange there is,
    one that needs more fields, another record or brings a fresh consent has it asked anew.

    Refused without a consent that covers it or a legal ground (个人信息保护法 art. 13, 34), and
    about a person whose identity nobody has verified.
    """
    policy.check_may_ask(actor=actor)
    if subject.kind == ApplicantKind.PERSON and not subject.is_verified:
        raise SubjectNotVerified
    offered = _resource(resource)
    narrowing = {name: value for name, value in (query or {}).items() if value}
    keys_for(offered, subject, narrowing)
    wanted = fields_for(offered, fields)
    check_ground(consent, legal_ground, case_number=case_number, resource=offered, subject=subject)
    new = Exchange(
        case_number=case_number,
        matter_code=matter_code,
        department_name=department_name,
        department_name_en=department_name_en,
        resource=offered,
        subject=subject,
        role=role,
        consent=consent,
        legal_ground=legal_ground,
        purpose=purpose,
        purpose_en=purpose_en,
        query=narrowing,
        fields=wanted,
    )
    # Waits for a rival who asks the same at this moment, and lets the first one win.
    Exchange.objects.bulk_create([new], ignore_conflicts=True)
    exchange = _locked(
        Exchange.objects.get(case_number=case_number, resource=offered, subject=subject)
    )
    if exchange.pk == new.pk:
        _journal(exchange, "data.asked", actor=actor)
        publish_fetch(exchange)
    elif _extend(exchange, wanted=wanted, narrowing=narrowing, consent=consent):
        _journal(exchange, "data.asked", actor=actor)
        start_round(exchange)
    return exchange


@transaction.atomic(savepoint=False)
def ask_again(exchange: Exchange, *, actor: Actor) -> Exchange:
    """Somebody saw why it failed and wants it tried again now; the ground must still stand.

    Raises LedgerNotSealed while nothing may be read.
    """
    exchange = _locked(exchange)
    policy.check_may_ask(actor=actor)
    check_open()
    check_ground(
        exchange.consent,
        exchange.legal_ground,
        case_number=exchange.case_number,
        resource=exchange.resource,
        subject=exchange.subject,
    )
    if exchange.state != ExchangeState.FAILED:
        raise MoveRefused
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


def _locked(exchange: Exchange) -> Exchange:
    return (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource", "subject", "consent")
        .get(pk=exchange.pk)
    )


def _extend(
    exchange: Exchange,
    *,
    wanted: list[str],
    narrowing: Mapping[str, str],
    consent: Consent | None,
) -> bool:
    """Take over what the new call needs more; False when the exchange already serves it."""
    more = set(wanted) - set(exchange.fields)
    other_record = bool(narrowing) and narrowing != exchange.query
    is_fresh_consent = consent is not None and consent.pk != exchange.consent_id
    if more:
        both = more | set(exchange.fields)
        exchange.fields = [name for name in exchange.resource.field_names if name in both]
    if other_record:
        exchange.query = dict(narrowing)
    if is_fresh_consent:
        exchange.consent = consent
    unsettled = exchange.state not in SETTLED
    return bool(more) or other_record or (is_fresh_consent and unsettled)


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
        fields=list(exchange.fields),
    )
