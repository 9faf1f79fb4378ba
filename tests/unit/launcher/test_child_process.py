"""What a child inherits: what it is given. And that it ends with whoever started it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk_launcher import child_process
from kiosk_launcher.__main__ import Launcher
from kiosk_launcher.child_process import (
    LAST_END,
    SUPERVISOR_VARIABLES,
    child_environment,
    module_command,
    take_supervisor_variables,
)
from kiosk_launcher.notify_socket import NotifySocket

TOP = Path(__file__).resolve().parents[3]
TELLS = """
import json, os, sys
from pathlib import Path
links = {}
for name in os.listdir("/proc/self/fd"):
    try:
        links[name] = os.readlink("/proc/self/fd/" + name)
    except OSError:
        pass
Path(sys.argv[1]).write_text(json.dumps({"environment": dict(os.environ), "files": list(links.values())}))
sys.exit(10)
"""
# A launcher of a program that says its number and then waits, for longer than any test does.
KEEPS = """
import os, sys
from kiosk_launcher.__main__ import Launcher
from kiosk_launcher.notify_socket import NotifySocket
program = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid()) + chr(10)); time.sleep(600)"
Launcher([sys.executable, "-c", program, sys.argv[1]], [], os.environ, NotifySocket({})).run()
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def wait_until(holds: Callable[[], object], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
def test_the_kiosk_is_given_the_launchers_ear_and_nothing_that_was_meant_for_the_launcher(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("what the launcher had open", "utf-8")
    from_above = dict.fromkeys(SUPERVISOR_VARIABLES, "from above")
    reported = os.environ | from_above | {"XDG_STATE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with closing(NotifySocket({})) as notify_socket, secret.open("rb") as opened:
        os.set_inheritable(opened.fileno(), True)
        program = [sys.executable, "-c", TELLS, str(tmp_path / "reported")]
        assert Launcher(program, [], reported, notify_socket).run() == 10
        seen = json.loads((tmp_path / "reported").read_text("utf-8"))
        given = {name: value for name, value in seen["environment"].items() if name in SUPERVISOR_VARIABLES}
        assert given == notify_socket.address
    assert str(secret) not in seen["files"]


def test_what_was_meant_for_this_process_is_taken_out_of_its_environment() -> None:
    environment = {"NOTIFY_SOCKET": "@above", "WATCHDOG_USEC": "1", "LISTEN_FDS": "1", LAST_END: "hung", "HOME": "/"}
    assert take_supervisor_variables(environment) == {
        "NOTIFY_SOCKET": "@above",
        "WATCHDOG_USEC": "1",
        "LISTEN_FDS": "1",
        LAST_END: "hung",
    }
    assert environment == {"HOME": "/"}


@linux
def test_a_program_that_a_library_starts_hears_of_no_supervisor_and_gets_no_file(tmp_path: Path) -> None:
    """As Qt does where dbus-x11 is installed: it forks by itself, past all helpers of ours."""
    program = (
        "import os, sys; from kiosk.device.systemd_notify import take_supervisor; assert take_supervisor().tell;"
        "os.spawnv(os.P_WAIT, sys.executable, [sys.executable, '-c', sys.argv[1], sys.argv[2]])"
    )
    (tmp_path / "above").write_text("", "utf-8")
    handle = os.open(tmp_path / "above", os.O_RDONLY)
    os.set_inheritable(handle, True)
    reported = os.environ | {
        "NOTIFY_SOCKET": "@nobody",
        "WATCHDOG_USEC": "1",
        "LISTEN_FDS": "1",
        "PYTHONPATH": str(TOP),
    }
    command = [sys.executable, "-c", program, TELLS, str(tmp_path / "reported")]
    subprocess.run(command, env=reported, pass_fds=[handle], check=True, timeout=60)
    os.close(handle)
    seen = json.loads((tmp_path / "reported").read_text("utf-8"))
    assert set(SUPERVISOR_VARIABLES) & set(seen["environment"]) == set()
    assert str(tmp_path / "above") not in seen["files"]


def test_a_child_takes_no_module_from_the_folder_where_it_is_started(tmp_path: Path) -> None:
    for name in ("kiosk", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("import sys; sys.exit(99)", "utf-8")
    command = module_command("kiosk", "--version")
    for path in ("", ".", os.pathsep, str(TOP)):
        environment = child_environment(os.environ | {"PYTHONPATH": path})
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_checkout_that_is_not_installed_finds_its_modules_too(tmp_path: Path) -> None:
    # -S: no site-packages, and so none of what was installed.
    environment = child_environment({"PATH": os.environ.get("PATH", "")})
    command = [sys.executable, "-S", *module_command("kiosk_launcher.restart_log")[1:]]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False, timeout=60).returncode == 0
    assert environment["PYTHONPATH"] == str(child_process.ROOT) == str(TOP)


@linux
def test_a_kiosk_ends_with_its_launcher_however_that_ends(tmp_path: Path) -> None:
    reported = os.environ | {"XDG_STATE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TOP)}
    launcher = subprocess.Popen([sys.executable, "-c", KEEPS, str(tmp_path / "number")], env=reported)
    file = tmp_path / "number"
    try:
        assert wait_until(lambda: file.exists() and file.read_text("utf-8").endswith("\n"))
        kiosk = int(file.read_text("utf-8"))
        assert runs(kiosk)
    finally:
        launcher.kill()
        launcher.wait()
    try:
        assert wait_until(lambda: not runs(kiosk))
    finally:
        if runs(kiosk):
            os.kill(kiosk, signal.SIGKILL)
