#!/bin/sh
# Where the machine has no inotify instance left, watchfiles raises an error that is no OSError.
#
# Versions: watchfiles 1.3.0 on Linux (inotify).
# Guess: OSError with errno 24 (EMFILE), as inotify_init itself fails, and as open() and os.scandir() would raise it. A folder that is missing
#   does raise FileNotFoundError, which is an OSError.
# Seen: watchfiles._rust_notify.WatchfilesRustInternalError, a RuntimeError without errno; the number stands in its text alone.
# Who is hurt: programs that watch a folder beside an editor, a file sync and other watchers. A user has 128 inotify instances as Debian
#   sets it. What caught OSError to look at the folder by itself instead ends, in a thread often without a word.
# What helps: catch RuntimeError as well, and poll.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "watchfiles==1.3.0"
cat > "$work/watch.py" <<'PY'
import ctypes
import os
import sys
import tempfile
from pathlib import Path

import watchfiles

libc = ctypes.CDLL(None, use_errno=True)


def attempt(folder):
    try:
        next(iter(watchfiles.watch(folder, rust_timeout=50, yield_on_timeout=True)))
    except Exception as error:
        return error
    return None


print("watchfiles", watchfiles.__version__)
with tempfile.TemporaryDirectory() as folder:
    missing = attempt(Path(folder) / "missing")
    well = attempt(folder)
    taken = []
    try:
        while (handle := libc.inotify_init()) >= 0:
            taken.append(handle)
        reason = os.strerror(ctypes.get_errno())
        refused = attempt(folder)
    finally:
        for handle in taken:
            os.close(handle)
print("a folder that is missing:", repr(missing))
print("a folder:", repr(well))
print(f"a folder, without an instance left ({reason}):", type(refused).__mro__, refused)
as_stated = isinstance(missing, OSError) and well is None
as_stated = as_stated and isinstance(refused, RuntimeError) and not isinstance(refused, OSError)
sys.exit(not as_stated)
PY
"$work/venv/bin/python" "$work/watch.py"
echo "as stated: a RuntimeError, where nothing can be watched any more"
