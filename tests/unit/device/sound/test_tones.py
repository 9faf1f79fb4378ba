"""What Qt can play to, and tones on a sound server as set-up configures it: its two cards are listened to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.commands import main
from kiosk.device.sound.probe import MODULE, RATE, tone
from kiosk.system.doctor import sound_checks
from kiosk.system.doctor.machine import Machine, State
from setup.sound_server import Heard, SoundServer, missing, sound_server

needs_server = pytest.mark.skipif(bool(missing()), reason=missing())
CARD = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7 irq 33\n"
CAMERA = " 1 [Cam            ]: USB-Audio - A camera\n"
PCM = "00-00: ALC 283 : ALC 283 : playback 1 : capture 1\n01-00: USB : USB : capture 1\n"


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server("one", "two") as server:
        yield server


def probe(server: SoundServer, *words: str) -> dict[str, Any]:
    reported = os.environ | server.environment
    command = [sys.executable, "-P", "-m", MODULE, *words]
    done = subprocess.run(command, env=reported, capture_output=True, text=True, check=True, timeout=30)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_tone_is_on_one_side_begins_softly_and_is_as_loud_as_told() -> None:
    samples = array("h", tone("right", 0.5))
    assert len(samples) == 2 * RATE
    assert (max(samples[0::2]), samples[1]) == (0, 0)
    assert 0.24 < max(samples[1::2]) / 32_768 < 0.26
    assert max(array("h", tone("left", 1, 1))) > 16_000


@needs_server
def test_qt_lists_what_the_server_has(server: SoundServer) -> None:
    listed = probe(server)["outputs"]
    assert [output["id"] for output in listed if not output["id"].startswith("yi-kiosk")] == ["one", "two"]
    assert sum(output["default"] for output in listed) == 1


@needs_server
@pytest.mark.parametrize(("card", "side"), [("one", "left"), ("one", "right"), ("two", "left"), ("two", "right")])
def test_each_loudspeaker_sounds_alone(server: SoundServer, card: str, side: str) -> None:
    other = "two" if card == "one" else "one"
    with server.listening(card, other) as heard:
        printed = probe(server, "--tone", card, side, "1")
    assert printed["heard"] == printed["wanted"]
    loud, silent = (heard[card].left, heard[card].right)[:: 1 if side == "left" else -1]
    assert 0.4 < loud < 0.6
    assert silent < 0.01
    assert heard[other] == Heard(0, 0)


@needs_server
def test_a_loudspeaker_that_takes_nothing_is_told(server: SoundServer) -> None:
    assert probe(server, "--tone", "no such card", "left", "1") == {"heard": 0, "wanted": 1, "listed": False}
    server.ask("suspend-sink", "two", "1")
    assert probe(server, "--tone", "two", "left", "1")["heard"] < 0.5
    server.ask("suspend-sink", "two", "0")


@needs_server
def test_the_doctor_asks_qt_and_plays(server: SoundServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    machine = Machine(tmp_path, os.environ)
    found = sound_checks.sound(machine)
    assert (found.state, found.fix) == ("well", None)
    assert [(tone.side, tone.is_taken) for tone in sound_checks.tones(machine)] == [("left", True), ("right", True)] * 2
    server.ask("set-sink-mute", server.ask("get-default-sink").strip(), "1")
    found = sound_checks.sound(machine)
    server.ask("set-sink-mute", server.ask("get-default-sink").strip(), "0")
    assert (found.state, "muted" in found.message) == ("bad", True)


@needs_server
def test_the_command_plays_to_each_side_and_says_so(
    server: SoundServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
    assert main(["doctor", "--tone", "--language", "zh"]) == 0
    printed = capsys.readouterr().out
    assert (printed.count("左边，低音"), printed.count("右边，高音"), "没有播出" in printed) == (2, 2, False)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/native")
    assert main(["doctor", "--tone", "--language", "en"]) == 1
    assert "tone" not in capsys.readouterr().out


class FakeMachine(Machine):
    """A machine of files, on which Qt says what the test lets it say."""

    outputs: str | None = '{"outputs": []}'

    def run(self, *words: str) -> str | None:
        return self.outputs if MODULE in words else None

    def write(self, path: str, words: str = "") -> None:
        (self.top / path).parent.mkdir(parents=True, exist_ok=True)
        (self.top / path).write_text(words, "utf-8")


def reported(machine: FakeMachine) -> tuple[State, str]:
    result = sound_checks.sound(machine)
    assert (result.fix is None) is (result.state == "well")
    return result.state, f"{result.message} | {result.fix}"


def test_the_doctor_names_the_link_that_is_missing(tmp_path: Path) -> None:
    machine = FakeMachine(tmp_path, {"PULSE_SERVER": f"unix:{tmp_path}/native"})
    machine.write("proc/asound/cards", CAMERA)
    machine.write("proc/asound/pcm", PCM)
    assert reported(machine)[0] == "doubtful"
    assert "no sound card" in reported(machine)[1]
    machine.write("proc/asound/cards", CARD + CAMERA)
    state, words = reported(machine)
    assert (state, "no sound server is installed" in words, "HDA Intel PCH" in words) == ("bad", True, True)
    assert "apt-get install pulseaudio" in words
    machine.write("usr/bin/pulseaudio")
    assert "no sound server runs" in reported(machine)[1]
    assert "kiosk device set-up" in reported(machine)[1]
    machine.write(sound_checks.UNIT)
    assert "systemctl restart yi-kiosk-sound" in reported(machine)[1]


@needs_server
def test_a_server_without_an_output_for_the_card_is_told_from_one_that_is_not_there(
    server: SoundServer, tmp_path: Path
) -> None:
    machine = FakeMachine(tmp_path, server.environment)
    machine.write("proc/asound/cards", CARD)
    machine.write("proc/asound/pcm", PCM)
    assert "has no output for the sound card" in reported(machine)[1]


def test_a_qt_that_comes_to_no_answer_is_a_server_that_hangs(tmp_path: Path) -> None:
    machine = FakeMachine(tmp_path, {})
    object.__setattr__(machine, "outputs", None)
    assert (reported(machine)[0], "hangs" in reported(machine)[1]) == ("bad", True)
