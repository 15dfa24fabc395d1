"""The lists of the field tables (实施清单) in our own words, with their Chinese and English names.

Interfaces disagree about numbers (`tables`), so the catalogue keeps the words of this module.
"""

from __future__ import annotations

from enum import StrEnum

from services.catalogue.text import Text


class CodeList(StrEnum):
    """A member is its lasting word: `ServiceTarget.PERSON == "person"`."""

    zh: str
    en: str

    def __new__(cls, word: str, zh: str = "", en: str = "") -> CodeList:
        member = str.__new__(cls, word)
        member._value_ = word
        member.zh, member.en = zh, en
        return member

    @property
    def label(self) -> Text:
        return Text(self.zh, self.en)


class TaskType(CodeList):
    """事项类型."""

    LICENCE = "licence", "行政许可", "Administrative licence"
    PENALTY = "penalty", "行政处罚", "Administrative penalty"
    COERCION = "coercion", "行政强制", "Administrative coercion"
    LEVY = "levy", "行政征收", "Administrative levy"
    PAYMENT = "payment", "行政给付", "Administrative payment"
    INSPECTION = "inspection", "行政检查", "Administrative inspection"
    CONFIRMATION = "confirmation", "行政确认", "Administrative confirmation"
    REWARD = "reward", "行政奖励", "Administrative reward"
    RULING = "ruling", "行政裁决", "Administrative ruling"
    OTHER_POWER = "other_power", "其他行政权力", "Other administrative power"
    PUBLIC_SERVICE = "public_service", "公共服务", "Public service"


class PowerSource(CodeList):
    """权力来源."""

    OWN_LEVEL = "own_level", "法定本级行使", "By law at this level"
    HANDED_DOWN = "handed_down", "上级下放", "Handed down by the level above"
    AUTHORISED_ABOVE = "authorised_above", "上级授权", "Authorised by the level above"
    AUTHORISED_PEER = "authorised_peer", "同级授权", "Authorised at the same level"
    ENTRUSTED_ABOVE = "entrusted_above", "上级委托", "Entrusted by the level above"
    ENTRUSTED_PEER = "entrusted_peer", "同级委托", "Entrusted at the same level"


class UseLevel(CodeList):
    """行使层级."""

    NATION = "nation", "国家级", "National"
    PROVINCE = "province", "省级", "Province"
    CITY = "city", "市级", "City"
    COUNTY = "county", "县级", "County"
    TOWN = "town", "镇级", "Town"
    VILLAGE = "village", "村级", "Village"
    GRADED = "graded", "分级管理", "Several levels"


class DeptType(CodeList):
    """实施主体性质."""

    AUTHORITY = "authority", "法定机关", "Authority by law"
    AUTHORISED = "authorised", "授权组织", "Authorised organisation"
    ENTRUSTED = "entrusted", "受委托组织", "Entrusted organisation"
    OTHER = "other", "其他", "Other"


class ServiceTarget(CodeList):
    """服务对象."""

    PERSON = "person", "自然人", "Person"
    ENTERPRISE = "enterprise", "企业法人", "Company"
    INSTITUTION = "institution", "事业法人", "Public institution"
    SOCIAL = "social", "社会组织法人", "Social organisation"
    UNINCORPORATED = "unincorporated", "非法人企业", "Unincorporated business"
    AUTHORITY = "authority", "行政机关", "Public authority"
    OTHER = "other", "其他组织", "Other organisation"


class ReviewForm(CodeList):
    """审查类型, as Zhejiang says it."""

    AT_ONCE = "at_once", "即审即办", "Reviewed and decided at once"
    STAGED = "staged", "前审后批", "Reviewed first, decided later"


class HandleForm(CodeList):
    """办理形式."""

    WINDOW = "window", "窗口办理", "At the window"
    COMPUTER = "computer", "电脑端网上办理", "Online on a computer"
    MOBILE = "mobile", "移动端办理", "On a phone"
    POST = "post", "快递申请", "By post"
    OTHER = "other", "其他", "Other"


class HandleArea(CodeList):
    """通办范围."""

    NATIONWIDE = "nationwide", "全国通办", "Anywhere in the country"
    ACROSS_PROVINCES = "across_provinces", "跨省通办", "Across provinces"
    ACROSS_CITIES = "across_cities", "跨市通办", "Across cities of the province"
    ACROSS_COUNTIES = "across_counties", "跨县通办", "Across counties of the city"


class ResultType(CodeList):
    """结果类型; Zhejiang: 出证办结, 审批办结, 出文办结."""

    LICENCE = "licence", "证照", "Certificate or licence"
    APPROVAL = "approval", "批文", "Approval"
    DOCUMENT = "document", "文书", "Document"
    OTHER = "other", "其他", "Other"


class OnlineDepth(CodeList):
    """网办深度: how far it goes without the window."""

    CONSULT = "consult", "咨询", "Enquiry"
    RECEIVE = "receive", "收件", "Receiving"
    PRE_REVIEW = "pre_review", "预审", "Preliminary review"
    ACCEPT = "accept", "受理", "Acceptance"
    HANDLE = "handle", "办理", "Handling"
    RESULT = "result", "结果信息反馈", "Result told online"
    LICENCE = "licence", "电子证照反馈", "Electronic licence issued"
    OTHER = "other", "其他", "Other"


class TaskState(CodeList):
    """事项状态."""

    IN_USE = "in_use", "在用", "In use"
    PAUSED = "paused", "暂停", "Paused"
    CANCELLED = "cancelled", "取消", "Cancelled"


class MaterialKind(CodeList):
    """材料类型."""

    CERTIFICATE = "certificate", "证件证书证明", "Certificate or proof"
    FORM = "form", "申请表格文书", "Form or written application"
    OTHER = "other", "其他", "Other"


class MaterialFormat(CodeList):
    """材料形式."""

    PAPER = "paper", "纸质", "Paper"
    ELECTRONIC = "electronic", "电子", "Electronic"
    EITHER = "either", "纸质或电子", "Paper or electronic"


class MaterialSource(CodeList):
    """来源渠道."""

    APPLICANT = "applicant", "申请人自备", "From the applicant"
    GOVERNMENT = "government", "政府部门核发", "Issued by an authority"
    OTHER = "other", "其他", "Other"


class Collection(CodeList):
    """收取方式."""

    PAPER = "paper", "纸质收取", "On paper"
    UPLOAD = "upload", "附件上传", "Uploaded"
    SCAN = "scan", "扫描", "Scanned at the window"
    DEFERRED = "deferred", "容缺后补", "Handed in later"
    LICENCE_LIBRARY = "licence_library", "证照库", "From the licence library"


class Spared(CodeList):
    """免提交方式: how it comes about that a material need not be handed in."""

    FILLED_FORM = "filled_form", "系统填表", "The portal fills in the form"
    LICENCE = "licence", "电子证照", "Taken from an electronic licence"
    CHECKED = "checked", "数据核验", "Checked with the register"
    UPLOAD = "upload", "上传", "Uploaded"
    OWN_LIBRARY = "own_library", "材料库复用", "Used again from one's own documents"


class TrustLevel(CodeList):
    """可信等级 of a material (国办函〔2016〕108号): the nearer to who issued it, the higher."""

    A = "A", "A 级：部门签发", "A: issued by an authority"
    B = "B", "B 级：窗口核对过原件", "B: checked against the original at a window"
    C = "C", "C 级：本人上传", "C: uploaded"
    D = "D", "D 级：本人自制", "D: made by the person"
