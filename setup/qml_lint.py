"""Check of QML: qmllint with the types defined in Python (needed to find a wrong name), and qmlformat.

`python setup/qml_lint.py [--fix] [--root DIR]`: --fix rewrites files with qmlformat;
--root is the folder that contains kiosk/.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6

TOP = Path(__file__).resolve().parent.parent
QT = Path(PySide6.__file__).resolve().parent


def describe_types(root: Path, out: Path) -> bool:
    """Describe root's kiosk/view under out, in a process that imports it; False on failure."""
    command = [sys.executable, str(TOP / "setup/qml_types.py"), str(out)]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": str(root)}, check=False).returncode == 0


def lint(root: Path, files: list[Path], out: Path) -> bool:
    """Run qmllint with no warning allowed; True if it passes."""
    imports = ["-I", str(out), "-I", str(root / "kiosk/qml")]
    return not _run([_program("qmllint"), "--ignore-settings", "-W", "0", *imports, *map(str, files)])


def check_format(root: Path, files: list[Path], out: Path, fix: bool) -> bool:
    """Compare each file with qmlformat's output; True if nothing differs (or it was fixed)."""
    copies = {file: out / "formatted" / file.relative_to(root) for file in files}
    for file, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    command = [_program("qmlformat"), "--ignore-settings", "--newline", "unix", "--inplace", *map(str, copies.values())]
    if _run(command):
        return False
    differing = [file for file, copy in copies.items() if file.read_bytes() != copy.read_bytes()]
    for file in differing:
        if fix:
            shutil.copyfile(copies[file], file)
        print(f"{file.relative_to(root)}: {'formatted' if fix else 'not as qmlformat writes it'}")
    if differing and not fix:
        print("To format them: python setup/qml_lint.py --fix")
    return fix or not differing


def _program(name: str) -> str:
    return str(QT / (f"{name}.exe" if sys.platform == "win32" else name))


def _run(command: list[str]) -> int:
    return subprocess.run(command, check=False).returncode


def main() -> int:
    """Check every QML file; return 0 if all pass, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fix", action="store_true", help="rewrite files as qmlformat wants them")
    parser.add_argument("--root", type=Path, default=TOP, help="the folder that holds kiosk/")
    wish = parser.parse_args()
    root = wish.root.resolve()
    out = root / "build/qml"
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(file for folder in ("kiosk/qml", "kiosk/blocks") for file in (root / folder).rglob("*.qml"))
    if not files:
        print("No QML file to check.")
        return 0
    formatted = check_format(root, files, out, wish.fix)
    well = describe_types(root, out) and lint(root, files, out) and formatted
    if well:
        print(f"All well: {len(files)} QML files linted and formatted.")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
