"""The flow of a plan as nodes and flows; the drawing and the model are the same graph. Pure.

Each matter is: wait for all it needs (parallel join) → are the outputs it needs granted? (exclusive
gateway) → decide (user task) or skip → both ways meet → go on to those that wait for it (parallel
split). Only one variable a matter is used, `granted_n`, false until its task says otherwise, so the
conditions are plain conjunctions of names: valid in FEEL, in Python and in the expression languages
of the common engines alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from services.catalogue.text import Text
from windows.planning.plan import Plan, PlannedMatter


class NodeKind(StrEnum):
    """Element names of the BPMN 2.0 schema."""

    START = "startEvent"
    END = "endEvent"
    TASK = "userTask"
    SPLIT = "parallelGateway"
    CHOICE = "exclusiveGateway"


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


WINDOW = "lane_window"
ACCEPTED = "accepted"
"""The variable that the window's task sets."""
STEPS = 5
"""Columns a stage takes: join, choice, task, merge, split."""


def granted(number: int) -> str:
    """The variable of the matter that stands at this place of the plan, from 1."""
    return f"granted_{number}"


def graph_of(plan: Plan) -> Graph:
    """From hand-in to the result, as the case will be carried out."""
    graph = Graph(plan.name)
    graph.lanes[WINDOW] = Text("综合窗口", "The one window")
    numbers = {matter.code: number for number, matter in enumerate(plan.matters, start=1)}
    start = graph.node(Node("handed_in", NodeKind.START, Text("提交", "Handed in"), lane=WINDOW))
    take_in = graph.node(
        Node("take_in", NodeKind.TASK, Text("受理", "Accept"), lane=WINDOW, column=1)
    )
    graph.flow(start, take_in)
    graph.flow(take_in, "is_accepted")
    refused = graph.node(
        Node("refused", NodeKind.END, Text("不予受理", "Not accepted"), lane=WINDOW, column=3)
    )
    no = graph.flow("is_accepted", refused, name=Text("否", "no"))
    question = Text("受理？", "Accepted?")
    chosen = graph.node(
        Node("is_accepted", NodeKind.CHOICE, question, lane=WINDOW, column=2, default=no)
    )
    begin = graph.node(Node("all_begin", NodeKind.SPLIT, lane=WINDOW, column=4))
    graph.flow(chosen, begin, ACCEPTED, Text("是", "yes"))
    last = 4 + STEPS * max((matter.stage for matter in plan.matters), default=0)
    done = graph.node(Node("all_ended", NodeKind.SPLIT, lane=WINDOW, column=last + 1))
    for matter in plan.matters:
        _matter(graph, plan, matter, numbers)
    for matter in plan.matters:
        _connect(graph, matter, numbers, begin=begin, done=done)
    if not plan.matters:
        graph.flow(begin, done)
    collect = graph.node(
        Node("collect", NodeKind.TASK, Text("领取结果", "Collect"), lane=WINDOW, column=last + 2)
    )
    end = graph.node(
        Node("finished", NodeKind.END, Text("办结", "Finished"), lane=WINDOW, column=last + 3)
    )
    graph.flow(done, collect)
    graph.flow(collect, end)
    return graph


def _matter(graph: Graph, plan: Plan, matter: PlannedMatter, numbers: dict[str, int]) -> None:
    number = numbers[matter.code]
    lane = _lane(graph, matter.department)
    column = 5 + STEPS * (matter.stage - 1)
    graph.node(Node(f"wait_{number}", NodeKind.SPLIT, lane=lane, column=column))
    task = Node(
        f"decide_{number}", NodeKind.TASK, matter.name, matter.reason, lane=lane, column=column + 2
    )
    outputs = plan.outputs_needed(matter.code)
    merged = f"ended_{number}"
    if outputs:
        choice = f"needed_{number}"
        skip = graph.flow(choice, merged, name=Text("不再需要", "not needed"))
        graph.node(
            Node(
                choice,
                NodeKind.CHOICE,
                Text("前序结果都有？", "All results there?"),
                lane=lane,
                column=column + 1,
                default=skip,
            )
        )
        condition = " and ".join(granted(numbers[code]) for code in outputs)
        graph.flow(f"wait_{number}", choice)
        graph.flow(choice, task.id, condition)
    else:
        graph.flow(f"wait_{number}", task.id)
    graph.node(task)
    graph.node(Node(merged, NodeKind.CHOICE, lane=lane, column=column + 3))
    graph.flow(task.id, merged)
    graph.node(Node(f"free_{number}", NodeKind.SPLIT, lane=lane, column=column + 4))
    graph.flow(merged, f"free_{number}")


def _connect(
    graph: Graph, matter: PlannedMatter, numbers: dict[str, int], *, begin: str, done: str
) -> None:
    number = numbers[matter.code]
    for wait in matter.waits_for:
        graph.flow(f"free_{numbers[wait.matter]}", f"wait_{number}", name=wait.why)
    if not matter.waits_for:
        graph.flow(begin, f"wait_{number}")
    graph.flow(f"free_{number}", done)


def _lane(graph: Graph, department: Text) -> str:
    for key, name in graph.lanes.items():
        if name == department:
            return key
    key = f"lane_{len(graph.lanes)}"
    graph.lanes[key] = department
    return key
