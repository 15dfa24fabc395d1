"""A life event with a question, three matters that lean on each other, and a second party."""

from __future__ import annotations

from services.catalogue.spec import (
    Condition,
    FieldSpec,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)

APPLICANT = SourceSpec(SourceKind.APPLICANT)
LOAN = Condition(((("pay", ("loan",)),),))
PAY = QuestionSpec(
    "pay",
    "怎么付款？",
    (OptionSpec("cash", "全款", "Cash"), OptionSpec("loan", "贷款", "Loan")),
    text_en="How do you pay?",
)
TAX = MatterSpec(
    "H-01",
    "缴税",
    "税务局",
    name_en="Tax",
    requirements=(
        RequirementSpec("contract", "contract", "合同", "Contract", about=("applicant", "seller")),
        RequirementSpec("bank", "bank", "贷款合同", "Loan contract", condition=LOAN),
    ),
    fields=(FieldSpec("price", "成交价"), FieldSpec("phone", "电话", condition=LOAN)),
    outputs=(OutputSpec("tax_paid", "完税证明"),),
    procedures=(ProcedureSpec("核价", days=2), ProcedureSpec("公示", days=5)),
    legal_bases=(LegalBasisSpec("契税法", "10"), LegalBasisSpec("契税法", "11")),
)
TRANSFER = MatterSpec(
    "H-02",
    "过户",
    "自然资源局",
    name_en="Transfer",
    requirements=(
        RequirementSpec(
            "paid",
            "tax_paid",
            "完税证明",
            "Tax receipt",
            sources=(SourceSpec(SourceKind.OUTPUT, matter="H-01"), APPLICANT),
        ),
    ),
)
MORTGAGE = MatterSpec("H-03", "抵押", "自然资源局", name_en="Mortgage")
HOME = LifeEventSpec(
    "H",
    "买房",
    "Buy a home",
    parties=(PartySpec("seller", "卖方"), PartySpec("bank", "银行")),
    conditions=(("房屋没有查封", ""), ("房屋没有抵押", "")),
    questions=(PAY, QuestionSpec("only", "是唯一住房吗？", (OptionSpec("yes", "是"),))),
    matters=(
        IncludedMatter(TAX),
        IncludedMatter(TRANSFER),
        IncludedMatter(MORTGAGE, LOAN, starts_after=("H-02",)),
    ),
)
