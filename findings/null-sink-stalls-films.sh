#!/bin/sh
# A film or sound that Qt plays to PulseAudio's null sink stands still for up to two seconds at its beginning.
#
# Versions: PySide6 6.11.3, PulseAudio 16.1 of Debian 12, Linux.
# Guess: a null sink throws away what it is given at the pace of a clock, so a film plays to it as to any loudspeaker.
# Seen: the player says that it plays, nothing is an error, and a sound begins to move after two seconds, a film stands still
#   from its second second to its third: the sink takes two seconds ahead at once. With norewinds=1 it takes 50 ms, and the
#   player moves from the beginning.
# Who is hurt: every machine without a sound card that runs PulseAudio as it comes: module-always-sink makes exactly such a
#   sink ("Dummy Output"), and each film stops when it has just begun. Tests that listen to null sinks, too.
# What helps: load module-null-sink with norewinds=1 yourself, and leave module-always-sink out.
set -eu
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
server=""
export TMPDIR="$work" HOME="$work" PULSE_RUNTIME_PATH="$work/run" PULSE_STATE_PATH="$work/state"
mkdir -p "$work/run" "$work/state"
for package in pulseaudio pulseaudio-utils; do
    dpkg-query --show "$package" || { echo "this needs Debian's pulseaudio and pulseaudio-utils"; exit 2; }
done
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "PySide6-Essentials==6.11.3" "PySide6-Addons==6.11.3"
cat > "$work/play.py" <<'PY'
import math
import struct
import sys
import wave

from PySide6.QtCore import QCoreApplication, QTimer, QUrl, qVersion
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(48_000)
    file.writeframes(b"".join(struct.pack("<h", round(9_000 * math.sin(n / 20))) for n in range(48_000 * 8)))
app = QCoreApplication([])
player, output = QMediaPlayer(), QAudioOutput()
player.setAudioOutput(output)
player.setSource(QUrl.fromLocalFile(sys.argv[1]))
places = []
timer = QTimer(interval=500)
timer.timeout.connect(lambda: places.append(player.position()))
timer.start()
QTimer.singleShot(6_200, app.quit)
player.play()
app.exec()
print(f"Qt {qVersion()}, {output.device().description()}: {player.playbackState().name}, {player.error().name}")
print("ms of the sound, each half second:", *places)
print(places[-1], file=open(sys.argv[2], "w"))
PY
play() {
    printf 'load-module module-null-sink sink_name=null %s\nload-module module-native-protocol-unix\n' "$1" > "$work/server.pa"
    pulseaudio -n --file="$work/server.pa" --daemonize=no --use-pid-file=no --exit-idle-time=-1 --log-target=file:"$work/log" &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        PULSE_SERVER="unix:$work/run/native" pactl info >/dev/null 2>&1 && break
        sleep 0.3
    done
    PULSE_SERVER="unix:$work/run/native" QT_LOGGING_RULES="*=false" "$work/venv/bin/python" "$work/play.py" "$work/tone.wav" "$2"
    kill "$server"
    wait "$server" || :
}
echo "as it comes:"
play "" "$work/plain"
echo "with norewinds=1:"
play "norewinds=1" "$work/rewindless"
awk -v plain="$(cat "$work/plain")" -v rewindless="$(cat "$work/rewindless")" 'BEGIN { exit !(rewindless - plain > 1000) }'
