"""One kiosk and one launcher a device, and what the launcher can do without: room on the disk, a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.packs.store import probation
from kiosk_launcher import __main__ as launching
from kiosk_launcher import instance_lock, restart_log
from kiosk_launcher.__main__ import Launcher
from kiosk_launcher.child_process import module_command
from kiosk_launcher.instance_lock import REFUSED, HeldByOtherError
from kiosk_launcher.notify_socket import NotifySocket

TOP = Path(__file__).resolve().parents[3]
HOLDS = """
import os, sys, time
from pathlib import Path
from kiosk_launcher.instance_lock import hold
assert hold(Path(sys.argv[1]))
if os.fork() == 0:
    time.sleep(600)
print("held", flush=True)
time.sleep(600)
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@contextmanager
def holds(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a lock, and has a child that was forked meanwhile."""
    command = [sys.executable, "-c", HOLDS, str(file)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    with holds(tmp_path / "data" / "lock") as process:
        yield process


@linux
def test_who_comes_second_is_told_who_was_first_until_that_one_ends(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    file = tmp_path / "data" / "lock"
    for _ in range(2):
        with pytest.raises(HeldByOtherError) as refused:
            instance_lock.hold(file)
        assert refused.value.holder == holder.pid
    holder.kill()
    holder.wait()
    # Its child lives on, and does not hold it on.
    assert instance_lock.hold(file)
    assert instance_lock.hold(file)


def empty_the_folder(lock: Path) -> None:
    lock.unlink()


def take_the_folder_away(lock: Path) -> None:
    shutil.rmtree(lock.parent)


def put_another_there(lock: Path) -> None:
    lock.unlink()
    lock.write_bytes(b"")


def move_the_folder_away(lock: Path) -> None:
    lock.parent.rename(lock.parent.with_name("data.old"))


def move_all_of_it_away(lock: Path) -> None:
    """The folder that the data folder lies in; another one takes its place."""
    inside = lock.parent.parent
    inside.rename(inside.with_name(f"{inside.name}.old"))
    inside.mkdir()


def move_it_away_and_delete_it(lock: Path) -> None:
    move_the_folder_away(lock)
    shutil.rmtree(lock.parent.with_name("data.old"))


@linux
@pytest.mark.parametrize(
    "happens",
    [
        *(empty_the_folder, take_the_folder_away, put_another_there),
        *(move_the_folder_away, move_all_of_it_away, move_it_away_and_delete_it),
    ],
)
def test_who_was_first_stays_so_when_the_file_is_deleted_or_moved(
    tmp_path: Path, holder: subprocess.Popen[str], happens: Callable[[Path], None]
) -> None:
    file = tmp_path / "data" / "lock"
    happens(file)
    for _ in range(2):
        assert instance_lock.holder(file) == holder.pid
        with pytest.raises(HeldByOtherError) as refused:
            instance_lock.hold(file)
        assert refused.value.holder == holder.pid
    # Who holds another file of that name is nobody here.
    assert instance_lock.holder(tmp_path / "lock") is None
    holder.kill()
    holder.wait()
    # Its child, which has the file open as well, lives on.
    assert instance_lock.holder(file) is None
    assert instance_lock.hold(file)


@linux
def test_who_runs_with_a_moved_folder_of_its_own_is_nobody_here(tmp_path: Path) -> None:
    """Another kiosk of the same user, with folders of its own, which were moved."""
    with holds(tmp_path / "other" / "data" / "lock"):
        (tmp_path / "other").rename(tmp_path / "elsewhere")
        assert instance_lock.holder(tmp_path / "data" / "lock") is None
        assert instance_lock.hold(tmp_path / "data" / "lock")


@linux
def test_a_deleted_file_of_a_folder_reached_by_a_link_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "disk")
    with holds(tmp_path / "data" / "lock") as first:
        (tmp_path / "disk" / "lock").unlink()
        assert instance_lock.holder(tmp_path / "data" / "lock") == first.pid


def test_a_disk_that_takes_no_lock_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("", "utf-8")
    assert not instance_lock.hold(tmp_path / "in-the-way" / "lock")


@linux
def test_a_second_launcher_is_refused_and_says_who_is_there(tmp_path: Path) -> None:
    reported = os.environ | {"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(TOP)}
    lock = restart_log.data_folder(reported) / "launcher.lock"
    command = [sys.executable, "-c", HOLDS, str(lock)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True, start_new_session=True) as first:
        assert first.stdout is not None
        first.stdout.readline()
        second = subprocess.run(
            [sys.executable, "-m", "kiosk_launcher"],
            env=reported,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        os.killpg(first.pid, signal.SIGKILL)
    assert second.returncode == REFUSED
    assert f"process {first.pid}" in second.stderr
    assert f"进程 {first.pid}" in second.stderr


@linux
def test_a_launcher_that_waits_tells_of_the_other_kiosk_once_and_when_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """And again after ten minutes."""
    monkeypatch.setattr(launching, "DELAYS", (0.01,))
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    environment |= {"QT_QPA_PLATFORM": "offscreen"}
    with closing(NotifySocket({})) as notify_socket:
        launcher = Launcher(module_command("kiosk", "run"), [], environment, notify_socket)

        def told_in(tries: int) -> list[str]:
            for _ in range(tries):
                assert launcher.run_child(launcher.program) == REFUSED
                launcher.handle_end(REFUSED, 0.0, no_display=False)
            return [line for line in capfd.readouterr().err.splitlines() if "process" in line or "进程" in line]

        with holds(restart_log.data_folder(environment) / "kiosk.lock") as first:
            (reported,) = told_in(2)
            assert str(first.pid) in reported
            monkeypatch.setattr(launching, "REPORT_AGAIN", 0.0)
            assert told_in(1) == [reported]
            monkeypatch.undo()
            assert told_in(1) == []
        with holds(restart_log.data_folder(environment) / "kiosk.lock") as second:
            (reported,) = told_in(1)
            assert str(second.pid) in reported


def test_the_launcher_locks_in_the_programs_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.instance_lock().parent == restart_log.data_folder(os.environ)


@linux
@pytest.mark.parametrize("given", ["RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR", "nothing", "too-long", "gone"])
def test_it_hears_the_kiosk_whatever_the_disk_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    long = tmp_path / ("x" * 120)
    long.mkdir()
    folder = {"too-long": long, "gone": tmp_path / "gone", "nothing": None}.get(given, tmp_path)
    name = given if given == "RUNTIME_DIRECTORY" else "XDG_RUNTIME_DIR"
    # No temporary folder, as on a full disk.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with closing(NotifySocket({name: str(folder)} if folder else {})) as notify_socket:
        address = notify_socket.address["NOTIFY_SOCKET"]
        assert address.startswith("@") is (given not in {"RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"})
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as kiosk:
            kiosk.sendto(b"WATCHDOG=1", address.replace("@", "\0", 1))
        assert notify_socket.receive(5, os.getpid()) == {"WATCHDOG": "1"}
    assert [file.name for file in tmp_path.iterdir()] == [long.name]


@linux
def test_nobody_but_the_kiosk_itself_is_heard() -> None:
    says = "import socket, sys; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'READY=1', sys.argv[1])"
    with closing(NotifySocket({})) as notify_socket:
        name = notify_socket.address["NOTIFY_SOCKET"].replace("@", "\0", 1)
        for _ in range(3):
            # Its address is passed by a pipe-safe form: an abstract name begins with a zero byte.
            command = [sys.executable, "-c", says.replace("sys.argv[1]", repr(name))]
            subprocess.run(command, check=True, timeout=60)
        assert notify_socket.receive(0.2, os.getpid()) == {}
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as kiosk:
            kiosk.sendto(b"WATCHDOG=1", name)
        assert notify_socket.receive(5, os.getpid()) == {"WATCHDOG": "1"}


def test_how_the_last_run_ended_is_known_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    assert restart_log.last_end(environment) == restart_log.UNKNOWN
    for end in (restart_log.ORDERED, restart_log.CRASHED, restart_log.HUNG, restart_log.NO_SCREEN):
        restart_log.note_run(environment, "the live pack")
        restart_log.note_run(environment, "the live pack", end)
        assert restart_log.last_end(environment) == end
    restart_log.note_run(environment, "the live pack")
    assert restart_log.last_end(environment) == restart_log.UNKNOWN
    monkeypatch.setattr(restart_log, "_BOOT", tmp_path / "another")
    (tmp_path / "another").write_text("the next boot\n", "utf-8")
    assert restart_log.last_end(environment) == restart_log.POWER
    assert (restart_log.folder(environment) / restart_log.LAST).stat().st_size == restart_log.RECORD_BYTES


@pytest.mark.parametrize("spoilt", [None, "", "[]", "{}", "\0" * restart_log.RECORD_BYTES])
def test_a_launcher_without_a_record_of_the_last_run_holds_it_against_nobody(
    tmp_path: Path, spoilt: str | None
) -> None:
    """The folder of states is removed, and then all is killed at once: nothing tells that the pack was the cause."""
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    restart_log.note_run(environment, "the live pack", restart_log.CRASHED)
    shutil.rmtree(restart_log.folder(environment))
    if spoilt is not None:
        restart_log.folder(environment).mkdir()
        (restart_log.folder(environment) / restart_log.LAST).write_text(spoilt, "utf-8")
    place = "hall-2.0.0"
    tried = probation.Health(trying=place, boot=probation.boot())
    with closing(NotifySocket({})) as notify_socket:
        reported = Launcher([], [], environment, notify_socket).last_end
    assert not probation.has_failed(tried, place, reported)
    # Where no launcher keeps the kiosk running, nobody tells anything.
    assert probation.has_failed(tried, place, "")
