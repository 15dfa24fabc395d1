"""The graph of a plan as a BPMN 2.0 document with its drawing (BPMN DI)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from services.catalogue.text import Text
from windows.bpmn.drawing import DC, DD, DI, draw
from windows.bpmn.graph import graph_of
from windows.bpmn.nodes import Event, Flow, Graph, Node, NodeKind
from windows.planning.plan import Plan

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
MEDIA_TYPE = "application/bpmn+xml"
FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/"
"""Of the conditions: names joined by "and"."""
SCRIPTS = "python"
SIGNAL = "signal_denied"


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
    root = ET.Element(
        _m("definitions"),
        id="definitions",
        targetNamespace="urn:one-window:plan",
        expressionLanguage=FEEL,
    )
    if any(node.event is Event.SIGNAL for node in graph.nodes):
        # A signal reaches every instance that an engine runs: its name is this case's alone.
        ET.SubElement(root, _m("signal"), id=SIGNAL, name=f"denied_{number or plan.life_event}")
    process = ET.SubElement(
        root,
        _m("process"),
        id=f"case_{number}" if number else f"plan_{plan.life_event}",
        name=_said(graph.name, language),
        isExecutable="true",
    )
    _contents(process, graph, language)
    draw(root, graph, process.get("id", ""))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _contents(parent: ET.Element, graph: Graph, language: str, within: str = "") -> None:
    nodes, flows = graph.inside(within)
    lanes = ET.SubElement(parent, _m("laneSet"), id=f"lanes_{within}" if within else "lanes")
    for key, name in graph.lanes.items():
        mine = [node for node in nodes if node.lane == key]
        if not mine:
            continue
        lane_id = f"{within}_{key}" if within else key
        lane = ET.SubElement(lanes, _m("lane"), id=lane_id, name=_said(name, language))
        for node in mine:
            ET.SubElement(lane, _m("flowNodeRef")).text = node.id
    for node in nodes:
        _node(parent, graph, node, language)
    for flow in flows:
        _flow(parent, flow, language)


def _node(parent: ET.Element, graph: Graph, node: Node, language: str) -> None:
    element = ET.SubElement(parent, _m(node.kind.value), id=node.id)
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
    _meaning(element, node)
    if node.kind is NodeKind.PART:
        _contents(element, graph, language, within=node.id)


def _meaning(element: ET.Element, node: Node) -> None:
    """What follows the flows in the schema: an event's definition, a script."""
    if node.event is not Event.NONE:
        event = ET.SubElement(element, _m(f"{node.event}EventDefinition"), id=f"event_{node.id}")
        if node.event is Event.SIGNAL:
            event.set("signalRef", SIGNAL)
    if node.kind is NodeKind.SCRIPT:
        element.set("scriptFormat", SCRIPTS)
        ET.SubElement(element, _m("script")).text = node.script


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


def _said(text: Text, language: str) -> str:
    return text.en or text.zh if language == "en" else text.zh


def _m(name: str) -> str:
    return f"{{{MODEL}}}{name}"
