"""Probe of Qt's audio outputs, and tones: `python -P -m kiosk.device.sound.probe [--tone OUTPUT SIDE VOLUME]`.

A separate process: Qt's connection to a sound server that hangs or dies can crash a program, and a program that lost
the server would not find it again. Prints one line of JSON: {"outputs": [...]}, each with `id`, `name`, `channels` and
whether it is the `default`; or, for a tone, {"heard": seconds that the output played, "wanted": seconds}.
"""

from __future__ import annotations

import json
import math
import os
import sys
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

MODULE = "kiosk.device.sound.probe"
SIDES = ("left", "right")
RATE = 48_000  # samples per second
# Two notes that any loudspeaker plays, so that left and right also differ by ear: seconds, Hz.
SECONDS, NOTES = 1.0, {"left": 440.0, "right": 660.0}
MAX_AMPLITUDE, FADE_S = 0.5, 0.02
TIMEOUT_MS = 4_000


def tone(side: str, volume: float, channels: int = 2) -> bytes:
    """Return one second of a note as signed 16-bit samples, on one side of two channels or on the only one."""
    frames = round(RATE * SECONDS)
    samples = array("h", bytes(2 * channels * frames))
    for frame in range(frames):
        fade = min(1.0, frame / (FADE_S * RATE), (frames - frame) / (FADE_S * RATE))
        amplitude = math.sin(2 * math.pi * NOTES[side] * frame / RATE) * MAX_AMPLITUDE * volume * fade
        samples[frame * channels + (SIDES.index(side) if channels == len(SIDES) else 0)] = round(amplitude * 32_767)
    return samples.tobytes()


def outputs() -> list[dict[str, Any]]:
    """Return the outputs that Qt lists."""
    from PySide6.QtMultimedia import QMediaDevices

    chosen = bytes(QMediaDevices.defaultAudioOutput().id().data())
    return [
        {
            "id": _name(device),
            "name": device.description(),
            "channels": device.maximumChannelCount(),
            "default": bytes(device.id().data()) == chosen,
        }
        for device in QMediaDevices.audioOutputs()
    ]


def play(output: str, side: str, volume: float) -> float | None:
    """Play a tone; return the seconds that the output played, None where Qt does not list this output."""
    from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QTimer
    from PySide6.QtMultimedia import QAudio, QAudioFormat, QAudioSink, QMediaDevices

    device = next((each for each in QMediaDevices.audioOutputs() if _name(each) == output), None)
    if device is None:
        return None
    channels = min(len(SIDES), device.maximumChannelCount())
    audio_format = QAudioFormat()
    audio_format.setSampleRate(RATE)
    audio_format.setChannelCount(channels)
    audio_format.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    sink = QAudioSink(device, audio_format)
    buffer = QBuffer()
    buffer.setData(QByteArray(tone(side, volume, channels)))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)

    def quit_when_done(state: QAudio.State) -> None:
        if state in {QAudio.State.IdleState, QAudio.State.StoppedState}:
            QCoreApplication.quit()

    sink.stateChanged.connect(quit_when_done)
    QTimer.singleShot(TIMEOUT_MS, QCoreApplication.quit)
    sink.start(buffer)
    QCoreApplication.exec()
    return sink.processedUSecs() / 1e6


def _name(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def main(arguments: Sequence[str]) -> int:
    """Print the requested result."""
    from PySide6.QtCore import QCoreApplication, QLoggingCategory

    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    application = QCoreApplication([MODULE])
    if arguments[:1] == ["--tone"]:
        output, side, volume = arguments[1:]
        played = play(output, side, float(volume))
        result: dict[str, Any] = {"heard": played or 0.0, "wanted": SECONDS, "listed": played is not None}
    else:
        result = {"outputs": outputs()}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    # Qt may block on exit, waiting for a server that is gone.
    del application
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
