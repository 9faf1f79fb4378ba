"""The launcher: what it starts again, when it gives way, and what it never counts; with programs of a few lines."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.device.restart_list import read_restarts
from kiosk_launcher import __main__ as launching
from kiosk_launcher.__main__ import NO_SCREEN, OTHER_INSTANCE, QUIT, RESTART, Launcher
from kiosk_launcher.display_probe import missing_display
from kiosk_launcher.notify_socket import NotifySocket
from kiosk_launcher.restart_log import MAX_LINES, add_restart, folder

TOP = Path(__file__).resolve().parents[3]
# Its fate at each start is a line of the file `fate`: an exit code, "hang", or "live" with the phase that it tells.
PROGRAM = """
import os, socket, sys, time
from pathlib import Path
here = Path(__file__).parent
with (here / "started").open("a") as stream:
    stream.write(" ".join(sys.argv[1:]) + "\\n")
number = len((here / "started").read_text().splitlines())
fates = (here / "fate").read_text().splitlines()
fate = fates[number - 1] if number <= len(fates) else "10"
def say(words):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
        mouth.sendto(words.encode(), os.environ["NOTIFY_SOCKET"].replace("@", chr(0), 1))
if fate == "hang":
    say("READY=1")
    time.sleep(60)
while fate.startswith("live"):
    say("WATCHDOG=1\\nX_KIOSK_PHASE=" + fate.split()[1])
    time.sleep(0.05)
sys.exit(int(fate))
"""


class ScriptedLauncher:
    """A launcher with a program whose fates are given."""

    def __init__(self, folder: Path, *fates: object) -> None:
        self.folder = folder
        (folder / "program.py").write_text(PROGRAM, "utf-8")
        (folder / "fate").write_text("\n".join(map(str, fates)), "utf-8")
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(folder)}
        words = [sys.executable, "-S", str(folder / "program.py")]
        self.launcher = Launcher(words, [*words, "stand-in"], self.environment, NotifySocket({}))

    def run(self) -> list[str]:
        """Run until the program leaves for good; return the options of each start."""
        assert self.end() == QUIT
        return (self.folder / "started").read_text("utf-8").splitlines()

    def end(self) -> int:
        """Run until it ends."""
        try:
            return self.launcher.run()
        finally:
            self.launcher.notify_socket.close()

    def starts(self) -> list[str]:
        """The options of each start until now."""
        file = self.folder / "started"
        return file.read_text("utf-8").splitlines() if file.exists() else []

    def why(self) -> list[str]:
        file = self.folder / "yi-kiosk" / "restarts.jsonl"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return [json.loads(line)["why"] for line in lines]

    def stop_once(self, is_so: Callable[[], bool], then: float = 0.0) -> None:
        """Stop the launcher `then` seconds after something is so, or after a minute without it."""

        def look() -> None:
            end = time.monotonic() + 60
            while not is_so() and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(then)
            self.launcher.stop()

        threading.Thread(target=look, daemon=True).start()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "DELAYS", (0.01, 0.01, 0.01))


def test_three_crashes_lead_a_rung_down_until_its_own_screen_is_shown(tmp_path: Path) -> None:
    scripted = ScriptedLauncher(tmp_path, *([1] * 9))
    assert scripted.run() == ["", "", "", *["--last-good"] * 3, *["--built-in"] * 3, "stand-in"]
    assert scripted.why() == ["1"] * 9


@pytest.mark.parametrize(("third", "level"), [(599.0, 1), (601.0, 0)])
def test_three_crashes_count_together_within_ten_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, third: float, level: int
) -> None:
    launcher = ScriptedLauncher(tmp_path).launcher
    with closing(launcher.notify_socket):
        for seconds in (0.0, 300.0, third):
            monkeypatch.setattr(launching.time, "monotonic", lambda seconds=seconds: 10_000 + seconds)
            launcher.escalate()
    assert launcher.fallback_level == level


def test_a_program_that_hangs_is_ended_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "HEARTBEAT_TIMEOUT", 0.5)
    scripted = ScriptedLauncher(tmp_path, "hang", "hang", "hang")
    begun = time.monotonic()
    assert scripted.run() == ["", "", "", "--last-good"]
    assert time.monotonic() - begun < 10
    assert scripted.why() == ["hung"] * 3


def test_a_program_that_never_gives_a_sign_is_ended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "START_TIMEOUT", 0.5)
    (tmp_path / "mute.py").write_text("import time\ntime.sleep(60)\n", "utf-8")
    with closing(NotifySocket({})) as notify_socket:
        launcher = Launcher([sys.executable, "-S", str(tmp_path / "mute.py")], [], os.environ, notify_socket)
        assert launcher.run_child(launcher.program) == launching.HUNG


@pytest.mark.parametrize("code", [RESTART, NO_SCREEN, OTHER_INSTANCE])
def test_what_ends_in_order_for_want_of_a_screen_or_beside_another_has_not_crashed(tmp_path: Path, code: int) -> None:
    assert ScriptedLauncher(tmp_path, *[code] * 5).run() == [""] * 6


def test_an_exit_code_of_0_that_nobody_asked_for_is_counted_as_well(tmp_path: Path) -> None:
    scripted = ScriptedLauncher(tmp_path, *[0] * 9)
    assert scripted.run() == ["", "", "", *["--last-good"] * 3, *["--built-in"] * 3, "stand-in"]
    assert scripted.why() == ["0"] * 9


@pytest.mark.parametrize("code", [0, 1, RESTART, NO_SCREEN, OTHER_INSTANCE])
def test_what_ends_at_once_is_waited_with_whatever_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(launching, "DELAYS", (0.05, 0.3, 0.6))
    monkeypatch.setattr(launching, "MAX_CRASHES", 100)
    scripted = ScriptedLauncher(tmp_path, *[code] * 100)
    scripted.stop_once(lambda: len(scripted.starts()) >= 4)
    begun = time.monotonic()
    assert scripted.end() == 0
    assert len(scripted.starts()) >= 4
    assert time.monotonic() - begun >= 0.05 + 0.3 + 0.6


def test_a_crash_by_a_signal_is_written_down_as_such(tmp_path: Path) -> None:
    scripted = ScriptedLauncher(tmp_path, 1)
    (tmp_path / "program.py").write_text(PROGRAM.replace("sys.exit(int(fate))", "os.kill(os.getpid(), 11)", 1), "utf-8")
    scripted.stop_once(lambda: bool(scripted.why()))
    assert scripted.end() == 0
    assert scripted.why()[0] == "-11"


def test_crashes_that_lie_far_apart_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "WINDOW", 0.0)
    assert ScriptedLauncher(tmp_path, *[1] * 5).run() == [""] * 6


def test_after_an_hour_all_is_tried_again_but_not_under_a_visitors_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launching, "RETRY", 0.8)
    scripted = ScriptedLauncher(tmp_path, 1, 1, 1, "live attract")
    assert scripted.run() == ["", "", "", "--last-good", ""]
    other = tmp_path / "other"
    other.mkdir()
    visited = ScriptedLauncher(other, 1, 1, 1, "live active")
    visited.stop_once(lambda: len(visited.starts()) >= 4, then=1.6)
    assert visited.end() == 0
    assert visited.starts() == ["", "", "", "--last-good"]


def test_out_of_service_is_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launching, "RETRY", 4)
    scripted = ScriptedLauncher(tmp_path, *[1] * 9, "live attract")
    assert scripted.run()[9:] == ["stand-in", ""]


def test_without_a_display_nothing_is_started_until_there_is_one(tmp_path: Path) -> None:
    scripted = ScriptedLauncher(tmp_path)
    scripted.launcher.environment = {**scripted.launcher.environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    threading.Timer(0.7, scripted.launcher.stop).start()
    assert scripted.end() == 0
    assert not (tmp_path / "started").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_while_it_waits_for_a_display_systemd_hears_that_it_lives(tmp_path: Path) -> None:
    scripted = ScriptedLauncher(tmp_path)
    scripted.launcher.environment = {**scripted.launcher.environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as above:
        above.bind(str(tmp_path / "above"))
        above.settimeout(2)
        scripted.launcher.notify_socket.close()
        scripted.launcher.notify_socket = NotifySocket({"NOTIFY_SOCKET": str(tmp_path / "above")})
        threading.Timer(0.3, scripted.launcher.stop).start()
        assert scripted.end() == 0
        assert b"WATCHDOG=1" in above.recv(4096).splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_a_display_that_went_and_is_back_by_now_took_the_program_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its server dies and is begun again before the launcher looks: no moment without a display, and no crash."""
    scripted = ScriptedLauncher(tmp_path)
    wayland = {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
    scripted.launcher.environment = {**scripted.launcher.environment, **wayland}
    servers: list[socket.socket] = []
    fates = [1, 1, 1, 1, QUIT]

    def serve() -> None:
        (tmp_path / "wayland-9").unlink(missing_ok=True)
        servers.append(socket.socket(socket.AF_UNIX))
        servers[-1].bind(str(tmp_path / "wayland-9"))
        servers[-1].listen()

    def run_child(_: object) -> int:
        serve()
        return fates.pop(0)

    monkeypatch.setattr(scripted.launcher, "run_child", run_child)
    serve()
    assert scripted.end() == QUIT
    assert (scripted.why(), scripted.launcher.fallback_level) == (["no screen"] * 4, 0)
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, True),
        ({"DISPLAY": ":987"}, True),
        ({"DISPLAY": "far.example:0"}, False),
        ({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nonexistent"}, True),
        ({"QT_QPA_PLATFORM": "eglfs"}, False),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_whether_there_is_a_display(environment: dict[str, str], missing: bool) -> None:
    assert missing_display(environment) is missing


def test_the_display_of_these_tests_is_there(screen_environment: dict[str, str]) -> None:
    assert not missing_display(screen_environment)


def test_systemd_hears_signs_of_life_and_nothing_else(tmp_path: Path) -> None:
    above = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    above.bind(str(tmp_path / "above"))
    above.settimeout(2)
    notify_socket = NotifySocket({"NOTIFY_SOCKET": str(tmp_path / "above")})
    name = notify_socket.address["NOTIFY_SOCKET"].replace("@", "\0", 1)
    with above, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as kiosk:
        kiosk.sendto(b"WATCHDOG=1\nSTATUS=attract\nX_KIOSK_PHASE=attract\nMAINPID=1\nSTOPPING=1", name)
        assert notify_socket.receive(1, os.getpid())["X_KIOSK_PHASE"] == "attract"
        assert above.recv(4096) == b"WATCHDOG=1\nSTATUS=attract"
        assert notify_socket.receive(0.01, os.getpid()) == {}
        kiosk.sendto(b"\xff" * 9000, name)
        assert notify_socket.receive(1, os.getpid()) == {}
    notify_socket.notify("STATUS=nobody listens any more")
    notify_socket.close()


def test_a_kiosk_that_begins_after_the_ear_s_folder_was_removed_is_heard(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    scripted = ScriptedLauncher(tmp_path, 1, "live attract")
    scripted.launcher.notify_socket.close()
    scripted.launcher.notify_socket = notify_socket = NotifySocket({"XDG_RUNTIME_DIR": str(run)})
    assert list(run.iterdir()) == [Path(notify_socket.address["NOTIFY_SOCKET"])]
    shutil.rmtree(run)
    messages: list[str] = []

    def hear(seconds: float, sender: int) -> dict[str, str]:
        output = NotifySocket.receive(notify_socket, seconds, sender)
        messages.extend(output)
        scripted.launcher.stopped = bool(messages)
        return output

    notify_socket.receive = hear  # type: ignore[method-assign]
    assert scripted.end() == 0
    assert "X_KIOSK_PHASE" in messages
    assert scripted.why() == ["1"]


def test_a_record_that_a_disk_has_spoilt_is_gone_on_with(tmp_path: Path) -> None:
    environment, file = {"XDG_STATE_HOME": str(tmp_path)}, tmp_path / "yi-kiosk" / "restarts.jsonl"
    add_restart(environment, "1", 1.0, "the live pack")
    with file.open("ab") as record:
        record.write(b"\xff\xfe\x00 spoilt\n")
    add_restart(environment, "memory", 2.0, "the live pack")
    assert [restart.why for restart in read_restarts(file)] == ["1", "memory"]


def test_the_record_of_restarts_is_bounded(tmp_path: Path) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    for number in range(MAX_LINES + 20):
        add_restart(environment, str(number), 1.0, "the live pack")
    lines = (tmp_path / "yi-kiosk" / "restarts.jsonl").read_text("utf-8").splitlines()
    assert (len(lines), json.loads(lines[-1])["why"]) == (MAX_LINES, str(MAX_LINES + 19))
    (tmp_path / "in-the-way").write_text("")
    add_restart({"XDG_STATE_HOME": str(tmp_path / "in-the-way")}, "1", 1.0, "")
    assert folder({"HOME": "/home/hall"}) == Path("/home/hall/.local/state/yi-kiosk")


def test_the_program_finds_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert paths.restarts().parent == folder(os.environ)


def test_its_own_screen_is_drawn_and_gives_signs_of_life(screen_environment: dict[str, str]) -> None:
    words = [sys.executable, "-P", str(launching.SCREEN)]
    with (
        closing(NotifySocket({})) as notify_socket,
        subprocess.Popen(words, env=screen_environment | notify_socket.address) as screen,
    ):
        try:
            output = notify_socket.receive(20, screen.pid)
            assert (output.get("READY"), output.get("WATCHDOG")) == ("1", "1")
            assert notify_socket.receive(5, screen.pid) == {"WATCHDOG": "1"}
        finally:
            screen.terminate()


def test_it_imports_nothing_but_what_comes_with_python() -> None:
    allowed = sys.stdlib_module_names | {"kiosk_launcher"}
    for file in (TOP / "kiosk_launcher").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange = {name.split(".")[0] for name in names} - allowed
            assert strange <= ({"PySide6"} if file.name == "screen.py" else set()), file.name


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_its_help_starts_nothing_and_says_what_the_options_are(word: str, tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "kiosk_launcher", "--windowed", "640x360", word]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, timeout=60)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "`kiosk run --help`" in answer.stdout
    assert list(tmp_path.iterdir()) == []
