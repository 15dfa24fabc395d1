"""Where each node of a graph stands on the paper: BPMN DI."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from windows.bpmn.nodes import Graph, Node, NodeKind

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
LEFT, TOP, WIDE, HIGH = 200, 80, 130, 90
"""Where the drawing begins, and the size of one cell, in points."""
EVENT, TASK, GATEWAY = (36, 36), (100, 60), (50, 50)
SIZES = {
    NodeKind.START: EVENT,
    NodeKind.END: EVENT,
    NodeKind.THROW: EVENT,
    NodeKind.CATCH: EVENT,
    NodeKind.TASK: TASK,
    NodeKind.SCRIPT: TASK,
    NodeKind.SPLIT: GATEWAY,
    NodeKind.CHOICE: GATEWAY,
}


def draw(root: ET.Element, graph: Graph, process: str) -> None:
    """Shapes and edges of all nodes and flows, below the document's root."""
    diagram = ET.SubElement(root, f"{{{DI}}}BPMNDiagram", id="drawing")
    plane = ET.SubElement(diagram, f"{{{DI}}}BPMNPlane", id="plane", bpmnElement=process)
    boxes = _boxes(graph)
    for node in graph.nodes:
        shape = ET.SubElement(
            plane, f"{{{DI}}}BPMNShape", id=f"shape_{node.id}", bpmnElement=node.id
        )
        if node.kind is NodeKind.PART:
            shape.set("isExpanded", "true")
        bounds = dict(zip(("x", "y", "width", "height"), map(str, boxes[node.id]), strict=True))
        ET.SubElement(shape, f"{{{DC}}}Bounds", bounds)
    row = {node.id: TOP for node in graph.nodes if node.kind is NodeKind.PART}
    for flow in graph.flows:
        edge = ET.SubElement(plane, f"{{{DI}}}BPMNEdge", id=f"edge_{flow.id}", bpmnElement=flow.id)
        for end, is_source in ((flow.source, True), (flow.target, False)):
            x, y, wide, high = boxes[end]
            if end in row:
                at = (x + wide if is_source else x, row[end])
            else:
                at = (x + wide // 2, y + high // 2)
            ET.SubElement(edge, f"{{{DD}}}waypoint", x=str(at[0]), y=str(at[1]))


def _boxes(graph: Graph) -> dict[str, tuple[int, int, int, int]]:
    """Left, top, width and height; a subprocess goes round all that stands in it."""
    rows = _rows([node for node in graph.nodes if node.kind is not NodeKind.PART], graph)
    boxes: dict[str, tuple[int, int, int, int]] = {}
    for node in graph.nodes:
        if node.kind is not NodeKind.PART:
            wide, high = SIZES[node.kind]
            x, y = LEFT + node.column * WIDE, TOP + rows[node.id] * HIGH
            boxes[node.id] = (x - wide // 2, y - high // 2, wide, high)
    for node in graph.nodes:
        if node.kind is NodeKind.PART:
            columns, inside = zip(
                *((each.column, rows[each.id]) for each in graph.nodes if each.within == node.id),
                strict=True,
            )
            left, top = LEFT + min(columns) * WIDE - WIDE // 2, TOP + min(inside) * HIGH - HIGH // 2
            wide, high = max(columns) - min(columns) + 1, max(inside) - min(inside) + 1
            boxes[node.id] = (left, top, wide * WIDE, high * HIGH)
    return boxes


def _rows(nodes: list[Node], graph: Graph) -> dict[str, int]:
    """The window first, then each department; matters that share its columns one under another."""
    rows: dict[str, int] = {}
    top = 0
    for lane in graph.lanes:
        taken: dict[int, int] = {}
        for node in nodes:
            if node.lane == lane:
                rows[node.id] = top + taken.get(node.column, 0)
                taken[node.column] = taken.get(node.column, 0) + 1
        top += max(taken.values(), default=1)
    return rows
