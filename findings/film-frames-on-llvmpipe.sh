#!/bin/sh
# QVideoFrame.paint(), which draws a film's frame with a QPainter, and QVideoFrame.toImage() convert the frame by shaders wherever the
# platform plugin can open OpenGL. On a machine without a graphics card that is Mesa's llvmpipe: the processor computes the shaders, and
# reads the result back. Without OpenGL (QT_XCB_GL_INTEGRATION=none) the same call converts on the processor directly, some times faster.
#
# Who is hurt: who draws films without a card (kiosks, thin clients, virtual machines) and has chosen the software renderer
# (QT_QUICK_BACKEND=software) for it: that choice does not reach QVideoFrame. A film of 1920x1080 at 25 frames a second came to 7 to 15.
# Versions: PySide6 6.11.3 (Essentials and Addons), shiboken6 6.11.3; Mesa 22.3.6 of Debian 12.
# Guessed: QPainter is the processor's way of drawing, so paint() converts on the processor; OpenGL plays no part in it.
# Seen: Qt makes an OpenGL context of its own for the conversion, in the thread that paints, and keeps it (90 MB more of memory).
# What to do: start such a program with QT_XCB_GL_INTEGRATION=none; the offscreen platform has no OpenGL anyway.
#
# Exit 0: as stated (at least twice as slow with OpenGL); 1: it changed; 2: it could not be tried. Needs Xvfb and Debian's libgl1-mesa-dri.
set -u
command -v Xvfb >/dev/null || { echo "Xvfb is missing"; exit 2; }
D=$(mktemp -d) || exit 2
trap 'kill "$X" 2>/dev/null; rm -rf "$D"' EXIT INT TERM
X=
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6==6.11.3 PySide6-Essentials==6.11.3 PySide6-Addons==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) "

cat >"$D/paint.py" <<'P'
import time

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from PySide6.QtCore import QSize

application = QGuiApplication([])
size = QSize(1920, 1080)
target = QImage(size, QImage.Format.Format_RGB32)


def frame(number):
    made = QVideoFrame(QVideoFrameFormat(size, QVideoFrameFormat.PixelFormat.Format_YUV420P))
    made.map(QVideoFrame.MapMode.WriteOnly)
    for plane, value in ((0, 60 + number), (1, 90), (2, 160)):
        bits = made.bits(plane)
        bits[:] = bytes([value]) * len(bits)
    made.unmap()
    return made


frames = [frame(number) for number in range(25)]
painter = QPainter(target)
frames[0].paint(painter, QRectF(0, 0, 1920, 1080), QVideoFrame.PaintOptions())
begun = time.process_time()
for each in frames[1:]:
    each.paint(painter, QRectF(0, 0, 1920, 1080), QVideoFrame.PaintOptions())
painter.end()
print((time.process_time() - begun) / 24 * 1000)
P

Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$D/display" >/dev/null 2>&1 &
X=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$D/display" ] && break; sleep 0.5; done
[ -s "$D/display" ] || { echo "Xvfb did not start"; exit 2; }
DISPLAY=:$(cat "$D/display")
export DISPLAY QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software
with=$("$D/venv/bin/python" "$D/paint.py" 2>/dev/null) || { echo "the frames could not be painted"; exit 2; }
without=$(QT_XCB_GL_INTEGRATION=none "$D/venv/bin/python" "$D/paint.py" 2>/dev/null) || exit 2
echo "processor time a frame of 1920x1080: $with ms with OpenGL, $without ms without"
awk -v a="$with" -v b="$without" 'BEGIN { exit !(a >= 2 * b) }' && exit 0
exit 1
