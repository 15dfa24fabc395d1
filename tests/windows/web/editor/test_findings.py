"""“可以发布” on the editing page means what the gate means: everywhere, and by today's law."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import CatalogueSpec, IncludedMatter, LifeEventSpec
from services.checks import registry
from services.models import Department, Edition, Matter, Region
from services.revisions.actions import save_revision
from services.statutes.actions import load_laws
from tests.windows.small_catalogue import FIRST, SALE
from tests.windows.web.editor.conftest import too_long
from windows.web.editor.findings import findings_of, known_findings

SHARER = LifeEventSpec("T7", "另一件事", "Another thing", matters=(IncludedMatter(FIRST),))


def publish(spec):
    with transaction.atomic():
        publish_catalogue(
            CatalogueSpec("另一件", life_events=(spec,)), actor=SYSTEM, region="330100"
        )


@pytest.fixture
def elsewhere(db) -> Department:
    region = Region.objects.create(code="330200", name="宁波市", level=2, parent_id="330000")
    return Department.objects.create(code="330200-ji", name="己局", region=region)


def draft_of(page, spec):
    with transaction.atomic():
        row = page.row
        return save_revision(row, spec=spec, version=row.version, actor=page.office.actor)


def with_first(**changes):
    first = replace(SALE.matters[0], matter=replace(FIRST, **changes))
    return replace(SALE, matters=(first, *SALE.matters[1:]))


def test_what_it_breaks_in_another_life_event_is_shown_too(page, monkeypatch):
    def only_there(spec, coverage):
        coverage.combinations = 7 if spec.code == "T7" else 4
        if spec.code == "T7":
            yield from too_long(spec, coverage)

    monkeypatch.setattr(registry, "_life_event", {"test.days": only_there})
    publish(SHARER)
    draft_of(page, with_first(promised_days=999, statutory_days=None))
    shown = page.get(findings=1)
    findings = shown.context["findings"]
    assert (findings.errors, findings.coverage.combinations) == (1, 4)
    (row,) = findings.rows
    assert (row.where.zh, row.where.en) == (
        "另一件事 · T1-A事项",
        "Another thing · Matter T1-A",
    )
    assert row.link == "?m=T1-A#matter-T1-A"
    assert (
        "可以发布" not in shown.content.decode().partition("发布检查")[2].partition("</section>")[0]
    )


def test_loaded_laws_and_what_is_published_meanwhile_are_asked_anew(monkeypatch, tmp_path):
    asked = Counter()

    def counting(spec, coverage):
        asked[spec.code] += 1
        return iter(())

    monkeypatch.setattr(registry, "_life_event", {"count": counting})
    spec = with_first(promised_days=5, statutory_days=None)
    findings_of(spec)
    findings_of(spec)
    assert (asked, known_findings(spec) is None) == (Counter(T1=1), False)

    law = tmp_path / "laws.jsonl"
    for text in ("甲条文", "乙条文"):
        line = {"law": "某法", "article": "1", "label": "第一条", "text": text}
        law.write_text(json.dumps(line | {"version_date": "2020-01-01"}), encoding="utf-8")
        with transaction.atomic():
            load_laws(law, actor=SYSTEM)
        assert known_findings(spec) is None
        findings_of(spec)
    assert asked == Counter(T1=3)

    publish(SHARER)
    assert known_findings(spec) is None
    findings_of(spec)
    assert asked == Counter(T1=4, T7=1)


def test_a_department_of_another_region_is_neither_offered_nor_let_pass(page, elsewhere):
    form = page.get(edit="matter", key="T1-A").context["form"]
    offered = [value for value, _label in form.fields["department"].choices]
    assert "甲局" in offered
    assert "己局" not in offered
    lead = page.get(edit="event", key="event").context["form"].fields["lead"].choices
    assert "己局" not in [value for value, _label in lead]

    draft_of(page, with_first(department="己局"))
    rows = page.get(findings=1).context["findings"].rows
    assert [(row.finding.rule, row.finding.message.zh, row.where.zh) for row in rows] == [
        ("sound.department", "“己局”是别的地区的部门。", "T1-A事项")
    ]


def test_only_matters_of_its_region_can_be_brought_in(page, elsewhere):
    for code, department in (
        ("FAR", elsewhere),
        ("NEAR", Department.objects.get(name="甲局")),
    ):
        matter = Matter.objects.create(code=code, name=f"{code}备案", department=department)
        Edition.objects.create(
            matter=matter,
            number=1,
            state="published",
            fingerprint=code,
            name=matter.name,
            department=department,
            published_at=timezone.now(),
        )
    form = page.get(edit="bring", words="备案").context["form"]
    assert [value for value, _label in form.fields["code"].choices] == ["NEAR"]
