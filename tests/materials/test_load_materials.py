"""The materials' part of a loading: few statements, nothing twice, nothing changed later."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from materials.models import (
    DataElement,
    FieldRequirement,
    MaterialType,
    Requirement,
    RequirementBasis,
)
from materials.queries import requirements_of
from services.models import Edition
from tests.materials.catalogues import SHIPPED, SMALL, load, read

pytestmark = pytest.mark.django_db
TABLES = (MaterialType, DataElement, Requirement, FieldRequirement, RequirementBasis)


def counts():
    return [table.objects.count() for table in TABLES]


def test_keeps_types_elements_requirements_and_fields():
    report = load(read(SMALL / "full.yaml"))
    assert report.tallies["materials"].counts() == {"created": 3, "changed": 0, "unchanged": 0}
    assert report.tallies["elements"].created == ["地块地址", "地块种类"]
    assert counts() == [3, 2, 2, 2, 3]
    edition = Edition.objects.get(matter__code="T02-01")
    assert [each.key for each in requirements_of([edition.pk])] == ["roof_map", "neighbour_consent"]
    assert MaterialType.objects.get(code="garden_licence").kind == "licence"
    assert DataElement.objects.get(code="plot_kind").choices[0] == ["roof", "屋顶", "Roof"]
    # An edition keeps its own words beside the canonical ones.
    asked = FieldRequirement.objects.get(element__code="plot_kind")
    assert (asked.hint, asked.element.code, asked.required) == ("可以以后再定", "plot_kind", False)


def test_loading_again_changes_nothing():
    for path in (SMALL / "plain.yaml", SMALL / "full.yaml", SHIPPED):
        load(read(path))
        before = counts()
        report = load(read(path))
        assert report.changed_nothing
        assert counts() == before


def test_a_reworded_type_is_brought_up_to_date_and_editions_keep_their_words():
    spec = read(SMALL / "full.yaml")
    load(spec)
    named = tuple(
        replace(each, name="地块示意图") if each.code == "plot_map" else each
        for each in spec.materials
    )
    report = load(replace(spec, materials=named))
    assert report.tallies["materials"].changed == ["地块示意图"]
    assert MaterialType.objects.get(code="plot_map").name == "地块示意图"
    assert Requirement.objects.get(key="roof_map").name == "屋顶平面图"


def test_a_type_that_nobody_listed_is_made_from_its_name():
    spec = replace(read(SMALL / "full.yaml"), materials=())
    load(spec)
    kept = MaterialType.objects.get(code="garden_licence")
    assert (kept.name, kept.name_en, kept.kind) == ("花园证", "Garden licence", "licence")
    assert MaterialType.objects.get(code="plot_map").name == "屋顶平面图"


def test_statements_do_not_grow_with_the_file():
    small, shipped = read(SMALL / "full.yaml"), read(SHIPPED)

    def statements(spec):
        with CaptureQueriesContext(connection) as captured:
            load(spec)
        return sum('"materials_' in each["sql"] for each in captured)

    few, many = statements(small), statements(shipped)
    assert few <= 12
    # Large inserts are cut into batches; nothing is written row by row.
    assert many <= few + 10


@pytest.mark.parametrize("table", [Requirement, FieldRequirement, RequirementBasis])
def test_what_a_published_edition_requires_is_fixed(table):
    load(read(SMALL / "full.yaml"))
    row = table.objects.first()
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        table.objects.filter(pk=row.pk).update(order=77)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        row.delete()
    row.pk, row.order = None, 78
    if hasattr(row, "key"):
        row.key = "one_more"
    if hasattr(row, "element_id"):
        row.element = DataElement.objects.create(code="one_more", label="再来一个")
    with pytest.raises(IntegrityError, match="nothing more"), transaction.atomic():
        row.save(force_insert=True)
    assert not table.objects.filter(order__in=[77, 78]).exists()
