"""Older editions, and the way back to one."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from services.models import LifeEventEdition, Revision
from services.revisions.actions import publish_revision, submit_revision
from services.revisions.queries import spec_of


def test_back_to_an_older_edition_is_a_draft(page, editor, reviewer):
    before = page.spec
    page.save("sentence", zh="房屋没有查封")
    with transaction.atomic():
        submit_revision(page.row, why="补充条件", actor=editor.actor)
    with transaction.atomic():
        publish_revision(page.row, actor=reviewer.actor)
    first = LifeEventEdition.objects.get(life_event__code="T1", number=1)
    html = editor.browser.get(reverse("editions", args=["T1"])).content.decode()
    assert html.count("按这一版起草") == 1
    restore = reverse("edition_restore", args=[first.pk])
    response = editor.browser.post(restore, {"why": "改错了"})
    made = Revision.objects.order_by("-pk")[0]
    assert response.url == reverse("revision_review", args=[made.pk])
    assert (made.why, made.base.number, spec_of(made)) == ("改错了", 2, before)


def test_the_one_in_force_is_no_way_back(editor):
    edition = LifeEventEdition.objects.get(life_event__code="T1")
    response = editor.browser.post(reverse("edition_restore", args=[edition.pk]))
    assert response.status_code == 409
    assert Revision.objects.count() == 0


def test_nothing_there(editor):
    assert editor.browser.get(reverse("editions", args=["T9"])).status_code == 404
    assert editor.browser.post(reverse("edition_restore", args=[987654])).status_code == 404
