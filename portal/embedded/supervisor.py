"""`manage.py up`: the whole portal on one machine, from nothing to an address to open."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections

from portal.embedded import engines, static_files, stopping, translations, trial
from portal.embedded.children import Children
from portal.embedded.services import Service, Services, programs
from portal.embedded.trouble import EngineTrouble, last_lines

READY_SECONDS = 60
LOOK_SECONDS = 0.5


def up(arguments: Sequence[str]) -> int:
    """Run the portal until told to stop; return the exit status."""
    options = _parse(arguments)
    stopping.raise_on_signals()
    os.umask(0o077)  # logs and documents are for this user's eyes
    folder = trial.data_folder()
    children = Children()
    try:
        _say("Starting PostgreSQL and Valkey, or finding those that the environment names …")
        with engines.owned(children, folder, "up") as running:
            _run(options, children, running, folder)
    except engines.AlreadyRunning as already:
        _say(_already(already.engines))
        return 1
    except stopping.StopRequested:
        _say("Stopping. What was entered is kept for the next start.")
    finally:
        stopping.ignore_signals()
        children.close()
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("manage.py up", description=up.__doc__)
    parser.add_argument("--port", type=int, help="a fixed port; without it, any free one")
    parser.add_argument("--no-demo", action="store_true", help="no shipped people and cases")
    parser.add_argument(
        "--simulator",
        action="store_true",
        help="one department has a system that answers by itself",
    )
    parser.add_argument("--reload", action="store_true", help="for developers: reload changed code")
    return parser.parse_args(arguments)


def _run(
    options: argparse.Namespace, children: Children, running: engines.Engines, folder: Path
) -> None:
    port = _port(options.port)
    os.environ.update(running.addresses)
    os.environ.setdefault("DEMO", "0" if options.no_demo else "1")
    if os.environ.get("PORTAL_MODE") != "production":  # which refuses invented registers
        os.environ.setdefault("SANDBOX_REGISTRY_URL", f"http://127.0.0.1:{_port(None)}")
        # Commands in another terminal see the same registers as the worker does.
        running.addresses["SANDBOX_REGISTRY_URL"] = os.environ["SANDBOX_REGISTRY_URL"]
        os.environ.setdefault("LEDGER_TSA_URL", f"http://127.0.0.1:{_port(None)}/")
        os.environ.setdefault("LEDGER_SEAL_MINUTES", "1")
        running.addresses["LEDGER_TSA_URL"] = os.environ["LEDGER_TSA_URL"]
    if options.simulator:
        os.environ.setdefault("DEPARTMENT_SIMULATOR_URL", f"http://127.0.0.1:{_port(None)}/cases")
        os.environ["DEPARTMENT_SIMULATOR_ANSWERS"] = f"http://127.0.0.1:{port}/api/v1/callbacks/"
    if options.reload:
        os.environ["DEBUG"] = "1"
    trial.settle(folder)
    _prepare()
    services = Services(children, folder / "logs", dict(os.environ))
    wanted = programs(port, settings.PORTAL_SIDE_PROCESSES, reload=options.reload)
    with _step("Starting " + ", ".join(each.name for each in wanted)):
        for service in wanted:
            services.start(service)
            if service.name == "web":
                _wait_until_ready(port, service, services)
    running.url = f"http://127.0.0.1:{port}/"
    # What a command beside this one must know to see the same portal.
    running.addresses |= {name: os.environ[name] for name in ("DEMO", "SANDBOX_REGISTRY_URL")}
    running.write(folder)
    _say(f"Data and logs are in {folder}. Ctrl-C stops everything.")
    if running.home and running.home != str(folder):
        _say(f"The servers keep theirs in {running.home}: `nobody`, who runs them, can reach it.")
    with suppress(OSError):
        print(f"\n    The portal is at {running.url}\n", flush=True)
        if settings.DEPARTMENT_SIMULATOR_URL:
            print(f"    A department answers by itself: {settings.DEPARTMENT_SIMULATOR_URL}\n")
    while True:
        time.sleep(LOOK_SECONDS)
        for name in services.start_again_the_ended():
            _say(f"The {name} had ended by itself and was started again; see its log.")
        children.raise_if_ended(("PostgreSQL", "Valkey"))


def _prepare() -> None:
    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with _step("Preparing the database"):
        translations.compile_changed()
        if settings.ENVIRONMENT.packs_static_files:
            static_files.collect_changed()
        call_command("migrate", interactive=False, verbosity=0)
    if settings.DEMO and "load_demo" in get_commands():
        with _step("Loading the catalogue and the demonstration data"):
            call_command("load_demo")
    connections.close_all()


def _port(wanted: int | None) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except OSError as error:
            raise EngineTrouble(
                f"Port {wanted} cannot be used ({error.strerror}). Choose another, or leave out "
                "--port to take any free one."
            ) from None
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(port: int, web: Service, services: Services) -> None:
    deadline = time.monotonic() + READY_SECONDS
    request = urllib.request.Request(f"http://127.0.0.1:{port}/readyz")
    if settings.SECURE_PROXY_SSL_HEADER:
        request.add_header("X-Forwarded-Proto", "https")
    while time.monotonic() < deadline and web.child and not web.child.has_ended:
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError as answer:
            if answer.code == 400:  # production, and 127.0.0.1 is not in ALLOWED_HOSTS: alive
                return
        except OSError:
            pass
        else:
            return
        time.sleep(0.1)
    raise EngineTrouble(
        "The web site did not start. The end of its log:\n" + last_lines(services.log_of(web))
    )


def _already(engines: engines.Engines) -> str:
    who = f"process {engines.pid}, `manage.py {engines.command}`"
    if engines.url:
        return f"The portal of this checkout is already running: {engines.url} ({who})."
    return f"Another command is using this checkout ({who}). Try again when it has finished."


@contextmanager
def _step(sentence: str) -> Iterator[None]:
    _say(sentence + " …")
    began = time.monotonic()
    yield
    _say(f"  done in {time.monotonic() - began:.1f} s")


def _say(sentence: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        print("· " + sentence, file=sys.stderr, flush=True)
