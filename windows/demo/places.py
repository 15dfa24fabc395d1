"""A service centre with windows, in a district of the city that the portal runs for."""

from __future__ import annotations

from datasharing.sandbox.population import demo_people
from services.models import Region
from windows.centres.models import ServiceCentre, Window

WINDOWS = (
    ("1", "不动产综合窗口", "Real estate", ["不动产"]),
    ("2", "企业开办综合窗口", "Business", ["商事登记"]),
    ("3", "医保社保综合窗口", "Social and medical insurance", ["医保社保"]),
    ("4", "公安综合窗口", "Public security", ["公安"]),
    ("5", "综合窗口", "Everything else", ["综合"]),
)
COUNTY = 3


def make_centre(region_code: str) -> ServiceCentre:
    """The centre of the district where most of the invented people live; found the second time."""
    region = _district(Region.objects.get(code=region_code))
    name_en = f"{region.name_en or region.name} Government Service Centre"
    centre, _ = ServiceCentre.objects.get_or_create(
        code=f"demo-{region.code}",
        defaults={
            "name": f"{region.name}政务服务中心（演示）",
            "name_en": f"{name_en} (demonstration)",
            "region": region,
            "address": f"{region.name}演示路1号",
            "address_en": f"1 Demonstration Road, {region.name_en or region.name}",
            "hours": "工作日 9:00–12:00，13:00–17:00",
            "hours_en": "Working days 9:00–12:00 and 13:00–17:00",
        },
    )
    for number, name, english, classes in WINDOWS:
        Window.objects.get_or_create(
            centre=centre,
            number=number,
            defaults={"name": name, "name_en": english, "service_classes": classes},
        )
    return centre


def _district(city: Region) -> Region:
    """A county-level part of the region; the region itself where it has none."""
    districts = list(Region.objects.filter(parent=city, level=COUNTY).order_by("code"))
    homes = [person.id_number[:6] for person in demo_people()]
    return max(districts, key=lambda district: homes.count(district.code), default=city)
