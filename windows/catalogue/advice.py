"""Asking for less: rules `advice.output` and `advice.commitment` of docs/checks.md.

The other two of the four 一律取消 are advised where their knowledge is: `datasharing.checks` for
registers, `materials.catalogue.checks` for licences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.catalogue.spec import (
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    RequirementSpec,
    SourceKind,
)
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import Coverage, register_life_event_check
from windows.planning.names import both


@dataclass(frozen=True, slots=True)
class ProtectedField:
    """A field of 浙江省保障“最多跑一次”改革规定 art. 14 in which no commitment replaces a proof."""

    name: Text
    departments: tuple[str, ...]
    """Words in the name of a department whose matters all belong to it."""
    words: tuple[str, ...]
    """Words in the name of a matter or of a material that put it there."""


PROTECTED = (
    ProtectedField(
        Text("公共安全", "public safety"),
        ("公安", "消防", "应急", "人民防空", "国家安全", "人民武装"),
        (
            *("消防", "安全", "危险", "爆炸", "枪支", "特种设备", "施工许可", "竣工验收", "人防"),
            *("燃气", "抗震", "客运", "道路运输"),
        ),
    ),
    ProtectedField(
        Text("金融", "finance"),
        ("银行", "金融", "证券", "保险监督", "住房公积金"),
        ("贷款", "抵押", "融资", "典当", "小额"),
    ),
    ProtectedField(
        Text("生态环境", "ecology"),
        ("生态", "环境", "林业", "水利"),
        ("环境影响", "排污", "排水", "污水", "放射", "采矿", "取水"),
    ),
    ProtectedField(
        Text("生命健康", "life and health"),
        ("卫生", "健康", "药品", "疾病预防", "医疗"),
        (
            *("食品", "餐饮", "药品", "医疗", "出生", "死亡", "疫苗", "预防接种", "健康", "母婴"),
            *("护士", "医师", "鉴定", "诊断", "劳动能力"),
        ),
    ),
)
PROOFS = ("证明", "无犯罪", "无违法", "未婚", "无房")
"""A commitment replaces a proof of a fact (证明事项), not a drawing, a contract or a request."""
ASKING = frozenset({SourceKind.APPLICANT, SourceKind.DOCUMENT})


def register() -> None:
    register_life_event_check("advice", advise)


def advise(spec: LifeEventSpec, coverage: Coverage) -> Iterator[Finding]:
    producers: dict[str, list[IncludedMatter]] = {}
    for included in spec.matters:
        for output in included.matter.outputs:
            producers.setdefault(output.material, []).append(included)
    for included in spec.matters:
        for requirement in included.matter.requirements:
            if requirement.generated_form or not _only_asks(requirement):
                continue
            spot = Spot(spec.code, included.matter.code, requirement=requirement.key)
            listed = producers.get(requirement.material, ())
            yield from _by_output(spec, included, requirement, listed, spot)
            if _may_be_promised(spec, included.matter, requirement):
                yield _by_commitment(requirement, spot)


def protected_field(
    department: str, names: Sequence[str], themes: Sequence[str] = ()
) -> ProtectedField | None:
    """The field of art. 14 that these belong to, so that a commitment must not be advised."""
    said = "".join((*names, *themes))
    for field in PROTECTED:
        if any(word in department for word in field.departments):
            return field
        if any(word in said for word in field.words):
            return field
    return None


def _only_asks(requirement: RequirementSpec) -> bool:
    return all(source.kind in ASKING for source in requirement.sources)


def _by_output(
    spec: LifeEventSpec,
    included: IncludedMatter,
    requirement: RequirementSpec,
    producers: Sequence[IncludedMatter],
    spot: Spot,
) -> Iterator[Finding]:
    """Only from a matter that does not itself come after this one."""
    for producer in producers:
        maker = producer.matter
        if maker.code in _followers(spec, included.matter.code):
            continue
        name = both(requirement.name, requirement.name_en)
        made = both(maker.name, maker.name_en)
        yield Finding(
            "advice.output",
            Severity.ADVICE,
            spot,
            Text(
                f"“{name.zh}”由“{made.zh}”办出，可以直接转来，不用申请人交",
                f"“{name.en}” is what “{made.en}” produces: it can be passed on instead of being "
                "handed in",
            ),
            Text(f"加上来源：“{made.zh}”的结果", f"Add the source: output of “{made.en}”"),
        )


def _followers(spec: LifeEventSpec, code: str) -> set[str]:
    """The matter itself and all that come after it, by rule or for its output."""
    found, grown = {code}, True
    while grown:
        more = {
            included.matter.code
            for included in spec.matters
            if found & {*included.starts_after, *_takes_from(included.matter)}
        }
        grown = not more <= found
        found |= more
    return found


def _takes_from(matter: MatterSpec) -> Iterator[str]:
    for requirement in matter.requirements:
        yield from (source.matter for source in requirement.sources if source.matter)


def _may_be_promised(spec: LifeEventSpec, matter: MatterSpec, requirement: RequirementSpec) -> bool:
    if requirement.original_at_window or not any(word in requirement.name for word in PROOFS):
        return False
    names = (matter.name, requirement.name, matter.type)
    themes = (spec.theme, *matter.elements.user_topic_type, *matter.elements.corp_topic_type)
    return protected_field(matter.department, names, themes) is None


def _by_commitment(requirement: RequirementSpec, spot: Spot) -> Finding:
    return Finding(
        "advice.commitment",
        Severity.ADVICE,
        spot,
        Text(
            f"“{requirement.name}”可以用书面承诺代替",
            f"A signed commitment could replace “{requirement.name_en or requirement.name}”",
        ),
        Text(
            "加上来源：告知承诺（浙江省保障“最多跑一次”改革规定第 14 条），事后 60 个工作日内核查",
            "Add the source: commitment (Zhejiang rules, art. 14); it is checked afterwards within "
            "60 working days",
        ),
    )
