from __future__ import annotations

import io
import json

import pytest

from portal.accounts.actor import actor_of
from portal.accounts.identity import credit_check_character
from portal.accounts.models import Staff, User
from services.imports.actions import start_import
from services.imports.files import digest_of
from services.imports.running import read_import
from services.models import ImportRun, Region

_STEM = "11330000MB0000001"
AUTHORITY = _STEM + credit_check_character(_STEM)


def record(serial: int = 1, **changes) -> dict:
    """A record in the shape of a provincial list; the authority and the matter are invented."""
    basic = f"330101{serial:03d}000"
    code = f"{AUTHORITY}2{basic}"
    return {
        "_id": {"$oid": f"{serial:024x}"},
        "TASK_CODE": code,
        "ORGCODE": code[8:17],
        "TASK_TYPE": "01",
        "TASK_TYPE_TEXT": "行政许可",
        "TASK_NAME": f"云上茶园登记{serial}",
        "subTaskName": None,
        "TASK_STATE": None,
        "TASK_TAG": None,
        "DEPT_NAME": "云山省茶业局",
        "AREACODE": "330000",
        "AREA_CODE_TEXT": "云山省",
        "CATAID": basic,
        "CATANAME": f"云上茶园登记{serial}",
        "parentCatalogId": basic,
        "parentCatalogName": f"云上茶园登记{serial}",
        "subCatalogName": f"云上茶园登记{serial}",
        "matter_name": f"云上茶园登记{serial}",
        "matter_short": "茶园登记",
        "matter_daily": "无",
        "matter_code": "无",
        "matter_type": "行政许可",
        "matter_level": "省级",
        "district": "省级",
        "URL": "https://example.org/apply",
        "ONLINECHECK": "1",
        "LIMIT_SCENE_NUM": "0",
        "visit_number": "0",
        "co_department": "省级茶业（受理,审核）、市级茶业（受理）",
        "handle_location": "办理地点：云山市茶香路1号2号窗口",
        "handle_time": "30(工作日)",
        "handle_time_limit": "7(工作日)",
        "accept_standard": "《云山茶园条例》第二十九条、《中华人民共和国行政许可法》第三十二条。",
        "consult_phone": "0571-11111111",
        "complain_phone": "0571-22222222",
        "courier_service": "是",
        "bear_paltform": "云山政务服务网",
        "online_book": "否",
        "online_book_addr": "无",
        "theme_category": ["准营准办"],
        "service_object_name": ["自然人", "企业法人"],
        "material_intro": ["茶园登记申请表", "土地使用证"],
        **changes,
    }


def as_file(*records: dict) -> io.BytesIO:
    return io.BytesIO(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode()
    )


@pytest.fixture
def province(db) -> Region:
    return Region.objects.create(code="330000", name="云山省", level=1)


def staff(
    username: str,
    role: str = "editor",
    department: str = "330000-cha",
    region: str = "330000",
):
    user = User.objects.create(username=username, display_name=username)
    Staff.objects.create(user=user, role=role, department_code=department, region_code=region)
    return actor_of(user)


@pytest.fixture
def author(db):
    return staff("bianji")


@pytest.fixture
def reviewer(db):
    return staff("shenhe")


@pytest.fixture
def read(province, author):
    """Reads a file to its end and gives the run."""

    def _read(file, kind: str = "c0109", actor=None) -> ImportRun:
        actor = actor or author
        return start_and_read(file, name=f"一批.{kind}", format=kind, region="330000", actor=actor)

    return _read


def start_and_read(file, *, name: str, format: str, region: str, actor) -> ImportRun:  # noqa: A002  # as of the column
    """From a file to a run whose every row has its verdict."""
    run = start_import(digest_of(file), name=name, format=format, region=region, actor=actor)
    return read_import(run, file, actor=actor)


def rules(row) -> set[str]:
    return {finding["rule"] for finding in row.findings}
