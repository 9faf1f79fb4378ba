#!/bin/sh
# FFmpeg says that six seconds of MP3 last half a minute, where the first of them are quiet.
#
# Versions: PyAV 18.1.0 (FFmpeg 8.1.2 inside).
# Guess: the duration of an opened container is its length, or unknown.
# Seen: an MP3 without a Xing, Info or VBRI head has none; FFmpeg divides the size of the file by the bit rate of its first frames and
#   tells that as the duration, without saying that it is a guess. Three seconds at 32 kbit/s with three at 320 kbit/s behind them
#   "last" 33 s, the other way round 3.3 s. The end of the last packet is right. QMediaPlayer of Qt tells the same figure.
# Who is hurt: progress bars, and whoever compares the packets with the stated length to find files that break off: whole ones are refused.
# What helps: for an MP3 without such a head take the end of its last packet.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "av==18.1.0"
cat > "$work/length.py" <<'PY'
import io
import math
import sys
from array import array
from fractions import Fraction

import av

RATE = 48_000


def piece(bits):
    """Three seconds of a tone as MP3 of so many bits a second, without a head."""
    held = io.BytesIO()
    with av.open(held, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as out:
        voice = out.add_stream("libmp3lame", rate=RATE, layout="mono")
        voice.bit_rate = bits
        for start in range(0, 3 * RATE, 960):
            frame = av.AudioFrame(format="s16p", layout="mono", samples=960)
            frame.planes[0].update(array("h", (round(8000 * math.sin((start + n) / 20)) for n in range(960))).tobytes())
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            out.mux(voice.encode(frame))
        out.mux(voice.encode(None))
    return held.getvalue()


def look(name, data):
    with av.open(io.BytesIO(data), format="mp3") as opened:
        stated = opened.duration / 1_000_000
        last = [packet for packet in opened.demux(audio=0) if packet.pts is not None][-1]
        end = float((last.pts + last.duration) * last.time_base)
    print(f"{name}: stated {stated:.1f} s, the packets end at {end:.1f} s")
    return stated, end


print("PyAV", av.__version__)
quiet, loud = piece(32_000), piece(320_000)
(much, one), (little, other) = look("quiet, then loud", quiet + loud), look("loud, then quiet", loud + quiet)
sys.exit(not (much > 20 and little < 4 and abs(one - 6) < 0.2 and abs(other - 6) < 0.2))
PY
"$work/venv/bin/python" "$work/length.py"
echo "as stated: the length is a guess of the first frames, and the packets know better"
