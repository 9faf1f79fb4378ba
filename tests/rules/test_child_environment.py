"""A child is started in one way: its command and its environment come from kiosk_launcher.child_process."""

from __future__ import annotations

import ast
from pathlib import Path

BUILDER = "kiosk_launcher/child_process.py"
# Names the folder of the programs for the units; it starts nothing.
NAMES_A_FOLDER = "kiosk/system/setup/plan.py"


def test_no_other_module_builds_the_command_of_a_child(top: Path, tracked: list[Path]) -> None:
    product = [
        file
        for file in tracked
        if file.suffix == ".py" and ({top / "kiosk", top / "kiosk_launcher"} & set(file.parents))
    ]
    assert top / BUILDER in product
    found = [
        f"{file.relative_to(top)}:{node.lineno}"
        for file in product
        if str(file.relative_to(top)) not in {BUILDER, NAMES_A_FOLDER}
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if _names_python(node)
    ]
    assert found == []


def _names_python(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "executable" and isinstance(node.value, ast.Name) and node.value.id == "sys"
    return isinstance(node, ast.Constant) and node.value in {"-m", "python", "python3"}
