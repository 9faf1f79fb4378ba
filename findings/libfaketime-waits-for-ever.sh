#!/bin/sh
# Under libfaketime a wait of 0.2 s never ends, whichever clock the program waits by.
#
# Surprising: libfaketime changes CLOCK_MONOTONIC as well, but not all the calls that wait by it. Python waits for a
# lock (threading.Event, Queue, Condition) by sem_clockwait, which gets a moment of the false clock and compares it with
# the true one. With an absolute time, such as -f '2001-01-01 10:00:00', all clocks stand still: no deadline ever
# passes. FAKETIME_DONT_FAKE_MONOTONIC=1 cures both, and breaks time.sleep: clock_nanosleep fails with EINVAL.
# Versions: faketime 0.9.10 of Debian 12, glibc 2.36, Python 3.11.
# Guessed: the program waits by the time of day, and hangs on a wrong clock.
# Seen: it hangs with monotonic time too, and only under libfaketime; the same clock set by `date` hurts nothing.
# Who is hurt: whoever tests a wrong clock by libfaketime, and looks for the fault in the program.
# The way out: give the program its clock as an argument; or, under libfaketime, a relative time (-10y) and no thread.
set -eu
command -v faketime >/dev/null || { echo "needs faketime (Debian: faketime)"; exit 2; }
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
dpkg-query --show faketime libfaketime libc6
python3 --version
cat >"$T/wait.py" <<'P'
import sys
import threading
import time

begin = time.monotonic()
if sys.argv[1] == "event":
    threading.Event().wait(0.2)
elif sys.argv[1] == "deadline":
    while time.monotonic() < begin + 0.2:
        time.sleep(0.05)
else:
    time.sleep(0.2)
P
ends() { # name of the case, what is done, the time, more environment
    if env ${4:-A=} timeout -k 1 5 faketime -f "$3" python3 "$T/wait.py" "$2" 2>"$T/error"; then result=ends
    elif [ -s "$T/error" ]; then result=$(tail -n 1 "$T/error")
    else result=hangs; fi
    echo "$1: $result"
    case "$result" in ends) return 0 ;; *) return 1 ;; esac
}
env timeout 5 python3 "$T/wait.py" event && echo "a true clock, Event.wait: ends"
holds=0
ends "ten years ago, time.sleep" sleep -10y || holds=1
ends "ten years ago, Event.wait" event -10y && holds=1
ends "a clock that stands still, a deadline by time.monotonic" deadline '2001-01-01 10:00:00' && holds=1
ends "monotonic time left alone, Event.wait" event -10y FAKETIME_DONT_FAKE_MONOTONIC=1 || holds=1
ends "monotonic time left alone, time.sleep" sleep -10y FAKETIME_DONT_FAKE_MONOTONIC=1 && holds=1
exit "$holds"
