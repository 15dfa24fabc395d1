"""A decision as plain statements: the rows that the portal writes, no engine and no ORM.

The ceiling of benchmark (a), and what the rivals write beside their own rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from portal.accounts.identity import mask_name
from portal.journal.chain import FIRST_PREVIOUS_HASH, entry_hash
from windows.precedents.situations import situation_of

UNDECIDED = ("waiting", "dispatched", "in_review", "stopped")


@dataclass(frozen=True)
class Part:
    """What is known of a part of every case before anybody decides."""

    matter_id: int
    matter_code: str
    matter: str
    matter_en: str
    thing: str
    thing_en: str
    department_id: int
    department: str
    department_en: str
    material_type_id: int
    licence: str
    licence_en: str
    user_id: int
    user: str


def decide(cursor: Any, case_id: int, approval_id: int, part: Part, *, has_join: bool) -> None:
    """Grant, in the caller's transaction. `has_join`: also ask whether it was the last one, and
    finish the case if so; a rival has its own engine for that.
    """
    now = dt.datetime.now(dt.UTC)
    cursor.execute(
        "SELECT one.number, one.applicant_id, who.name, one.answers FROM windows_case one "
        "JOIN accounts_applicant who ON who.id = one.applicant_id WHERE one.id = %s "
        "FOR UPDATE OF one",
        [case_id],
    )
    number, applicant_id, name, answers = cursor.fetchone()
    cursor.execute(
        "UPDATE windows_approval SET state = 'approved', decided_at = %s, decided_by_id = %s, "
        "decided_by_name = %s, situation = %s WHERE id = %s AND state = ANY(%s)",
        [now, part.user_id, part.user, _situation(answers), approval_id, list(UNDECIDED)],
    )
    assert cursor.rowcount == 1
    _write_paper(cursor, case_id, approval_id, number, mask_name(name), part, now)
    licence_id, licence = _write_licence(cursor, number, applicant_id, part, now)
    cursor.execute(
        "INSERT INTO windows_approval_licences (approval_id, licence_id) VALUES (%s, %s)",
        [approval_id, licence_id],
    )
    told = {
        "approval": approval_id,
        "matter_code": part.matter_code,
        "matter": part.matter,
        "matter_en": part.matter_en,
        "department": part.department,
        "department_en": part.department_en,
    }
    issued = {
        **licence,
        "department": part.department,
        "department_en": part.department_en,
        "holder": applicant_id,
    }
    granted = {"reason": "", "reason_en": "", **told}
    entries = [("approval.approved", granted), ("licence.issued", issued)]
    _write_journal(cursor, f"case:{number}", entries, part, now)
    text = [
        f"办件（{number}）的“{part.matter}”已准予，决定书请看办件页面。",
        f"“{part.matter_en}” ({number}) was granted. The decision is on the case page.",
    ]
    cursor.execute(
        "INSERT INTO windows_notice (applicant_id, case_id, kind, key, text, text_en, url, "
        "created_at) VALUES (%s, %s, 'granted', %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [applicant_id, case_id, f"granted:{approval_id}", *text, f"/cases/{number}/", now],
    )
    if not has_join:
        return
    cursor.execute(
        "SELECT 1 FROM windows_approval WHERE case_id = %s AND state = ANY(%s) LIMIT 1",
        [case_id, list(UNDECIDED)],
    )
    if cursor.fetchone() is None:
        _publish(cursor, "case.finish", f"case.finish:{case_id}", {"case_id": case_id}, now)


def _situation(answers: str | dict[str, list[str]]) -> str:
    """What later decisions are compared by; the driver gives JSON as text or as it is."""
    return situation_of(json.loads(answers) if isinstance(answers, str) else answers)


def _write_paper(cursor, case_id, approval_id, number, name, part, now) -> None:
    cursor.execute("SELECT count(*) FROM windows_writ WHERE case_id = %s", [case_id])
    (before,) = cursor.fetchone()
    paper = f"{number}-{before + 1:02d}"
    body = [
        _row("办件编号", "Case number", number, number),
        _row("申请事项", "What was applied for", part.thing, part.thing_en),
        _row("申请人", "Applicant", name, name),
        _row("事项", "Matter", part.matter, part.matter_en),
        _row("决定", "Decision", "准予", "Granted"),
    ]
    said = ["grant", paper, part.department, part.department_en, now.isoformat(), body]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    seal = hashlib.sha256(canonical.encode()).hexdigest()
    cursor.execute(
        "INSERT INTO windows_writ (case_id, approval_id, kind, key, number, body, issuer, "
        "issuer_en, issued_by_name, issued_at, seal) "
        "VALUES (%s, %s, 'grant', %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            case_id, approval_id, f"decision:{approval_id}", paper, json.dumps(body),
            part.department, part.department_en, part.user, now, seal,
        ],
    )  # fmt: skip


def _row(label: str, label_en: str, said: str, said_en: str) -> list[list[str]]:
    return [[label, label_en], [said, said_en]]


def _write_licence(cursor, number, applicant_id, part, now) -> tuple[int, dict[str, Any]]:
    cursor.execute("SELECT nextval(pg_get_serial_sequence('materials_licence', 'id'))")
    (serial,) = cursor.fetchone()
    told = {
        "number": f"330100-{now.year}-{serial:08d}",
        "identifier": f"1.2.156.3005.2.{part.material_type_id}.{now:%Y%m%d}{serial:08d}",
        "name": part.licence,
        "name_en": part.licence_en,
    }
    cursor.execute(
        "INSERT INTO materials_licence (id, number, identifier, material_type_id, name, name_en, "
        "holder_id, department_id, matter_id, case_number, content, issued_on, state, "
        "state_reason, token) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '{}', %s, '01', '', %s)",
        [
            serial, told["number"], told["identifier"], part.material_type_id, part.licence,
            part.licence_en, applicant_id, part.department_id, part.matter_id, number, now.date(),
            secrets.token_urlsafe(),
        ],
    )  # fmt: skip
    return serial, told


def _write_journal(cursor, stream, entries, part, now) -> None:
    cursor.execute(
        "SELECT sequence, hash FROM journal_entry WHERE stream = %s ORDER BY sequence DESC LIMIT 1",
        [stream],
    )
    sequence, previous = cursor.fetchone() or (0, FIRST_PREVIOUS_HASH)
    for verb, data in entries:
        sequence += 1
        actor = {"kind": "officer", "id": part.user_id, "name": part.user}
        mine = entry_hash(
            stream=stream,
            sequence=sequence,
            at=now,
            verb=verb,
            actor=actor,
            data=data,
            previous_hash=previous,
        )
        cursor.execute(
            "INSERT INTO journal_entry (stream, sequence, at, verb, actor_kind, actor_id, "
            "actor_name, data, previous_hash, hash) "
            "VALUES (%s, %s, %s, %s, 'officer', %s, %s, %s, %s, %s)",
            [
                stream, sequence, now, verb, part.user_id, part.user,
                json.dumps(data, ensure_ascii=False), previous, mine,
            ],
        )  # fmt: skip
        previous = mine


def _publish(cursor, kind, key, payload, now) -> None:
    cursor.execute(
        "INSERT INTO outbox_message (id, key, kind, payload, state, attempts, attempts_forgiven, "
        "created_at, not_before, nudged_at, last_error) "
        "VALUES (%s, %s, %s, %s, 'queued', 0, 0, %s, %s, %s, '') ON CONFLICT DO NOTHING",
        [str(uuid.uuid4()), key, kind, json.dumps(payload), now, now, now],
    )
