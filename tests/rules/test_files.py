from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

POSIX_ONLY = {
    "crypt",
    "fcntl",
    "grp",
    "nis",
    "posix",
    "pty",
    "pwd",
    "readline",
    "resource",
    "spwd",
    "syslog",
    "termios",
    "tty",
}
# In brackets, so that this file does not find itself.
REGISTRY = re.compile(r"pyp[i]\.or[g]|python[h]osted|npm[j]s\.or[g]|deb\.debia[n]")
MACHINE_PATH = re.compile(r"(?:^|[^.\w-])/(?:wor[k]|roo[t])/", re.MULTILINE)
METAOBJECT = re.compile(r"\.metaObjec[t]\(\)")


def test_every_module_loads_on_windows_too(top: Path, tracked: list[Path]) -> None:
    product = [file for file in tracked if (top / "kiosk") in file.parents and file.suffix == ".py"]
    found = [
        f"{file.relative_to(top)}:{line}: {name}"
        for file in product
        for line, name in _imports_at_the_top(ast.parse(file.read_text("utf-8")))
        if name in POSIX_ONLY
    ]
    assert found == []


def test_no_registry_and_no_folder_of_one_machine_is_named(top: Path, tracked: list[Path]) -> None:
    found = [
        f"{file.relative_to(top)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}"
        for file in tracked
        if (text := _read(file)) is not None
        for pattern in (REGISTRY, MACHINE_PATH)
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_metaobjects_are_asked_for_in_one_place(top: Path, tracked: list[Path]) -> None:
    asking = {file for file in tracked if file.suffix == ".py" and METAOBJECT.search(file.read_text("utf-8"))}
    assert asking == {top / "tests" / "qml_types.py"}, "it may crash the program: use tests.qml_types"


def _imports_at_the_top(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and top-level name of each import that runs when the module is loaded: all but those within functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.lineno, node.module.split(".")[0]
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting.append(node)


def _read(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return None
