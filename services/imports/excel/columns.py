"""The workbook: its sheets and columns. Writing and reading both follow this list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from services.catalogue.codelists import (
    CodeList,
    Collection,
    DeptType,
    HandleArea,
    HandleForm,
    MaterialFormat,
    MaterialKind,
    MaterialSource,
    OnlineDepth,
    PowerSource,
    ResultType,
    ReviewForm,
    ServiceTarget,
    Spared,
    TaskState,
    TaskType,
    TrustLevel,
    UseLevel,
)
from services.catalogue.spec import DayUnit, Handling, Necessity

MATTERS, MATERIALS, FIELDS, BASES, NOTES = "事项", "材料", "字段", "法律依据", "说明"
HEADER_ROWS = 2
MOST_ROWS = 200_000


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    LIST = "list"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Column:
    """`path` is the field of the spec (`elements.task_code`), and the English header."""

    path: str
    zh: str
    kind: Kind = Kind.TEXT
    choices: Mapping[str, str] | None = None
    """Shown word → our word, where only these are allowed."""
    width: int = 16
    is_hidden: bool = False


def _listed(kind: type[CodeList]) -> dict[str, str]:
    return {member.zh: str(member.value) for member in kind}


YES, NO = "是", "否"
YES_NO = {YES: "yes", NO: "no"}
HANDLINGS = {
    "即办件": Handling.INSTANT.value,
    "承诺件": Handling.PROMISED.value,
    "其他": Handling.OTHER.value,
}
UNITS = {"工作日": DayUnit.WORKING.value, "自然日": DayUnit.NATURAL.value}
NEEDS = {
    "必要": Necessity.REQUIRED.value,
    "如有": Necessity.OPTIONAL.value,
    "容缺后补": Necessity.DEFERRABLE.value,
}
TYPES = {member.zh: member.zh for member in TaskType}
FIELD_KINDS = {
    word: word
    for word in (
        "text",
        "long_text",
        "id_number",
        "credit_code",
        "phone",
        "date",
        "money",
        "area",
        "number",
        "choice",
        "address",
        "division",
    )
}


def _text(path: str, zh: str, width: int = 16) -> Column:
    return Column(path, zh, width=width)


def _flag(path: str, zh: str) -> Column:
    return Column(path, zh, Kind.YES_NO, YES_NO, width=10)


def _one(path: str, zh: str, choices: Mapping[str, str]) -> Column:
    return Column(path, zh, Kind.LIST, choices, width=14)


def _many(path: str, zh: str, choices: Mapping[str, str] | None = None) -> Column:
    return Column(path, zh, Kind.MANY, choices, width=24)


SHEETS: Mapping[str, tuple[Column, ...]] = {
    MATTERS: (
        Column("key", "键（请勿改动）", is_hidden=True),
        _text("code", "事项代码", 36),
        _text("name", "事项名称", 36),
        _text("name_en", "英文名称", 24),
        _text("department", "实施部门", 24),
        _one("type", "事项类型", TYPES),
        _one("handling", "办件类型", HANDLINGS),
        Column("statutory_days", "法定时限", Kind.NUMBER),
        Column("promised_days", "承诺时限", Kind.NUMBER),
        _one("day_unit", "时限单位", UNITS),
        _text("fee", "收费"),
        _text("fee_en", "收费（英文）"),
        _text("visit_reason", "须到场的原因"),
        _text("visit_reason_en", "须到场的原因（英文）"),
        _text("note", "说明"),
        _text("note_en", "说明（英文）"),
        _text("elements.catalog_code", "基本编码"),
        _text("elements.task_code", "实施编码", 36),
        _text("elements.task_handle_item", "业务办理项编码", 36),
        _text("elements.local_catalog_code", "地方基本目录编码"),
        _one("elements.power_source", "权力来源", _listed(PowerSource)),
        _one("elements.use_level", "行使层级", _listed(UseLevel)),
        _one("elements.dept_type", "实施主体性质", _listed(DeptType)),
        _text("elements.use_content", "权限划分和行使内容"),
        _text("elements.entrust_name", "委托部门"),
        _many("elements.other_dept", "联办机构"),
        _text("elements.anticipate_explain", "法定时限说明"),
        _text("elements.promise_explain", "承诺时限说明"),
        _text("elements.accept_condition", "受理条件", 40),
        _text("elements.prohibition", "禁止性要求"),
        _text("elements.count_limit", "数量限制"),
        _flag("elements.is_fee", "是否收费"),
        _text("elements.fee_basis", "收费依据"),
        _many("elements.server_type", "服务对象", _listed(ServiceTarget)),
        _one("elements.project_type", "审查类型", _listed(ReviewForm)),
        _many("elements.handle_type", "办理形式", _listed(HandleForm)),
        Column("elements.limit_scene_num", "到现场次数", Kind.NUMBER),
        _text("elements.limit_scene_explain", "到现场的原因"),
        _flag("elements.is_entry_center", "是否进驻大厅"),
        _many("elements.handle_area", "通办范围", _listed(HandleArea)),
        _text("elements.limit_explain", "通办说明"),
        _one("elements.result_type", "结果类型", _listed(ResultType)),
        _text("elements.result_guid", "结果样本"),
        _flag("elements.is_schedule", "是否可预约"),
        _flag("elements.is_pay_online", "是否网上支付"),
        _flag("elements.is_express", "是否快递"),
        _flag("elements.is_online", "是否网办"),
        _one("elements.online_handle_depth", "网办深度", _listed(OnlineDepth)),
        _text("elements.online_handle_url", "网办地址"),
        _many("elements.user_topic_type", "自然人主题"),
        _many("elements.corp_topic_type", "法人主题"),
        _text("elements.service_type", "中介服务"),
        _text("elements.service_basis", "中介服务依据"),
        Column("elements.extension_days", "可延长天数", Kind.NUMBER),
        _text("elements.extension_basis", "延长依据"),
        _text("elements.renews", "延续的证照", 20),
        Column("elements.valid_years", "证照有效期年数", Kind.NUMBER),
        _text("elements.handle_place", "办理地点", 40),
        _text("elements.handle_time", "办理时间", 24),
        _text("elements.consult_phone", "咨询电话"),
        _text("elements.complain_phone", "投诉电话"),
        _text("elements.right_enjoy_by_law", "申请人的权利", 24),
        _text("elements.duty_perform_by_law", "申请人的义务", 24),
        _text("elements.run_system", "运行系统"),
        _text("elements.run_level", "运行层级"),
        _one("elements.task_state", "事项状态", _listed(TaskState)),
    ),
    MATERIALS: (
        _text("code", "事项代码", 36),
        _text("key", "材料键", 24),
        _text("material", "材料编码", 20),
        _text("name", "材料名称", 36),
        _text("name_en", "英文名称", 24),
        _one("necessity", "必要性", NEEDS),
        _many("sources", "来源"),
        _flag("original_at_window", "要到窗口看原件"),
        _text("note", "说明"),
        _text("note_en", "说明（英文）"),
        _one("elements.material_type", "材料类型", _listed(MaterialKind)),
        _one("elements.material_format", "材料形式", _listed(MaterialFormat)),
        _one("elements.source_type", "来源渠道", _listed(MaterialSource)),
        _text("elements.source_explain", "来源渠道说明"),
        _text("elements.issuing_body", "出具机构"),
        _text("elements.issuing_place", "出具机构的办理地点"),
        _text("elements.issuing_time", "时间要求"),
        _many("elements.collection", "收取方式", _listed(Collection)),
        _one("elements.spared", "免提交方式", _listed(Spared)),
        _text("elements.material_code", "标准材料编码"),
        _text("elements.page_format", "规格"),
        _text("elements.form_guid", "空白表地址"),
        _text("elements.example_guid", "样表地址"),
        _text("elements.fill_explain", "填报须知"),
        Column("elements.original_num", "原件份数", Kind.NUMBER),
        Column("elements.copies_num", "复印件份数", Kind.NUMBER),
        _text("elements.accept_stand", "受理标准"),
        _text("elements.handle_case", "必要情形"),
        _one("elements.trust_level", "最低可信等级", _listed(TrustLevel)),
    ),
    FIELDS: (
        _text("code", "事项代码", 36),
        _text("element", "数据项编码", 20),
        _text("label", "名称", 24),
        _text("label_en", "英文名称", 24),
        _one("kind", "类型", FIELD_KINDS),
        _flag("required", "必填"),
        _text("hint", "提示", 24),
        _text("hint_en", "英文提示", 24),
        _many("choices", "选项"),
        _many("prefill", "预填来源"),
    ),
    BASES: (
        _text("code", "事项代码", 36),
        _text("requirement", "材料键", 24),
        _text("law", "法律法规", 36),
        _text("article", "条", 8),
        _flag("checked", "已核对"),
        _text("text", "条文", 60),
    ),
}
