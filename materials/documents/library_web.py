"""我的材料: the person's own library, page by page. Each act is parsed, done, and shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.base import File
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from materials.catalogue.models import MaterialType
from materials.documents.actions import store_document
from materials.documents.forms import last_day, material_chosen
from materials.documents.levels import said_level
from materials.documents.library import (
    OTHER,
    Shelf,
    ending_soon,
    kept,
    kinds_named,
    library_of,
    looks_at,
    versions_of,
)
from materials.documents.models import Document
from materials.documents.previews import has_preview, page_count
from materials.documents.queries import document_for
from materials.documents.removing import remove_document
from materials.documents.trust import set_last_day
from materials.documents.uploads.sent import file_in
from materials.documents.validity import Standing
from materials.errors import DocumentNotFound, NotYourMaterial
from materials.licences.queries import is_valid, licences_for
from materials.policy import is_owner
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.trust import LEVELS, PROVED

LICENCES_SHOWN = 5


@require(Role.APPLICANT)
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All that was handed in, to be used again: by kind, level and validity."""
    actor = actor_behind(request)
    today = timezone.localdate()
    shelf = _shelf(request)
    rows, next_after = library_of(actor, shelf, on=today, after=request.GET.get("after", ""))
    held = [each for each in licences_for(actor)[: LICENCES_SHOWN + 1] if is_valid(each, today)]
    context = {
        "rows": rows,
        "pages": {each.document.pk: page_count(each.document) for each in rows},
        "next_after": next_after,
        "shelf": shelf,
        "is_narrowed": shelf != Shelf(),
        "kinds": [*_kinds(), (OTHER, _("其他"))],
        "levels": [(level, said_level(level)) for level in LEVELS],
        "standings": [(Standing.SOON.value, _("快到期")), (Standing.OVER.value, _("已过期"))],
        "ending": ending_soon(actor, on=today),
        "has_several_owners": len(actor.applicant_ids) > 1,
        "licences": held[:LICENCES_SHOWN] if shelf == Shelf() else [],
    }
    return render(request, "materials/library/library.html", context)


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put something in before any case asks for it."""
    actor = actor_behind(request)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with transaction.atomic(durable=True), file_in(request, actor) as upload:
                document = None if upload is None else _store(request, actor, upload)
        except DomainError as refused:
            fault = refused
        else:
            if document is not None:
                messages.success(request, _("存好了。以后办事直接用，不用再交。"))
                return redirect("my_document", document_id=document.pk)
            messages.error(request, _("请先选一个文件。"))
    context = {
        "fault": fault,
        "typed": request.POST,
        "owners": Applicant.objects.filter(pk__in=actor.applicant_ids).order_by("pk"),
        "groups": _grouped(),
        "other": OTHER,
        "crumbs": [(_("我的材料"), reverse("my_documents")), (_("存一份"), "")],
    }
    return render(
        request, "materials/library/add.html", context, status=fault.status if fault else 200
    )


def _store(request: HttpRequest, actor: Actor, upload: File[bytes]) -> Document:
    return store_document(
        _owner(request, actor),
        upload=upload,
        material_type=material_chosen(request.POST.get("material", "")),
        valid_until=last_day(request.POST.get("valid_until", "")),
        is_self_made="is_self_made" in request.POST,
        actor=actor,
    )


@require(Role.APPLICANT)
@require_safe
def one(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One document: what it looks like, how far it is trusted, where it is used, who looked."""
    return _page(request, _own(request, document_id))


@require(Role.APPLICANT)
@require_POST
def act(request: HttpRequest, document_id: UUID, verb: str) -> HttpResponse:
    """Replace it, date it, remove it. A refusal shows on the same page."""
    document = _own(request, document_id)
    if verb not in ACTS:
        raise Http404
    try:
        with transaction.atomic(durable=True):
            return ACTS[verb](request, document)
    except DomainError as refused:
        return _page(request, _own(request, document_id), fault=refused)


def _replace(request: HttpRequest, document: Document) -> HttpResponse:
    actor = actor_behind(request)
    with file_in(request, actor) as upload:
        if upload is None:
            messages.error(request, _("请先选一个文件。"))
            return redirect("my_document", document_id=document.pk)
        new = store_document(
            document.owner,
            upload=upload,
            material_type=document.material_type,
            valid_until=last_day(request.POST.get("valid_until", "")),
            replaces=document,
            actor=actor,
        )
    messages.success(request, _("换好了。正在办的件用的还是原来那一份。"))
    return redirect("my_document", document_id=new.pk)


def _date(request: HttpRequest, document: Document) -> HttpResponse:
    valid_until = last_day(request.POST.get("valid_until", ""))
    set_last_day(document, valid_until=valid_until, actor=actor_behind(request))
    messages.success(request, _("有效期已记下。"))
    return redirect("my_document", document_id=document.pk)


def _remove(request: HttpRequest, document: Document) -> HttpResponse:
    remove_document(document, actor=actor_behind(request))
    messages.success(request, _("已经删除，文件也不再保存。"))
    return redirect("my_documents")


ACTS = {"replace": _replace, "date": _date, "remove": _remove}


def _page(
    request: HttpRequest, document: Document, *, fault: DomainError | None = None
) -> HttpResponse:
    (row,) = kept([document], on=timezone.localdate())
    context: dict[str, Any] = {
        "document": document,
        "row": row,
        "fault": fault,
        "typed": request.POST,
        "is_current": document.replaced_by_id is None and document.removed_at is None,
        "is_dated_by_office": document.level in PROVED,
        "has_preview": has_preview(document),
        "pages": page_count(document),
        "versions": versions_of(document),
        "looks": looks_at(document),
        "crumbs": [(_("我的材料"), reverse("my_documents")), (document.filename, "")],
    }
    response = render(
        request, "materials/library/document.html", context, status=fault.status if fault else 200
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _own(request: HttpRequest, document_id: UUID) -> Document:
    actor = actor_behind(request)
    document = document_for(actor, document_id)
    if not is_owner(actor, document):
        raise DocumentNotFound
    return document


def _owner(request: HttpRequest, actor: Actor) -> Applicant:
    """Of those the person stands for the one that was chosen; alone they need not choose."""
    mine = Applicant.objects.filter(pk__in=actor.applicant_ids)
    chosen = request.POST.get("owner", "")
    found = next((each for each in mine if str(each.pk) == chosen), None)
    if not chosen:
        found = mine.first()
    if found is None:
        raise NotYourMaterial
    return found


def _shelf(request: HttpRequest) -> Shelf:
    def one_of(name: str, *known: str) -> str:
        wanted = request.GET.get(name, "")
        return wanted if wanted in known else ""

    return Shelf(
        one_of("kind", OTHER, *(value for value, _label in _kinds())),
        one_of("level", *LEVELS),
        one_of("standing", Standing.SOON.value, Standing.OVER.value),
    )


def _kinds() -> list[tuple[str, Any]]:
    return [(k.value, k.label) for k in MaterialType.Kind if k is not MaterialType.Kind.DATA]


def _grouped() -> list[tuple[Any, list[MaterialType]]]:
    """What it can be, under the name of its kind."""
    every = list(kinds_named())
    groups = [(label, [one for one in every if one.kind == kind]) for kind, label in _kinds()]
    return [(label, found) for label, found in groups if found]
