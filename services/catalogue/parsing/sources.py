"""Where a material comes from, least burdensome first."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book
from services.catalogue.parsing.cursor import SHORT, Cursor
from services.catalogue.parsing.vocabulary import INTERFACE
from services.catalogue.spec import OutputSpec, SourceKind, SourceSpec

WORDS = {
    "applicant": SourceKind.APPLICANT,
    "data_sharing": SourceKind.RESOURCE,
    "e_licence": SourceKind.LICENCE,
    "output_of": SourceKind.OUTPUT,
    "commitment": SourceKind.COMMITMENT,
    "library": SourceKind.DOCUMENT,
}
_FORM = re.compile(r"([a-z_]+)(?:\s*:\s*(\S+))?")
_ORDER = list(SourceKind)
APPLICANT = SourceSpec(SourceKind.APPLICANT)


class SourceReader:
    """The sources of one requirement, from `sources` or from `source` and `interface`."""

    def __init__(self, row: Cursor, book: Book) -> None:
        self.row = row
        self.book = book
        self.key = "sources" if row.has("sources") else "source"
        self.interface = self._interface(row.text("interface", most=SHORT), "interface")
        if row.has("sources") and row.has("source"):
            row.fault("source", _("source 与 sources 只能写一个。"))
        self.said = row.texts(self.key, most=SHORT) or ("applicant",)
        self.found = [source for each in self.said for source in self._source(each)]

    def _interface(self, code: str, key: str) -> str:
        if code and not INTERFACE.fullmatch(code):
            self.row.fault(key, _("接口 “%(c)s” 的写法不对。") % {"c": code}, _("请写成 DS13。"))
            return ""
        return code

    def _source(self, said: str) -> list[SourceSpec]:
        form = _FORM.fullmatch(said)
        kind = WORDS.get(form[1]) if form else None
        if form is None or kind is None:
            self.row.fault(
                self.key,
                _("不认识的来源 “%(s)s”。") % {"s": said},
                _("只能是：%(all)s。") % {"all": "、".join(WORDS)},
            )
            return []
        after = form[2] or ""
        if kind is SourceKind.OUTPUT:
            return self._output(after)
        if kind in (SourceKind.RESOURCE, SourceKind.LICENCE):
            resource = self._interface(after, self.key) or self.interface
            if kind is SourceKind.RESOURCE and not resource:
                return []  # shared data that no interface gives: the next source
            return [SourceSpec(kind, resource=resource)]
        return [SourceSpec(kind)]

    def _output(self, matter: str) -> list[SourceSpec]:
        """An output nobody defines keeps its matter's code: it may be a licence of another file.

        So the licence library is tried next, unless the row names a licence of its own.
        """
        if not matter:
            self.row.fault(
                self.key, _("output_of 后面缺少事项代码。"), _("请写成 output_of:P10-01。")
            )
            return []
        output = SourceSpec(SourceKind.OUTPUT, matter=matter)
        register = SourceSpec(SourceKind.LICENCE, resource=self.interface)
        if matter in self.book.declared or matter in self.book.known.matters:
            return [output, register] if self.interface else [output]
        self.row.warn(
            self.key,
            _("没有事项 %(c)s，改按已有的电子证照办理。") % {"c": matter},
            _("请核对代码，或者载入含有它的目录文件。"),
        )
        has_licence = any(each.startswith("e_licence") for each in self.said)
        return [output] if has_licence else [output, register]

    def outputs(self) -> tuple[OutputSpec, ...]:
        """What the matters named as sources produce, as far as anybody knows."""
        named = [source.matter for source in self.found if source.kind is SourceKind.OUTPUT]
        return tuple(output for code in named for output in self.book.outputs_of(code))

    def warn_unless_produced(self, material: str) -> None:
        for source in self.found:
            declared = self.book.declared.get(source.matter)
            if declared and material not in {each.material for each in declared.outputs}:
                self.row.warn(
                    self.key,
                    _("事项 %(c)s 的结果里没有材料 %(m)s。") % {"c": source.matter, "m": material},
                    _("请核对 type，或者补到那个事项的 outputs 里。"),
                )

    def guess(self) -> str:
        """What kind of material a name is, judged by where it comes from."""
        kinds = {source.kind for source in self.found}
        if kinds & {SourceKind.LICENCE, SourceKind.OUTPUT}:
            return "licence"
        return "commitment" if SourceKind.COMMITMENT in kinds else "document"

    def ordered(self, *, only: bool) -> tuple[SourceSpec, ...]:
        """In the order of SourceKind, each once; APPLICANT last unless `only` these sources."""
        sources = dict.fromkeys(sorted(self.found, key=lambda each: _ORDER.index(each.kind)))
        if not sources or not only:
            sources[APPLICANT] = None
        return tuple(sources)
