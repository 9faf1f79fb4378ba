"""The control socket: who may ask, what may be asked, and that nothing else gets through."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.tour.glass import wait_until
from kiosk.view import control as controlling
from kiosk.view.control import LONGEST, MOST_CALLERS, Control

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a socket with a mode")


@pytest.fixture
def file(qapp: object, tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "state" / "control"
    verbs = {"echo": lambda asked, answer: answer({"heard": list(asked.words)}), "mute": lambda *_: None}
    control = Control(file, verbs)
    yield file
    control.close()


def ask(file: Path, words: bytes) -> dict[str, Any]:
    """Send bytes; return the answer, nothing where the socket was closed without one."""
    found: list[bytes] = []

    def talk() -> None:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(5)
            caller.connect(str(file))
            try:
                caller.sendall(words)
                while part := caller.recv(65_536):
                    found.append(part)
            except (BrokenPipeError, ConnectionResetError):
                pass

    thread = threading.Thread(target=talk)
    thread.start()
    assert wait_until(lambda: not thread.is_alive(), 6)
    return json.loads(b"".join(found)) if found else {}


def test_it_is_this_users_alone(file: Path) -> None:
    found = file.stat()
    assert stat.S_ISSOCK(found.st_mode)
    assert stat.S_IMODE(found.st_mode) == 0o600


def test_what_is_asked_is_answered(file: Path) -> None:
    assert ask(file, b'{"verb": "echo", "words": ["a", "\xe5\xb1\x95"]}\n') == {"heard": ["a", "展"]}
    assert ask(file, b'{"verb": "echo"}\n') == {"heard": []}


@pytest.mark.parametrize(
    "words",
    [
        *(b"\n", b"[]\n", b"{}\n", b'"echo"\n', b'{"verb": 1}\n', b'{"verb": "echo", "words": [1]}\n', b"\xff\xfe\n"),
        *(b'{"verb": "echo", "words": 3}\n', b"[" * 900 + b"\n", b"x" * (LONGEST + 5)),
    ],
)
def test_what_is_no_request_is_told_so(file: Path, words: bytes) -> None:
    assert "error" in ask(file, words)


def test_there_are_no_other_verbs(file: Path) -> None:
    assert ask(file, b'{"verb": "eval"}\n')["error"] == "there is no 'eval'; there are: echo, mute"


def test_who_says_nothing_is_left_and_too_many_are_not_met(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controlling, "PATIENCE_MS", 50)
    assert ask(file, b"half a req") == {}
    monkeypatch.setattr(controlling, "PATIENCE_MS", 5_000)
    idle = [socket.socket(socket.AF_UNIX) for _ in range(MOST_CALLERS)]
    try:
        for caller in idle:
            caller.connect(str(file))
        assert wait_until(lambda: ask(file, b'{"verb": "echo"}\n') == {}, 5)
    finally:
        for caller in idle:
            caller.close()
    assert wait_until(lambda: ask(file, b'{"verb": "echo"}\n') != {}, 5)


def test_a_socket_that_a_crash_left_behind_is_no_hindrance(file: Path, qapp: object) -> None:
    left = file.with_name("left")
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(left))
    control = Control(left, {"echo": lambda asked, answer: answer({"heard": list(asked.words)})})
    assert ask(left, b'{"verb": "echo"}\n') == {"heard": []}
    control.close()


def test_a_socket_that_somebody_answers_at_is_left_to_them(
    file: Path, qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    second = Control(file, {"echo": lambda _, answer: answer({"heard": "by the second"})})
    assert "Another kiosk answers at the control socket" in caplog.text
    assert ask(file, b'{"verb": "echo"}\n') == {"heard": []}
    second.close()
    assert ask(file, b'{"verb": "echo"}\n') == {"heard": []}


def test_a_socket_that_cannot_be_made_stops_nothing(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in-the-way").write_text("")
    Control(tmp_path / "in-the-way" / "control", {}).close()
    assert "cannot be opened" in caplog.text


def test_where_no_kiosk_runs_the_command_says_so(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kiosk", "ctl", "status", "--control", str(tmp_path / "none"), "--language", "zh"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "没有展台应答" in done.stderr) == (1, True)
