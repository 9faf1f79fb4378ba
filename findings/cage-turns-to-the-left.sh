#!/bin/sh
# cage -r turns the picture against the clock, though its manual says "rotate the output 90 degrees clockwise".
#
# Who is hurt: whoever sets up an upright kiosk or signage display by the manual. The picture stands on its head by half a
# turn, and with a touch matrix that was computed for the clockwise turn every touch lands in the opposite corner.
# Version: Debian 12's cage 0.1.4-4 (wlroots 0.15.1).
# Guessed: with -r the upper left of the program's picture lies at the upper right of the glass, as with xrandr --rotate right.
# Seen: it lies at the lower left, as with xrandr --rotate left; three -r give what the manual promises for one.
#
# How: cage runs within weston on Xvfb, so that the picture of its output can be seen as a panel would show it. The program in
# cage shows a picture whose upper left quarter is red. Needs Debian's cage, weston, xvfb, x11-apps, python3; as root it
# becomes nobody, since cage refuses root. Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
dpkg-query -W -f '${Package} ${Version}\n' cage weston xvfb libwlroots10 || exit 2
D=$(TMPDIR=/tmp mktemp -d) || exit 2  # nobody must be able to go there
mkdir -m 700 "$D/run"
AS=
if [ "$(id -u)" = 0 ]; then AS="setpriv --reuid=65534 --regid=65534 --clear-groups"; chown -R 65534 "$D"; chmod 755 "$D"; fi
export XDG_RUNTIME_DIR="$D/run" HOME="$D" WLR_RENDERER=pixman
PIDS=
trap 'for p in $PIDS; do kill "$p" 2>/dev/null; done; wait 2>/dev/null; rm -rf "$D"' EXIT INT TERM

python3 - "$D" <<'P'
import struct, sys, zlib
width, height = 1280, 720
rows = b"".join(b"\0" + b"".join((b"\xff\0\0" if x < width // 2 and y < height // 2 else b"\0\0\xff") for x in range(width)) for y in range(height))
part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
png = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
open(sys.argv[1] + "/quarter.png", "wb").write(png)
P

Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$D/number" >/dev/null 2>&1 & PIDS="$PIDS $!"
for _ in $(seq 100); do [ -s "$D/number" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$D/number"); export DISPLAY
$AS weston --backend=x11-backend.so --use-pixman --width=1280 --height=720 --socket=outer --shell=kiosk-shell.so >"$D/weston.log" 2>&1 & PIDS="$PIDS $!"
for _ in $(seq 100); do [ -S "$D/run/outer" ] && break; sleep 0.1; done

where() { # the corner of the glass in which most of the red lies
    xwd -root -silent | python3 -c '
import struct, sys
data = sys.stdin.buffer.read()
head = struct.unpack(">25I", data[:100])
start, width, height, line = head[0] + head[19] * 12, head[4], head[5], head[12]
red = [(x, y) for y in range(0, height, 8) for x in range(0, width, 8) if data[start + y * line + x * 4 :][:3] == b"\0\0\xff"]
if len(red) < 200: print("nothing"); raise SystemExit(0)
x, y = (sum(each[axis] for each in red) / len(red) for axis in (0, 1))
print(("upper" if y < height / 2 else "lower") + " " + ("left" if x < width / 2 else "right"))'
}

try() { # with these options
    # shellcheck disable=SC2086
    $AS env -u DISPLAY WAYLAND_DISPLAY=outer WLR_BACKENDS=wayland cage $1 -d -- weston-image "$D/quarter.png" >"$D/cage.log" 2>&1 & C=$!
    FOUND=nothing
    for _ in $(seq 20); do sleep 1; FOUND=$(where); [ "$FOUND" != nothing ] && sleep 1 && FOUND=$(where) && break; done
    kill $C 2>/dev/null; wait $C 2>/dev/null
    for _ in $(seq 20); do [ "$(where)" = nothing ] && break; sleep 0.3; done
}

BAD=0
for line in ":upper left" "-r:lower left" "-r -r:lower right" "-r -r -r:upper right"; do
    try "${line%%:*}"
    echo "cage ${line%%:*}: the picture's upper left lies at the $FOUND of the glass (stated: ${line#*:})"
    [ "$FOUND" = nothing ] && { cat "$D/weston.log" "$D/cage.log" | tail -5; exit 2; }
    [ "$FOUND" = "${line#*:}" ] || BAD=1
done
exit $BAD
