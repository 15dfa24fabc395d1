"""What a loading was judged to be, as lines for a terminal: the checks, then the burden."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.catalogue.loading.judging import NEW, Judged, said
from services.catalogue.text import Text
from services.checks.reporting import subject_line
from services.revisions.burden import Burden, Measure, MeasureKind

NAMES = {
    MeasureKind.DOCUMENTS: Text("要交的材料（份）", "Papers to hand in"),
    MeasureKind.FIELDS: Text("要填的项（个）", "Fields to fill in"),
    MeasureKind.VISITS: Text("要跑的次数（趟）", "Visits"),
    MeasureKind.DAYS: Text("承诺办结（天）", "Promised days"),
    MeasureKind.FEES: Text("费用（分）", "Fees (fen)"),
    MeasureKind.DEPARTMENTS: Text("打交道的部门（家）", "Departments"),
}


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
    most = f"{measure.before_most} → {measure.after_most}"
    return _("%(what)s：最多 %(most)s；%(worse)s 种情形增加，%(better)s 种减少") % {
        "what": said(NAMES[measure.kind]),
        "most": most,
        "worse": measure.worse,
        "better": measure.better,
    }
