"""Which files make up a catalogue: one file, a folder, and what they include."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from services.catalogue.faults import Findings, Place
from services.catalogue.parsing.cursor import Cursor
from services.catalogue.parsing.tree import Malformed, read_tree

MOST_BYTES = 10 * 1024 * 1024


@dataclass
class Files:
    """The files read so far; `bytes_read` over all of them may not pass MOST_BYTES."""

    root: Path
    findings: Findings
    bytes_read: int = 0

    def read(self, path: Path, above: tuple[Path, ...] = ()) -> list[Cursor]:
        """The file's top mapping, then those of the files it includes. Faults go to findings."""
        name = self._name(path)
        text = self._text(path, name)
        if text is None:
            return []
        try:
            node = read_tree(text)
        except Malformed as problem:
            self.findings.fault(
                Place(name, problem.line), problem.message, _("请改正语法后再载入。")
            )
            return []
        if node is None or not isinstance(node.value, dict):
            self.findings.fault(
                Place(name, node.line if node else 1),
                _("文件最外层不是映射。"),
                _("请按 docs/catalogue-format.md 的格式，以 onethings: 开头。"),
            )
            return []
        top = Cursor(node, name, "", self.findings)
        found = [top]
        for index, included in enumerate(top.texts("include")):
            place = top.at(f"include[{index}]", "include")
            other = (path.parent / included).resolve()
            if not other.is_relative_to(self.root):
                self.findings.fault(
                    place, _("不能包含目录文件夹以外的文件：%(f)s。") % {"f": included}
                )
            elif other in (*above, path):
                self.findings.fault(place, _("文件包含了自己：%(f)s。") % {"f": included})
            elif not other.is_file():
                self.findings.fault(place, _("没有这个文件：%(f)s。") % {"f": included})
            else:
                found += self.read(other, (*above, path))
        return found

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _text(self, path: Path, name: str) -> str | None:
        place = Place(name)
        try:
            size = path.stat().st_size
            if self.bytes_read + size > MOST_BYTES:
                self.findings.fault(
                    place,
                    _("文件太大（合计超过 10 MB）。"),
                    _("请拆成几个文件，分几次载入。"),
                )
                return None
            data = path.read_bytes()
        except OSError as error:
            self.findings.fault(place, _("文件打不开：%(why)s。") % {"why": error.strerror})
            return None
        self.bytes_read += len(data)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.findings.fault(
                Place(name, line), _("文件不是 UTF-8 编码。"), _("请另存为 UTF-8 再载入。")
            )
            return None


def read_files(path: Path, findings: Findings) -> list[Cursor]:
    """The top mappings of a file or of all `*.yaml` directly in a folder, in order of names."""
    path = path.resolve()
    if path.is_dir():
        files = Files(path, findings)
        found = sorted(each for each in path.iterdir() if each.suffix in (".yaml", ".yml"))
        if not found:
            findings.fault(Place(str(path.name)), _("文件夹里没有 .yaml 文件。"))
        return [top for each in found for top in files.read(each)]
    if not path.exists():
        findings.fault(Place(path.name), _("没有这个文件。"), _("请核对路径。"))
        return []
    return Files(path.parent, findings).read(path)
