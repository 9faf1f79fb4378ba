#!/bin/sh
# PyAV's wheel carries the GPL encoders x264 and x265, and nothing in it says so.
#
# Versions: PyAV 18.1.0 (FFmpeg 8.1.2 inside), Linux x86_64.
# Guess: FFmpeg that is linked to x264 calls itself GPL, for its configure demands --enable-gpl; a wheel's own list of
#   parts (PEP 770, dist-info/sboms) lists its parts.
# Seen: FFmpeg calls itself "LGPL version 3 or later", configured with --enable-libx264 and --enable-libx265 and without
#   --enable-gpl; the package's licence is BSD-3-Clause; the list names libxcb, libXau and libdrm, and neither FFmpeg
#   nor an encoder. Both encoders work.
# Who is hurt: whoever hands on a device or a disk image after a licence scan, or after FFmpeg's own word.
# What helps: look at the files in av.libs.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: av==18.1.0 2>/dev/null
"$work/venv/bin/python" - <<'EOF'
import json
import re
import sys
from importlib.metadata import distribution
from pathlib import Path

import av
import av._core

package = distribution("av")
codec = av._core.library_meta["libavcodec"]
flags = [flag for flag in codec["configuration"].split() if re.search("gpl|x26", flag)]
inside = sorted(path.name for path in Path(av.__file__).parent.parent.joinpath("av.libs").glob("libx26*"))
parts: set[str] = set()
for file in package.files:
    if ".dist-info/sboms/" in file.as_posix():
        parts |= {part["name"] for part in json.loads(Path(file.locate()).read_text())["components"]}
print("av", package.version, "Python", sys.version.split()[0], sys.platform)
print("licence of the package:", package.metadata.get("License-Expression") or package.metadata.get("License"))
print("FFmpeg's own word:", codec["license"], flags)
print("libraries in the wheel:", inside)
print("encoders that work:", [name for name in ("libx264", "libx265") if name in av.codecs_available])
print("parts that the wheel declares:", sorted(parts))
hidden = codec["license"].startswith("LGPL") and len(inside) == 2 and not parts & {"ffmpeg", "FFmpeg", "x264", "x265"}
sys.exit(0 if hidden and "--enable-gpl" not in flags else 1)
EOF
