"""Elements of the 实施清单 that a guide or an exchange needs and the planner does not compute with.

The names are those of the field tables of ZWFW C 0109.2-2018 in small letters (`TASK_CODE` is
`task_code`); GB/T 39046-2020 table 4 lists the same elements in Chinese. Codes of lists are our own
words (`services.catalogue.codelists`), mapped to each interface where the lists disagree. `None`
and "" mean: not stated. What the planner computes with (limits, fee, results, conditions,
procedures) stays in `MatterSpec` and is not repeated here. What only the clock of a case under way
computes with is here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One row of 办理流程 (LINK table)."""

    link_name: str
    link_name_en: str = ""
    handle_dept: str = ""
    person: str = ""
    handle_day: int | None = None
    """In the matter's own day unit."""
    standard: str = ""
    """审查标准."""
    result: str = ""
    is_special: bool | None = None
    """特别程序标志: the step is a special procedure, whose time does not count."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One row of the charge table."""

    fee_name: str
    fee_name_en: str = ""
    fee_stand: str = ""
    """收费标准, as the price authority words it."""
    by_law: str = ""
    reduction: str = ""
    """减免."""
    cents: int | None = None
    """The amount in fen where it is one fixed sum: what a burden can count."""


@dataclass(frozen=True, slots=True)
class Faq:
    question: str
    answer: str
    question_en: str = ""
    answer_en: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Where to go against the decision: 行政复议 or 行政诉讼 (ADMINISTRATIVE_REVIEW_*,
    LITIGATION_*).
    """

    body: str = ""
    body_en: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MatterElements:
    catalog_code: str = ""
    """基本编码, 12 characters."""
    local_catalog_code: str = ""
    task_code: str = ""
    """实施编码, 31 characters."""
    task_handle_item: str = ""
    """业务办理项编码, 33 characters."""
    power_source: str = ""
    """codelists.PowerSource."""
    use_level: str = ""
    """codelists.UseLevel."""
    use_content: str = ""
    """权限划分 / 行使内容."""
    dept_type: str = ""
    """codelists.DeptType."""
    entrust_name: str = ""
    """委托部门, where dept_type is entrusted."""
    other_dept: tuple[str, ...] = ()
    """联办机构."""
    anticipate_explain: str = ""
    anticipate_explain_en: str = ""
    promise_explain: str = ""
    promise_explain_en: str = ""
    accept_condition: str = ""
    """受理条件."""
    accept_condition_en: str = ""
    prohibition: str = ""
    """禁止性要求 (GB/T 36114)."""
    prohibition_en: str = ""
    count_limit: str = ""
    """数量限制; "" means there is none."""
    count_limit_en: str = ""
    handle_flow: tuple[FlowStep, ...] = ()
    is_fee: bool | None = None
    fee_basis: str = ""
    charges: tuple[Charge, ...] = ()
    server_type: tuple[str, ...] = ()
    """codelists.ServiceTarget."""
    project_type: str = ""
    """即审即办 / 前审后批 as Zhejiang says it: codelists.ReviewForm."""
    handle_type: tuple[str, ...] = ()
    """办理形式, codelists.HandleForm."""
    limit_scene_num: int | None = None
    """到办事现场次数 as declared; what counts is what the planner computes."""
    limit_scene_explain: str = ""
    limit_scene_explain_en: str = ""
    is_entry_center: bool | None = None
    handle_area: tuple[str, ...] = ()
    """通办范围, codelists.HandleArea."""
    limit_explain: str = ""
    result_type: str = ""
    """codelists.ResultType."""
    result_guid: str = ""
    """Sample of the result."""
    is_schedule: bool | None = None
    is_pay_online: bool | None = None
    is_express: bool | None = None
    is_online: bool | None = None
    online_handle_depth: str = ""
    """codelists.OnlineDepth."""
    online_handle_url: str = ""
    """网办地址, where the matter is handled online elsewhere than here."""
    user_topic_type: tuple[str, ...] = ()
    """Themes for persons, in words."""
    corp_topic_type: tuple[str, ...] = ()
    service_type: str = ""
    """中介服务."""
    service_basis: str = ""
    """The law that wants the 中介服务: only then its time does not count (浙江“最多跑一次”改革规定
    art. 28).
    """
    extension_days: int | None = None
    """By how much the matter's own statute lets its limit be extended, in the matter's day unit:
    in the place of the ten working days of 行政许可法 art. 42.
    """
    extension_basis: str = ""
    """That statute; without it the number counts for nothing."""
    renews: str = ""
    """延续: the material code of the licence that the matter renews (行政许可法 art. 50)."""
    valid_years: int | None = None
    """有效期 of the licences that it gives; none where they do not end."""
    handle_place: str = ""
    """办理地点, precise to window or door."""
    handle_place_en: str = ""
    handle_time: str = ""
    """办理时间."""
    handle_time_en: str = ""
    consult_phone: str = ""
    complain_phone: str = ""
    right_enjoy_by_law: str = ""
    right_enjoy_by_law_en: str = ""
    duty_perform_by_law: str = ""
    duty_perform_by_law_en: str = ""
    administrative_review: Remedy = Remedy()
    litigation: Remedy = Remedy()
    questions: tuple[Faq, ...] = ()
    """常见问题."""
    run_system: str = ""
    """运行系统."""
    run_level: str = ""
    """运行层级, in words: no list of it is known."""
    task_state: str = ""
    """codelists.TaskState."""
    extra: tuple[tuple[str, str], ...] = ()
    """(field, value) pairs of an import that no element holds: kept so that nothing is lost."""


@dataclass(frozen=True, slots=True)
class MaterialElements:
    material_code: str = ""
    """材料编码 as the nation or the province numbers it: Hunan's begin with L, T, E or O."""
    material_type: str = ""
    """codelists.MaterialKind."""
    material_format: str = ""
    """codelists.MaterialFormat."""
    source_type: str = ""
    """来源渠道, codelists.MaterialSource."""
    source_explain: str = ""
    issuing_body: str = ""
    """出具机构 (GB/T 39046)."""
    issuing_place: str = ""
    """办理地点: where the issuing body gives it (GB/T 39046)."""
    issuing_place_en: str = ""
    issuing_time: str = ""
    """时间要求: how long it takes, or how old it may be (GB/T 39046)."""
    issuing_time_en: str = ""
    collection: tuple[str, ...] = ()
    """收取方式, codelists.Collection."""
    spared: str = ""
    """免提交方式, codelists.Spared."""
    original_num: int | None = None
    copies_num: int | None = None
    page_format: str = ""
    form_guid: str = ""
    """Address of the blank form."""
    example_guid: str = ""
    fill_explain: str = ""
    fill_explain_en: str = ""
    accept_stand: str = ""
    """受理标准."""
    accept_stand_en: str = ""
    handle_case: str = ""
    """必要情形, in words, where the material is not always needed."""
    deferred_days: int | None = None
    """容缺后补期限, in working days after acceptance, of a material that may follow."""
    trust_level: str = ""
    """最低可信等级, codelists.TrustLevel: a copy below it is not enough; "" takes every copy."""


NO_ELEMENTS = MatterElements()
NO_MATERIAL_ELEMENTS = MaterialElements()
