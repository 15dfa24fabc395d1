"""What a graph is made of: nodes and flows, in the words of BPMN 2.0. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from services.catalogue.text import Text


class NodeKind(StrEnum):
    """Element names of the BPMN 2.0 schema."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    SCRIPT = "scriptTask"
    SPLIT = "parallelGateway"
    CHOICE = "exclusiveGateway"
    THROW = "intermediateThrowEvent"
    CATCH = "intermediateCatchEvent"
    PART = "subProcess"


class Event(StrEnum):
    """What an event means; the element is named so with `EventDefinition` behind."""

    NONE = ""
    TERMINATE = "terminate"
    """Ends the subprocess it stands in, with every task that is open there."""
    SIGNAL = "signal"


UNNAMED = Text("")


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    kind: NodeKind
    name: Text = UNNAMED
    why: Text = UNNAMED
    lane: str = ""
    """Id of the lane: the window, or one a department."""
    column: int = 0
    default: str = ""
    """Id of the flow an exclusive gateway takes when no condition holds."""
    within: str = ""
    """Id of the subprocess it stands in; empty in the process itself."""
    event: Event = Event.NONE
    script: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    condition: str = ""
    name: Text = UNNAMED


@dataclass(slots=True)
class Graph:
    name: Text
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    lanes: dict[str, Text] = field(default_factory=dict)

    def node(self, node: Node) -> str:
        self.nodes.append(node)
        return node.id

    def flow(self, source: str, target: str, condition: str = "", name: Text = UNNAMED) -> str:
        made = Flow(f"flow_{len(self.flows) + 1}", source, target, condition, name)
        self.flows.append(made)
        return made.id

    def inside(self, within: str) -> tuple[list[Node], list[Flow]]:
        """What stands directly in the process (empty) or in one subprocess; no flow crosses."""
        nodes = [node for node in self.nodes if node.within == within]
        ids = {node.id for node in nodes}
        return nodes, [flow for flow in self.flows if flow.source in ids]
