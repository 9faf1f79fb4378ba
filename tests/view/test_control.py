"""The control socket: who may ask, what may be asked, and that nothing else gets through."""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import control_client, main
from kiosk.runtime import control_socket as controlling
from kiosk.runtime.control_socket import LONGEST, MOST_CALLERS, ControlRequest, ControlSocket
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk_launcher import instance_lock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a socket with a mode")


@pytest.fixture
def file(qapp: object, tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "state" / "control"
    verbs = {"echo": lambda asked, answer: answer({"heard": list(asked.arguments)}), "mute": lambda *_: None}
    control = ControlSocket(file, verbs)
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
    assert wait_until(lambda: not thread.is_alive(), 30)
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


def connected(file: Path, number: int) -> list[socket.socket]:
    """Connections of so many programs."""
    callers = [socket.socket(socket.AF_UNIX) for _ in range(number)]
    for caller in callers:
        caller.settimeout(10)
        while caller.connect_ex(str(file)) != 0:
            wait(10)
    return callers


def is_cut(caller: socket.socket) -> bool:
    """Whether the other side has let go of a connection; what it said before is passed over."""
    caller.setblocking(False)
    try:
        while caller.recv(1_000_000):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def test_who_says_nothing_is_left_and_too_many_wait_until_there_is_room(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controlling, "PATIENCE_MS", 50)
    assert ask(file, b"half a req") == {}
    monkeypatch.setattr(controlling, "PATIENCE_MS", 5_000)
    busy = connected(file, MOST_CALLERS)
    for caller in busy:
        caller.sendall(b'{"verb": "mute"}\n')
    (late,) = connected(file, 1)
    late.sendall(b'{"verb": "echo"}\n')
    wait(200)
    late.setblocking(False)
    with pytest.raises(BlockingIOError):
        late.recv(1_000)
    busy[0].close()
    assert wait_until(lambda: bool(select.select([late], [], [], 0)[0]), 30)
    assert json.loads(late.recv(1_000)) == {"heard": []}
    for caller in (late, *busy[1:]):
        caller.close()


def test_a_hundred_that_ask_at_once_are_all_answered(file: Path) -> None:
    """All of them have asked before the first is heard."""
    callers = [socket.socket(socket.AF_UNIX) for _ in range(100)]
    for number, caller in enumerate(callers):
        caller.setblocking(False)
        caller.connect(str(file))
        caller.sendall(b'{"verb": "echo", "words": ["%d"]}\n' % number)
    assert wait_until(lambda: len(select.select(callers, [], [], 0)[0]) == len(callers), 30)
    assert [json.loads(caller.recv(1_000)) for caller in callers] == [{"heard": [str(n)]} for n in range(100)]
    for caller in callers:
        caller.close()


def test_the_command_asks_again_where_it_was_let_go_without_an_answer(tmp_path: Path) -> None:
    """What changes nothing is asked again; what does something may have been done."""
    place = tmp_path / "control"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(place))
        door.listen()

        def let_go(*, and_answer: bool) -> None:
            door.accept()[0].close()
            if and_answer:
                caller, _ = door.accept()
                caller.recv(1_000)
                caller.sendall(b'{"phase": "attract"}\n')
                caller.close()

        for verb in ("status", "use"):
            thread = threading.Thread(target=let_go, kwargs={"and_answer": verb == "status"})
            thread.start()
            if verb == "status":
                assert control_client.ask(place, verb) == {"phase": "attract"}
            else:
                with pytest.raises(control_client.BusyError):
                    control_client.ask(place, verb)
            thread.join(10)


def test_a_busy_kiosk_is_told_from_an_absent_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "control"
    with pytest.raises(control_client.AbsentError):
        control_client.ask(place, "status")
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(place))
        silent.listen(0)
        for verb in ("status", "use"):
            with pytest.raises(control_client.BusyError):
                control_client.ask(place, verb, patience=0.3)
        # Now nobody is even let in.
        full = [socket.socket(socket.AF_UNIX) for _ in range(8)]
        for caller in full:
            caller.setblocking(False)
            caller.connect_ex(str(place))
        with pytest.raises(control_client.BusyError):
            control_client.ask(place, "status", patience=0.3)
        with pytest.MonkeyPatch.context() as quick:
            quick.setattr(control_client.ask, "__defaults__", ((), "", 0.3))
            for language, words in (("en", "is there, and gives no answer"), ("zh", "没有回答")):
                assert main(["ctl", "status", "--control", str(place), "--language", language]) == 1
                assert words in capsys.readouterr().err
        for caller in full:
            caller.close()


def test_a_kiosk_that_has_only_begun_is_told_from_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It holds its lock before it listens."""
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr(instance_lock, "holder", lambda _: 4711)
    assert main(["ctl", "status", "--language", "en"]) == 1
    assert "a kiosk runs here (process 4711)" in capsys.readouterr().err


@pytest.mark.parametrize("output", [b"", b'{"verb": "echo"', b" "])
def test_a_hundred_that_ask_nothing_keep_nobody_from_asking(file: Path, output: bytes) -> None:
    idle: list[socket.socket] = []
    for _ in range(100):
        idle += connected(file, 1)
        idle[-1].sendall(output)
        wait(0)
    assert ask(file, b'{"verb": "echo", "words": ["heard"]}\n') == {"heard": ["heard"]}
    assert sum(not is_cut(caller) for caller in idle) <= MOST_CALLERS
    for caller in idle:
        caller.close()


def test_who_asks_amid_a_rush_is_heard(file: Path) -> None:
    """All of them stand before the door when it opens: nobody is cut off who has said something."""
    callers = connected(file, 20)
    callers[0].sendall(b'{"verb": "echo"}\n')
    found: list[bytes] = []

    def answered() -> bool:
        callers[0].setblocking(False)
        with suppress(BlockingIOError):
            found.append(callers[0].recv(1_000))
        return bool(found)

    assert wait_until(answered, 30)
    assert json.loads(found[0]) == {"heard": []}
    for caller in callers:
        caller.close()


@pytest.fixture
def pictures(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ControlSocket]:
    """A kiosk whose answers are larger than a socket's own buffers, and of which it bears three."""
    monkeypatch.setattr(controlling, "LARGEST_ANSWER", 6_500_000)

    def picture(_: ControlRequest, answer: controlling.Answer) -> None:
        control.setProperty("asked", True)
        answer({"png": "x" * 2_000_000})

    control = ControlSocket(tmp_path / "other", {"picture": picture})
    yield control
    control.close()


def test_answers_that_nobody_takes_do_not_grow_without_bound(pictures: ControlSocket, tmp_path: Path) -> None:
    lazy = connected(tmp_path / "other", 3)
    for caller in lazy:
        caller.sendall(b'{"verb": "picture"}\n')
    assert wait_until(lambda: [caller.waiting > 0 for caller in pictures._callers] == [True] * 3, 20)
    answer = ask(tmp_path / "other", b'{"verb": "picture"}\n')
    assert answer == {"error": controlling.TOO_MUCH, "busy": True}
    for caller in lazy:
        caller.close()
    assert wait_until(lambda: pictures._callers == [], 20)
    assert len(ask(tmp_path / "other", b'{"verb": "picture"}\n')["png"]) == 2_000_000


def test_who_does_not_take_the_answer_is_cut_off(
    pictures: ControlSocket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controlling, "TAKING_MS", 50)
    (lazy,) = connected(tmp_path / "other", 1)
    lazy.sendall(b'{"verb": "picture"}\n')
    assert wait_until(lambda: bool(pictures.property("asked")) and pictures._callers == [], 20)
    assert is_cut(lazy)
    lazy.close()
    monkeypatch.undo()
    assert len(ask(tmp_path / "other", b'{"verb": "picture"}\n')["png"]) == 2_000_000


def test_what_is_never_done_is_told_so_and_is_answered_once(
    file: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controlling, "WORK_MS", 50)
    assert ask(file, b'{"verb": "mute"}\n') == {"error": controlling.NOT_IN_TIME}
    control = ControlSocket(file.with_name("twice"), {"twice": lambda _, answer: (answer({"a": 1}), answer({"a": 2}))})
    assert ask(file.with_name("twice"), b'{"verb": "twice"}\n{"verb": "twice"}\n') == {"a": 1}
    control.close()


def test_who_goes_before_the_answer_is_forgotten(qapp: object, tmp_path: Path) -> None:
    kept: list[controlling.Answer] = []
    control = ControlSocket(tmp_path / "late", {"late": lambda _, answer: kept.append(answer)})
    (caller,) = connected(tmp_path / "late", 1)
    caller.sendall(b'{"verb": "late"}\n')
    assert wait_until(lambda: bool(kept), 30)
    caller.close()
    assert wait_until(lambda: control._callers == [], 30)
    kept[0]({"done": True})
    control.close()


def test_asking_how_it_is_leaves_nothing_in_the_log(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    control = ControlSocket(tmp_path / "logged", dict.fromkeys(("status", "reload"), lambda _, answer: answer({})))
    with caplog.at_level("INFO", "kiosk"):
        for verb in (b"status", b"status", b"reload"):
            ask(tmp_path / "logged", b'{"verb": "%s"}\n' % verb)
    assert [record.getMessage() for record in caplog.records] == ["Asked over the control socket: reload"]
    control.close()


def test_a_socket_that_a_crash_left_behind_is_no_hindrance(file: Path, qapp: object) -> None:
    left = file.with_name("left")
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(left))
    control = ControlSocket(left, {"echo": lambda asked, answer: answer({"heard": list(asked.arguments)})})
    assert ask(left, b'{"verb": "echo"}\n') == {"heard": []}
    control.close()


def test_a_socket_that_somebody_answers_at_is_left_to_them(
    file: Path, qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    second = ControlSocket(file, {"echo": lambda _, answer: answer({"heard": "by the second"})})
    assert "Another kiosk answers at the control socket" in caplog.text
    assert ask(file, b'{"verb": "echo"}\n') == {"heard": []}
    second.close()
    assert ask(file, b'{"verb": "echo"}\n') == {"heard": []}


def test_a_socket_that_cannot_be_made_stops_nothing(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "in-the-way").write_text("")
    ControlSocket(tmp_path / "in-the-way" / "control", {}).close()
    assert "cannot be opened" in caplog.text


def test_where_no_kiosk_runs_the_command_says_so(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kiosk", "ctl", "status", "--control", str(tmp_path / "none"), "--language", "zh"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "处没有应答" in done.stderr) == (1, True)


@pytest.fixture
def lost(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A socket that is looked after every 20 ms."""
    monkeypatch.setattr(controlling, "LOOK_MS", 20)
    file = tmp_path / "state" / "control"
    control = ControlSocket(file, {"echo": lambda asked, answer: answer({"heard": list(asked.arguments)})})
    yield file
    control.close()


@pytest.mark.parametrize("lose", ["the socket", "the folder", "its mount"])
def test_a_socket_that_is_lost_is_made_again(lose: str, lost: Path) -> None:
    if lose == "the socket":
        lost.unlink()
    elif lose == "the folder":
        shutil.rmtree(lost.parent)
    else:
        lost.parent.rename(lost.parent.with_name("other"))
        lost.parent.mkdir()
    assert wait_until(lost.exists, 10)
    assert wait_until(lambda: stat.S_IMODE(lost.stat().st_mode) == 0o600, 10)
    assert ask(lost, b'{"verb": "echo", "words": ["here"]}\n') == {"heard": ["here"]}


def test_the_socket_of_whoever_answers_in_its_place_is_left_alone(lost: Path) -> None:
    lost.unlink()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(lost))
        other.listen()
        seen = lost.stat().st_ctime_ns
        # It knocks there, and again.
        for _ in range(2):
            assert wait_until(lambda: bool(select.select([other], [], [], 0)[0]), 10)
            other.accept()[0].close()
        assert lost.stat().st_ctime_ns == seen
    # Its owner is gone, and the file is nobody's.
    assert wait_until(lambda: lost.exists() and lost.stat().st_ctime_ns != seen, 10)
    assert ask(lost, b'{"verb": "echo", "words": ["back"]}\n') == {"heard": ["back"]}


def test_a_socket_without_room_is_made_once_there_is_room(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controlling, "LOOK_MS", 20)
    (tmp_path / "state").write_text("in the way", "utf-8")
    file = tmp_path / "state" / "control"
    control = ControlSocket(file, {"echo": lambda asked, answer: answer({"heard": list(asked.arguments)})})
    (tmp_path / "state").unlink()
    assert wait_until(file.exists, 10)
    assert ask(file, b'{"verb": "echo", "words": ["now"]}\n') == {"heard": ["now"]}
    control.close()
