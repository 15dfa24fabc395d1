"""Which law lets a clock stand still."""

from __future__ import annotations

from services.catalogue.text import Text
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.cases.plans import plan_of
from windows.deadlines.grounds import ARTICLE_45, StopGround

ART_45 = Text("《中华人民共和国行政许可法》第四十五条", "Administrative Licensing Law, art. 45")
ART_42 = Text("《中华人民共和国行政许可法》第四十二条", "Administrative Licensing Law, art. 42")
ART_50 = Text("《中华人民共和国行政许可法》第五十条", "Administrative Licensing Law, art. 50")
ART_11 = Text(
    "《浙江省保障“最多跑一次”改革规定》第十一条",
    "Zhejiang rules on “at most one visit”, art. 11",
)
ART_32 = Text("《中华人民共和国行政许可法》第三十二条", "Administrative Licensing Law, art. 32")


def basis_of(approval: Approval, ground: StopGround, procedure: str = "") -> str:
    """The law to be cited; "" where there is none, and then nothing may stop.

    What is not among the eight cases must be a special procedure that the pinned edition of the
    matter announces without a length: one of known length is in the limit already. The catalogue
    knows no law of a single procedure, so it rests on the one that the edition itself rests on:
    the first of its legal bases. The time of an
    intermediary counts, unless the edition names the law that wants it (浙江“最多跑一次”改革规定
    art. 28).
    """
    if ground in ARTICLE_45:
        return ART_45.zh
    if ground is StopGround.CORRECTION:
        return ART_32.zh
    if ground is StopGround.AGENT:
        elements = elements_of(approval.matter_edition)
        return elements.service_basis[:200] if elements.service_type else ""
    code = approval.matter_edition.matter.code
    announced = {
        one.name.zh
        for one in plan_of(approval.case).procedures
        if one.matter == code and one.days is None
    }
    if procedure not in announced:
        return ""
    cited = approval.matter_edition.legal_bases.order_by("pk").first()
    return f"《{cited.law}》" + (f"第 {cited.article} 条" if cited.article else "") if cited else ""
