"""Signs of life: only while frames reach the window."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickWindow

from kiosk.device.systemd_notify import take_supervisor
from kiosk.runtime import heartbeat as beating
from kiosk.runtime.heartbeat import Heartbeat
from kiosk.tour.synthetic_touch import wait, wait_until


class FakeWindow(QObject):
    """A window whose frames the test lets through or holds back."""

    frameSwapped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.exposed = self.drawing = True

    def isExposed(self) -> bool:
        return self.exposed

    def update(self) -> None:
        if self.drawing and self.exposed:
            self.frameSwapped.emit()


class Patient:
    """A heartbeat over a window, beat by beat; each lasts two seconds."""

    def __init__(self) -> None:
        self.now, self.window = 100.0, FakeWindow()
        self.output: list[str] = []
        self.stopped = 0
        self.heart = Heartbeat(self.window, self.output.append, lambda: "attract", lambda: self.now)
        self.heart.stopped.connect(self.stop)
        self.heart.start()
        wait(0)

    def stop(self) -> None:
        self.stopped += 1

    def beat(self, times: int = 1) -> list[str]:
        """Let so many beats go by; return what was said."""
        self.output.clear()
        for _ in range(times):
            self.now += 2
            self.heart.beat()
            wait(0)
        return list(self.output)


@pytest.fixture
def patient(qapp: object) -> Iterator[Patient]:
    patient = Patient()
    yield patient
    patient.heart.stop()


ALIVE = "WATCHDOG=1\nSTATUS=attract\nX_KIOSK_PHASE=attract"
UNSEEN = "WATCHDOG=1\nSTATUS=the window cannot be seen\nX_KIOSK_PHASE=attract"


def test_it_is_ready_with_the_first_frame_and_lives_with_each_further(patient: Patient) -> None:
    assert patient.output == ["READY=1", ALIVE]
    assert set(patient.beat(5)) == {ALIVE}
    assert patient.stopped == 0


def test_without_frames_it_is_silent_after_six_seconds_and_stops(patient: Patient) -> None:
    patient.window.drawing = False
    assert patient.beat(3) == [ALIVE] * 3
    assert patient.beat(1) == []
    assert patient.stopped == 0
    patient.beat(1)
    assert patient.stopped == 1


def test_a_window_that_cannot_be_seen_lives_and_says_so(patient: Patient) -> None:
    patient.window.exposed = False
    assert patient.beat(9) == [UNSEEN] * 9
    patient.window.exposed = True
    assert patient.beat(2)[-1] == ALIVE
    assert patient.stopped == 0


def test_a_machine_that_was_busy_for_long_is_not_held_to_be_broken(patient: Patient) -> None:
    patient.now += 60
    assert ALIVE in patient.beat(2)
    assert patient.stopped == 0


def test_a_still_window_gives_signs_of_life(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beating, "BEAT_MS", 20)
    output: list[str] = []
    window = QQuickWindow()
    window.show()
    heart = Heartbeat(window, output.append, lambda: "attract")
    heart.start()
    assert wait_until(lambda: len(output) > 5, 30)
    assert output[0] == "READY=1"
    window.hide()
    output.clear()
    assert wait_until(lambda: len(output) > 2, 30)
    assert set(output[1:]) == {UNSEEN}
    heart.stop()


def test_who_listens_hears_it(tmp_path: Path) -> None:
    assert take_supervisor({}) == (None, "", "")
    for name in (str(tmp_path / "supervisor"), f"@yi-kiosk-test-{os.getpid()}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
            supervisor.bind("\0" + name[1:] if name.startswith("@") else name)
            supervisor.settimeout(2)
            tell = take_supervisor({"NOTIFY_SOCKET": name}).tell
            assert tell is not None
            tell("READY=1")
            assert supervisor.recv(100) == b"READY=1"
        tell("nobody listens any more")


def test_it_is_heard_when_no_socket_can_be_opened_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a sign of life the launcher would end a kiosk that can go on with the files it has open."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(str(tmp_path / "supervisor"))
        supervisor.settimeout(2)
        tell = take_supervisor({"NOTIFY_SOCKET": str(tmp_path / "supervisor")}).tell

        def exhausted(*_: object) -> None:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

        with monkeypatch.context() as without:
            without.setattr(socket, "socket", exhausted)
            assert tell is not None
            tell("WATCHDOG=1")
        assert supervisor.recv(100) == b"WATCHDOG=1"


@pytest.mark.skipif(os.name != "posix", reason="a socket that is a file")
def test_a_keeper_whose_file_is_gone_is_told_on(tmp_path: Path) -> None:
    file = tmp_path / "run" / "supervisor"
    file.parent.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.settimeout(5)
        supervisor.bind(str(file))
        tell = take_supervisor({"NOTIFY_SOCKET": str(file)}).tell
        assert tell is not None
        shutil.rmtree(file.parent)
        tell("WATCHDOG=1")
        assert supervisor.recv(100) == b"WATCHDOG=1"
    # One that listens again is found by its name.
    file.parent.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.settimeout(5)
        supervisor.bind(str(file))
        tell("STATUS=attract")
        assert supervisor.recv(100) == b"STATUS=attract"
