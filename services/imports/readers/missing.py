"""Required elements of the field table that a matter does not state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from services.catalogue.spec import MatterSpec
from services.imports.findings import BETWEEN_FIELDS, RowFinding, found

REQUIRED: Mapping[str, Callable[[MatterSpec], object]] = {
    "CATALOG_CODE": lambda matter: matter.elements.catalog_code,
    "TASK_CODE": lambda matter: matter.elements.task_code,
    "TASK_TYPE": lambda matter: matter.type,
    "BY_LAW": lambda matter: matter.legal_bases,
    "POWER_SOURCE": lambda matter: matter.elements.power_source,
    "USE_LEVEL": lambda matter: matter.elements.use_level,
    "DEPT_TYPE": lambda matter: matter.elements.dept_type,
    "ACCEPT_CONDITION": lambda matter: matter.elements.accept_condition,
    "LINKS": lambda matter: matter.elements.handle_flow,
    "IS_FEE": lambda matter: matter.elements.is_fee is not None,
    "SERVER_TYPE": lambda matter: matter.elements.server_type,
    "HANDLE_TYPE": lambda matter: matter.elements.handle_type,
    "LIMIT_SCENE_NUM": lambda matter: matter.elements.limit_scene_num is not None,
    "RESULT_NAME": lambda matter: matter.outputs,
    "IS_SCHEDULE": lambda matter: matter.elements.is_schedule is not None,
    "IS_EXPRESS": lambda matter: matter.elements.is_express is not None,
    "IS_ONLINE": lambda matter: matter.elements.is_online is not None,
    "HANDLE_PLACE": lambda matter: matter.elements.handle_place,
    "CONSULT_PHONE": lambda matter: matter.elements.consult_phone,
    "COMPLAIN_PHONE": lambda matter: matter.elements.complain_phone,
}
"""By the field's name in C 0109; limits have findings of their own."""


def missing_elements(matter: MatterSpec) -> Iterator[RowFinding]:
    """One finding that names them all."""
    fields = [field for field, is_stated in REQUIRED.items() if not is_stated(matter)]
    if fields:
        yield found("element.missing", BETWEEN_FIELDS.join(fields))
