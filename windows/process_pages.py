"""docs/process: one page for each table of moves, written from the table itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import override

from datasharing.disputes.states import DISPUTE_MOVES, DisputeState
from datasharing.grounds.states import MISMATCH_MOVES, MismatchState
from datasharing.lists.demand.states import DEMAND_MOVES, DemandState
from datasharing.lists.permissions.states import PERMISSION_MOVES, PermissionState
from datasharing.states import EXCHANGE_MOVES, ExchangeState
from materials.documents.levels import LEVEL_MOVES, DocumentLevel
from materials.documents.states import SCAN_MOVES, ScanState
from materials.licences.states import MOVES as LICENCE_MOVES
from materials.licences.states import LicenceState
from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves
from services.overlays.states import PROPOSAL_MOVES, ProposalState
from services.revisions.states import REVISION_MOVES, RevisionState
from windows.approvals.states import APPROVAL_MOVES, ApprovalState
from windows.cases.states import CASE_MOVES, SLOT_MOVES, CaseState, SlotState
from windows.deferred.states import DEFERRAL_MOVES, DeferralState
from windows.letters.states import LETTER_MOVES, LetterState
from windows.promises.states import CHECK_MOVES, CheckState

HEADER = (
    "<!-- Written by `manage.py write_process_docs` from {table}. "
    "Change the table, then run the command. -->\n"
)
INTRODUCTION = (
    "An action makes a move, and the code asks these tables whether it may. "
    "Each page is written from the table itself."
)
ANYBODY = "whoever the policy lets near it"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that moves. `begins` are the states in which it may come into being."""

    file: str
    title: str
    about: str
    table: str
    moves: Moves
    states: type[TextChoices]
    begins: tuple[str, ...]


SUBJECTS = (
    Subject(
        "case.md",
        "办件 Case",
        "One person's one thing, from the draft to the file.",
        "windows/cases/states.py",
        CASE_MOVES,
        CaseState,
        (CaseState.DRAFT,),
    ),
    Subject(
        "slot.md",
        "材料 MaterialSlot",
        "One material of a case: where its content is right now. The plan decides where it begins. "
        "When a source falls away (a read is not agreed to, or finds nothing), the slot begins "
        "again with the next source of the plan; at last that is the person.",
        "windows/cases/states.py",
        SLOT_MOVES,
        SlotState,
        (
            SlotState.WAITING,
            SlotState.FETCHED,
            SlotState.PROVIDED,
            SlotState.GENERATED,
            SlotState.FROM_OUTPUT,
            SlotState.MISSING,
            SlotState.DEFERRED,
        ),
    ),
    Subject(
        "approval.md",
        "部门审批件 Approval",
        "One matter's part of a case, at one department.",
        "windows/approvals/states.py",
        APPROVAL_MOVES,
        ApprovalState,
        (ApprovalState.WAITING,),
    ),
    Subject(
        "deferral.md",
        "容缺后补 Deferral",
        "One paper that may follow after acceptance, by its last day.",
        "windows/deferred/states.py",
        DEFERRAL_MOVES,
        DeferralState,
        (DeferralState.OPEN,),
    ),
    Subject(
        "commitment-check.md",
        "承诺核查 CommitmentCheck",
        "The check of one promise on which a decision rests, within sixty working days of it.",
        "windows/promises/states.py",
        CHECK_MOVES,
        CheckState,
        (CheckState.DUE,),
    ),
    Subject(
        "letter.md",
        "信件 Letter",
        "One e-mail or SMS that says what a notice in the site says (notifications.md).",
        "windows/letters/states.py",
        LETTER_MOVES,
        LetterState,
        (LetterState.QUEUED,),
    ),
    Subject(
        "exchange.md",
        "数据查询 Exchange",
        "One question to another authority about one person, for one case.",
        "datasharing/states.py",
        EXCHANGE_MOVES,
        ExchangeState,
        (ExchangeState.ASKED,),
    ),
    Subject(
        "mismatch.md",
        "答复不是本人 Mismatch",
        "An answer that named somebody else: what its provider finds out about it.",
        "datasharing/grounds/states.py",
        MISMATCH_MOVES,
        MismatchState,
        (MismatchState.OPEN,),
    ),
    Subject(
        "scan.md",
        "查毒 Blob",
        "Stored bytes on their way past the scanner. Where none is configured they begin, and "
        "stay, as not scanned, and the pages of the offices say so.",
        "materials/documents/states.py",
        SCAN_MOVES,
        ScanState,
        (ScanState.RECEIVED, ScanState.NOT_SCANNED),
    ),
    Subject(
        "dispute.md",
        "数据疑义 DataDispute",
        "One registered value that a person says is wrong. In their case the person's word counts "
        "at once; this is the ticket of the authority that keeps the register.",
        "datasharing/disputes/states.py",
        DISPUTE_MOVES,
        DisputeState,
        (DisputeState.OPEN,),
    ),
    Subject(
        "sharing-permission.md",
        "共享申请 SharingPermission",
        "One department's leave to read what another shares on conditions (lists.md).",
        "datasharing/lists/permissions/states.py",
        PERMISSION_MOVES,
        PermissionState,
        (PermissionState.ASKED, PermissionState.GRANTED),
    ),
    Subject(
        "data-demand.md",
        "数据需求 DataDemand",
        "Whether data takes the place of one paper, and what two departments agreed about it "
        "(lists-demand.md). A source that can be asked no more leads back to where it was before.",
        "datasharing/lists/demand/states.py",
        DEMAND_MOVES,
        DemandState,
        (DemandState.NOT_ASKED, DemandState.CONNECTED),
    ),
    Subject(
        "licence.md",
        "电子证照 Licence",
        "An issued licence. The codes are those of GB/T 36903.",
        "materials/licences/states.py",
        LICENCE_MOVES,
        LicenceState,
        (LicenceState.VALID,),
    ),
    Subject(
        "document-level.md",
        "可信等级 TrustLevel",
        "How far a document is trusted. Nothing leads down: a new copy is a new document.",
        "materials/documents/levels.py",
        LEVEL_MOVES,
        DocumentLevel,
        (DocumentLevel.C, DocumentLevel.D),
    ),
    Subject(
        "revision.md",
        "修订稿 Revision",
        "A life event as an editor would have it, on its way into the catalogue. Who wrote any of "
        "it does not review it; what asks more of people is reviewed by another department.",
        "services/revisions/states.py",
        REVISION_MOVES,
        RevisionState,
        (RevisionState.DRAFT,),
    ),
    Subject(
        "overlay.md",
        "地方版送审 OverlayProposal",
        "What a city or county would ask beyond what holds there now. One editor proposes it, "
        "another of another department publishes or refuses it. Easing needs no proposal.",
        "services/overlays/states.py",
        PROPOSAL_MOVES,
        ProposalState,
        (ProposalState.PROPOSED,),
    ),
)


def pages() -> dict[str, str]:
    """File name → what it must say. The same tables always give the same bytes."""
    with override(None):  # the words as they stand in the code, whatever the reader's language
        return {"README.md": _index(), **{each.file: _page(each) for each in SUBJECTS}}


def _index() -> str:
    lines = [
        HEADER.format(table="the tables of moves"),
        "# How things move",
        "",
        INTRODUCTION,
        "",
        "| thing | states | moves | table |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| [{each.title}]({each.file}) | {len(each.moves.states)} | {len(each.moves.names)} | "
        f"`{each.table}` |"
        for each in SUBJECTS
    ]
    return "\n".join(lines) + "\n"


def _page(subject: Subject) -> str:
    lines = [
        HEADER.format(table=f"`{subject.table}`"),
        f"# {subject.title}",
        "",
        subject.about,
        "",
        "```mermaid",
        "stateDiagram-v2",
        *_diagram(subject),
        "```",
        "",
        "## Moves",
        "",
        "| move | from | to | who | what it is |",
        "|---|---|---|---|---|",
        *(_row(subject, move) for move in subject.moves),
        "",
        "## Who may do what",
        "",
        "| who | moves |",
        "|---|---|",
        *_by_role(subject.moves),
        "",
        *_unused(subject),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _diagram(subject: Subject) -> Iterator[str]:
    for state in subject.moves.states:
        yield f'    state "{_said(subject, state)}" as {_name(subject, state)}'
    for state in subject.begins:
        yield f"    [*] --> {_name(subject, state)}"
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in subject.moves:
        for source in move.sources:
            arrows.setdefault((source, move.target), []).append(move.name)
    for (source, target), names in arrows.items():
        yield f"    {_name(subject, source)} --> {_name(subject, target)}: {' / '.join(names)}"
    for state in subject.moves.final_states:
        yield f"    {_name(subject, state)} --> [*]"


def _row(subject: Subject, move: Move) -> str:
    sources = ", ".join(_name(subject, source) for source in move.sources)
    who = ", ".join(move.roles) or ANYBODY
    sentence = f"{move.sentence}<br>{move.sentence_en}"
    return f"| `{move.name}` | {sources} | {_name(subject, move.target)} | {who} | {sentence} |"


def _by_role(moves: Moves) -> Iterator[str]:
    for role in Role:
        names = dict.fromkeys(move.name for move in moves if role in move.roles)
        if names:
            yield f"| {role.label} `{role.value}` | {', '.join(f'`{name}`' for name in names)} |"
    free = dict.fromkeys(move.name for move in moves if not move.roles)
    if free:
        yield f"| {ANYBODY} | {', '.join(f'`{name}`' for name in free)} |"


def _unused(subject: Subject) -> Iterator[str]:
    left = [state for state in subject.states.values if state not in subject.moves.states]
    if left:
        said = ", ".join(_said(subject, state) for state in left)
        yield f"Words of the standard that no move leads to: {said}."


def _name(subject: Subject, state: str) -> str:
    return subject.states(state).name.lower()


def _said(subject: Subject, state: str) -> str:
    return f"{subject.states(state).label} {_name(subject, state)}"
