"""`kiosk-launcher [OPTIONS OF kiosk run]`: starts the kiosk, and restarts it, with less where it keeps failing.

Three crashes within ten minutes lead one fallback level down: from the live pack to the one before it, to the built-in
one, to the launcher's own screen that says "out of service". After an hour it starts over at the top. A process that
ends soon after its start, whatever its exit code, is restarted only after a wait.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kiosk_launcher import instance_lock, restart_log
from kiosk_launcher.child_process import (
    LAST_END,
    REPORTED_INSTANCE,
    child_environment,
    die_with_parent,
    file_command,
    keep_descriptors,
    module_command,
)
from kiosk_launcher.display_probe import display_identity, missing_display
from kiosk_launcher.notify_socket import NotifySocket

FALLBACK_OPTIONS: tuple[tuple[str, ...], ...] = ((), ("--last-good",), ("--built-in",))
LEVEL_NAMES = ("the live pack", "the pack before it", "the built-in pack", "out of service")
MAX_CRASHES, WINDOW, RETRY = 3, 600.0, 3600.0
DELAYS = (0.2, 1.0, 3.0)
REPORT_AGAIN = 600.0  # seconds after which waiting for another kiosk is reported again
EARLY_END = 10.0  # seconds: a run no longer than this ended soon after its start
START_TIMEOUT, HEARTBEAT_TIMEOUT = 90.0, 15.0  # seconds to the first sign of life, and between two of them
# Exit codes of the kiosk: leave for good; restart in order; no display; another kiosk is running.
QUIT, RESTART, NO_SCREEN, OTHER_INSTANCE = 10, 11, 3, instance_lock.REFUSED
HUNG, BACK_TO_TOP, STOPPED, NOT_STARTED = "hung", "back to the top", "stopped", "not started"
IDLE = frozenset({"attract", "closed", "out-of-service"})
SCREEN = Path(__file__).with_name("screen.py")
ALREADY = (
    "这台设备的启动器已经在运行：进程 {number}。屏幕由它维持，这一个不再启动。\n"
    "The launcher of this device runs already: process {number}. It keeps the screen; this one does not start."
)

HELP = (
    "用法：kiosk-launcher [kiosk run 的选项]\n"
    "启动屏幕程序，它结束后重新启动；接连出错时先换上一个内容包，再换内置内容包，最后显示“暂停服务”。\n"
    "选项原样交给 `kiosk run`：见 `kiosk run --help`。\n"
    "\n"
    "Usage: kiosk-launcher [OPTIONS OF kiosk run]\n"
    "Starts the kiosk, and starts it again when it ends; where it keeps failing, with the pack before the live one,\n"
    "then with the built-in pack, at last with a screen that says it is out of service.\n"
    "The options are handed on to `kiosk run`: see `kiosk run --help`.\n"
)


class Launcher:
    """Runs `program` with options for the fallback level, and `stand_in` where none of them helps."""

    def __init__(
        self,
        program: Sequence[str],
        stand_in: Sequence[str],
        environment: Mapping[str, str],
        notify_socket: NotifySocket,
    ) -> None:
        self.program, self.stand_in = list(program), list(stand_in)
        self.notify_socket = notify_socket
        self.environment = {"PYTHONFAULTHANDLER": "1"} | child_environment(environment)
        self.last_end = restart_log.last_end(self.environment)
        self.fallback_level = 0
        self.escalated_at = 0.0
        self.crashes: deque[float] = deque()
        self.other_instance = ("", 0.0)  # last message about another kiosk: its id and time
        self.early_ends = 0  # consecutive ends that are no crashes, each soon after its start
        self.stopped = False

    def run(self) -> int:
        """Keep something on the screen until stopped, or until the kiosk leaves for good. Return 0, or QUIT."""
        while not self.stopped:
            if missing_display(self.environment):
                self.notify_alive("STATUS=There is no display; waiting for one.")
                time.sleep(0.5)
                continue
            level = self.fallback_level
            command = [*self.program, *FALLBACK_OPTIONS[level]] if level < len(FALLBACK_OPTIONS) else self.stand_in
            start, display = time.monotonic(), display_identity(self.environment)
            restart_log.note_run(self.environment, LEVEL_NAMES[level])
            code = self.run_child(command)
            seconds = time.monotonic() - start
            no_display = code == NO_SCREEN or missing_display(self.environment)
            no_display = no_display or display_identity(self.environment) != display
            self.last_end = _describe_end(code, no_display=no_display)
            restart_log.note_run(self.environment, LEVEL_NAMES[level], self.last_end)
            if code == QUIT:
                return QUIT
            if code not in {BACK_TO_TOP, STOPPED}:
                self.handle_end(code, seconds, no_display=no_display)
            if self.fallback_level and time.monotonic() - self.escalated_at >= RETRY:
                self.fallback_level, self.crashes = 0, deque()
        return 0

    def handle_end(self, code: int | str, seconds: float, *, no_display: bool) -> None:
        """Count an end if it was a crash, and wait before the next start if it came soon."""
        if code not in {RESTART, OTHER_INSTANCE}:
            restart_log.add_restart(
                self.environment, "no screen" if no_display else str(code), seconds, LEVEL_NAMES[self.fallback_level]
            )
        if code in {RESTART, OTHER_INSTANCE} or no_display:
            self.early_ends = self.early_ends + 1 if seconds < EARLY_END else 0
            delay = DELAYS[min(self.early_ends, len(DELAYS)) - 1] if self.early_ends else 0.0
        else:
            delay = self.escalate()
        if code != OTHER_INSTANCE:
            self.other_instance = ("", 0.0)
        else:
            self.notify_socket.notify("STATUS=Another kiosk of this device runs already; waiting for its end.")
        end = time.monotonic() + delay
        while not self.stopped and time.monotonic() < end:
            self.notify_alive()
            time.sleep(min(delay, 0.5))

    def escalate(self) -> float:
        """Count a crash, and go one level down after the third; return how many seconds to wait."""
        now = time.monotonic()
        self.crashes.append(now)
        while self.crashes[0] < now - WINDOW:
            self.crashes.popleft()
        delay = DELAYS[min(len(self.crashes), len(DELAYS)) - 1]
        if self.fallback_level == len(FALLBACK_OPTIONS):
            with suppress(OSError):
                sys.stderr.write("\n\n    暂停服务 · Out of service\n\n")
            return 60.0
        if len(self.crashes) >= MAX_CRASHES:
            self.fallback_level, self.escalated_at, self.crashes = self.fallback_level + 1, now, deque()
            self.notify_socket.notify(
                f"STATUS=Three crashes in ten minutes; now with {LEVEL_NAMES[self.fallback_level]}."
            )
        return delay

    def run_child(self, command: Sequence[str]) -> int | str:
        """Run a command as long as it sends signs of life; return its exit code, or why the launcher ended it."""
        self.notify_socket.listen()
        try:
            child = subprocess.Popen(
                command,
                env=self.environment
                | self.notify_socket.address
                | {LAST_END: self.last_end, REPORTED_INSTANCE: self.recent_message_id()},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509  only one thread here
            )
        except OSError:
            return NOT_STARTED
        deadline = time.monotonic() + START_TIMEOUT
        is_idle = self.fallback_level == len(FALLBACK_OPTIONS)
        result: int | str | None = None
        while result is None:
            notification = self.notify_socket.receive(0.25, child.pid)
            now = time.monotonic()
            self.note_other_instance(notification)
            if notification:
                deadline = now + HEARTBEAT_TIMEOUT
                is_idle = notification.get("X_KIOSK_PHASE", "attract" if is_idle else "") in IDLE
            if (code := child.poll()) is not None:
                result = STOPPED if self.stopped else code  # systemd signals both at once
            elif self.stopped:
                result = STOPPED
            elif not self.notify_socket.works:
                self.notify_socket.notify("READY=1", "WATCHDOG=1")  # without a socket, running is all that shows
            elif now > deadline:
                result = HUNG
            elif self.fallback_level and now - self.escalated_at >= RETRY and is_idle:
                result = BACK_TO_TOP
        if result == OTHER_INSTANCE:
            self.note_other_instance(self.notify_socket.receive(0.1, child.pid))
        end(child, gently=result != HUNG)
        return result

    def recent_message_id(self) -> str:
        """Return the id of a kiosk's recent message about another one, so that the next does not repeat it."""
        message_id, when = self.other_instance
        return message_id if time.monotonic() - when < REPORT_AGAIN else ""

    def note_other_instance(self, notification: Mapping[str, str]) -> None:
        """Note a kiosk's message about another one, unless it was reported recently."""
        message_id = notification.get("X_KIOSK_BESIDE", "")
        if message_id and message_id != self.recent_message_id():
            self.other_instance = (message_id, time.monotonic())

    def notify_alive(self, *lines: str) -> None:
        """Notify systemd that the launcher itself lives, while no kiosk does."""
        self.notify_socket.notify(*lines, "WATCHDOG=1", "EXTEND_TIMEOUT_USEC=60000000")

    def stop(self, *_: object) -> None:
        """Stop in order: for SIGTERM and SIGINT."""
        self.stopped = True


def end(child: subprocess.Popen[bytes], *, gently: bool) -> None:
    """End a child with all its own children; one that hangs is killed at once."""
    if gently and child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):
        child.kill()
    child.wait()


def _describe_end(code: int | str, *, no_display: bool) -> str:
    """Return the name of an end in the restart log."""
    if code in {QUIT, RESTART, BACK_TO_TOP, STOPPED, OTHER_INSTANCE}:
        return restart_log.ORDERED
    if no_display:
        return restart_log.NO_SCREEN
    return restart_log.HUNG if code == HUNG else restart_log.CRASHED


def main() -> int:
    """Run the launcher on this machine; the options are those of `kiosk run`."""
    if {"-h", "--help"}.intersection(sys.argv[1:]):
        sys.stdout.write(HELP)
        return 0
    try:
        instance_lock.hold(restart_log.data_folder(os.environ) / "launcher.lock")
    except instance_lock.HeldByOtherError as error:
        sys.stderr.write(f"{ALREADY.format(number=error.holder or '?')}\n")
        return instance_lock.REFUSED
    keep_descriptors()
    notify_socket = NotifySocket(os.environ)
    with suppress(OSError):  # the kiosk reports it
        restart_log.reserve(restart_log.folder(os.environ) / restart_log.NAME)
    launcher = Launcher(module_command("kiosk", "run", *sys.argv[1:]), file_command(SCREEN), os.environ, notify_socket)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, launcher.stop)
    try:
        return launcher.run()
    finally:
        notify_socket.close()


if __name__ == "__main__":
    sys.exit(main())
