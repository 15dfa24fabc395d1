"""Rules of the house that no linter knows, read from the source."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from portal.celery import app
from portal.embedded.services import programs
from portal.journal.verbs import registered_verbs
from portal.outbox.handlers import registered_handlers

ROOT = Path(__file__).parent.parent
PACKAGES = ("portal", "services", "materials", "datasharing", "windows")
LONGEST = 400
FORBIDDEN_NAMES = {"utils", "helpers", "util", "helper", "misc", "common"}
MOVERS = {
    # The one place of each package that assigns `state`, after the table of moves was asked.
    "portal/outbox/actions.py",
    "services/revisions/moving.py",
    "services/overlays/moving.py",
    "services/imports/moving.py",
    "materials/documents/moving.py",
    "materials/licences/actions.py",
    "datasharing/exchanges/moves.py",
    "datasharing/disputes/moves.py",
    "datasharing/grounds/moving.py",
    "datasharing/lists/demand/moves.py",
    "datasharing/lists/permissions/moving.py",
    "windows/moving.py",
    "windows/departments/moving.py",
    "windows/letters/moving.py",
    # Where the plan puts a material before the case is anybody's to move.
    "windows/cases/slots.py",
}
PUBLISHED_BY_LOADING = {
    "services/catalogue/loading/events.py",
    "services/catalogue/loading/matters.py",
}


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders or PACKAGES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def calls(name: str) -> Iterator[tuple[str, ast.Call, ast.Module]]:
    """Calls of a function of this name, which is imported by that name."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield path, node, tree


def words(node: ast.expr, tree: ast.Module, known: frozenset[str] = frozenset()) -> set[str]:
    """The texts that an expression can be: a literal, one of two, or a name given such a value.

    `known` names are being looked for already: one handed on under its own name adds nothing.
    """
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.IfExp):
        return words(node.body, tree, known) | words(node.orelse, tree, known)
    if isinstance(node, ast.Name) and node.id not in known:
        return _given(node.id, tree, known | {node.id})
    return set()


def _given(name: str, tree: ast.Module, known: frozenset[str]) -> set[str]:
    """Literals assigned to a name, in any function of the file, or passed for it by position;
    or the value of a constant imported under this name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and name in {each.name for each in node.names}:
            value = getattr(importlib.import_module(node.module or ""), name)
            found |= {value} if isinstance(value, str) else set()
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == name for t in node.targets):
            found |= words(node.value, tree, known)
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
            if name in names:
                found |= _passed(node.name, names.index(name), tree, known)
    return found


def _passed(function: str, position: int, tree: ast.Module, known: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") == function
        if is_call and position < len(node.args):
            found |= words(node.args[position], tree, known)
    return found


def test_every_kind_of_message_has_a_handler():
    kinds = {}
    for path, call, tree in calls("publish"):
        known = words(call.args[0], tree)
        assert known, (
            f"{path}:{call.lineno}: publish() with a kind that cannot be read from the file."
        )
        kinds[f"{path}:{call.lineno}"] = known
    assert kinds
    unhandled = {place: each for place, each in kinds.items() if each - set(registered_handlers())}
    assert unhandled == {}


QUEUED_BY_OLDER_RELEASES = {"notice.send"}
"""No longer published; what waits in the outbox of a city that upgrades is still done."""


def test_every_handler_has_a_publisher():
    published = set().union(*(words(call.args[0], tree) for _, call, tree in calls("publish")))
    handled = {kind for kind in registered_handlers() if not kind.startswith("test.")}
    assert handled - published == QUEUED_BY_OLDER_RELEASES


def test_every_verb_of_the_journal_is_registered():
    unregistered, unreadable = {}, []
    for path, call, tree in calls("record"):
        known = words(call.args[1], tree)
        place = f"{path}:{call.lineno}"
        if not known:
            unreadable.append(place)
        if unknown := known - set(registered_verbs()):
            unregistered[place] = unknown
    assert unregistered == {}
    assert unreadable == [], "record() with a verb that cannot be read from the file."


def test_every_registered_verb_is_recorded_somewhere():
    recorded = set().union(*(words(call.args[1], tree) for _, call, tree in calls("record")))
    assert {verb for verb in registered_verbs() if not verb.startswith("test.")} - recorded == set()


def test_every_queue_has_a_worker():
    """The worker that `up` starts names no queues, so it takes the default one and no other."""
    app.loader.import_default_modules()
    (worker,) = [each for each in programs(8000, (), reload=False) if each.name == "worker"]
    assert not {"-Q", "--queues", "-X", "--exclude-queues"} & set(worker.argv)
    ours = [name for name in app.tasks if name.startswith(PACKAGES)]
    assert {"portal.outbox.tasks.deliver", "portal.outbox.tasks.sweep"} <= set(ours)
    queues = {app.amqp.router.route({}, name)["queue"].name for name in ours}
    assert queues == {app.conf.task_default_queue}


def test_everything_on_the_timetable_is_a_task():
    app.loader.import_default_modules()
    wanted = {str(each["task"]) for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted <= set(app.tasks)


def test_nobody_assigns_a_state_but_the_movers():
    found = set()
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(_is_state(target) for target in node.targets):
                found.add(path)
    assert found <= MOVERS | PUBLISHED_BY_LOADING
    assert found >= MOVERS, "These assign none any more: take them off the list."


def _is_state(target: ast.expr) -> bool:
    if isinstance(target, ast.Tuple):
        return any(_is_state(each) for each in target.elts)
    return isinstance(target, ast.Attribute) and target.attr == "state"


def test_nobody_updates_a_state_in_bulk_but_the_movers():
    found = set()
    for path, tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            by_keyword = node.func.attr == "update" and any(k.arg == "state" for k in node.keywords)
            by_list = node.func.attr == "bulk_update" and any(
                isinstance(each, ast.Constant) and each.value == "state" for each in ast.walk(node)
            )
            if by_keyword or by_list:
                found.add(path)
    assert found <= MOVERS | PUBLISHED_BY_LOADING


def test_no_drawer_for_odds_and_ends():
    names = [
        path.relative_to(ROOT).as_posix()
        for folder in (*PACKAGES, "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix == ".py" or path.is_dir()
        if path.stem in FORBIDDEN_NAMES
    ]
    assert names == []


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "templates"])
def test_no_file_is_too_long(folder):
    too_long = {}
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js") and "migrations" not in path.parts:
            lines = len(path.read_text("utf-8").splitlines())
            if lines > LONGEST:
                too_long[path.relative_to(ROOT).as_posix()] = lines
    assert too_long == {}


def test_only_these_stand_at_the_top():
    allowed = {*PACKAGES, "templates", "tests", "docs", "manage.py", "pyproject.toml"}
    allowed |= {"README.md", "LICENSE"}
    seen = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "requirements"))}
    assert seen - allowed - {"__pycache__"} == set()
