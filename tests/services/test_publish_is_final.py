"""The database itself refuses every change of what was published."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from services.models import (
    Department,
    Edition,
    LegalBasis,
    LifeEvent,
    Matter,
)

pytestmark = pytest.mark.usefixtures("unseen_loaded")


NEW_QUESTION = """
INSERT INTO services_question
    (edition_id, code, text, text_en, why, why_en, multiple, required, "order")
SELECT id, 'new', 't', '', '', '', false, true, 9 FROM services_lifeeventedition LIMIT 1
"""
NEW_OPTION = """
INSERT INTO services_option
    (question_id, value, label, label_en, outcome, reason, reason_en, hands_to, proved_by, "order")
SELECT id, 'new', 't', '', 'proceed', '', '', '', '', 9 FROM services_question LIMIT 1
"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE services_edition SET promised_days = 0",
        "UPDATE services_edition SET state = 'draft', published_at = NULL",
        "UPDATE services_edition SET name = name || '!' WHERE state = 'published'",
        "UPDATE services_edition SET state = 'retired', retired_at = now(), fee = '1'",
        "DELETE FROM services_lifeeventmatter",
        "DELETE FROM services_editionlegalbasis",
        'UPDATE services_editionlegalbasis SET "order" = 9',
        "UPDATE services_lifeeventedition SET summary = 'x'",
        "UPDATE services_lifeeventmatter SET condition = '{\"x\": 1}'",
        "UPDATE services_question SET text = 'x'",
        "DELETE FROM services_question WHERE code = 'size'",
        "UPDATE services_option SET label = 'x'",
        "DELETE FROM services_option",
        NEW_QUESTION,
        NEW_OPTION,
    ],
)
def test_raw_sql_is_refused(statement):
    before = everything()
    refused = pytest.raises(DatabaseError, match=r"cannot be (changed|deleted)")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert everything() == before


def everything() -> list[object]:
    with connection.cursor() as cursor:
        found = []
        for table in ("edition", "editionlegalbasis", "lifeeventedition", "question", "option"):
            cursor.execute(f"SELECT * FROM services_{table} ORDER BY id")
            found.append(cursor.fetchall())
        return found


def test_a_new_legal_basis_cannot_slip_in():
    edition = Edition.objects.first()
    law = LegalBasis.objects.create(law="另一部法")
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.legal_basis_rows.create(legal_basis=law, order=5)
    assert not edition.legal_bases.filter(pk=law.pk).exists()


def test_retiring_is_the_one_change_allowed_and_is_final():
    edition = Edition.objects.get(matter__code="X02-01")
    edition.state, edition.retired_at = "retired", timezone.now()
    edition.save()
    edition.state, edition.retired_at = "published", None
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.save()
    assert Edition.objects.get(pk=edition.pk).state == "retired"


def test_two_published_editions_of_one_matter_are_impossible():
    first = Edition.objects.get(matter__code="X02-01")
    draft = Edition.objects.get(pk=first.pk)
    draft.pk, draft.number, draft.state, draft.published_at = None, 2, "draft", None
    draft._state.adding = True
    draft.save()
    draft.state, draft.published_at = "published", timezone.now()
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.save()
    assert Edition.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE services_legalbasis SET law = law || '!'",
        "UPDATE services_legalbasis SET article = '99'",
        "UPDATE services_legalbasis SET article = '99', checked = true",
        "DELETE FROM services_legalbasis",
        "UPDATE services_matter SET code = code || '!'",
        "DELETE FROM services_matter",
        "UPDATE services_lifeevent SET code = code || '!'",
        "DELETE FROM services_lifeevent",
        "UPDATE services_department SET code = code || '!'",
        "UPDATE services_department SET name = name || '!'",
        "UPDATE services_department SET region_id = '330000'",
        "DELETE FROM services_department",
    ],
)
def test_what_published_editions_point_to_stays(statement):
    before = pointed_to()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        execute(statement)
    assert refused.value.__cause__.pgcode == "23001"
    assert pointed_to() == before


def test_it_stays_for_retired_editions_too():
    execute("UPDATE services_edition SET state = 'retired', retired_at = now()")
    execute("UPDATE services_lifeeventedition SET state = 'retired', retired_at = now()")
    for table in ("matter", "lifeevent", "department"):
        with pytest.raises(DatabaseError), transaction.atomic():
            execute(f"UPDATE services_{table} SET code = code || '!'")


def test_what_is_said_beside_an_article_a_matter_or_a_department_may_change():
    assert LegalBasis.objects.update(checked=True) > 0
    assert Matter.objects.update(type="行政许可") > 0
    assert LifeEvent.objects.update(theme="旅游") > 0
    assert Department.objects.update(short_name="局") > 0


def test_what_no_edition_cites_may_go():
    region = Department.objects.first().region
    department = Department.objects.create(code="new", name="新局", region=region)
    Department.objects.filter(pk=department.pk).update(name="改名局")
    assert department.delete()[0] == 1


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def pointed_to() -> list[object]:
    models = (LegalBasis, Matter, LifeEvent, Department)
    return [list(model.objects.order_by("pk").values()) for model in models]
