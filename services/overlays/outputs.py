"""Results compared, by their material. An addition rests on what the matter cites anew."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import LegalBasisSpec, MatterSpec, OutputSpec
from services.catalogue.text import Text
from services.overlays.demands import Found
from services.overlays.differences import Difference, Kind


def output_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    before = {output.material: output for output in standard.outputs}
    after = {output.material: output for output in local.outputs}
    for code, output in after.items():
        old = before.get(code)
        for kind, text, adds in _new(output) if old is None else _changes(old, output):
            yield Difference(kind, text, adds=adds, legal_bases=grounds if adds else ())
    for code, output in before.items():
        if code not in after:
            text = Text(
                f"不再出具：{output.name}", f"No longer issued: {output.name_en or output.name}"
            )
            yield Difference(Kind.DROPPED_OUTPUT, text, adds=True, legal_bases=grounds)


def _new(output: OutputSpec) -> Iterator[Found]:
    name_en = output.name_en or output.name
    text = Text(f"多给一份结果：{output.name}", f"One more result: {name_en}")
    yield Kind.EXTRA_OUTPUT, text, False
    if output.window_only:
        yield _fetched(output)


def _changes(old: OutputSpec, new: OutputSpec) -> Iterator[Found]:
    name, name_en = new.name, new.name_en or new.name
    if new.window_only and not old.window_only:
        yield _fetched(new)
    elif old.window_only and not new.window_only:
        text = Text(f"“{name}”不用到窗口领了", f"“{name_en}” need not be fetched in person")
        yield Kind.DROPPED_VISIT, text, False
    if old.is_licence and not new.is_licence:
        text = Text(f"“{name}”不再是证照", f"“{name_en}” is no longer a certificate")
        yield Kind.LESSER_OUTPUT, text, True
    elif new.is_licence and not old.is_licence:
        text = Text(f"“{name}”发证照", f"“{name_en}” is a certificate now")
        yield Kind.BETTER_OUTPUT, text, False
    if (old.name, old.name_en) != (name, new.name_en):
        text = Text(
            f"结果“{old.name}”改称“{name}”",
            f"The result “{old.name_en or old.name}” is called “{name_en}” now",
        )
        yield Kind.OTHER_WORDS, text, False


def _fetched(output: OutputSpec) -> Found:
    name, name_en = output.name, output.name_en or output.name
    text = Text(f"“{name}”只能到窗口领", f"“{name_en}” can be had only in person")
    return Kind.EXTRA_VISIT, text, True
