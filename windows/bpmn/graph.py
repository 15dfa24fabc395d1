"""The flow of a plan as nodes and flows; the drawing and the model are the same graph. Pure.

Each matter is: wait for all it needs (parallel join) → are the outputs it needs granted? (exclusive
gateway) → decide (user task) or skip → both ways meet → go on to those that wait for it (parallel
split). One variable a matter is used, `granted_n`: its task sets it, or the script of its skip sets
it to false, so it is always set where a condition reads it, and by one branch only. Conditions are
plain conjunctions of names.

Where a denial may end the others, the matters stand in a subprocess. A terminate end event there
ends whatever is open, as the portal does: at once (stop), or when the person says so (ask). The
question stands beside the matters and holds nobody up; while it is open, further denials are
covered by it, since nobody listens for them then.
"""

from __future__ import annotations

from services.catalogue.spec import OnDenial
from services.catalogue.text import Text
from windows.bpmn.nodes import UNNAMED, Event, Graph, Node, NodeKind
from windows.planning.plan import Plan, PlannedMatter

WINDOW = "lane_window"
MATTERS = "matters"
"""The subprocess in which a denial may end the others."""
ACCEPTED = "accepted"
"""The variable that the window's task sets."""
ASK = "ask"
STOPPED = "stopped"
"""The variable that the answer to the question sets: true where the others are not wanted."""


def granted(number: int) -> str:
    """The variable of the matter that stands at this place of the plan, from 1."""
    return f"granted_{number}"


def graph_of(plan: Plan) -> Graph:
    """From hand-in to the result, as the case will be carried out."""
    return _Drawing(plan).graph


class _Drawing:
    """The graph in the making. Columns are counted from the left."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.graph = Graph(plan.name)
        self.numbers = {matter.code: at for at, matter in enumerate(plan.matters, start=1)}
        self.can_end_others = plan.on_denial is not OnDenial.CONTINUE
        self.within = MATTERS if self.can_end_others else ""
        self.first = 5 if self.can_end_others else 4
        self.steps = 7 if self.can_end_others else 5
        """Columns a stage takes: join, choice, task, (granted?, if not,) merge, split."""
        stages = max((matter.stage for matter in plan.matters), default=0)
        self.last = self.first + self.steps * stages + 1
        self.graph.lanes[WINDOW] = Text("综合窗口", "The one window")
        after, before = self._matters()
        self._window(after, before)

    def _window(self, after: str, before: str) -> None:
        """What the window does: take in first, hand out last."""
        graph = self.graph
        start = self._at_window("handed_in", NodeKind.START, Text("提交", "Handed in"), 0)
        take_in = self._at_window("take_in", NodeKind.TASK, Text("受理", "Accept"), 1)
        collect = self._at_window(
            "collect", NodeKind.TASK, Text("领取结果", "Collect"), self.last + 2
        )
        end = self._at_window("finished", NodeKind.END, Text("办结", "Finished"), self.last + 3)
        no = graph.flow("is_accepted", "refused", name=Text("否", "no"))
        chosen = self._at_window(
            "is_accepted", NodeKind.CHOICE, Text("受理？", "Accepted?"), 2, default=no
        )
        self._at_window("refused", NodeKind.END, Text("不予受理", "Not accepted"), 2)
        graph.flow(start, take_in)
        graph.flow(take_in, chosen)
        graph.flow(chosen, after, ACCEPTED, Text("是", "yes"))
        graph.flow(before, collect)
        graph.flow(collect, end)

    def _matters(self) -> tuple[str, str]:
        """All that the departments do; the nodes by which the window goes in and comes out."""
        begin = self._inside("all_begin", NodeKind.SPLIT, WINDOW, self.first)
        done = self._inside("all_ended", NodeKind.SPLIT, WINDOW, self.last)
        for matter in self.plan.matters:
            self._matter(matter)
        for matter in self.plan.matters:
            self._connect(matter, begin, done)
        if not self.plan.matters:
            self.graph.flow(begin, done)
        if not self.can_end_others:
            return begin, done
        name = Text("各部门办理", "The departments decide")
        part = self._at_window(MATTERS, NodeKind.PART, name, self.first - 1)
        start = self._inside("matters_begin", NodeKind.START, WINDOW, self.first - 1)
        self.graph.flow(start, begin)
        name = Text("都有了结果", "All have ended")
        # It also ends the question, if it is still open: nothing is left to ask about.
        end = self._end("matters_ended", WINDOW, self.last + 1, name)
        self.graph.flow(done, end)
        if self.plan.on_denial is OnDenial.ASK and self.plan.matters:
            self._question(begin)
        return part, part

    def _matter(self, matter: PlannedMatter) -> None:
        graph, number = self.graph, self.numbers[matter.code]
        lane = self._lane(matter.department)
        column = self.first + 1 + self.steps * (matter.stage - 1)
        wait = self._inside(f"wait_{number}", NodeKind.SPLIT, lane, column)
        task = self._inside(
            f"decide_{number}", NodeKind.TASK, lane, column + 2, matter.name, why=matter.reason
        )
        ended = self._inside(f"ended_{number}", NodeKind.CHOICE, lane, column + self.steps - 2)
        free = self._inside(f"free_{number}", NodeKind.SPLIT, lane, column + self.steps - 1)
        outputs = self.plan.outputs_needed(matter.code)
        if outputs:
            skipped, choice = f"skipped_{number}", f"needed_{number}"
            skip = graph.flow(choice, skipped, name=Text("不再需要", "not needed"))
            name = Text("前序结果都有？", "All results there?")
            self._inside(choice, NodeKind.CHOICE, lane, column + 1, name, default=skip)
            script = f"{granted(number)} = False"
            name = Text("不再办", "Not needed")
            self._inside(skipped, NodeKind.SCRIPT, lane, column + 2, name, script=script)
            graph.flow(wait, choice)
            condition = " and ".join(granted(self.numbers[code]) for code in outputs)
            graph.flow(choice, task, condition)
            graph.flow(skipped, ended)
        else:
            graph.flow(wait, task)
        if self.can_end_others:
            self._denial(number, lane, column + 3)
        else:
            graph.flow(task, ended)
        graph.flow(ended, free)

    def _denial(self, number: int, lane: str, column: int) -> None:
        """Granted: go on. Denied: all end, or the question is raised and this one goes on."""
        graph, choice, denied = self.graph, f"is_granted_{number}", f"denied_{number}"
        no = graph.flow(choice, denied, name=Text("不予许可", "denied"))
        name = Text("准予？", "Granted?")
        self._inside(choice, NodeKind.CHOICE, lane, column, name, default=no)
        graph.flow(f"decide_{number}", choice)
        graph.flow(choice, f"ended_{number}", granted(number), Text("准予", "granted"))
        if self.plan.on_denial is OnDenial.STOP:
            self._end(denied, lane, column + 1, Text("其余的不再办", "The others end"))
            return
        name = Text("问申请人", "Ask the applicant")
        self._inside(denied, NodeKind.THROW, lane, column + 1, name, event=Event.SIGNAL)
        graph.flow(denied, f"ended_{number}")

    def _question(self, begin: str) -> None:
        """Listens for a denial, asks once, and listens again when the others go on."""
        graph, column = self.graph, self.first + 1
        listen = self._inside("listen", NodeKind.CHOICE, WINDOW, column)
        name = Text("有不予许可的", "One was denied")
        heard = self._inside(
            "one_denied", NodeKind.CATCH, WINDOW, column + 1, name, event=Event.SIGNAL
        )
        name = Text("其余的还办不办？", "Are the others still wanted?")
        ask = self._inside(ASK, NodeKind.TASK, WINDOW, column + 2, name)
        on = graph.flow("is_stopped", listen, name=Text("继续办", "go on"))
        name = Text("不办了？", "Not wanted?")
        choice = self._inside("is_stopped", NodeKind.CHOICE, WINDOW, column + 3, name, default=on)
        name = Text("其余的不再办", "The others end")
        end = self._end("stopped_by_applicant", WINDOW, column + 4, name)
        graph.flow(begin, listen)
        graph.flow(listen, heard)
        graph.flow(heard, ask)
        graph.flow(ask, choice)
        graph.flow(choice, end, STOPPED, Text("不办了", "not wanted"))

    def _connect(self, matter: PlannedMatter, begin: str, done: str) -> None:
        graph, number = self.graph, self.numbers[matter.code]
        for wait in matter.waits_for:
            graph.flow(f"free_{self.numbers[wait.matter]}", f"wait_{number}", name=wait.why)
        if not matter.waits_for:
            graph.flow(begin, f"wait_{number}")
        graph.flow(f"free_{number}", done)

    def _at_window(
        self, key: str, kind: NodeKind, name: Text, column: int, *, default: str = ""
    ) -> str:
        return self.graph.node(Node(key, kind, name, lane=WINDOW, column=column, default=default))

    def _inside(
        self,
        key: str,
        kind: NodeKind,
        lane: str,
        column: int,
        name: Text = UNNAMED,
        *,
        why: Text = UNNAMED,
        default: str = "",
        event: Event = Event.NONE,
        script: str = "",
    ) -> str:
        return self.graph.node(
            Node(key, kind, name, why, lane, column, default, self.within, event, script)
        )

    def _end(self, key: str, lane: str, column: int, name: Text) -> str:
        return self._inside(key, NodeKind.END, lane, column, name, event=Event.TERMINATE)

    def _lane(self, department: Text) -> str:
        for key, name in self.graph.lanes.items():
            if name == department:
                return key
        key = f"lane_{len(self.graph.lanes)}"
        self.graph.lanes[key] = department
        return key
