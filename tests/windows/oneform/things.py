"""A life event whose form has sections, and people who have applied before."""

from __future__ import annotations

from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from portal.accounts.identity import resident_check_character
from services.catalogue.form_elements import ElementSpec
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutputSpec,
    QuestionSpec,
    RequirementSpec,
)
from tests.windows import builders as b
from tests.windows.small_catalogue import REGION
from windows.cases import actions

PHONE = FieldSpec("f_phone", "联系电话", "Phone", kind="phone", prefill=("applicant.phone",))
NICKNAME = FieldSpec("f_bank", "开户银行", "Bank")
CHILD_ID = FieldSpec("kid_id_number", "孩子身份证号", "Child's number", kind="id_number")
CHILD_BORN = FieldSpec("kid_born_on", "孩子出生日期", "Child's birthday", kind="date")
CHILD_SEX = FieldSpec(
    "kid_sex",
    "孩子性别",
    "Child's sex",
    kind="choice",
    choices=(("female", "女", "Girl"), ("male", "男", "Boy")),
)
NOTE = FieldSpec("f_note", "补充说明", "Remarks", kind="long_text", required=False)
PRICE = FieldSpec("f_price", "价格", "Price", kind="money")
FIELDS = (PRICE, PHONE, NICKNAME, CHILD_ID, CHILD_BORN, CHILD_SEX, NOTE)
SAID = (
    ElementSpec("f_phone", "person", is_lasting=True, uses=("contact",)),
    ElementSpec("f_bank", "payment", is_lasting=True, uses=("payment",)),
    ElementSpec("kid_id_number", "child", uses=("lookup",)),
    ElementSpec("kid_born_on", "child"),
    ElementSpec("kid_sex", "child"),
    ElementSpec("f_price", "sale", uses=("decision",)),
)
"""Nothing is said of `f_note`."""
GIVES = MatterSpec(
    code="F1-A",
    name="发证",
    name_en="Licence",
    department="甲局",
    promised_days=1,
    fields=(PRICE, PHONE, NICKNAME),
    outputs=(OutputSpec("t_given", "甲照", "Licence A"),),
)
LOOKS = MatterSpec(
    code="F1-B",
    name="登记",
    name_en="Registration",
    department="乙局",
    promised_days=1,
    fields=(PHONE, CHILD_ID, CHILD_BORN, CHILD_SEX, NOTE),
)
WHO = QuestionSpec(
    "sex",
    "男孩还是女孩？",
    text_en="Girl or boy?",
    options=(OptionSpec("female", "女", "Girl"), OptionSpec("male", "男", "Boy")),
)
EVENT = LifeEventSpec(
    "F1", "填表的事", "Thing with a form", lead="甲局", questions=(WHO,),
    matters=(IncludedMatter(GIVES), IncludedMatter(LOOKS)),
)  # fmt: skip
QUIET = LifeEventSpec(
    "F2", "不填表的事", "Thing without a form", lead="甲局",
    matters=(
        IncludedMatter(
            MatterSpec(
                code="F2-A",
                name="查询",
                name_en="Search",
                department="甲局",
                promised_days=1,
                requirements=(
                    RequirementSpec("q", "t_q", "申请书", "Form", generated_form=True),
                ),
            )
        ),
    ),
)  # fmt: skip
CATALOGUE = CatalogueSpec(
    title="填表",
    departments=(DepartmentSpec("甲局"), DepartmentSpec("乙局")),
    life_events=(EVENT, QUIET),
    elements=SAID,
)
ANSWERS = {"sex": ("female",)}
GIRL = "33010620260101002" + resident_check_character("33010620260101002")


def publish() -> None:
    with transaction.atomic():
        publish_catalogue(CATALOGUE, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)


def begin(town, *, applicant=None, actor=None):
    return b.do(
        actions.start_draft,
        b.edition("F1"),
        answers=ANSWERS,
        applicant=applicant or town.buyer,
        channel="online",
        actor=actor or town.me,
    )
