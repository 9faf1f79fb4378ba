"""Modules of ours in a process of their own; a process for the operator, which tells how it goes by lines of JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from kiosk_launcher.child_process import child_environment, module_command

NOT_RUNNING = QProcess.ProcessState.NotRunning
END_MS = 2_000


def prepare(process: QProcess, module: str, *words: str) -> QProcess:
    """Return a process that is ready to run a module of ours, which inherits nothing but what it is given."""
    program, *arguments = module_command(module, *words)
    process.setProgram(program)
    process.setArguments(arguments)
    environment = QProcessEnvironment()
    for name, value in child_environment(os.environ).items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    if os.name == "posix":
        process.setUnixProcessParameters(QProcess.UnixProcessFlag.CloseFileDescriptors)
    return process


class Errand(QObject):
    """One at a time: `said` for each line, then `ended` with whether it went well. What is stopped says no more."""

    said = Signal(dict)
    ended = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._process: QProcess | None = None

    @property
    def is_out(self) -> bool:
        """Whether one is under way."""
        return self._process is not None

    def begin(self, module: str, words: Sequence[str]) -> None:
        """Run a module of the program with these words; one that is under way is stopped."""
        self.stop()
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        prepare(process, module, *words).start()

    def stop(self) -> None:
        """End it, wherever it is."""
        process, self._process = self._process, None
        if process is None:
            return
        for signal in (process.readyReadStandardOutput, process.finished, process.errorOccurred):
            signal.disconnect()
        if process.state() != NOT_RUNNING:
            process.kill()
            # A process that waits for a stick that is gone may outlive this; it hurts nobody.
            process.waitForFinished(END_MS)
        process.deleteLater()

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            with suppress(ValueError, RecursionError):
                line = json.loads(bytes(process.readLine().data()))
                if isinstance(line, dict):
                    self.said.emit(line)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._part(well=False)

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._part(well=code == 0 and status is QProcess.ExitStatus.NormalExit)

    def _part(self, *, well: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.ended.emit(well)
