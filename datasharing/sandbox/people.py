"""What the sandbox knows of one person, one home and one firm; and the numbers they carry.

Plain facts only. What a register makes of them is in `registers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.accounts.identity import credit_check_character, resident_check_character

CHILD_UNTIL = 18


@dataclass(frozen=True, slots=True)
class Home:
    certificate_number: str
    unit_number: str
    address: str
    area: str
    ownership: str = "单独所有"
    mortgage: str = ""
    restriction: str = ""
    bought_on: str = "2009-06-18"
    price: str = "1680000"
    owed: tuple[tuple[str, str], ...] = ()
    """Utilities with something to pay: (water, "86.40")."""
    use: str = "住宅"
    seller: str = "杭州安居置业有限公司"
    is_registered: bool = True
    """False for a new home under contract: the register has only the notice in advance."""
    secured_debt: str = "0"


@dataclass(frozen=True, slots=True)
class Purchase:
    """A sale signed online and not yet filed: what buyer and seller agreed."""

    home: Home
    seller: str
    """Username."""
    signed_on: str
    handover_on: str
    price: str
    seller_account: str
    loan_bank: str = ""
    loan_amount: str = ""
    loan_years: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    name: str
    id_number: str
    phone: str
    address: str
    nation: str = "汉族"
    spouse: str = ""
    """Username; the register of marriages is made from both sides."""
    married_on: str = ""
    divorced_on: str = ""
    father: str = ""
    mother: str = ""
    """Usernames; empty where that parent is not among the invented people."""
    household: str = ""
    """Empty for a newborn who is not registered yet, and for the dead of earlier years."""
    relation: str = "户主"
    lives_at: str = ""
    """Where somebody from elsewhere lives here, with a residence permit."""
    died_on: str = ""
    died_of: str = ""
    homes: tuple[Home, ...] = ()
    buys: Purchase | None = None
    rents: str = ""
    rent: str = "0"
    fund_months: int = 0
    fund_base: str = "0"
    work: str = ""
    """staff, flexible, jobless, retired, or empty: insured as a resident."""
    employer: str = ""
    insured_since: str = ""
    disability: tuple[str, str, str] = ("", "", "")
    """Kind, grade, and the two digits that stand for them in the certificate's number."""
    discharged_on: str = ""
    """From the army."""
    assistance: str = ""
    has_only_child_certificate: bool = False
    handles_food: bool = False
    is_defaulter: bool = False
    story: str = ""
    story_en: str = ""

    @property
    def sex(self) -> str:
        return "男" if int(self.id_number[16]) % 2 else "女"

    @property
    def born(self) -> date:
        return date.fromisoformat(
            f"{self.id_number[6:10]}-{self.id_number[10:12]}-{self.id_number[12:14]}"
        )

    @property
    def is_alive(self) -> bool:
        return not self.died_on

    @property
    def is_registered(self) -> bool:
        """In the population register: everybody but a child whose birth is not registered yet."""
        return bool(self.household or self.died_on or self.lives_at)

    @property
    def is_married(self) -> bool:
        """To somebody who may have died since."""
        return bool(self.married_on) and not self.divorced_on

    def age_on(self, day: date) -> int:
        born = self.born
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Penalty:
    number: str
    what: str
    decided_on: str
    performed_on: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    code: str
    name: str
    kind: str
    stage: str
    land_area: str


@dataclass(frozen=True, slots=True)
class Firm:
    credit_code: str
    name: str
    type: str
    legal_representative: str
    """Username."""
    address: str
    capital: str
    founded_on: str
    business_scope: str
    status: str = "存续"
    abnormal: bool = False
    shareholders: tuple[tuple[str, int], ...] = ()
    """(username, hundredths)."""
    food_licence: str = ""
    penalties: tuple[Penalty, ...] = ()
    project: Project | None = None
    homes: tuple[Home, ...] = ()
    """What it owns in the real estate register: a site, offices."""
    is_filed_at_customs: bool = False
    tax_owed: str = "0.00"


def id_number(division: str, born: str, order: int) -> str:
    """A number that passes GB 11643: division, birth date, order (odd for men), check character."""
    first = f"{division}{born.replace('-', '')}{order:03d}"
    return first + resident_check_character(first)


def credit_code(first_seventeen: str) -> str:
    """A code that passes GB 32100."""
    return first_seventeen + credit_check_character(first_seventeen)
