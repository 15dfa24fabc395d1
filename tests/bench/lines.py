"""A record of reads that has grown for five years: written by the server itself, in bulk."""

from __future__ import annotations

import random
import time

from django.db import connection
from django.utils import timezone

from datasharing.actions import DEFAULT_VALIDITY
from datasharing.grounds.states import GroundKind
from datasharing.models import Consent, DataResource, Exchange
from datasharing.states import GivenVia
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role

LINES_EACH = 25
"""Lines a person at the full size."""
MONTHS = 60
ANALYZE = "VACUUM ANALYZE"
PREFIX = "LEDG"


def people(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_applicant (kind, name, id_type, id_number, phone, address, "
            "verified_at, verified_how) SELECT 'person', '测试' || g, 'passport', "
            "%s || lpad(g::text, 8, '0'), '', '', now(), 'imported' "
            "FROM generate_series(1, %s) AS g",
            [PREFIX, count],
        )


def fill(before: int, until: int, *, people: int) -> float:
    """Lines `before` to `until`, each with its entry in the journal; the seconds it took.

    Without triggers and the checks of foreign keys: the ends of the chains are put right after.
    """
    began = time.monotonic()
    resource = DataResource.objects.get(code="DS13")
    first = Applicant.objects.filter(id_number__startswith=PREFIX).earliest("pk").pk
    given = {
        "first": first, "people": people, "resource": resource.pk, "months": MONTHS,
        "from": before + 1, "to": until, "base": before * 1000,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(datasharing_ledger_make_month(now() - g * interval '1 month')) "
            "FROM generate_series(0, %(months)s) AS g",
            given,
        )
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(LINES, given)
        cursor.execute(JOURNAL, given)
        cursor.execute(HEADS, given)
        cursor.execute(SEAL, given)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(ANALYZE)
    return time.monotonic() - began


SAID = "md5(g::text) || md5((g + 1)::text)"
LINES = f"""
INSERT INTO datasharing_ledgerentry (exchange_id, attempt, subject_id, sequence, at,
    asker_department, asker_department_en, matter_code, case_number, resource_id, fields, ground,
    ground_en, purpose, purpose_en, outcome, previous_hash, hash, layout)
SELECT gen_random_uuid(), 1, %(first)s + (g * 7919::bigint) %% %(people)s,
    %(base)s + g / %(people)s + 1,
    now() - ((g * 104729::bigint) %% 1000000) / 1000000.0 * (%(months)s * interval '30 days'),
    '自然资源和规划局', 'Planning Bureau', 'P10-03',
    '330106-20261122-' || lpad(g::text, 8, '0'), %(resource)s,
    '[["坐落", "Address"], ["面积", "Area"], ["权利人", "Owner"]]',
    '本人授权（2026-11-22，网上授权）', 'Your consent (2026-11-22, given online)', '办理二手房过户',
    'To transfer a home', 'answered', {SAID}, {SAID}, 2
FROM generate_series(%(from)s, %(to)s) AS g
"""
JOURNAL = f"""
INSERT INTO journal_entry (stream, sequence, at, verb, actor_kind, actor_name, data, previous_hash,
    hash)
SELECT 'applicant:' || (%(first)s + (g * 7919::bigint) %% %(people)s),
    %(base)s %% 1000000000 + g / %(people)s + 1, now(), 'data.read', 'system', '系统',
    jsonb_build_object('line', g, 'line_hash', {SAID}, 'case', g::text, 'asker', '自然资源和规划局',
        'asker_en', 'Planning Bureau', 'resource', '不动产登记信息', 'outcome', 'answered'),
    {SAID}, {SAID}
FROM generate_series(%(from)s, %(to)s) AS g
"""
HEADS = """
INSERT INTO datasharing_ledgerhead (subject_id, sequence, hash)
SELECT subject_id, max(sequence), repeat('a', 64)
FROM datasharing_ledgerentry GROUP BY subject_id
ON CONFLICT (subject_id) DO UPDATE SET sequence = EXCLUDED.sequence
"""


SEAL = """
INSERT INTO datasharing_ledgerseal (number, after_id, to_id, lines, first_at, last_at, root,
    previous_hash, statement, hash, made_at, token, sealed_at, authority, tries, last_error)
SELECT %(to)s, %(from)s, max(id), 1, now(), now(), '', '', '', '', now(), 'x', now(), 'x', 1, ''
FROM datasharing_ledgerentry
"""
"""As if everything were sealed: the gate looks from here on."""


def exchanges(count: int, *, people: int, seed: int) -> list[Exchange]:
    """So many questions about people from anywhere in the list, each with something to tell."""
    choose = random.Random(seed)
    first = Applicant.objects.filter(id_number__startswith=PREFIX).earliest("pk").pk
    resource = DataResource.objects.get(code="DS13")
    persons = {
        each.pk: each
        for each in Applicant.objects.filter(
            pk__in=[first + choose.randrange(people) for _ in range(count)]
        )
    }
    listed = list(persons.values())
    now = timezone.now()
    consents = Consent.objects.bulk_create(
        Consent(
            subject=listed[number % len(listed)],
            case_number=f"330106-20261122-b{seed:09d}-{number}",
            resources=[resource.code],
            purpose="办理二手房过户",
            given_at=now,
            expires_at=now + DEFAULT_VALIDITY,
            given_via=GivenVia.ONLINE,
        )
        for number in range(count)
    )
    rows = [
        Exchange(
            case_number=consent.case_number,
            matter_code="P10-03",
            department_name="自然资源和规划局",
            department_name_en="Planning Bureau",
            resource=resource,
            subject=consent.subject,
            role="seller",
            requirement="house_certificate",
            ground_kind=GroundKind.CONSENT,
            consent=consent,
            grounded_at=now,
            purpose="办理二手房过户",
            fields=["location", "area"],
            asked_at=now,
        )
        for consent in consents
    ]
    return Exchange.objects.bulk_create(rows)


def acting_for(person: Applicant) -> Actor:
    return Actor(kind=Role.APPLICANT, user_id=None, name="", applicant_ids=frozenset({person.pk}))


def weight() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])
