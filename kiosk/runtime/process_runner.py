"""Process runner, the one place that starts other programs: each caller gets exactly one answer."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Slot

from kiosk_launcher.child_process import child_environment, module_command

log = logging.getLogger("kiosk")

END_MS = 2_000

Hear = Callable[[bytes], None]


class ProcessOutcome(NamedTuple):
    """How a program ended. `code` is its exit code, None where it did not start or was killed: then `why` has the
    reason.

    `out` and `err` hold the output that no listener has received yet.
    """

    code: int | None
    out: bytes = b""
    err: bytes = b""
    why: str = ""


Then = Callable[[ProcessOutcome], object]


class ProcessRunner(QObject):
    """Runs one program at a time. A program that is stopped, or followed by another, sends no answer.

    No closures: a reference cycle through a process would be freed by the collector in whatever thread it runs.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._then: Then | None = None
        self._hear: Hear | None = None
        self._failed = QTimer(self, singleShot=True, interval=0)
        self._failed.timeout.connect(self._answer_failure)

    @property
    def is_running(self) -> bool:
        """Return whether a started program has not answered yet."""
        return self._process is not None

    @property
    def number(self) -> int:
        """Its process number; 0 where none runs."""
        return int(self._process.processId()) if self._process is not None else 0

    def begin_module(self, module: str, arguments: Sequence[str], then: Then, hear: Hear | None = None) -> None:
        """Start one of our modules, as `begin` does a program."""
        program, *rest = module_command(module, *arguments)
        self.begin(program, rest, then, hear)

    def begin(self, program: str, arguments: Sequence[str], then: Then, hear: Hear | None = None) -> None:
        """Start a program and call `then` once it is over, never before this returns.

        `hear`, if given, receives each line of standard output as it comes, and standard error is the kiosk's own.
        """
        self.stop()
        self._process = process = QProcess(self)
        self._then, self._hear = then, hear
        if hear is not None:
            process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._tell_lines)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        _prepare(process, program, arguments)
        process.start()

    def kill(self) -> None:
        """Kill it, and report it as killed."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """End it, whatever its state."""
        process = self._let_go()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._tell_lines)
        process.finished.disconnect(self._end)
        process.errorOccurred.disconnect(self._fail)
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(END_MS)
            if process.state() != QProcess.ProcessState.NotRunning:
                # Blocked by a missing disk or stick, or on a busy machine, it may outlive this, which does no harm.
                process.setParent(QCoreApplication.instance())
                process.finished.connect(process.deleteLater)
                return
        process.deleteLater()

    def _tell_lines(self) -> None:
        process, hear = self._process, self._hear
        # A listener may stop it.
        while process is not None and hear is not None and process is self._process and process.canReadLine():
            hear(bytes(process.readLine().data()))

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._tell_lines()
        if (process := self._process) is not None:
            out, err = (bytes(read().data()) for read in (process.readAllStandardOutput, process.readAllStandardError))
            killed = status is not QProcess.ExitStatus.NormalExit
            why = f"{_name(process.program())} was ended by signal {code}" if killed else ""
            self._answer(ProcessOutcome(None if killed else code, out, err, why))

    def _fail(self, error: QProcess.ProcessError) -> None:
        # Only then is there no `finished`. Without descriptors it comes while start() runs, else a moment later.
        if error is QProcess.ProcessError.FailedToStart:
            self._failed.start()

    @Slot()
    def _answer_failure(self) -> None:
        if (process := self._process) is not None:
            program = process.program()
            self._answer(ProcessOutcome(None, why=f"{_name(program)} cannot be started ({_obstacle(program)})"))

    def _answer(self, outcome: ProcessOutcome) -> None:
        then, process = self._then, self._let_go()
        if process is not None:
            # It sends no more, and is not disconnected: its own signal may be the one being handled.
            process.deleteLater()
        if then is not None:
            then(outcome)

    def _let_go(self) -> QProcess | None:
        """Stop waiting for the process, and return it."""
        process, self._process = self._process, None
        self._then = self._hear = None
        self._failed.stop()
        return process


def leave_behind(module: str, arguments: Sequence[str]) -> bool:
    """Start one of our modules that outlives this program; return whether it started, and log a failure."""
    process = QProcess()
    program, *rest = module_command(module, *arguments)
    _prepare(process, program, rest)
    # PySide returns a pair here; its stubs declare a bool.
    started = process.startDetached()
    well = bool(started[0] if isinstance(started, tuple) else started)
    if not well:
        log.warning("%s cannot be started.", _name(program))
    return well


def _prepare(process: QProcess, program: str, arguments: Sequence[str]) -> None:
    """Set up a process for a program, which inherits nothing except what it is given."""
    process.setProgram(program)
    process.setArguments(list(arguments))
    environment = QProcessEnvironment()
    for name, value in child_environment(os.environ).items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    if os.name == "posix":
        process.setUnixProcessParameters(QProcess.UnixProcessFlag.CloseFileDescriptors)


def _obstacle(program: str) -> str:
    """Return why a program did not start. Qt's own messages may be Chinese: its QML engine loads a translation."""
    if not Path(program).exists() and shutil.which(program) is None:
        return "there is no such program"
    if shutil.which(program) is None:
        return "it may not be run"
    return "the system refuses it: it is no program for this machine, or memory, processes or open files are used up"


def _name(program: str) -> str:
    return Path(program).name
