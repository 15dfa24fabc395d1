"""The formats that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.imports.errors import UnknownFormat
from services.imports.readers.built import Reader
from services.imports.readers.c0109 import C0109Reader
from services.imports.readers.xlsx import ExcelReader
from services.imports.readers.yaml_file import YamlReader

READERS: Mapping[str, Callable[[], Reader]] = {
    "c0109": C0109Reader,
    "xlsx": ExcelReader,
    "yaml": YamlReader,
}
LABELS: Mapping[str, str | Promise] = {
    "c0109": _("C 0109 记录（一行一个 JSON）"),
    "xlsx": _("Excel 工作簿（先导出，再修改）"),
    "yaml": _("YAML 目录文件"),
}


def reader_for(name: str) -> Reader:
    """Raises UnknownFormat."""
    make = READERS.get(name)
    if make is None:
        raise UnknownFormat(format=name)
    return make()
