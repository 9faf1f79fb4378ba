#!/bin/sh
# The first use of `Qt` from PySide6.QtCore makes Python create some ninety enums, whichever one was meant.
#
# Versions: PySide6-Essentials 6.11.3, CPython 3.11, Linux x86_64.
# Guess: PySide6 6.11 creates its types when they are first used, so `from PySide6.QtCore import Qt` costs nothing, and
#   Qt.ConnectionType.QueuedConnection creates one enum.
# Seen: the import alone creates all 93 enums of the namespace, of which a program uses two or three: 15 ms of processor time, five times as
#   much as six classes and their own enums.
# Who is hurt: command-line tools and kiosks in Python whose start counts: a tenth of an empty window's.
# What helps: name no enum of Qt on the way to the first frame: signals between threads are queued without being told, window flags can be
#   set in QML, and QObject.setProperty takes the number of an enumerator.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: PySide6-Essentials==6.11.3 2>/dev/null
"$work/venv/bin/python" - <<'EOF'
import enum
import gc
import platform
import sys
from time import process_time

gc.disable()
import PySide6.QtCore

made = []
create = enum.EnumType.__new__


def note(kind, name, *more, **keywords):
    made.append(name)
    return create(kind, name, *more, **keywords)


enum.EnumType.__new__ = note
print("PySide6", PySide6.__version__, "Python", platform.python_version(), platform.system(), platform.machine())
begin = process_time()
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSize, QUrl  # noqa: E402, F401

classes, others = process_time() - begin, len(made)
begin = process_time()
from PySide6.QtCore import Qt  # noqa: E402

namespace, enums = process_time() - begin, len(made) - others
print(f"six classes: {others} enums, {classes * 1000:.1f} ms; Qt: {enums} enums, {namespace * 1000:.1f} ms of processor time")
sys.exit(0 if enums > 80 and "TouchPointState" in made and namespace > 2 * classes else 1)
EOF
echo "as stated: naming Qt once creates all enums of its namespace"
