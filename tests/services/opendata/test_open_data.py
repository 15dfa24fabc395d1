"""The open files: they match their schema, are streamed, and hold no formula."""

from __future__ import annotations

import csv
import io
import json
from io import StringIO

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.models import Edition
from services.opendata.files import FILES, csv_pieces
from services.opendata.schema import schema


def text_of(name: str) -> str:
    return "".join(FILES[name].pieces())


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(name).removeprefix("\ufeff"))))


@pytest.fixture
def catalogue(unseen_loaded) -> dict:
    return json.loads(text_of("catalogue.json"))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(text_of("schema.json")) == schema()


def test_the_catalogue_matches_its_schema(catalogue):
    jsonschema.Draft202012Validator(schema()).validate(catalogue)
    assert [each["code"] for each in catalogue["life_events"]] == ["X01", "X02"]
    assert len(catalogue["matters"]) == 6
    first = next(each for each in catalogue["matters"] if each["code"] == "X01-01")
    assert [basis["article"] for basis in first["legal_bases"]] == ["46", ""]
    assert first["department"] == "文化和旅游局"


def test_a_change_would_not_match(catalogue):
    catalogue["matters"][0]["provenance"] = "A"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(catalogue, schema())


def test_tables_say_the_same(catalogue):
    assert [row["code"] for row in table("matters.csv")] == [
        m["code"] for m in catalogue["matters"]
    ]
    materials = [(m["code"], r["name"]) for m in catalogue["matters"] for r in m["materials"]]
    assert [(row["matter"], row["name"]) for row in table("materials.csv")] == materials
    assert [row["code"] for row in table("life_events.csv")] == ["X01", "X02"]
    assert {row["law"] for row in table("legal_bases.csv")} >= {"旅游法"}


def test_what_a_life_event_rests_on_is_open_too(unseen, write, hangzhou):
    unseen["onethings"][0]["situations"][0]["legal_basis"] = [{"law": "旅游法", "article": 13}]
    load_file(write(unseen), actor=SYSTEM)
    catalogue = json.loads(text_of("catalogue.json"))
    jsonschema.validate(catalogue, schema())
    basis = {"law": "旅游法", "article": "13", "text": ""}
    assert catalogue["life_events"][0]["legal_bases"] == [basis]
    row = {"matter": "", "material": "", "life_event": "X01", **basis}
    assert row in table("legal_bases.csv")


def test_the_dictionary_tells_every_field(catalogue):
    told = {(row["table"], row["field"]) for row in table("dictionary.csv")}
    for kind in ("matters", "life_events"):
        fields = set(catalogue[kind][0]) - {"materials", "legal_bases"}
        assert {field for where, field in told if where == kind} == fields


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_cells_that_would_be_computed_are_neutralised(cell):
    (row,) = csv.reader(
        io.StringIO("".join(csv_pieces([[cell]])).removeprefix("\ufeff"), newline="")
    )
    assert row == [f"'{cell}"]


def test_an_empty_catalogue_matches_too(db):
    jsonschema.validate(json.loads(text_of("catalogue.json")), schema())


def test_the_page_and_its_files(client, unseen_loaded):
    page = client.get("/open-data/").content.decode()
    assert [name for name in FILES if f"/open-data/{name}" not in page] == []
    for name, file in FILES.items():
        response = client.get(f"/open-data/{name}")
        assert response.streaming
        assert b"".join(response).decode() == text_of(name)
        assert response["Content-Type"] == file.media_type
    assert client.get("/open-data/secrets.csv").status_code == 404


def test_what_has_not_changed_is_not_sent_again(client, unseen_loaded, unseen, write):
    tag = client.get("/open-data/catalogue.json")["ETag"]
    again = client.get("/open-data/catalogue.json", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    unseen["onethings"][0]["matters"][1]["materials"][0]["name_en"] = "The lease of the house"
    load_file(write(unseen), actor=SYSTEM)
    changed = client.get("/open-data/catalogue.json", headers={"if-none-match": tag})
    assert changed.status_code == 200
    b"".join(changed)


def test_what_is_exported_as_yaml_loads_as_the_same(unseen_loaded, tmp_path):
    call_command("export_catalogue", str(tmp_path), stdout=StringIO())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["X01.yaml", "X02.yaml"]
    before = Edition.objects.count()
    for path in sorted(tmp_path.iterdir()):
        report = load_file(path, actor=SYSTEM, region="330100").report
        assert report.tallies["matters"].created + report.tallies["matters"].changed == []
        assert report.tallies["life_events"].changed == []
    assert Edition.objects.count() == before


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("json", ["catalogue.json", "schema.json"]),
        ("xlsx", ["catalogue.xlsx"]),
        (
            "csv",
            [
                "dictionary.csv",
                "legal_bases.csv",
                "life_events.csv",
                "materials.csv",
                "matters.csv",
            ],
        ),
    ],
)
def test_other_formats(unseen_loaded, tmp_path, kind, names):
    call_command("export_catalogue", str(tmp_path), "--format", kind, stdout=StringIO())
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_folder_that_cannot_be_written(unseen_loaded, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError):
        call_command("export_catalogue", str(tmp_path / "file"), stdout=StringIO())
