"""The Debian package: it holds of Qt what the program imports, and asks Debian for what the program links."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from kiosk.system.setup.plan import SOUND_PACKAGES

SETUP = Path(__file__).resolve().parents[2] / "setup" / "deb"
sys.path.insert(0, str(SETUP))

import build_deb  # noqa: E402
import qt_files  # noqa: E402

# Loads every module, QML type and plugin of the slimmed Qt, and names the folder that each came from.
LOAD = """
import importlib, sys
from pathlib import Path
import PySide6
for name in sys.argv[2].split(","):
    importlib.import_module("PySide6." + name)
from PySide6.QtCore import QCoreApplication, QPluginLoader, QUrl
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtMultimedia import QMediaFormat
app = QGuiApplication([])
engine = QQmlEngine()
component = QQmlComponent(engine)
imports = "".join(f"import {name}\\n" for name in sys.argv[3].split(","))
text = imports + "Item { VideoOutput {} Shape {} MultiEffect {} }"
component.setData(text.encode(), QUrl())
assert component.isReady(), component.errorString()
assert component.create() is not None
for file in Path(PySide6.__file__).parent.glob("Qt/plugins/*/*.so"):
    loader = QPluginLoader(str(file))
    assert loader.load(), loader.errorString()
formats = {bytes(name).decode() for name in QImageReader.supportedImageFormats()}
assert {"jpeg", "png", "svg", "webp"} <= formats, formats
assert QMediaFormat().supportedVideoCodecs(QMediaFormat.ConversionMode.Decode)
print(PySide6.__file__)
"""


def used_qml_modules(top: Path) -> set[str]:
    found = set()
    for file in (top / "kiosk").rglob("*.qml"):
        found |= set(re.findall(r"^import (Qt[\w.]+)", file.read_text("utf-8"), re.MULTILINE))
    return found


def used_python_modules(top: Path) -> set[str]:
    found = set()
    for folder in ("kiosk", "kiosk_launcher"):
        for file in (top / folder).rglob("*.py"):
            found |= set(re.findall(r"from PySide6\.(\w+) import", file.read_text("utf-8")))
    return found


def test_the_slimmed_qt_loads_all_that_the_program_imports(top: Path, tmp_path: Path) -> None:
    qml, modules = used_qml_modules(top), used_python_modules(top)
    assert {name.replace(".", "/") for name in qml} <= set(qt_files.QML_MODULES)
    assert modules <= set(qt_files.PYTHON_MODULES)
    installed = Path(PySide6.__file__).parent
    for name in ("PySide6", "shiboken6"):
        shutil.copytree(installed.parent / name, tmp_path / name, copy_function=os.link)
    qt_files.slim_qt(tmp_path / "PySide6")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-P", "-c", LOAD, "", ",".join(sorted(modules)), ",".join(sorted(qml))]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "PySide6" / "__init__.py")
    assert size(tmp_path / "PySide6") < size(installed) / 3


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_a_module_that_pyside_lost_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"QtCore.*qt_files"):
        qt_files.slim_qt(tmp_path)


def test_what_the_program_needs_of_debian_comes_with_it(top: Path) -> None:
    listed = set(re.sub("#.*", "", (top / "setup" / "debian-packages.txt").read_text("utf-8")).split())
    depends = build_deb.depends(build_deb.TARGETS["amd64"])
    assert listed - set(depends) == set(build_deb.NOT_ON_A_DEVICE)
    assert set(SOUND_PACKAGES) <= set(depends)
    assert "python3 (>= 3.11)" in depends
    assert "python3 (<< 3.12)" in depends


def test_every_locked_library_has_a_hash_and_only_pyvips_is_built(top: Path) -> None:
    locked = build_deb._locked()
    required = re.findall(r"^([\w.-]+)(?:\[\w+\])?==", (top / "requirements.in").read_text("utf-8"), re.MULTILINE)
    assert {name.lower() for name in required} <= set(locked)
    assert all("--hash=sha256:" in lines for lines in locked.values())


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_maintainer_scripts_are_shell_that_posix_knows(script: str) -> None:
    done = subprocess.run(["dash", "-n", str(SETUP / script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "set -e" in (SETUP / script).read_text("utf-8")
