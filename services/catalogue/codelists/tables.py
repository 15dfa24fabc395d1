"""Which number an interface has for which word, and where that is said.

`gbt39046` is GB/T 39046-2020 annex A; `c0109` is ZWFW C 0109.2-2018; `guangdong`, `zhejiang` and
`hunan` are what those provinces publish. A province follows c0109 in every list that it has not of
its own. A list, or a word of one, that stands nowhere here has no code at that interface: better
none than a guessed one. 通办范围 has numbers nowhere, and is exchanged by its names.

Every table names its source (`SOURCES`): a standard's table, or what a province's records show.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from services.catalogue.codelists.lists import (
    Collection,
    DeptType,
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
    ResultType: {"10": ResultType.LICENCE, "20": ResultType.APPROVAL},
    OnlineDepth: _numbered(OnlineDepth),
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
    TaskState: _numbered(TaskState),
}
HUNAN: Tables = {
    **C0109,
    Spared: {
        "1": Spared.FILLED_FORM,
        "2": Spared.LICENCE,
        "4": Spared.UPLOAD,
        "5": Spared.OWN_LIBRARY,
    },
}
INTERFACES: Mapping[str, Tables] = {
    "gbt39046": GBT39046,
    "c0109": C0109,
    "guangdong": GUANGDONG,
    "zhejiang": ZHEJIANG,
    "hunan": HUNAN,
}

NEAREST: Mapping[str, Mapping[StrEnum, StrEnum]] = {
    "gbt39046": {ServiceTarget.UNINCORPORATED: ServiceTarget.OTHER},
}
"""Where an interface has no word of its own: the member that goes out instead of one."""

_FIELD_TABLES = "field tables of C 0109.2-2018, as two provinces' databases carry them"
SOURCES: Mapping[str, Mapping[type[StrEnum], str]] = {
    "gbt39046": {
        TaskType: "GB/T 39046-2020 A.1",
        UseLevel: "GB/T 39046-2020 A.2",
        DeptType: "GB/T 39046-2020 A.3",
        ServiceTarget: "GB/T 39046-2020 A.4",
        HandleForm: "GB/T 39046-2020 A.5",
        Handling: "GB/T 39046-2020 A.6",
    },
    "c0109": {
        TaskType: "the national list, GB/T 39046-2020 A.1",
        UseLevel: "the national list, GB/T 39046-2020 A.2; Guangdong's codes bear it out",
        DeptType: "the national list, GB/T 39046-2020 A.3",
        HandleForm: "the national list, GB/T 39046-2020 A.5; some places number from 0",
        Handling: "the national list, GB/T 39046-2020 A.6",
        ServiceTarget: _FIELD_TABLES,
        PowerSource: "known and not re-read in the standard",
        ResultType: "known and not re-read in the standard; only these two numbers",
        OnlineDepth: _FIELD_TABLES,
        MaterialKind: _FIELD_TABLES,
        MaterialFormat: _FIELD_TABLES,
        MaterialSource: _FIELD_TABLES,
        Collection: _FIELD_TABLES,
        Necessity: _FIELD_TABLES,
    },
    "guangdong": {TaskType: "Guangdong's published records"},
    "zhejiang": {
        ReviewForm: "Zhejiang's power lists: 审查类型 in words",
        ResultType: "Zhejiang's power lists: 审批结果类型 in words",
        TaskState: "Zhejiang's power lists: 事项状态",
    },
    "hunan": {Spared: "Hunan's guides, `mtjfs`; 3 is not understood and left out"},
}
"""Where each list of an interface is said; what a province has of c0109 is not said again."""
