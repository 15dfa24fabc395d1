"""The document itself: what an editor or an engine relies on."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from services.catalogue.text import Text
from tests.windows.planning.test_shipped_catalogue import events, make
from windows.bpmn.export import DI, MODEL, as_bpmn
from windows.planning import Known, sample

M = f"{{{MODEL}}}"


@pytest.fixture(scope="module", params=["P10", "E03"])
def root(request) -> ET.Element:
    event = events()[request.param]
    return ET.fromstring(as_bpmn(make(event, next(sample(event, limit=1, seed=1)), Known())))


def test_every_flow_joins_two_nodes_that_name_it(root):
    (process,) = root.findall(f"{M}process")
    nodes = {node.get("id"): node for node in process if node.tag != f"{M}laneSet"}
    flows = process.findall(f"{M}sequenceFlow")
    assert len(flows) > 20
    for flow in flows:
        source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert flow.get("id") in [each.text for each in source.findall(f"{M}outgoing")]
        assert flow.get("id") in [each.text for each in target.findall(f"{M}incoming")]


def test_every_node_stands_in_one_lane_and_is_drawn_once(root):
    nodes = {
        node.get("id")
        for node in root.find(f"{M}process")
        if node.tag not in (f"{M}laneSet", f"{M}sequenceFlow")
    }
    named = [each.text for each in root.iter(f"{M}flowNodeRef")]
    drawn = [each.get("bpmnElement") for each in root.iter(f"{{{DI}}}BPMNShape")]
    assert sorted(named) == sorted(drawn) == sorted(nodes)


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
