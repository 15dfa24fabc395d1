"""Who reviews a decision and which court hears the case.

Since 2024 the government of the same level reviews what its departments decided (行政复议法
art. 24). Departments that answer to their own line alone are reviewed by the next one up (art. 27);
a judicial bureau by either (art. 28). What the matter's own guide names goes before.
"""

from __future__ import annotations

from django.conf import settings

from services.catalogue.elements import Remedy
from services.catalogue.read import from_json
from services.catalogue.text import Text
from services.models import Department, Edition, Region
from windows.planning.names import both

COUNTY = 3
"""The lowest level whose government reviews; townships are reviewed by it (art. 24)."""
IN_LINE = ("税务", "海关", "金融监督管理", "外汇管理", "国家安全")
"""art. 27: customs, finance, foreign exchange, taxes, state security."""
JUDICIAL = "司法"


def review_body(edition: Edition, department: Department) -> Text:
    """That of the matter's guide, or else by the law's rule for the department."""
    named = _named(edition, "administrative_review")
    return named or body_of_department(department)


def body_of_department(department: Department) -> Text:
    name = both(department.name, department.name_en)
    if any(word in department.name for word in IN_LINE):
        return Text(f"{name.zh}的上一级机关", f"the authority next above {name.en}")
    government = government_of(department.region)
    if JUDICIAL in department.name:
        return Text(
            f"{government.zh}（也可以向上一级司法行政部门）",
            f"{government.en} (or the judicial department next above)",
        )
    return government


def government_of(region: Region) -> Text:
    """The people's government of the county, city or province that the place belongs to."""
    while region.level > COUNTY and region.parent is not None:
        region = region.parent
    name = both(region.name, region.name_en)
    return Text(f"{name.zh}人民政府", f"the People's Government of {name.en}")


def court(edition: Edition | None, region: Region) -> Text:
    """By name where the matter's guide says so: some courts hear such cases for several places."""
    named = _named(edition, "litigation") if edition is not None else None
    if named is not None:
        return named
    name = both(region.name, region.name_en)
    return Text(
        f"{name.zh}有管辖权的人民法院", f"the people's court that has jurisdiction in {name.en}"
    )


def review_address(region: Region) -> str:
    """Where review is applied for online: that of the longest code the place's code begins with."""
    channels: dict[str, str] = settings.REVIEW_CHANNELS
    fitting = [code for code in channels if region.code.startswith(code)]
    return channels[max(fitting, key=len)] if fitting else ""


def _named(edition: Edition, element: str) -> Text | None:
    remedy = from_json(Remedy, edition.elements.get(element, {}))
    return both(remedy.body, remedy.body_en) if remedy.body else None
