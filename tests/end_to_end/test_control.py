"""A kiosk in a process of its own, asked by `kiosk ctl` as an operator would.

The command runs in the process of the tests, which takes milliseconds; in one of its own once, at the end.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.cli import control_client, main
from kiosk.cli.control_client import AbsentError, BusyError

Ask = Callable[..., subprocess.CompletedProcess[str]]
Running = tuple[
    subprocess.Popen[str], Ask, dict[str, str]
]  # the kiosk, the function that asks it, and the environment of both


@pytest.fixture(scope="module")
def running(
    top: Path, homes: dict[str, str], screen_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("device")
    config = folder / "device.yaml"
    config.write_text("sound: {volume: loud}\n", "utf-8")
    # Prepared pictures of its own: one test withdraws a picture, and what was prepared of it goes.
    places = {"XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
    places |= {"LANG": "C.UTF-8", "LC_ALL": ""}
    environment = screen_environment | homes | places | {"PYTHONPATH": str(top)}
    kiosk = [sys.executable, "-m", "kiosk"]
    options = ["--config", str(config), "--control", str(folder / "control"), "--pack", str(top / "tests/packs/small")]
    process = subprocess.Popen(
        [*kiosk, "run", *options], env=environment, cwd=folder, text=True, stderr=subprocess.DEVNULL
    )

    def ask(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["ctl", words[0], "--control", str(folder / "control"), "--language", "en", *words[1:]]
        output, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(output), redirect_stderr(errors):
            code = main(command)
        return subprocess.CompletedProcess(command, code, output.getvalue(), errors.getvalue())

    end = time.monotonic() + 60
    while time.monotonic() < end and not (folder / "control").exists():
        time.sleep(0.1)
    yield process, ask, environment
    process.kill()
    process.wait(10)


def until(running: Running, phase: str) -> dict[str, object]:
    """What `kiosk ctl status` answers once the kiosk is in this phase."""
    process, ask, _ = running
    control, end = control_of(process), time.monotonic() + 30
    while time.monotonic() < end and phase_at(control) != phase:
        time.sleep(0.1)
    status: dict[str, object] = json.loads(ask("status").stdout or "{}")
    assert status.get("phase") == phase
    return status


def phase_at(control: Path) -> str:
    try:
        return str(control_client.ask(control, "status").get("phase"))
    except (AbsentError, BusyError):
        return ""


def control_of(process: subprocess.Popen[str]) -> Path:
    words: Sequence[str] = process.args
    return Path(words[words.index("--control") + 1])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the number of the first is known on Linux")
def test_a_second_kiosk_of_this_device_is_refused_and_told_who_is_there(running: Running) -> None:
    process, _, environment = running
    until(running, "attract")
    for language, reported in (("C.UTF-8", f"process {process.pid}."), ("zh_CN.UTF-8", f"进程 {process.pid}。")):
        second = subprocess.run(
            process.args, env=environment | {"LANG": language}, capture_output=True, text=True, check=False, timeout=60
        )
        assert (second.returncode, reported in second.stderr, "Traceback" in second.stderr) == (4, True, False)
    # Also if the folder that they share is emptied.
    (Path(environment["XDG_DATA_HOME"]) / "yi-kiosk" / "kiosk.lock").unlink()
    for _ in range(2):
        second = subprocess.run(process.args, env=environment, capture_output=True, text=True, check=False, timeout=60)
        assert (second.returncode, f"process {process.pid}." in second.stderr) == (4, True)
    assert until(running, "attract")["process"] == process.pid


def test_what_is_withdrawn_is_that_of_the_folder_on_the_screen(running: Running, top: Path) -> None:
    """`kiosk run --pack DIR` shows it: no store and no built-in pack has it."""
    process, ask, environment = running
    status = until(running, "attract")
    folder = top / "tests" / "packs" / "small"
    assert status["folder"] == str(folder)
    control = str(control_of(process))

    def withdraw(*words: str) -> subprocess.CompletedProcess[str]:
        words = ("pack", "withdraw", *words, "--control", control, "--language", "en")
        command = [sys.executable, "-m", "kiosk", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=90)

    done = withdraw("pictures/2")
    assert done.returncode == 0, done.stderr
    assert f"small 2.1.0 ({folder}): it was shown at" in done.stdout
    assert "stays on the disk, for its pack is in a folder of its own" in done.stderr
    assert json.loads(ask("status").stdout)["obeys"] != ""
    assert "shows it again" in withdraw("--lift", "pictures/2").stdout


def test_an_operator_asks_and_tells(running: Running, tmp_path: Path) -> None:
    process, ask, environment = running
    status = until(running, "attract")
    assert (status["pack"], status["process"]) == ("small", process.pid)
    assert (status["open"], status["hours"]) == (True, "planned")
    assert '"volume" cannot be "loud"' in str(status["problems"])

    assert str(tmp_path / "seen.png") in ask("screenshot", str(tmp_path / "seen.png")).stdout.replace("\n", "")
    assert QImage(str(tmp_path / "seen.png")).size().toTuple() == (1920, 1080)

    assert ask("out-of-service", "on").stdout == "done\n"
    until(running, "out-of-service")
    assert ask("out-of-service", "off").returncode == 0
    until(running, "attract")
    assert "not one of on, off" in ask("out-of-service", "perhaps").stderr

    reported = ask("reload")
    assert '"volume" cannot be "loud"' in reported.stderr
    assert "what cannot be read stays as it was" in reported.stderr
    assert reported.returncode == 1
    assert "改法：" in ask("reload", "--language", "zh").stderr

    config = Path(process.args[process.args.index("--config") + 1])
    config.write_text("opening: {closed: 01-01..12-31}\n", "utf-8")
    assert ask("reload").returncode == 0
    until(running, "closed")
    assert json.loads(ask("status").stdout)["problems"] == []
    config.unlink()
    for _ in range(2):
        assert "the file is gone" in json.loads(ask("status").stdout)["problems"][0]
        reported = ask("reload")
        assert (reported.returncode, "the file is gone" in reported.stderr) == (1, True)
    assert until(running, "closed")["open"] is False
    config.write_text("sound: {volume: 50}\n", "utf-8")
    assert ask("reload").returncode == 0
    assert until(running, "attract")["problems"] == []

    assert "is not installed" in ask("use", "nothing-there").stderr
    assert "没有安装" in ask("use", "nothing-there", "--language", "zh").stderr
    assert "is not installed" in ask("use", "nothing-there").stderr
    assert ask("rollback").returncode == 1

    command = [sys.executable, "-m", "kiosk", "ctl", "quit", "--control", str(control_of(process))]
    quitting = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (quitting.returncode, quitting.stdout, quitting.stderr) == (0, "done\n", "")
    assert process.wait(10) == 10
    assert ask("status").returncode == 1
