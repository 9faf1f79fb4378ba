"""The tests' own alarm: what Qt, QML or a slot says in a test must fail it.

A small pytest with the project's settings runs them all.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

FAILING = {
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
    "more_than_a_line_that_is_known_to_be_harmless": (
        """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("QUnifiedTimer::stopAnimationDriver: driver is not running, and more")
        """,
        "driver is not running, and more",
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


PASSING = {
    # Qt does so now and then where QML Timers start and stop: findings/qml-timers-warn-of-a-driver.sh.
    "a_warning_of_qt_s_animation_driver": """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("QUnifiedTimer::stopAnimationDriver: driver is not running")
        """,
    "a_quiet_test": """
        from PySide6.QtWidgets import QApplication
        def test_it(qapp):
            assert not isinstance(qapp, QApplication)
        """,
}


@pytest.fixture(scope="module")
def reports(top: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """For each of the tests, why it failed and what it printed; "" where it passed."""
    folder = tmp_path_factory.mktemp("tests")
    for name, source in (PASSING | {name: source for name, (source, _) in FAILING.items()}).items():
        (folder / f"test_{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    (folder / "conftest.py").write_text((top / "tests/conftest.py").read_text("utf-8"), encoding="utf-8")
    settings = ["-c", str(top / "pyproject.toml"), "--rootdir", str(top), "--junitxml", str(folder / "report.xml")]
    command = [sys.executable, "-m", "pytest", *settings, str(folder)]
    answer = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 1, answer.stdout
    cases = ET.parse(folder / "report.xml").iter("testcase")
    found = dict.fromkeys((*PASSING, *FAILING), "did not run")
    for case in cases:
        name = str(case.get("classname")).rpartition("test_")[2]
        found[name] = "\n".join(each.text or "" for kind in ("failure", "error") for each in case.iter(kind))
    return found


@pytest.mark.parametrize("name", FAILING)
def test_a_test_fails_by(reports: dict[str, str], name: str) -> None:
    assert FAILING[name][1] in reports[name]


@pytest.mark.parametrize("name", PASSING)
def test_a_test_passes_with(reports: dict[str, str], name: str) -> None:
    assert reports[name] == ""
