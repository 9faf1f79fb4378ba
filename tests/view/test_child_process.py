"""Programs that the kiosk runs: whoever begins one is answered once, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from kiosk.runtime import process_runner
from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner, leave_behind
from kiosk.runtime.subprocess_task import SubprocessTask
from kiosk.tour.synthetic_touch import wait, wait_until

PYTHON = sys.executable


def run(program: str, *words: str) -> list[ProcessOutcome]:
    """Every answer to one program, and a moment more for one too many."""
    answers: list[ProcessOutcome] = []
    child = ProcessRunner()
    child.begin(program, words, answers.append)
    assert answers == []
    assert wait_until(lambda: bool(answers), 20)
    assert not child.is_running
    wait(100)
    return answers


def test_what_ends_is_answered_with_its_code_and_what_it_wrote(qapp: object) -> None:
    (outcome,) = run(PYTHON, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (outcome.code, outcome.out.strip(), outcome.err.strip(), outcome.why) == (3, b"out", b"err", "")


def test_what_was_killed_has_no_code(qapp: object) -> None:
    (outcome,) = run(PYTHON, "-c", "import os; os.kill(os.getpid(), 9)")
    assert (outcome.code, outcome.why) == (None, f"{Path(PYTHON).name} was ended by signal 9")


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    """Qt with its Chinese words, which a QML engine brings where that is the default locale."""
    words = QTranslator()
    assert words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("missing", "there is no such program"),
        ("no-program", "it may not be run"),
        ("no-form", "the system refuses it: "),
        ("too-long", "the system refuses it: "),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_what_cannot_start_is_answered_too_in_our_own_words(tmp_path: Path, kind: str, words: str) -> None:
    (tmp_path / "no-program").write_text("words")
    (tmp_path / "no-form").write_bytes(b"\x7fELF")
    (tmp_path / "no-form").chmod(0o755)
    program = PYTHON if kind == "too-long" else str(tmp_path / kind)
    (outcome,) = run(program, "x" * 3_000_000 if kind == "too-long" else "")
    assert outcome.code is None
    assert outcome.why.startswith(f"{Path(program).name} cannot be started ({words}")
    assert outcome.why.isascii()


def test_lines_are_told_as_they_come_and_the_last_one_before_the_end(qapp: object) -> None:
    reported: list[bytes | ProcessOutcome] = []
    child = ProcessRunner()
    child.begin(PYTHON, ["-c", "print('one', flush=True); print('two')"], reported.append, reported.append)
    assert wait_until(lambda: not child.is_running, 20)
    assert reported == [b"one\n", b"two\n", ProcessOutcome(0)]


def test_what_is_stopped_or_followed_by_another_says_no_more(qapp: object, tmp_path: Path) -> None:
    answers: list[str] = []
    child = ProcessRunner()
    child.begin(str(tmp_path / "missing"), [], lambda _: answers.append("missing"))
    child.begin(PYTHON, ["-c", "import time; time.sleep(60)"], lambda _: answers.append("sleeper"))
    child.begin(PYTHON, ["-c", ""], lambda _: answers.append("last"))
    assert wait_until(lambda: not child.is_running, 20)
    child.begin(str(tmp_path / "missing"), [], lambda _: answers.append("missing"))
    child.stop()
    wait(100)
    assert answers == ["last"]


def test_what_takes_longer_to_die_is_waited_for_out_of_the_way(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a busy machine, or where its disk is missing; Qt warns of a process that is destroyed while it runs."""
    monkeypatch.setattr(process_runner, "END_MS", 0)
    for _ in range(5):
        child = ProcessRunner()
        child.begin(PYTHON, ["-c", "import time; time.sleep(60)"], print)
        assert wait_until(lambda child=child: child.number > 0, 20)
        number = child.number
        child.stop()
        shiboken6.delete(child)
        assert wait_until(lambda number=number: not Path(f"/proc/{number}").exists(), 20)


NO_DESCRIPTORS = """
import os, resource
from PySide6.QtCore import QCoreApplication
from kiosk.runtime.process_runner import ProcessRunner
from kiosk.runtime.subprocess_task import SubprocessTask
application = QCoreApplication([])
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
held = []
try:
    while True:
        held.append(os.dup(0))
except OSError:
    pass
child, task, outcomes = ProcessRunner(), SubprocessTask(), []
task.ended.connect(lambda well: (outcomes.append(well), application.quit()))
child.begin("/bin/true", [], lambda outcome: (outcomes.append(outcome.code), task.begin("kiosk", [])))
assert outcomes == []
application.exec()
for handle in held:
    os.close(handle)
print(outcomes)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process")
def test_without_a_descriptor_left_everybody_is_answered() -> None:
    done = subprocess.run([PYTHON, "-c", NO_DESCRIPTORS], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "[None, False]\n", done.stderr


def test_an_errand_without_an_interpreter_ends_and_the_log_says_why(
    qapp: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    ended: list[bool] = []
    task = SubprocessTask()
    task.ended.connect(ended.append)
    task.begin("kiosk", [])
    assert wait_until(lambda: bool(ended), 10)
    assert ended == [False]
    assert "python cannot be started" in caplog.text


def test_what_is_left_behind_and_cannot_start_is_told(
    qapp: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert leave_behind("this", [])
    monkeypatch.setattr(sys, "executable", "/nowhere/program")
    assert not leave_behind("this", [])
    assert "program cannot be started" in caplog.text
