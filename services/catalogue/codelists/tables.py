"""Which number an interface has for which word.

`gbt39046` is GB/T 39046-2020 annex A; `c0109` is ZWFW C 0109.2-2018; `guangdong` and `zhejiang` are
what those provinces publish. A province follows c0109 in every list that it has not of its own.
A list that stands nowhere here has no codes at that interface: better none than a guessed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from services.catalogue.codelists.lists import (
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
    TaskState,
    TaskType,
    UseLevel,
)
from services.catalogue.spec import Handling, Necessity

Table = Mapping[str, StrEnum]
Tables = Mapping[type[StrEnum], Table]


def _numbered(kind: type[StrEnum], *, width: int = 1) -> dict[str, StrEnum]:
    """All members in their order, from 1."""
    return {str(number).zfill(width): member for number, member in enumerate(kind, 1)}


_NATIONAL_TYPES: Table = {
    **{
        code: member
        for code, member in _numbered(TaskType, width=2).items()
        if member is not TaskType.PUBLIC_SERVICE
    },
    "20": TaskType.PUBLIC_SERVICE,
}
_LAST_IS_NINE: Table = {
    "1": DeptType.AUTHORITY,
    "2": DeptType.AUTHORISED,
    "3": DeptType.ENTRUSTED,
    "9": DeptType.OTHER,
}
_SHARED: Tables = {
    TaskType: _NATIONAL_TYPES,
    UseLevel: _numbered(UseLevel),
    DeptType: _LAST_IS_NINE,
    Handling: {"1": Handling.INSTANT, "2": Handling.PROMISED, "9": Handling.OTHER},
    HandleForm: {
        "1": HandleForm.WINDOW,
        "2": HandleForm.COMPUTER,
        "3": HandleForm.MOBILE,
        "4": HandleForm.POST,
        "9": HandleForm.OTHER,
    },
}
GBT39046: Tables = {
    **_SHARED,
    ServiceTarget: {
        "1": ServiceTarget.PERSON,
        "2": ServiceTarget.ENTERPRISE,
        "3": ServiceTarget.INSTITUTION,
        "4": ServiceTarget.SOCIAL,
        "5": ServiceTarget.AUTHORITY,
        "6": ServiceTarget.OTHER,
    },
}
C0109: Tables = {
    **_SHARED,
    ServiceTarget: {
        "1": ServiceTarget.PERSON,
        "2": ServiceTarget.ENTERPRISE,
        "3": ServiceTarget.INSTITUTION,
        "4": ServiceTarget.SOCIAL,
        "5": ServiceTarget.UNINCORPORATED,
        "6": ServiceTarget.AUTHORITY,
        "9": ServiceTarget.OTHER,
    },
    PowerSource: _numbered(PowerSource),
    HandleArea: _numbered(HandleArea),
    ResultType: {"10": ResultType.LICENCE, "20": ResultType.APPROVAL},
    OnlineDepth: _numbered(OnlineDepth),
    TaskState: _numbered(TaskState),
    MaterialKind: _numbered(MaterialKind),
    MaterialFormat: _numbered(MaterialFormat),
    MaterialSource: {
        "10": MaterialSource.APPLICANT,
        "20": MaterialSource.GOVERNMENT,
        "99": MaterialSource.OTHER,
    },
    Collection: _numbered(Collection),
    Necessity: {
        "1": Necessity.REQUIRED,
        "2": Necessity.OPTIONAL,
        "3": Necessity.DEFERRABLE,
    },
}
GUANGDONG: Tables = {
    **C0109,
    TaskType: {
        **{
            code: member
            for code, member in _NATIONAL_TYPES.items()
            if member not in (TaskType.OTHER_POWER, TaskType.PUBLIC_SERVICE)
        },
        "20": TaskType.OTHER_POWER,
        "21": TaskType.PUBLIC_SERVICE,
    },
}
ZHEJIANG: Tables = {
    **C0109,
    ReviewForm: {"即审即办": ReviewForm.AT_ONCE, "前审后批": ReviewForm.STAGED},
    ResultType: {
        "出证办结": ResultType.LICENCE,
        "审批办结": ResultType.APPROVAL,
        "出文办结": ResultType.DOCUMENT,
    },
}
INTERFACES: Mapping[str, Tables] = {
    "gbt39046": GBT39046,
    "c0109": C0109,
    "guangdong": GUANGDONG,
    "zhejiang": ZHEJIANG,
}

NEAREST: Mapping[str, Mapping[StrEnum, StrEnum]] = {
    "gbt39046": {ServiceTarget.UNINCORPORATED: ServiceTarget.OTHER},
}
"""Where an interface has no word of its own: the member that goes out instead of one."""
