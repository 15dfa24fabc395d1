"""What is said of a data element once for all matters: where it stands on the one form, whether it
stays true, and what it is for. Pure.

An edition words the fields it asks; this is about the element itself, so it is no part of any
edition and no fingerprint covers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.text import Text


class FormSection(StrEnum):
    """The sections of the one form, in the order in which they are asked."""

    PERSON = "person"
    AGENT = "agent"
    FAMILY = "family"
    CHILD = "child"
    DECEASED = "deceased"
    HOUSE = "house"
    SALE = "sale"
    LOAN = "loan"
    UTILITIES = "utilities"
    WORK = "work"
    MEDICAL = "medical"
    COMPANY = "company"
    SHOP = "shop"
    PROJECT = "project"
    RECORD = "record"
    PAYMENT = "payment"
    OTHER = "other"


SECTIONS: dict[FormSection, Text] = {
    FormSection.PERSON: Text("您本人", "You"),
    FormSection.AGENT: Text("代理人", "Your agent"),
    FormSection.FAMILY: Text("家里人", "Your family"),
    FormSection.CHILD: Text("孩子和父母", "The child and the parents"),
    FormSection.DECEASED: Text("逝者和继承人", "The person who died and the heirs"),
    FormSection.HOUSE: Text("房屋", "The home"),
    FormSection.SALE: Text("买卖和产权", "The sale and the title"),
    FormSection.LOAN: Text("贷款和抵押", "Loan and mortgage"),
    FormSection.UTILITIES: Text("水电气和网络", "Water, power, gas and lines"),
    FormSection.WORK: Text("工作和用工", "Work and employment"),
    FormSection.MEDICAL: Text("就医", "Medical care"),
    FormSection.COMPANY: Text("企业", "The company"),
    FormSection.SHOP: Text("店铺", "The shop"),
    FormSection.PROJECT: Text("建设项目", "The building project"),
    FormSection.RECORD: Text("信用记录", "The credit record"),
    FormSection.PAYMENT: Text("收款和公积金", "Payment and housing fund"),
    FormSection.OTHER: Text("其他", "Other"),
}


class FieldUse(StrEnum):
    """What a value is for. Nothing may be asked that is for nothing (个人信息保护法 art. 6)."""

    DECISION = "decision"
    DOCUMENT = "document"
    CONTACT = "contact"
    PAYMENT = "payment"
    LOOKUP = "lookup"


USES: dict[FieldUse, Text] = {
    FieldUse.DECISION: Text("审查决定要看", "The decision turns on it"),
    FieldUse.DOCUMENT: Text("要写进证照或文书", "It is written into a licence or a letter"),
    FieldUse.CONTACT: Text("联系、送达要用", "To reach you or deliver to you"),
    FieldUse.PAYMENT: Text("收付款要用", "To pay or be paid"),
    FieldUse.LOOKUP: Text("靠它找到是哪一户、哪一笔", "It tells which account or record is meant"),
}


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """`section` "" leaves the place to `windows.cases.sections`, which follows the prefill."""

    code: str
    section: str = ""
    """FormSection."""
    is_lasting: bool = False
    """True of what belongs to the person and is likely the same next time: an account, an address.
    """
    uses: tuple[str, ...] = ()
    """FieldUse, in that order."""

    @property
    def says_something(self) -> bool:
        return bool(self.section or self.is_lasting or self.uses)
