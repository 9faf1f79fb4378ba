#!/bin/sh
# A Qt program that systemd starts is "ready" before it has drawn anything, where Debian's dbus-x11 is installed.
#
# Surprising: opening a Qt application on X11 without a session bus makes libdbus start dbus-launch, and that a
# dbus-daemon. It inherits NOTIFY_SOCKET and says READY=1 there by itself. The program has said nothing.
# Versions: PySide6-Essentials 6.11.3, dbus-x11 and dbus-daemon 1.14.10, Debian 12.
# Guessed: nobody speaks on NOTIFY_SOCKET but the program, as nothing in it does. Seen: READY=1 from the dbus-daemon.
# Who is hurt: whoever has systemd (Type=notify with NotifyAccess=all) or a launcher of their own wait for the first frame, and
# whoever restarts what does not come up: a program that hangs at its start counts as up. Desktops have dbus-x11.
# The way out: take NOTIFY_SOCKET (and WATCHDOG_*, LISTEN_*) out of the environment before Qt begins.
set -eu
for program in Xvfb dbus-launch python3; do
    command -v "$program" >/dev/null || { echo "needs $program (Debian: xvfb, dbus-x11, python3-venv)"; exit 2; }
done
T=$(mktemp -d); export TMPDIR="$T" HOME="$T"
trap 'for p in $(cat "$T"/pids 2>/dev/null); do kill "$p" 2>/dev/null || true; done; rm -rf "$T"' EXIT
python3 -m venv "$T/v"
"$T/v/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
dpkg-query --show dbus-x11 dbus-daemon libdbus-1-3
"$T/v/bin/python" -c 'import PySide6; print("PySide6", PySide6.__version__)'
Xvfb -displayfd 3 -screen 0 640x480x24 3>"$T/display" >/dev/null 2>&1 & echo $! >>"$T/pids"
for _ in $(seq 100); do [ -s "$T/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$T/display"); export DISPLAY
cat >"$T/program.py" <<'P'
import os, sys
if sys.argv[1] == "takes-it-out":
    os.environ.pop("NOTIFY_SOCKET")
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QRasterWindow
application = QGuiApplication([])
window = QRasterWindow()
window.show()
QTimer.singleShot(3000, application.quit)
application.exec()  # and not a word to NOTIFY_SOCKET
P
cat >"$T/listen.py" <<'P'
import os, socket, struct, subprocess, sys
ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
ear.bind(sys.argv[1] + "/notify")
ear.settimeout(5)
environment = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS_", "XDG_"))}
environment["NOTIFY_SOCKET"] = sys.argv[1] + "/notify"
subprocess.run([sys.executable, sys.argv[1] + "/program.py", sys.argv[2]], env=environment, check=True)
try:
    words, (credentials, *_), *_ = ear.recvmsg(4096, 64)
    print(words.splitlines()[0].decode(), "from", struct.unpack("3i", credentials[2])[0])
except TimeoutError:
    print("nothing was said")
P
leaves() { "$T/v/bin/python" "$T/listen.py" "$T" as-it-is; }
SAID=$(leaves); rm -f "$T/notify"
echo "a program that says nothing, NOTIFY_SOCKET in its environment: $SAID"
# A bus that is there by now is not started again: a display of its own for the second one.
Xvfb -displayfd 3 -screen 0 640x480x24 3>"$T/display2" >/dev/null 2>&1 & echo $! >>"$T/pids"
for _ in $(seq 100); do [ -s "$T/display2" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$T/display2"); export DISPLAY
NONE=$("$T/v/bin/python" "$T/listen.py" "$T" takes-it-out)
echo "the same, which takes it out before Qt begins: $NONE"
case $SAID in READY=1*) ;; *) echo "CHANGED: no READY=1"; exit 1 ;; esac
[ "$NONE" = "nothing was said" ] || { echo "CHANGED: it was said all the same"; exit 1; }
echo "as stated"
