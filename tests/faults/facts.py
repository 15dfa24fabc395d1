"""What is left when all is quiet: plain values from the database, the simulator and the clients."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.acts import Act


@dataclass(frozen=True)
class CaseFact:
    pk: int
    number: str
    applicant: str
    """The account of the person whose case it is."""
    state: str

    @property
    def stream(self) -> str:
        return f"case:{self.number}"


@dataclass(frozen=True)
class ApprovalFact:
    pk: int
    case: int
    state: str
    has_system: bool
    """Its department is told by the portal and answers by callback."""
    licences: tuple[str, ...] = ()
    """Material types that a granted one issues."""
    matter: int = 0
    promises: int = 0
    """Promises that stand in for a material of its matter; each is checked once it is granted."""


@dataclass(frozen=True)
class MessageFact:
    key: str
    kind: str
    state: str
    error: str = ""


@dataclass(frozen=True)
class DeliveryFact:
    key: str
    approval: int
    event: str
    state: str


@dataclass(frozen=True)
class Told:
    """One line of the simulator's own record."""

    key: str
    approval: int
    event: str


@dataclass
class Facts:
    """All of them; `entries` counts (stream, verb, approval), `licences` (case, matter, type)."""

    cases: list[CaseFact] = field(default_factory=list)
    approvals: list[ApprovalFact] = field(default_factory=list)
    entries: Counter[tuple[str, str, int | None]] = field(default_factory=Counter)
    chain_faults: list[str] = field(default_factory=list)
    messages: list[MessageFact] = field(default_factory=list)
    deliveries: list[DeliveryFact] = field(default_factory=list)
    answered: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Callbacks that were kept as the answer for good: (approval, grant or deny)."""
    told: list[Told] = field(default_factory=list)
    licences: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    notices: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    """(case, reader, text)."""
    notice_kinds: Counter[tuple[int, str]] = field(default_factory=Counter)
    """(case, kind), to the applicant."""
    given: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(case number, act): what is there of an upload, a promise, an agreement."""
    checks: Counter[int] = field(default_factory=Counter)
    """Checks of promises that were opened, by approval."""
    writs: Counter[tuple[int, str, int | None]] = field(default_factory=Counter)
    pickups: Counter[int] = field(default_factory=Counter)
    ratings: Counter[int] = field(default_factory=Counter)
    unanswered_keys: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
