"""The document itself: what an editor or an engine relies on."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from services.catalogue.spec import OnDenial
from services.catalogue.text import Text
from tests.windows.planning.test_shipped_catalogue import events, make
from windows.bpmn.drawing import DI
from windows.bpmn.export import FEEL, MODEL, as_bpmn
from windows.planning import Known, sample

M = f"{{{MODEL}}}"


@pytest.fixture(scope="module", params=[(c, d) for c in ("P10", "E03") for d in OnDenial])
def root(request) -> ET.Element:
    code, on_denial = request.param
    event = events()[code]
    made = make(event, next(sample(event, limit=1, seed=1)), Known())
    return ET.fromstring(as_bpmn(replace(made, on_denial=on_denial)))


def containers(root: ET.Element) -> list[ET.Element]:
    return [*root.findall(f"{M}process"), *root.iter(f"{M}subProcess")]


def nodes_in(container: ET.Element) -> dict[str, ET.Element]:
    """Its flow nodes; what only describes the container itself is none."""
    others = {f"{M}{name}" for name in ("laneSet", "sequenceFlow", "incoming", "outgoing")}
    return {node.get("id"): node for node in container if node.tag not in others}


def test_every_flow_joins_two_nodes_of_one_container_that_name_it(root):
    count = 0
    for container in containers(root):
        nodes = nodes_in(container)
        for flow in container.findall(f"{M}sequenceFlow"):
            count += 1
            source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
            assert flow.get("id") in [each.text for each in source.findall(f"{M}outgoing")]
            assert flow.get("id") in [each.text for each in target.findall(f"{M}incoming")]
    assert count > 20


def test_every_node_stands_in_one_lane_of_its_container_and_is_drawn_once(root):
    every = []
    for container in containers(root):
        nodes = nodes_in(container)
        named = [each.text for each in container.findall(f"{M}laneSet/{M}lane/{M}flowNodeRef")]
        assert sorted(named) == sorted(nodes)
        every += nodes
    drawn = [each.get("bpmnElement") for each in root.iter(f"{{{DI}}}BPMNShape")]
    assert sorted(drawn) == sorted(every)


def test_no_id_is_there_twice(root):
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_conditions_and_scripts_say_their_language(root):
    assert root.get("expressionLanguage") == FEEL
    for task in root.iter(f"{M}scriptTask"):
        number = task.get("id").removeprefix("skipped_")
        assert task.get("scriptFormat") == "python"
        assert task.find(f"{M}script").text == f"granted_{number} = False"


@pytest.mark.parametrize("on_denial", list(OnDenial))
def test_a_denial_ends_the_others_only_where_the_edition_says_so(on_denial):
    """Stop: one end for each matter, and that of all; ask: one end for the answer."""
    event = events()["P10"]
    made = make(event, next(sample(event, limit=1, seed=1)), Known())
    made = replace(made, on_denial=on_denial)
    assert len(made.matters) > 1
    ends = {OnDenial.CONTINUE: 0, OnDenial.STOP: 1 + len(made.matters), OnDenial.ASK: 1 + 1}
    root = ET.fromstring(as_bpmn(made))
    assert len(list(root.iter(f"{M}terminateEventDefinition"))) == ends[on_denial]
    asks = [task for task in root.iter(f"{M}userTask") if task.get("id") == "ask"]
    assert len(asks) == (1 if on_denial is OnDenial.ASK else 0)
    assert len(list(root.iter(f"{M}subProcess"))) == (0 if on_denial is OnDenial.CONTINUE else 1)


def test_the_signal_is_this_cases_alone():
    event = events()["P10"]
    made = make(event, next(sample(event, limit=1, seed=1)), Known())
    document = as_bpmn(replace(made, on_denial=OnDenial.ASK), number="330100-1")
    (signal,) = ET.fromstring(document).iter(f"{M}signal")
    assert signal.get("name") == "denied_330100-1"


def test_no_two_shapes_share_a_place(root):
    places = [
        (bounds.get("x"), bounds.get("y"))
        for bounds in root.iter("{http://www.omg.org/spec/DD/20100524/DC}Bounds")
    ]
    assert len(places) == len(set(places))


def test_an_exclusive_gateway_that_splits_has_a_default(root):
    for gateway in root.iter(f"{M}exclusiveGateway"):
        leaving = [each.text for each in gateway.findall(f"{M}outgoing")]
        if len(leaving) > 1:
            assert gateway.get("default") in leaving


def test_names_in_english():
    event = events()["P10"]
    made = make(event, next(sample(event, limit=1, seed=1)), Known())
    named = [Text(name.zh, "Office") for name in made.departments]
    document = as_bpmn(made, language="en", departments=named)
    names = [node.get("name", "") for node in ET.fromstring(document).iter()]
    assert "Accept" in names
    assert not [name for name in names if any("一" <= letter <= "鿿" for letter in name)]
