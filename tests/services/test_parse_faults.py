"""Every fault is told with file, line and path; reading goes on to find the next one."""

from __future__ import annotations

import pytest

from services.catalogue.parse import parse

EVENT = "onethings[0]"
MATTER = "onethings[0].matters[0]"


def faults(path):
    parsed = parse(path)
    assert (parsed.spec is None) == bool(parsed.faults)
    return {each.place.path: each for each in parsed.faults}


def set_at(data, path, value):
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


@pytest.mark.parametrize(
    ("way", "value", "place", "said"),
    [
        (("onethings", 1, "code"), "X01", "onethings[1].code", "X01"),
        (("onethings", 0, "code"), "", "onethings[0].code", "code"),
        (("onethings", 0, "code"), "民宿", "onethings[0].code", "民宿"),
        (("onethings", 0, "name"), " ", "onethings[0].name", "空"),
        (("onethings", 0, "name"), "长" * 201, "onethings[0].name", "200"),
        (("onethings", 0, "object"), "外星人", "onethings[0].object", "外星人"),
        (("onethings", 0, "matters"), [], "onethings[0].matters", "没有任何事项"),
        (("onethings", 0, "matters", 1, "id"), "X01-01", "onethings[0].matters[1].id", "X01-01"),
        (("onethings", 1, "matters", 0, "id"), "X01-01", "onethings[1].matters[0].id", "X01-01"),
        (("onethings", 0, "matters", 0, "name"), None, f"{MATTER}.name", "name"),
        (("onethings", 0, "matters", 0, "name"), ["a"], f"{MATTER}.name", "文字"),
        (("onethings", 0, "matters", 0, "department"), "", f"{MATTER}.department", "空"),
        (("onethings", 0, "matters", 0, "promised_days"), 21, f"{MATTER}.promised_days", "20"),
        (("onethings", 0, "matters", 0, "promised_days"), -1, f"{MATTER}.promised_days", "-1"),
        (("onethings", 0, "matters", 0, "promised_days"), 1.5, f"{MATTER}.promised_days", "整数"),
        (("onethings", 0, "matters", 0, "promised_days"), "5", f"{MATTER}.promised_days", "整数"),
        (("onethings", 0, "matters", 0, "promised_days"), True, f"{MATTER}.promised_days", "整数"),
        (("onethings", 0, "matters", 0, "promised_days"), None, f"{MATTER}.promised_days", "缺少"),
        (
            ("onethings", 0, "matters", 0, "statutory_days"),
            10**9,
            f"{MATTER}.statutory_days",
            "10000",
        ),
        (("onethings", 0, "matters", 0, "day_unit"), "月", f"{MATTER}.day_unit", "月"),
        (("onethings", 0, "matters", 0, "when"), {"nix": "own"}, f"{MATTER}.when.nix", "nix"),
        (("onethings", 0, "matters", 0, "when"), {"base": "nix"}, f"{MATTER}.when.base", "nix"),
        (("onethings", 0, "matters", 0, "when"), "own", f"{MATTER}.when", "映射"),
        (
            ("onethings", 0, "matters", 2, "depends_on"),
            ["Z9"],
            f"{EVENT}.matters[2].depends_on",
            "Z9",
        ),
        (("onethings", 0, "matters", 0, "depends_on"), ["X01-01"], f"{MATTER}.depends_on", "自己"),
        (("onethings", 0, "matters", 0, "outputs"), ["证", "证"], f"{MATTER}.outputs[1]", "两次"),
        (
            ("onethings", 0, "matters", 0, "materials", 0, "source"),
            "magic",
            f"{MATTER}.materials[0].source",
            "magic",
        ),
        (
            ("onethings", 0, "matters", 0, "materials", 0, "interface"),
            "3",
            f"{MATTER}.materials[0].interface",
            "DS13",
        ),
        (
            ("onethings", 0, "matters", 0, "materials", 0, "required"),
            "maybe",
            f"{MATTER}.materials[0].required",
            "maybe",
        ),
        (
            ("onethings", 0, "matters", 0, "materials", 0, "type"),
            "nix",
            f"{MATTER}.materials[0].type",
            "nix",
        ),
        (
            ("onethings", 0, "matters", 0, "materials", 0, "about"),
            ["seller"],
            f"{MATTER}.materials[0].about",
            "seller",
        ),
        (("onethings", 0, "matters", 0, "materials", 0), 7.5, None, None),
        (("onethings", 0, "situations", 1, "id"), "base", f"{EVENT}.situations[1].id", "base"),
        (
            ("onethings", 0, "situations", 0, "options"),
            [],
            f"{EVENT}.situations[0].options",
            "太少",
        ),
        (
            ("onethings", 0, "situations", 0, "options", 1, "value"),
            "own",
            f"{EVENT}.situations[0].options",
            "own",
        ),
        (
            ("onethings", 0, "situations", 0, "options", 0, "includes"),
            ["Z9"],
            f"{EVENT}.situations[0].options[0].includes",
            "Z9",
        ),
        (
            ("onethings", 0, "situations", 0, "options", 2, "reject"),
            "不行",
            f"{EVENT}.situations[0].options[2].offline",
            "reject",
        ),
        (
            ("onethings", 0, "situations", 0, "multiple"),
            "maybe",
            f"{EVENT}.situations[0].multiple",
            "true",
        ),
    ],
)
def test_one_fault(unseen, write, *, way, value, place, said):
    set_at(unseen, way, value)
    found = faults(write(unseen))
    if place is None:  # a bare number is a name like any other text
        assert found == {}
        return
    assert place in found, found
    assert said in str(found[place])
    assert found[place].place.file == "catalogue.yaml"
    assert found[place].place.line > 0


def test_all_faults_are_told_at_once(unseen, write):
    unseen["onethings"][0]["object"] = "外星人"
    unseen["onethings"][0]["matters"][0]["promised_days"] = 99
    unseen["onethings"][1]["situations"][0]["options"][0]["includes"] = ["Z9"]
    assert len(faults(write(unseen))) == 3


def test_the_line_is_that_of_the_value(write):
    text = "onethings:\n- code: A1\n  name: 甲\n  object: 个人\n  matters:\n  - id: A1-1\n"
    text += "    name: 乙\n    department: 丙局\n    promised_days: 几天\n"
    (fault,) = parse(write(text)).faults
    assert (fault.place.line, fault.place.path) == (9, "onethings[0].matters[0].promised_days")


def test_cycles_that_can_be_in_one_plan(unseen, write):
    matters = unseen["onethings"][0]["matters"]
    matters[0]["depends_on"] = ["X01-04"]
    found = faults(write(unseen))
    assert "X01-01 → X01-04 → X01-01" in str(found[f"{MATTER}.depends_on"])


def test_cycles_through_an_output(unseen, write):
    matter = unseen["onethings"][0]["matters"][0]
    matter["materials"][0]["source"] = "output_of:X01-03"
    found = faults(write(unseen))
    assert "X01-01 → X01-03 → X01-01" in str(found[f"{MATTER}.materials"])


def test_cycles_that_no_answers_bring_about_are_fine(unseen, write):
    matters = unseen["onethings"][0]["matters"]
    matters[0]["depends_on"], matters[1]["depends_on"] = ["X01-02"], ["X01-01"]
    assert faults(write(unseen)) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("onethings: [", "语法"),
        ("a: b\n  c: d: e", "语法"),
        ("- 1\n- 2\n", "映射"),
        ("", "映射"),
        ("# nothing\n", "映射"),
        ("meta: {title: 空}\n", "没有任何一件事"),
        ("onethings: !!python/object/apply:os.system [echo]\n", "标签"),
        ("a: &a [*a]\n", "别名"),
        ("onethings: " + "[" * 200 + "]" * 200, "嵌套"),
        ("onethings: []\n---\nonethings: []\n", "不止一个"),
        ("onethings: 7\n", "列表"),
        ("onethings: []\nonethings: []\n", "写了两次"),
    ],
)
def test_malformed_files(write, text, said):
    parsed = parse(write(text))
    assert parsed.spec is None
    assert any(said in str(fault) for fault in parsed.faults), parsed.faults


def test_an_alias_bomb_is_refused_quickly(write):
    lines = ["a0: &a0 [" + ",".join("x" * 10) + "]"]
    lines += [f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    (fault,) = parse(write("\n".join(lines))).faults
    assert "1000000" in fault.message


def test_ordinary_anchors_are_allowed(write, unseen):
    import yaml

    class Anchored(yaml.SafeDumper):
        pass

    shared = [{"law": "旅游法", "article": 1}]
    for matter in unseen["onethings"][0]["matters"]:
        matter["legal_basis"] = shared
    text = yaml.dump(unseen, Dumper=Anchored, allow_unicode=True)
    assert "*id001" in text
    assert faults(write(text)) == {}


def test_a_file_that_is_too_large(write):
    (fault,) = parse(write("a: " + "x" * (10 * 1024 * 1024))).faults
    assert "10 MB" in fault.message


def test_a_file_in_another_encoding(tmp_path):
    path = tmp_path / "gbk.yaml"
    path.write_bytes("meta:\n  title: 事项\n".encode("gbk"))
    (fault,) = parse(path).faults
    assert "UTF-8" in fault.message
    assert fault.place.line == 2


def test_a_file_that_is_not_there(tmp_path):
    (fault,) = parse(tmp_path / "nothing.yaml").faults
    assert "没有这个文件" in fault.message


def test_a_file_that_includes_itself_or_leaves_its_folder(write):
    found = parse(write("include: [catalogue.yaml, ../other.yaml, nothing.yaml]\nonethings: []\n"))
    assert [fault.place.path for fault in found.faults] == [
        "include[0]",
        "include[1]",
        "include[2]",
    ]


def test_a_folder_is_one_catalogue(unseen, write, tmp_path):
    first, second = unseen["onethings"]
    write({"onethings": [first]}, "a.yaml")
    write({"onethings": [second]}, "b.yaml")
    parsed = parse(tmp_path)
    assert parsed.faults == ()
    assert [event.code for event in parsed.spec.life_events] == ["X01", "X02"]


def test_unknown_keys_are_warnings(unseen, write):
    unseen["onethings"][0]["colour"] = "red"
    parsed = parse(write(unseen))
    assert parsed.faults == ()
    assert "onethings[0].colour" in {each.place.path for each in parsed.warnings}
