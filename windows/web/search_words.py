"""What citizens searched in vain, and the words that editors call the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import MissKind, Synonym
from services.search.book import with_meaning
from services.search.find import Found, find
from services.search.log import miss_for, misses, resolve_miss
from services.search.synonyms import (
    add_synonym,
    change_synonym,
    checked,
    retire_synonym,
    synonym_for,
    synonyms,
)
from windows.web.page import one_act

SHOWN = 100
_BETWEEN = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form of one synonym as it was sent, or as it stands."""

    words: tuple[str, ...] = ()
    code: str = ""
    note: str = ""
    miss: str = ""

    @classmethod
    def sent(cls, data: QueryDict) -> Typed:
        return cls(
            words=tuple(word.strip() for word in _BETWEEN.split(data.get("words", "")) if word),
            code=data.get("code", "").replace("\x00", "").strip()[:64],
            note=data.get("note", "").replace("\x00", "").strip(),
            miss=data.get("miss", ""),
        )

    @classmethod
    def of(cls, synonym: Synonym) -> Typed:
        return cls(tuple(synonym.words), synonym.code, synonym.note)

    @property
    def as_text(self) -> str:
        return "、".join(self.words)


@require(Role.EDITOR, Role.ADMIN)
@require_safe
def search_words(request: HttpRequest) -> HttpResponse:
    """Misses by how often, each with a form; `words` in the address shows what would be found."""
    return _list(request, Typed.sent(request.GET))


def _list(request: HttpRequest, typed: Typed, fault: DomainError | None = None) -> HttpResponse:
    if fault is None and typed.words and request.GET.get("look"):
        fault, previews = _previews(typed)
    else:
        previews = []
    context = {
        "nothing_found": misses(MissKind.NOTHING_FOUND)[:SHOWN],
        "not_followed": misses(MissKind.NOT_FOLLOWED)[:SHOWN],
        "synonyms": synonyms()[: 5 * SHOWN],
        "typed": typed,
        "previews": previews,
        "fault": fault,
    }
    status = fault.status if fault and request.method == "POST" else 200
    return render(request, "catalogue/search_words.html", context, status=status)


@require(Role.EDITOR, Role.ADMIN)
@require_POST
def synonym_new(request: HttpRequest) -> HttpResponse:
    """Made beside a miss, it takes the miss off the list."""
    actor, typed = actor_behind(request), Typed.sent(request.POST)
    try:
        with one_act():
            add_synonym(typed.words, code=typed.code, note=typed.note, actor=actor)
            if typed.miss.isdecimal() and len(typed.miss) < 10:
                resolve_miss(miss_for(int(typed.miss)), actor=actor)
    except DomainError as refused:
        return _list(request, typed, refused)
    messages.success(request, _("已保存，下一次搜索就按它找。"))
    return redirect("search_words")


@require(Role.EDITOR, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one; `look` in the address shows what would be found before it is saved."""
    actor, row = actor_behind(request), synonym_for(pk)
    fault: DomainError | None = None
    previews: list[tuple[str, Found]] = []
    typed = Typed.of(row)
    if request.method == "POST":
        typed = Typed.sent(request.POST)
        try:
            with one_act():
                change_synonym(
                    row, words=typed.words, code=typed.code, note=typed.note, actor=actor
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已保存，下一次搜索就按它找。"))
            return redirect("search_words")
    elif request.GET.get("look"):
        typed = Typed.sent(request.GET)
        fault, previews = _previews(typed, instead_of=row.pk)
    context = {"synonym": row, "typed": typed, "fault": fault, "previews": previews}
    status = fault.status if fault and request.method == "POST" else 200
    return render(request, "catalogue/synonym.html", context, status=status)


@require(Role.EDITOR, Role.ADMIN)
@require_POST
def synonym_retire(request: HttpRequest, pk: int) -> HttpResponse:
    with one_act():
        retire_synonym(synonym_for(pk), actor=actor_behind(request))
    messages.success(request, _("已停用。"))
    return redirect("search_words")


@require(Role.EDITOR, Role.ADMIN)
@require_POST
def miss_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing to do about it: it comes back when it is searched in vain again."""
    with one_act():
        resolve_miss(miss_for(pk), actor=actor_behind(request))
    messages.success(request, _("已从列表中去掉。"))
    return redirect("search_words")


def _previews(
    typed: Typed, *, instead_of: int | None = None
) -> tuple[DomainError | None, list[tuple[str, Found]]]:
    """What each of the words would find."""
    try:
        words = checked(typed.words, typed.code)
    except DomainError as refused:
        return refused, []
    present = with_meaning(words, typed.code, instead_of=instead_of)
    return None, [(word, find(word, limit=5, present=present)) for word in words[:5]]
