"""The PIN on the disk, and who tries it: row 28 of the faults, across restarts and with every clock."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.device.errors import RefusedError
from kiosk.operator import pin_file
from kiosk.operator.pin_throttle import PinThrottle

RIGHT, WRONG = "274951", "274952"


class Machine:
    """A machine whose kiosk can be started again, and which itself can be."""

    def __init__(self, folder: Path) -> None:
        self.file, self.count = folder / "config" / "pin.json", folder / "data" / "attempts.json"
        self.now = 5000.0

    def start(self) -> PinThrottle:
        return PinThrottle(self.file, self.count, lambda: self.now)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(pin_file, "_COST", 2)  # what is slow on purpose is measured in one test below
    machine = Machine(tmp_path)
    pin_file.set_pin(machine.file, RIGHT)
    return machine


def test_the_pin_is_kept_as_a_hash_that_only_this_user_reads(tmp_path: Path) -> None:
    file = tmp_path / "pin.json"
    pin_file.set_pin(file, RIGHT)
    assert RIGHT not in file.read_text("ascii")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert pin_file.fits(file, RIGHT)
    assert not pin_file.fits(file, WRONG)
    first = file.read_bytes()
    pin_file.set_pin(file, RIGHT)
    assert file.read_bytes() != first, "the same salt"


@pytest.mark.parametrize("words", ["", "12345", "123456789", "27495a", "２７４９５１", "274951\n", " 274951"])
def test_what_is_not_six_to_eight_digits_is_no_pin(tmp_path: Path, words: str) -> None:
    with pytest.raises(RefusedError, match="6 to 8 digits"):
        pin_file.set_pin(tmp_path / "pin.json", words)
    assert not pin_file.is_set(tmp_path / "pin.json")


@pytest.mark.parametrize("words", ["000000", "77777777", "123456", "234567", "12345678", "654321", "987654"])
def test_what_everybody_tries_first_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(RefusedError, match="try this PIN first"):
        pin_file.set_pin(tmp_path / "pin.json", words)


def test_from_the_factory_there_is_no_pin_and_nobody_comes_in(tmp_path: Path) -> None:
    throttle = Machine(tmp_path).start()
    assert not throttle.is_set
    assert not any(throttle.try_pin(words) for words in ("", "000000", RIGHT))


@pytest.mark.parametrize("words", [b"", b"{}", b"[]", b'{"scrypt": [2, 1, 1], "salt": "", "hash": ""}', b"\xff"])
def test_a_spoiled_file_opens_nothing(machine: Machine, words: bytes) -> None:
    machine.file.write_bytes(words)
    throttle = machine.start()
    assert not throttle.is_set
    assert not throttle.try_pin(RIGHT)


def test_row_28_a_guesser_who_starts_the_kiosk_again_each_time(machine: Machine) -> None:
    """The more is tried, the longer it takes: nearly three hours for 20 guesses, and none is looked at early."""
    guesses, began = 0, machine.now
    while guesses < 20:
        throttle = machine.start()
        left = throttle.seconds_left
        if left:
            wrong = throttle.wrong
            assert not throttle.try_pin(RIGHT), "the right PIN counts for nothing while one has to wait"
            assert machine.start().wrong == wrong
            machine.now += left
        else:
            assert not throttle.try_pin(WRONG)
            guesses += 1
    assert machine.now - began == 30 + 60 + 120 + 240 + 480 + 900 * 10
    machine.now += 900
    assert machine.start().try_pin(RIGHT)
    assert machine.start().wrong == 0


def test_row_28_cutting_the_power_shortens_nothing_and_locks_nobody_out(machine: Machine) -> None:
    for _ in range(6):
        machine.now += 60
        machine.start().try_pin(WRONG)
    machine.now = 12.0
    assert machine.start().seconds_left == 48
    machine.now = 60.0
    assert machine.start().try_pin(RIGHT)


def test_row_28_the_wall_clock_has_no_say(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        machine.start().try_pin(WRONG)
    for wall in (0.0, 4e9):
        monkeypatch.setattr("time.time", lambda wall=wall: wall)
        assert machine.start().seconds_left == 30


def test_an_attempt_is_counted_before_it_is_looked_at(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(pin_file, "fits", cut)
    with pytest.raises(KeyboardInterrupt):
        machine.start().try_pin(RIGHT)
    assert machine.start().wrong == 1


def test_where_the_disk_takes_nothing_each_start_begins_with_a_wait(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    """Else whoever fills the disk has five tries with each start, and with each call of the keypad."""
    machine.count.parent.write_text("no folder")
    for _ in range(3):
        throttle = machine.start()
        assert "cannot be counted" in caplog.text
        assert (throttle.seconds_left, throttle.try_pin(RIGHT)) == (30, False)
        machine.now += 30
        assert not throttle.try_pin(WRONG)
        assert throttle.seconds_left == 60
    throttle = machine.start()
    machine.now += 30
    assert throttle.try_pin(RIGHT)


@pytest.mark.parametrize("words", [b"", b"[1]", b'{"failed": "many", "at": 0}', b'{"failed": 1e999, "at": 0}'])
def test_a_spoiled_count_lets_the_operator_try(machine: Machine, words: bytes) -> None:
    machine.count.parent.mkdir(parents=True)
    machine.count.write_bytes(words)
    assert machine.start().try_pin(RIGHT)


def _kiosk_pin(folder: Path, output: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", "pin", *words]
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "NO_COLOR": "1"}
    return subprocess.run(
        command, input=output, capture_output=True, text=True, check=False, env=environment, timeout=60
    )


def test_the_command_sets_and_removes_it_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "config" / "yi-kiosk" / "pin.json"
    answer = _kiosk_pin(tmp_path, "1234\n", "--language", "zh")
    assert (answer.returncode, answer.stderr) == (1, "PIN 应为 6 到 8 位数字 [YK-751]\n")
    answer = _kiosk_pin(tmp_path, f"{RIGHT}\n", "--language", "zh")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(f"PIN 已设定：{file}")
    assert pin_file.fits(file, RIGHT)
    assert _kiosk_pin(tmp_path, "", "--remove").stdout == "the PIN is removed; the operator menu is closed\n"
    assert not pin_file.is_set(file)
    assert _kiosk_pin(tmp_path, "", "--remove").stdout == "no PIN is set\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
def test_on_a_terminal_it_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    import pty

    parent, child = pty.openpty()
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "NO_COLOR": "1", "LANG": "C"}
    command = [sys.executable, "-m", "kiosk", "pin"]
    shown = b""
    with subprocess.Popen(
        command, stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True
    ) as running:
        os.close(child)
        for due, output in ((b"shown): ", RIGHT), (b"again: ", WRONG), (b"shown): ", RIGHT), (b"again: ", RIGHT)):
            seen = b""
            while due not in seen:
                seen += os.read(parent, 1000)
            shown += seen
            os.write(parent, f"{output}\n".encode())
        assert running.wait(60) == 0
    os.close(parent)
    assert b"two different PINs" in shown
    assert RIGHT.encode() not in shown
    assert pin_file.fits(tmp_path / "yi-kiosk" / "pin.json", RIGHT)
