"""The graph of a plan as a BPMN 2.0 document with its drawing (BPMN DI)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from services.catalogue.text import Text
from windows.bpmn.graph import Flow, Graph, Node, NodeKind, graph_of
from windows.planning.plan import Plan

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
MEDIA_TYPE = "application/bpmn+xml"

LEFT, TOP, WIDE, HIGH = 200, 40, 130, 90
"""Where the drawing begins, and the size of one cell, in points."""
SIZES = {
    NodeKind.START: (36, 36),
    NodeKind.END: (36, 36),
    NodeKind.TASK: (100, 60),
    NodeKind.SPLIT: (50, 50),
    NodeKind.CHOICE: (50, 50),
}


def as_bpmn(
    plan: Plan, *, number: str = "", language: str = "zh", departments: Iterable[Text] = ()
) -> str:
    """The document as text, in UTF-8. `number` is the case's, empty for a plan before hand-in.
    `departments` brings their names in both languages; a plan knows them in Chinese.

    Names are in one `language`, "zh" or "en"; BPMN 2.0 (formal/2011-01-03) knows one name only.
    """
    for prefix, uri in PREFIXES.items():
        ET.register_namespace(prefix, uri)
    graph = graph_of(plan)
    known = {name.zh: name for name in departments}
    graph.lanes = {key: known.get(name.zh, name) for key, name in graph.lanes.items()}
    root = ET.Element(_m("definitions"), id="definitions", targetNamespace="urn:one-window:plan")
    process = ET.SubElement(
        root,
        _m("process"),
        id=f"case_{number}" if number else f"plan_{plan.life_event}",
        name=_said(graph.name, language),
        isExecutable="true",
    )
    _lanes(process, graph, language)
    for node in graph.nodes:
        _node(process, graph, node, language)
    for flow in graph.flows:
        _flow(process, flow, language)
    _drawing(root, graph, process.get("id", ""))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _lanes(process: ET.Element, graph: Graph, language: str) -> None:
    lanes = ET.SubElement(process, _m("laneSet"), id="lanes")
    for key, name in graph.lanes.items():
        lane = ET.SubElement(lanes, _m("lane"), id=key, name=_said(name, language))
        for node in graph.nodes:
            if node.lane == key:
                ET.SubElement(lane, _m("flowNodeRef")).text = node.id


def _node(process: ET.Element, graph: Graph, node: Node, language: str) -> None:
    element = ET.SubElement(process, _m(node.kind.value), id=node.id)
    if said := _said(node.name, language):
        element.set("name", said)
    if node.default:
        element.set("default", node.default)
    if why := _said(node.why, language):
        ET.SubElement(element, _m("documentation")).text = why
    for flow in graph.flows:
        if flow.target == node.id:
            ET.SubElement(element, _m("incoming")).text = flow.id
    for flow in graph.flows:
        if flow.source == node.id:
            ET.SubElement(element, _m("outgoing")).text = flow.id


def _flow(process: ET.Element, flow: Flow, language: str) -> None:
    element = ET.SubElement(
        process, _m("sequenceFlow"), id=flow.id, sourceRef=flow.source, targetRef=flow.target
    )
    if said := _said(flow.name, language):
        element.set("name", said)
    if flow.condition:
        condition = ET.SubElement(element, _m("conditionExpression"))
        condition.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
        condition.text = flow.condition


def _drawing(root: ET.Element, graph: Graph, process: str) -> None:
    diagram = ET.SubElement(root, f"{{{DI}}}BPMNDiagram", id="drawing")
    plane = ET.SubElement(diagram, f"{{{DI}}}BPMNPlane", id="plane", bpmnElement=process)
    rows = _rows(graph)
    middle: dict[str, tuple[int, int]] = {}
    for node in graph.nodes:
        wide, high = SIZES[node.kind]
        x, y = LEFT + node.column * WIDE, TOP + rows[node.id] * HIGH
        middle[node.id] = x, y
        shape = ET.SubElement(
            plane, f"{{{DI}}}BPMNShape", id=f"shape_{node.id}", bpmnElement=node.id
        )
        bounds = {"x": x - wide // 2, "y": y - high // 2, "width": wide, "height": high}
        ET.SubElement(shape, f"{{{DC}}}Bounds", {key: str(at) for key, at in bounds.items()})
    for flow in graph.flows:
        edge = ET.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"edge_{flow.id}", bpmnElement=flow.id)
        for x, y in (middle[flow.source], middle[flow.target]):
            ET.SubElement(edge, f"{{{DD}}}waypoint", x=str(x), y=str(y))


def _rows(graph: Graph) -> dict[str, int]:
    """The window first, then each department; matters that share its columns one under another."""
    rows: dict[str, int] = {}
    top = 0
    for lane in graph.lanes:
        taken: dict[int, int] = {}
        for node in graph.nodes:
            if node.lane == lane:
                rows[node.id] = top + taken.get(node.column, 0)
                taken[node.column] = taken.get(node.column, 0) + 1
        top += max(taken.values(), default=1)
    return rows


def _said(text: Text, language: str) -> str:
    return text.en or text.zh if language == "en" else text.zh


def _m(name: str) -> str:
    return f"{{{MODEL}}}{name}"
