"""What a loading was judged to be, as lines for a terminal: the checks, then the burden."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.catalogue.loading.judging import NEW, Judged
from services.checks.reporting import said, subject_line
from services.revisions.burden import Burden, Measure
from services.revisions.measures import NAMES, figure_of


def check_lines(judged: Judged) -> Iterator[str]:
    """One line for each life event, and one for all matters that stand alone."""
    for subject in judged.subjects:
        yield subject_line(subject)


def burden_lines(judged: Judged) -> Iterator[str]:
    """What each life event and each matter of its own asks more or less than before."""
    for code, burden in judged.burdens():
        yield f"{code}：{_verdict(burden)}"
        for line in burden.lines:
            yield f"  {'+' if line.adds else '·'} {said(line.text)}"
        for measure in burden.measures:
            if measure.worse or measure.better:
                yield f"  {_change(measure)}"
        if burden.newly_refused:
            yield "  + " + _("有 %(n)s 种情形以前能办，现在不能办") % {"n": burden.newly_refused}


def _verdict(burden: Burden) -> str:
    if burden is NEW:
        return _("新增，没有可比的旧版")
    return _("增加负担") if burden.adds else _("不增加负担")


def _change(measure: Measure) -> str:
    before, after = (
        figure_of(measure.kind, each) for each in (measure.before_most, measure.after_most)
    )
    most = f"{before} → {after}"
    return _("%(what)s：最多 %(most)s；%(worse)s 种情形增加，%(better)s 种减少") % {
        "what": said(NAMES[measure.kind]),
        "most": most,
        "worse": measure.worse,
        "better": measure.better,
    }
