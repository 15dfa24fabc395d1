"""Pages of importing: upload a file, look at every row, have it reviewed, publish."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError, NotFound
from services.imports.actions import (
    begin_publishing,
    send_back_import,
    start_import,
    submit_import,
    withdraw_import,
)
from services.imports.excel.write import write_workbooks
from services.imports.files import digest_of, keep_file
from services.imports.findings import RowFinding
from services.imports.policy import has_hand_in, is_in_place, may_review, may_submit
from services.imports.queries import import_for, imports_for, rows_of
from services.imports.readers.formats import LABELS, READERS
from services.imports.report import report_lines, summary_of
from services.imports.states import MOVES
from services.imports.tasks import go_on, publish_later, read_later
from services.imports.weighing import costs_of
from services.models import ImportRun, ImportState, Verdict
from services.opendata.published import published_matters
from windows.web.page import one_act

KEEPERS = (Role.EDITOR, Role.ADMIN)
MOST_SHOWN = 50
LONGEST_NUMBER = 9
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("文件"))
    format = forms.ChoiceField(
        label=gettext_lazy("格式"), choices=[(name, LABELS[name]) for name in READERS]
    )
    region = forms.CharField(
        label=gettext_lazy("行政区划代码"),
        max_length=12,
        help_text=gettext_lazy("事项归到这个区划的部门。"),
    )


@require(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The list, and the form for one more file."""
    actor = actor_behind(request)
    form = UploadForm(initial={"region": actor.region_code or settings.PORTAL_REGION})
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                run = _upload(form, actor)
            except DomainError as refusal:
                form.add_error(None, f"{refusal.said}{refusal.advice}")
            else:
                return redirect("import_run", run.pk)
    context = {"form": form, "runs": imports_for(actor)[:MOST_SHOWN]}
    status = 422 if form.errors else 200
    return render(request, "catalogue/imports.html", context, status=status)


def _upload(form: UploadForm, actor: Actor) -> ImportRun:
    file = form.cleaned_data["file"]
    digest = digest_of(file)
    with one_act():
        run = start_import(
            digest,
            name=file.name,
            format=form.cleaned_data["format"],
            region=form.cleaned_data["region"],
            actor=actor,
        )
        keep_file(run, file)
        read_later(run)
    return run


@require(*KEEPERS)
@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what was found, and its rows."""
    actor = actor_behind(request)
    run = import_for(actor, pk)
    verdict, rule = request.GET.get("verdict", ""), request.GET.get("rule", "")
    after = request.GET.get("after", "")
    is_number = after.isdecimal() and len(after) <= LONGEST_NUMBER
    rows, next_after = rows_of(
        run, verdict=verdict, rule=rule, after=int(after) if is_number else 0
    )
    moves = {
        move.name
        for move in MOVES.allowed(run.state, actor.kind.value)
        if is_in_place(actor, run.region_id)
    }
    summary, costs, is_mine = summary_of(run), costs_of(rows), may_submit(actor, run)
    verdicts = [(value, label, summary.verdicts[value]) for value, label in Verdict.choices]
    context = {
        "run": run,
        "rows": [
            (row, [RowFinding(**each) for each in row.findings], costs.get(row.pk)) for row in rows
        ],
        "next_after": next_after,
        "verdicts": verdicts,
        "kinds": summary.kinds,
        "adding": summary.adding,
        "verdict": verdict,
        "rule": rule,
        "is_running": run.state in (ImportState.READING, ImportState.PUBLISHING),
        "can_go_on": "withdraw" in moves
        and run.state in (ImportState.READING, ImportState.PUBLISHING),
        "can_submit": "submit" in moves and is_mine,
        "can_withdraw": "withdraw" in moves and is_mine,
        "can_review": "begin_publishing" in moves and may_review(actor, run),
        "waits_for_other": run.state == ImportState.IN_REVIEW and has_hand_in(actor, run),
        "waits_for_author": run.state == ImportState.READY and not is_mine,
    }
    return render(request, "catalogue/import_run.html", context)


@require(*KEEPERS)
@require_POST
def import_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One decision about an import."""
    actor = actor_behind(request)
    run = import_for(actor, pk)
    act = ACTS.get(verb)
    if act is None:
        raise NotFound
    with one_act():
        said = act(run, request.POST, actor)
    messages.success(request, said)
    return redirect("import_run", run.pk)


def _submit(run: ImportRun, sent: QueryDict, actor: Actor) -> str:
    submit_import(run, why=sent.get("why", ""), why_en=sent.get("why_en", ""), actor=actor)
    return _("已送审。请让另一位事项管理员审核。")


def _send_back(run: ImportRun, sent: QueryDict, actor: Actor) -> str:
    send_back_import(run, note=sent.get("why", ""), actor=actor)
    return _("已退回。")


def _publish(run: ImportRun, sent: QueryDict, actor: Actor) -> str:
    publish_later(begin_publishing(run, actor=actor))
    return _("已同意，正在分批发布。")


def _withdraw(run: ImportRun, sent: QueryDict, actor: Actor) -> str:
    published = withdraw_import(run, actor=actor).published
    if published:
        return _("已撤回。已经发布的 %(count)s 个事项仍然有效。") % {"count": published}
    return _("已撤回。")


def _go_on(run: ImportRun, sent: QueryDict, actor: Actor) -> str:
    go_on(run, actor=actor)
    return _("已重新排队，正在后台继续。")


ACTS: Mapping[str, Callable[[ImportRun, QueryDict, Actor], str]] = {
    "submit": _submit,
    "send-back": _send_back,
    "publish": _publish,
    "withdraw": _withdraw,
    "go-on": _go_on,
}


@require(*KEEPERS)
@require_safe
def import_report(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The report row by row, as CSV."""
    run = import_for(actor_behind(request), pk)
    return StreamingHttpResponse(
        report_lines(run),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="import-{run.pk}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


@require(*KEEPERS)
@require_safe
def workbook(request: HttpRequest) -> FileResponse:
    """What is published, to edit in Excel and import again; several workbooks come as a ZIP."""
    with tempfile.TemporaryDirectory() as folder:
        made = write_workbooks(Path(folder) / "matters.xlsx", published_matters())
        if len(made) == 1:
            # Open, it stays readable although its folder goes.
            return FileResponse(
                made[0].path.open("rb"),
                as_attachment=True,
                filename=made[0].path.name,
                content_type=XLSX,
            )
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as parts:
            for each in made:
                parts.write(each.path, each.path.name)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename="matters.zip", content_type="application/zip"
    )
