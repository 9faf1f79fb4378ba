"""Make the showcase pack's film and sound: bronze fills a mould, and a bell is struck three times.

python art/casting.py
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import pyvips

MEDIA = Path(__file__).resolve().parents[1] / "content" / "showcase" / "media"
WIDTH, HEIGHT, RATE = 1280, 720, 25
SOUND_RATE = 48_000
SECONDS = 14.0
POUR = (2.0, 9.0)  # s: when the first and the last bronze flows
SURFACE = (560.0, 190.0)  # px from the top: where it stands at the beginning and at the end of the pour
GOLD = (228, 190, 116)
# A bell's partials, as ratios of the strike note, with their strength and how fast they die away (1/s).
PARTIALS = ((0.5, 0.5, 0.5), (1.0, 1.0, 0.9), (1.2, 0.55, 1.2), (1.5, 0.35, 1.6), (2.0, 0.5, 2.0), (2.74, 0.2, 3.2))


def strike(seconds: float, note: float) -> float:
    """The sound of a bell this long after it was struck, between -1 and 1."""
    if seconds < 0:
        return 0.0
    rise = min(1.0, seconds / 0.004)
    waves = (
        part[1] * math.exp(-part[2] * seconds) * math.sin(math.tau * note * part[0] * seconds) for part in PARTIALS
    )
    return rise * sum(waves) / 3.1


def sound(seconds: float, strikes: tuple[tuple[float, float], ...], loud: float) -> array[float]:
    """Samples of bells struck at (second, note in Hz); it fades away over the last second."""
    count = round(seconds * SOUND_RATE)
    samples = array("f", bytes(4 * count))
    for number in range(count):
        now = number / SOUND_RATE
        fade = min(1.0, (seconds - now) / 1.0)
        samples[number] = loud * fade * sum(strike(now - start, note) for start, note in strikes)
    return samples


def eased(share: float) -> float:
    """From 0 to 1, slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def load(name: str) -> pyvips.Image:
    """One of the pack's drawings, filling the frame."""
    image = pyvips.Image.thumbnail(str(MEDIA / name), WIDTH, height=HEIGHT, crop="centre")
    return image.flatten().copy_memory()


def frames(clay: pyvips.Image, bronze: pyvips.Image) -> Iterator[pyvips.Image]:
    """The film, frame by frame: the surface of the bronze rises through the clay, under a stream of gold."""
    middle = WIDTH // 2
    for number in range(round(SECONDS * RATE)):
        now = number / RATE
        share = eased((now - POUR[0]) / (POUR[1] - POUR[0]))
        surface = round(HEIGHT if now < POUR[0] else SURFACE[0] + (SURFACE[1] - SURFACE[0]) * share)
        whole = eased((now - POUR[1]) / 1.2)
        frame = clay
        if surface < HEIGHT:
            frame = frame.insert(bronze.crop(0, surface, WIDTH, HEIGHT - surface), 0, surface)
        if whole > 0:
            frame = (frame * (1 - whole) + bronze * whole).cast("uchar")
        if POUR[0] - 0.4 < now < POUR[1] + 0.3:
            falls = eased((now - POUR[0] + 0.4) / 0.4)
            breaks = eased((now - POUR[1]) / 0.3)
            wide = 7 + round(2 * math.sin(now * 9))
            top, bottom = round(breaks * SURFACE[1]), round(falls * min(surface, SURFACE[0]))
            if bottom > top:
                frame = frame.draw_rect(list(GOLD), middle - wide // 2, top, wide, bottom - top, fill=True)
        if POUR[0] < now < POUR[1]:
            reach = 250 + round(14 * math.sin(now * 5))
            frame = frame.draw_rect(list(GOLD), middle - reach, surface - 2, 2 * reach, 4, fill=True)
        yield frame


def film(file: Path) -> None:
    """Write the film: H.264 and AAC, made to be played while it loads."""
    samples = sound(SECONDS, ((0.3, 392.0), (9.2, 261.6)), 0.5)
    with av.open(str(file), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as out:
        picture = out.add_stream(
            "libx264", rate=RATE, options={"crf": "23", "preset": "slow", "g": "50", "threads": "1"}
        )
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        voice = out.add_stream("aac", rate=SOUND_RATE, layout="mono", bit_rate=96_000)
        drawn = frames(load("vessel-clay.svg"), load("vessel-bronze.svg"))
        for number, image in enumerate(drawn):
            frame = av.VideoFrame.from_bytes(bytes(image.bandjoin(255).write_to_memory()), WIDTH, HEIGHT, format="rgba")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        speak(out, voice, samples)


def bell(file: Path) -> None:
    """Write the sound: Opus in Ogg."""
    samples = sound(12.0, ((0.2, 329.6), (3.2, 329.6), (6.2, 329.6)), 0.7)
    with av.open(str(file), "w", options={"fflags": "+bitexact"}) as out:
        speak(out, out.add_stream("libopus", rate=SOUND_RATE, layout="mono", bit_rate=64_000), samples)


def speak(out: av.container.OutputContainer, voice: av.AudioStream, samples: array[float]) -> None:
    """Encode samples in steps of 20 ms."""
    step = SOUND_RATE // 50
    for start in range(0, len(samples), step):
        part = samples[start : start + step]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(part))
        frame.planes[0].update(part.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, start, Fraction(1, SOUND_RATE)
        out.mux(voice.encode(frame))
    out.mux(voice.encode(None))


def main() -> int:
    """Write both."""
    for write, name in ((film, "casting.mp4"), (bell, "bell.ogg")):
        write(MEDIA / name)
        print(f"{name}: {(MEDIA / name).stat().st_size // 1000} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
