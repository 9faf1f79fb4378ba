"""Who holds a lock is known by its process number, so that staff can be reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.device import file_lock
from kiosk.device.file_lock import RUNNING, SUSPENDED, Holder, holder, locked
from kiosk.device.message_catalog import catalogue
from kiosk.packs.store.pack_selector import waiting_for

pytestmark = pytest.mark.skipif(not file_lock.LOCKS.exists(), reason="a machine that does not tell of locks")

HOLDER = """
import sys
import time
from pathlib import Path
from kiosk.device.file_lock import take
handle = take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another program hold a lock, until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


def suspend(program: subprocess.Popen[str], file: Path) -> None:
    """Suspend a program that holds a lock, and return once it is."""
    program.send_signal(signal.SIGSTOP)
    end = time.monotonic() + 10
    while (who := holder(file)) is None or who.state != SUSPENDED:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_lock_that_another_program_holds_names_it_and_what_it_does(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    assert holder(file) is None
    with held_by_another(file) as program:
        found = holder(file)
        assert found is not None
        assert (found.process, found.state) == (program.pid, RUNNING)
        assert found.command.startswith(sys.executable)
        suspend(program, file)
        program.send_signal(signal.SIGCONT)
    assert holder(file) is None


def test_ones_own_lock_is_known_too_and_a_shared_one_keeps_nobody_waiting(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        found = holder(tmp_path / "lock")
        assert found is not None
        assert found.process == os.getpid()
    with locked(tmp_path / "lock", shared=True):
        assert holder(tmp_path / "lock") is None


def test_a_machine_that_does_not_tell_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "LOCKS", tmp_path / "none")
    with locked(tmp_path / "lock"):
        assert holder(tmp_path / "lock") is None


@pytest.mark.parametrize("state", [RUNNING, SUSPENDED, file_lock.WAITING_FOR_DISK])
def test_staff_are_told_in_their_language_who_it_is(state: str) -> None:
    reported = waiting_for(Holder(4711, "kiosk pack install", state))
    assert "process 4711 (kiosk pack install)" in reported
    assert "进程 4711（kiosk pack install）" in reported.in_language(catalogue("zh"))
    assert "kill -CONT 4711" in reported or state != SUSPENDED
    assert "另一个程序" in waiting_for(None).in_language(catalogue("zh"))
