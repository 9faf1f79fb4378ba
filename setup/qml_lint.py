"""Checks QML: qmllint with the types that Python gives (a wrong name is found only with them), and qmlformat.

`python setup/qml_lint.py [--fix] [--root DIR]`: --fix rewrites files as qmlformat wants them; --root is the folder that holds kiosk/.
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6

TOP = Path(__file__).resolve().parent.parent
QT = Path(PySide6.__file__).resolve().parent
MODULE = "Kiosk.View"
FOREIGN = ("core", "gui", "qml", "qmlmodels", "quick")


def describe_types(root: Path, out: Path) -> bool:
    """Write the QML module of kiosk/view's classes (qmldir and qmltypes) under out; False where a program fails."""
    sources = [
        file for file in sorted((root / "kiosk/view").rglob("*.py")) if "QML_IMPORT_NAME" in file.read_text("utf-8")
    ]
    module = out.joinpath(*MODULE.split("."))
    shutil.rmtree(module, ignore_errors=True)
    module.mkdir(parents=True)
    if not sources:
        return True
    classes = out / "classes.json"
    dump = [sys.executable, str(QT / "scripts/metaobjectdump.py"), "--quiet", "--out-file", str(classes)]
    if _run([*dump, *map(str, sources)]):
        return False
    _mark_constants(classes, sources)
    metatypes = QT / ("metatypes" if sys.platform == "win32" else "Qt/metatypes")
    foreign = [file for name in FOREIGN for file in metatypes.glob(f"qt6{name}_*metatypes.json")]
    registrar = QT / ("qmltyperegistrar.exe" if sys.platform == "win32" else "Qt/libexec/qmltyperegistrar")
    words = [
        str(registrar),
        "--import-name",
        MODULE,
        "--major-version",
        "1",
        "--minor-version",
        "0",
        "-o",
        str(out / "types.cpp"),
    ]
    words += ["--generate-qmltypes", str(module / "view.qmltypes"), "--foreign-types", ",".join(map(str, foreign))]
    if _run([*words, str(classes)]):
        return False
    (module / "qmldir").write_text(f"module {MODULE}\ntypeinfo view.qmltypes\n", encoding="utf-8")
    return True


def _mark_constants(classes: Path, sources: list[Path]) -> None:
    """Add `constant` where Python says it: metaobjectdump leaves it out, and qmllint would warn of each stale binding."""
    constants = {
        (node.name, method.name)
        for source in sources
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef)
        for call in method.decorator_list
        if isinstance(call, ast.Call) and any(word.arg == "constant" for word in call.keywords)
    }
    files = json.loads(classes.read_text("utf-8"))
    for found in (found for file in files for found in file["classes"]):
        for member in found.get("properties", []):
            member["constant"] = (found["className"], member["name"]) in constants
    classes.write_text(json.dumps(files), encoding="utf-8")


def lint(root: Path, files: list[Path], out: Path) -> bool:
    """Run qmllint with no warning allowed; True where all is well."""
    imports = ["-I", str(out), "-I", str(root / "kiosk/qml")]
    return not _run([_program("qmllint"), "--ignore-settings", "-W", "0", *imports, *map(str, files)])


def check_format(root: Path, files: list[Path], out: Path, fix: bool) -> bool:
    """Compare each file with what qmlformat would write; True where nothing differs (or it was put right)."""
    copies = {file: out / "formatted" / file.relative_to(root) for file in files}
    for file, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    words = [_program("qmlformat"), "--ignore-settings", "--newline", "unix", "--inplace", *map(str, copies.values())]
    if _run(words):
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


def _run(words: list[str]) -> int:
    return subprocess.run(words, check=False).returncode


def main() -> int:
    """Check every QML file; return 0 where all is well, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fix", action="store_true", help="rewrite files as qmlformat wants them")
    parser.add_argument("--root", type=Path, default=TOP, help="the folder that holds kiosk/")
    wish = parser.parse_args()
    root = wish.root.resolve()
    out = root / "build/qml"
    out.mkdir(parents=True, exist_ok=True)
    files = sorted((root / "kiosk/qml").rglob("*.qml"))
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
