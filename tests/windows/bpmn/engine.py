"""The judge: another engine runs the exported document and says how each matter ended."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment

from windows.bpmn.graph import ACCEPTED, granted


class _Unset(dict):
    """A variable that no task has set is not true, as FEEL's null is not."""

    def __missing__(self, name: str) -> bool:
        return False


class _Environment(TaskDataEnvironment):
    def evaluate(self, expression, context, external_context=None):
        return eval(expression, {"__builtins__": {}}, _Unset(context))


def run(document: str, decisions: dict[int, bool], order: list[int], *, is_accepted=True):
    """`decisions` by place in the plan; `order` says who decides first where several could.

    Returns (end event, {place: approved | denied | not_needed}).
    """
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(document.encode())))
    name = parser.get_process_ids()[0]
    workflow = BpmnWorkflow(
        parser.get_spec(name), script_engine=PythonScriptEngine(environment=_Environment())
    )
    ended: dict[int, str] = dict.fromkeys(decisions, "not_needed")
    while True:
        workflow.do_engine_steps()
        ready = {task.task_spec.name: task for task in workflow.get_tasks(state=TaskState.READY)}
        if not ready:
            break
        name = min(ready, key=lambda each: _turn(each, order))
        task = ready[name]
        if name == "take_in":
            task.data[ACCEPTED] = is_accepted
        elif name != "collect":
            place = int(name.removeprefix("decide_"))
            task.data[granted(place)] = decisions[place]
            ended[place] = "approved" if decisions[place] else "denied"
        task.run()
    assert workflow.is_completed()
    done = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)}
    (end,) = done & {"finished", "refused"}
    return end, ended


def _turn(name: str, order: list[int]) -> int:
    if not name.startswith("decide_"):
        return -1
    return order.index(int(name.removeprefix("decide_")))
