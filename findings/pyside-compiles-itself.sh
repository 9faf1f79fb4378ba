#!/bin/sh
# Every program that imports PySide6 compiles some 3,600 lines of Python source again, with no bytecode kept.
#
# Versions: PySide6-Essentials and shiboken6 6.11.3, CPython 3.11, Linux x86_64.
# Guess: after the first run all of PySide6's Python has bytecode in __pycache__, so an import compiles nothing.
# Seen: the package shibokensupport lies as a zip archive inside libshiboken6, as source, and is compiled with each import. The environment
#   variable SBK_EMBED=0 makes PySide6 unpack it once, into shiboken6/files.dir; from then on it is read from there, with bytecode.
# Who is hurt: every short-lived tool on PySide6, and the start of programs: about a sixth of the import's instructions.
# What helps: run once with SBK_EMBED=0 where the program is installed. The variable is in no page of Qt's documentation for users.
set -eu
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: PySide6-Essentials==6.11.3 2>/dev/null
unset PYTHONDONTWRITEBYTECODE SBK_EMBED
cat > "$work/lines.py" <<'EOF'
import builtins
import sys

compiled = []


def note(event, values):
    # A module that is read from its bytecode is not compiled.
    if event == "compile" and values[0] is not None:
        text = values[0] if isinstance(values[0], str) else bytes(values[0]).decode("utf-8", "replace")
        compiled.append(text.count("\n"))


sys.addaudithook(note)
import PySide6.QtCore

print("PySide6", PySide6.__version__, "Python", sys.version.split()[0])
print(sum(lines for lines in compiled if lines > 20), "lines of modules compiled")
EOF
program="$work/venv/bin/python $work/lines.py"
lines() { $program | sed -n 's/ lines of modules compiled//p'; }
$program
lines > /dev/null
packed=$(lines)
SBK_EMBED=0 "$work/venv/bin/python" -c 'import shiboken6'
lines > /dev/null
unpacked=$(lines)
echo "third import: $packed lines; after one run with SBK_EMBED=0, and another for the bytecode: $unpacked lines"
[ "$packed" -gt 2000 ] && [ "$unpacked" -lt 500 ]
echo "as stated: PySide6 compiles its own source at each import, unless it was unpacked"
