"""SpiffWorkflow on our own export, with the serialiser that its manual shows."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

from windows.bpmn.graph import ACCEPTED, granted

SERIALIZER = BpmnWorkflowSerializer()


SPECIFICATION = ("spec", "subprocess_specs")
"""The parts of a serialised workflow that no decision changes."""


def begun(document: str) -> tuple[str, dict[str, Any]]:
    """The specification as JSON, and the state in which every department may decide."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(document.encode())))
    workflow = BpmnWorkflow(parser.get_spec(parser.get_process_ids()[0]))
    workflow.do_engine_steps()
    _do(workflow, "take_in", {ACCEPTED: True})
    said = SERIALIZER.to_dict(workflow)
    return json.dumps({part: said.pop(part) for part in SPECIFICATION}), said


def decided(spec: dict[str, Any], state: dict[str, Any], place: int) -> tuple[dict[str, Any], bool]:
    """The state after the grant of this place, and whether all have joined."""
    workflow = SERIALIZER.from_dict(json.loads(spec) | state)
    _do(workflow, f"decide_{place}", {granted(place): True})
    names = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.READY)}
    said = SERIALIZER.to_dict(workflow)
    return {key: said[key] for key in said if key not in SPECIFICATION}, "collect" in names


def _do(workflow: BpmnWorkflow, name: str, data: dict[str, bool]) -> None:
    ready = workflow.get_tasks(state=TaskState.READY, spec_name=name)
    ready[0].data.update(data)
    ready[0].run()
    workflow.do_engine_steps()
