"""Files of Qt and PySide6 that a device needs: the modules, plugins and QML types in use, and the libraries they link.

PySide6's wheels hold the whole of Qt, some 650 MB, of which a kiosk loads a fifth.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

# Qt modules that the program imports, and those that PySide6 itself imports for them.
PYTHON_MODULES = (
    *("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick", "QtMultimedia"),
    "QtPdf",  # `pack convert` of a PDF
    *("QtTest", "QtWidgets"),  # the touches of `kiosk tour`; QtTest imports QtWidgets
)
QML_MODULES = (
    "QtQml",
    "QtQml/Models",
    "QtQml/WorkerScript",
    "QtQuick",
    "QtQuick/Effects",
    "QtQuick/Shapes",
    "QtQuick/Window",
    "QtMultimedia",
)
# By folder; "*": all in it. "offscreen": tour and preview. No EGLFS: the wheel lacks a library of its KMS plugin.
PLUGINS = {
    "platforms": ("libqxcb.so", "libqwayland.so", "libqoffscreen.so"),
    "xcbglintegrations": ("*",),
    "wayland-graphics-integration-client": ("*",),
    "wayland-shell-integration": ("libxdg-shell.so", "libfullscreen-shell-v1.so"),
    "platforminputcontexts": ("libcomposeplatforminputcontextplugin.so",),
    "imageformats": ("libqjpeg.so", "libqwebp.so", "libqsvg.so"),
    "multimedia": ("*",),
}
SUPPORT = ("__init__.py", "_config.py", "_git_pyside_version.py", "py.typed")


def slim_qt(pyside: Path) -> None:
    """Remove from the installed package `pyside` every file that no device needs.

    Raises ValueError if a library that is kept links another that the package does not hold and that is not the
    system's; FileNotFoundError if a listed module or plugin does not exist in this version of PySide6.
    """
    kept = set(_roots(pyside))
    kept |= _linked(pyside, {file for file in kept if ".so" in file.name})
    for file in sorted(pyside.rglob("*"), reverse=True):
        if file.is_dir() and not file.is_symlink():
            if not any(file.iterdir()):
                file.rmdir()
        elif file not in kept:
            file.unlink()


def needed(library: Path) -> list[str]:
    """Return the names of the libraries that an ELF file links, of any architecture."""
    with library.open("rb") as stream:
        dynamic = [section for section in ELFFile(stream).iter_sections() if isinstance(section, DynamicSection)]
        return [cast("Any", tag).needed for section in dynamic for tag in section.iter_tags("DT_NEEDED")]


def _roots(pyside: Path) -> Iterable[Path]:
    qt = pyside / "Qt"
    yield from (pyside / name for name in SUPPORT if (pyside / name).exists())
    yield from _existing(pyside / f"{name}.abi3.so" for name in PYTHON_MODULES)
    yield from (file for file in (pyside / "support").rglob("*") if file.is_file())
    for folder, names in PLUGINS.items():
        plugins = qt / "plugins" / folder
        yield from plugins.iterdir() if names == ("*",) else _existing(plugins / name for name in names)
    for module in QML_MODULES:
        types = qt / "qml" / module
        yield from _existing([types / "qmldir"])
        yield from (file for file in types.iterdir() if file.is_file() and file.suffix != ".qmltypes")


def _existing(files: Iterable[Path]) -> Iterable[Path]:
    for file in files:
        if not file.exists():
            raise FileNotFoundError(f"PySide6 no longer has {file}; see setup/deb/qt_files.py")
        yield file


def _linked(pyside: Path, libraries: set[Path]) -> set[Path]:
    """Return the libraries of the package that `libraries` link, and those that these link."""
    folders = (pyside / "Qt" / "lib", pyside, pyside.parent / "shiboken6")
    found, waiting = set[Path](), list(libraries)
    while waiting:
        for name in needed(waiting.pop()):
            file = next((folder / name for folder in folders if (folder / name).exists()), None)
            if file is None and name.startswith(("libQt6", "libpyside", "libshiboken", "libicu", "libav", "libsw")):
                raise ValueError(f"{name} is linked, and no folder of PySide6 holds it")
            if file is not None and file.is_relative_to(pyside) and file not in found:
                found.add(file)
                waiting.append(file)
    return found
