"""QML type descriptions of kiosk/view's classes for qmllint, made from the running classes.

pyside6-metaobjectdump reads the source instead: it loses `constant`, and fails on a type given by its name.

`python setup/qml_types.py OUT` writes them under OUT; PYTHONPATH determines which kiosk is described.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import PySide6
from PySide6.QtCore import QCoreApplication, QMetaMethod, QMetaObject, QMetaProperty, QObject
from PySide6.QtQml import qmlTypeId
from PySide6.QtQuick import QQuickItem

PACKAGE = "kiosk.view"
MODULE = "Kiosk.View"
QT = Path(PySide6.__file__).resolve().parent
FOREIGN = ("core", "gui", "qml", "qmlmodels", "quick")


def describe(out: Path) -> None:
    """Write the QML module of the view's classes (qmldir, qmltypes) under out.

    Raises subprocess.CalledProcessError if Qt's registrar fails.
    """
    folder = out.joinpath(*MODULE.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    classes = out / "classes.json"
    found = [_class(kind) for kind in _view_classes()]
    content = [{"classes": found, "inputFile": f"{PACKAGE}.py", "outputRevision": 69}]
    classes.write_text(json.dumps(content, indent=1), encoding="utf-8")
    metatypes = QT / ("metatypes" if sys.platform == "win32" else "Qt/metatypes")
    foreign = [str(file) for name in FOREIGN for file in metatypes.glob(f"qt6{name}_*metatypes.json")]
    registrar = QT / ("qmltyperegistrar.exe" if sys.platform == "win32" else "Qt/libexec/qmltyperegistrar")
    module_is = ["--import-name", MODULE, "--major-version", "1", "--minor-version", "0"]
    written = ["-o", str(out / "types.cpp"), "--generate-qmltypes", str(folder / "view.qmltypes")]
    consulted = ["--foreign-types", ",".join(foreign)]
    subprocess.run([str(registrar), *module_is, *written, *consulted, str(classes)], check=True)
    (folder / "qmldir").write_text(f"module {MODULE}\ndepends QtQuick\ntypeinfo view.qmltypes\n", encoding="utf-8")


def _view_classes() -> Iterator[type[QObject]]:
    root = importlib.import_module(PACKAGE)
    for found in pkgutil.walk_packages(root.__path__, f"{PACKAGE}."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, QObject) and kind.__module__ == found.name:
                yield kind


def _class(kind: type[QObject]) -> dict[str, Any]:
    """One class in moc's format. QML creates items, and types without arguments; views come from properties."""
    meta: QMetaObject = cast("Any", kind).staticMetaObject
    named = cast("Any", qmlTypeId)(MODULE, 1, 0, kind.__name__) != -1
    methods = [meta.method(index) for index in range(meta.methodOffset(), meta.methodCount())]
    base = meta.superClass()
    creatable = issubclass(kind, QQuickItem) or "__init__" not in vars(kind)
    return {
        "className": kind.__name__,
        "qualifiedClassName": kind.__name__,
        "object": True,
        "superClasses": [{"access": "public", "name": base.className() if base else "QObject"}],
        "classInfos": [
            {"name": "QML.Element", "value": "auto" if named else "anonymous"},
            {"name": "QML.Creatable", "value": str(creatable).lower()},
        ],
        "properties": [
            _property(meta.property(index), index - meta.propertyOffset())
            for index in range(meta.propertyOffset(), meta.propertyCount())
        ],
        "signals": [_method(method) for method in methods if method.methodType() is QMetaMethod.MethodType.Signal],
        "slots": [_method(method) for method in methods if method.methodType() is QMetaMethod.MethodType.Slot],
    }


def _property(found: QMetaProperty, index: int) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": found.name(), "type": found.typeName(), "index": index, "read": found.name()}
    if found.hasNotifySignal():
        entry["notify"] = _text(found.notifySignal().name())
    if found.isWritable():
        entry["write"] = found.name()
    return entry | {"constant": found.isConstant(), "final": found.isFinal()}


def _method(found: QMetaMethod) -> dict[str, Any]:
    names = [_text(name) for name in found.parameterNames()]
    kinds = [_text(kind) for kind in found.parameterTypes()]
    arguments = [{"name": name, "type": kind} for name, kind in zip(names, kinds, strict=True)]
    returned = _text(found.returnMetaType().name())
    return {"access": "public", "name": _text(found.name()), "arguments": arguments, "returnType": returned}


def _text(output: Any) -> str:
    """Convert a name from Qt, which is one of several bytes types or a str."""
    return output if isinstance(output, str) else bytes(output).decode()


if __name__ == "__main__":
    # Qt needs an engine for a class unknown to QML by name, and an engine needs an application.
    application = QCoreApplication([])
    describe(Path(sys.argv[1]))
