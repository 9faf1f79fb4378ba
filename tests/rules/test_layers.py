from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

IMPORT_ALL = """
import importlib, pkgutil, sys
for name in {packages!r}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(*sorted({heavy!r} & set(sys.modules)))
"""


def test_every_layer_imports_only_what_lies_below_it(top: Path) -> None:
    # In a process of its own: it switches off every logger that it does not know.
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", program, "--config", str(top / "pyproject.toml"), "--no-cache"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=top)
    assert answer.returncode == 0, answer.stdout


def test_a_command_that_only_asks_the_kiosk_loads_no_models_and_no_pictures() -> None:
    """`kiosk ctl` answers in a third of the time."""
    asked = """
import sys
from kiosk.cli.commands import main
main(["ctl", "status", "--control", "/nonexistent"])
print(*sorted({"kiosk.content.model", "pyvips", "PySide6"} & set(sys.modules)))
"""
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr


def test_the_visitors_program_starts_without_the_models() -> None:
    """A pack that was compiled before needs none of them, and they are half of what a start imports."""
    asked = """
import sys
import kiosk.app
print(*sorted({"kiosk.content.model", "pydantic", "yaml", "pyvips"} & set(sys.modules)))
"""
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr


@pytest.mark.parametrize(
    "module",
    ["kiosk.operator.store_worker", "kiosk.operator.usb_scanner", "kiosk.packs.store.integrity_check"],
)
def test_what_the_kiosk_starts_beside_itself_begins_without_the_models(module: str) -> None:
    """An operator waits for each of them; only an installation reads a pack's YAML."""
    asked = f"""
import sys
import {module}
print(*sorted({{"kiosk.content.model", "kiosk.session.state", "pydantic", "pydantic_core", "yaml"}} & set(sys.modules)))
"""
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr


def test_blocks_of_a_hall_are_looked_at_without_the_models(top: Path, tmp_path: Path) -> None:
    """Their code is run when a pack is read, and a pack that was compiled before is not."""
    shutil.copytree(top / "tests" / "blocks", tmp_path / "blocks", ignore=shutil.ignore_patterns("__pycache__"))
    for each in (tmp_path / "blocks").rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o644)
    (tmp_path / "blocks").chmod(0o755)
    asked = f"""
import pathlib, sys
from kiosk.packs.hall_blocks import qml_folders, stamp_for, use_blocks
use_blocks(pathlib.Path({str(tmp_path / "blocks")!r}))
assert list(qml_folders()) == ["bell"] and stamp_for(pathlib.Path("pack"))
print(*sorted({{"kiosk.content.model", "kiosk.blocks", "pydantic", "securesystemslib"}} & set(sys.modules)))
"""
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr


def test_content_and_flow_load_neither_qt_nor_what_draws_on_a_terminal() -> None:
    heavy = {"PySide6", "shiboken6", "qtawesome", "pyvips", "rich", "typer", "platformdirs"}
    asked = IMPORT_ALL.format(packages=("kiosk.content", "kiosk.blocks", "kiosk.session"), heavy=heavy)
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr
