"""The sound of row 32: a pack with a film and a narration, and the bundled unit of the sound server."""

from __future__ import annotations

import math
import os
import re
import shutil
import wave
from array import array
from fractions import Fraction
from pathlib import Path

import av

from setup.sound_server import SHIPPED

SHOWCASE = Path(__file__).resolve().parents[2] / "content" / "showcase"
SECONDS, FRAMES, RATE = 120, 10, 48_000
WIDTH, DEPTH = 320, 180
HEIGHT = 0.5  # of each tone, of full scale
PANEL = """id: pictures
title: {zh: 听, en: Hear}
teaser: {zh: 影片和讲解, en: A film and a narration}
icon: mdi6.image-multiple
pages:
  - id: film
    title: {zh: 一段影片, en: A film}
    blocks:
      - video:
          file: media/tone.mp4
          title: {zh: 低音, en: A low tone}
          captions: {zh: media/casting.zh.vtt, en: media/casting.en.vtt}
          poster: {file: media/vessel-bronze.svg, alt: {zh: 簋, en: A vessel}, kind: illustration}
  - id: sound
    title: {zh: 一段讲解, en: A narration}
    blocks:
      - audio:
          file: media/tone.wav
          title: {zh: 高音, en: A higher tone}
          transcript: {zh: 一个高音。, en: A higher tone.}
"""
SECRET, NOBODY = Path(".config", "pulse", "cookie"), 65534
UNIT = """
[Unit]
DefaultDependencies=no
[Service]
ExecStart=
ExecStart={command}
User=nobody
Group=nogroup
StateDirectory=
ReadWritePaths={folder}
BindPaths={folder}
ProtectHome=no
WorkingDirectory={folder}
StandardOutput=append:{folder}/log
StandardError=append:{folder}/log
Environment=HOME={folder} PULSE_RUNTIME_PATH={folder} PULSE_STATE_PATH={folder}/state
"""


def make_pack(folder: Path) -> Path:
    """Make a pack whose film sounds 440 Hz on the left and whose narration sounds 660 Hz on the right, for minutes."""
    pack = Path(shutil.copytree(SHOWCASE, folder / "hear"))
    for panel in (pack / "panels").iterdir():
        panel.unlink()
    (pack / "panels" / "pictures.yaml").write_text(PANEL, "utf-8")
    sheet = (pack / "pack.yaml").read_text("utf-8")
    sheet = re.sub(r"tiles: \[.*\]", "tiles: [pictures, shapes]", sheet)
    sheet = re.sub(r"^attract:\n.*?(?=^attract-order)", ATTRACT, sheet, flags=re.MULTILINE | re.DOTALL)
    (pack / "pack.yaml").write_text(sheet, "utf-8")
    _film(pack / "media" / "tone.mp4")
    with wave.open(str(pack / "media" / "tone.wav"), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(_tone(660, 1, SECONDS).tobytes())
    return pack


ATTRACT = """attract:
  - picture: {file: media/vessel-bronze.svg, alt: {zh: 簋, en: A vessel}, kind: illustration}
    opens: pictures
"""


def unit(folder: Path) -> str:
    """Return the bundled unit of the sound server, for an unprivileged user, with a folder that becomes that user's.

    Cards may be plugged in, and root, which runs the kiosk here, may connect with the cookie in `folder`.
    """
    configuration = Path(shutil.copy(SHIPPED / "yi-kiosk.pa", folder))
    secret = folder / SECRET
    secret.parent.mkdir(parents=True)
    secret.write_bytes(os.urandom(256))
    for each in (folder, *folder.rglob("*")):
        os.chown(each, NOBODY, NOBODY)
    words = (SHIPPED / "yi-kiosk-sound.service").read_text("utf-8").replace("@DOCS@", "/none")
    (command,) = re.findall("^ExecStart=(.*)$", words, re.MULTILINE)
    command = command.replace("/etc/yi-kiosk/sound.pa", str(configuration)) + " --disallow-module-loading=no"
    return words + UNIT.format(command=command, folder=folder)


def _film(file: Path) -> None:
    """Write a film whose picture changes at each frame."""
    with av.open(str(file), "w") as film:
        picture = film.add_stream("libx264", rate=FRAMES, options={"preset": "ultrafast"})
        picture.width, picture.height, picture.pix_fmt = WIDTH, DEPTH, "yuv420p"
        voice = film.add_stream("aac", rate=RATE, layout="stereo")
        resampler = av.AudioResampler(voice.codec_context.format, "stereo", RATE)
        tone = _tone(440, 0, 1)
        for number in range(SECONDS * FRAMES):
            light = 40 + 40 * (number % 5)
            shade = bytes([light, 255 - light, 90, 255]) * WIDTH * DEPTH
            frame = av.VideoFrame.from_bytes(shade, WIDTH, DEPTH, format="rgba")
            frame.pts, frame.time_base = number, Fraction(1, FRAMES)
            film.mux(picture.encode(frame))
            if number % FRAMES == 0:
                piece = av.AudioFrame(format="s16", layout="stereo", samples=RATE)
                piece.planes[0].update(tone.tobytes())
                piece.sample_rate, piece.pts, piece.time_base = RATE, number // FRAMES * RATE, Fraction(1, RATE)
                for converted in resampler.resample(piece):
                    film.mux(voice.encode(converted))
        film.mux(picture.encode(None))
        film.mux(voice.encode(None))


def _tone(pitch: int, side: int, seconds: int) -> array[int]:
    # One second with a whole number of waves, repeated.
    second = array("h", bytes(4 * RATE))
    for place in range(RATE):
        second[2 * place + side] = round(32_767 * HEIGHT * math.sin(2 * math.pi * pitch * place / RATE))
    return second * seconds
