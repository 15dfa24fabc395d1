"""The judge: another engine runs the exported document and says how each matter ended."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser

from tests.windows.bpmn.course import Course
from windows.bpmn.graph import ACCEPTED, ASK, STOPPED, granted


def run(document: str, course: Course, *, is_accepted=True):
    """Every department and the applicant do what the course says, in its order.

    Returns (end event, {place: approved | denied | not_needed}).
    """
    workflow = _begun(document)
    ended: dict[int, str] = dict.fromkeys(course.decisions, "not_needed")
    asked = course.questions()
    while True:
        workflow.do_engine_steps()
        ready = {task.task_spec.name: task for task in workflow.get_tasks(state=TaskState.READY)}
        if not ready:
            break
        places = {_place(name): name for name in ready if name.startswith("decide_")}
        if ASK in ready and asked.is_due():
            ready[ASK].data[STOPPED] = asked.is_stopped()
            ready[ASK].run()
        elif places:
            place = min(places, key=course.order.index)
            ready[places[place]].data[granted(place)] = course.decisions[place]
            ended[place] = "approved" if course.decisions[place] else "denied"
            asked.one_decided(is_open=ASK in ready)
            ready[places[place]].run()
        else:
            (name,) = ready  # the window's: nobody is asked once all have ended
            ready[name].data[ACCEPTED] = is_accepted
            ready[name].run()
    assert workflow.is_completed()
    done = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)}
    (end,) = done & {"finished", "refused"}
    return end, ended


def _begun(document: str) -> BpmnWorkflow:
    """With the engine's own script engine: nothing is added that the document does not say."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(document.encode())))
    (name,) = parser.get_process_ids()
    return BpmnWorkflow(parser.get_spec(name), parser.get_subprocess_specs(name))


def _place(name: str) -> int:
    return int(name.removeprefix("decide_"))
