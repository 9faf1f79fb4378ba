"""The tests' own alarm: what Qt, QML or a slot says in a test must fail it.

Each runs a small pytest with the project's settings.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = {
    "a_qml_warning": (
        """
        from PySide6.QtQml import QQmlComponent, QQmlEngine
        def test_it(qapp):
            engine = QQmlEngine()
            component = QQmlComponent(engine)
            component.setData(b'import QtQml; QtObject { property int a: nowhere.b }', "")
            assert component.create() is not None
        """,
        "nowhere is not defined",
    ),
    "a_word_of_qt": (
        """
        from PySide6.QtCore import qCritical
        def test_it(qapp):
            qCritical("the sky falls")
        """,
        "the sky falls",
    ),
    "an_exception_in_a_slot": (
        """
        from PySide6.QtCore import QTimer
        def test_it(qtbot):
            QTimer.singleShot(0, lambda: 1 / 0)
            qtbot.wait(20)
        """,
        "ZeroDivisionError",
    ),
    "a_python_warning": (
        """
        import warnings
        def test_it():
            warnings.warn("old ways", DeprecationWarning)
        """,
        "old ways",
    ),
}


def _run(top: Path, folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    lines = source.strip("\n").splitlines()
    (folder / "test_inner.py").write_text("\n".join(line[8:] for line in lines), encoding="utf-8")
    (folder / "conftest.py").write_text((top / "tests/conftest.py").read_text("utf-8"), encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-c", str(top / "pyproject.toml"), "--rootdir", str(top), str(folder)]
    return subprocess.run(words, cwd=top, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("name", TESTS)
def test_a_test_fails_by(top: Path, tmp_path: Path, name: str) -> None:
    source, said = TESTS[name]
    answer = _run(top, tmp_path, source)
    assert answer.returncode == 1, answer.stdout
    assert said in answer.stdout
    assert "1 failed" in answer.stdout or "1 error" in answer.stdout


def test_a_quiet_test_passes(top: Path, tmp_path: Path) -> None:
    quiet = """
        from PySide6.QtWidgets import QApplication
        def test_it(qapp):
            assert not isinstance(qapp, QApplication)
    """
    answer = _run(top, tmp_path, quiet)
    assert answer.returncode == 0, answer.stdout
