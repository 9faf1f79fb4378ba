"""A test that hangs fails and is named, wherever it hangs, and the run goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANGS = {
    "in the test": "def test_hangs():\n    threading.Event().wait()",
    "while a failed test is taken down": (
        "@pytest.fixture\ndef stuck():\n    yield\n    threading.Event().wait()\n\n"
        "def test_hangs(stuck):\n    assert False"
    ),
}


@pytest.mark.parametrize("body", HANGS.values(), ids=HANGS)
def test_a_hanging_test_is_named_and_the_run_goes_on(body: str, tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(f"import threading\nimport pytest\n\n{body}\n", "utf-8")
    (tmp_path / "test_b.py").write_text("def test_is_run():\n    pass\n", "utf-8")
    limits = ["-o", "faulthandler_timeout=2", "-o", "faulthandler_exit_on_timeout=true"]
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "tests.time_limit"),
            *("--numprocesses", "1", "--dist", "worksteal", "--rootdir", str(tmp_path), *limits, str(tmp_path)),
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "FAILED" in run.stdout
    assert "test_a.py::test_hangs" in run.stdout
    assert "PASSED test_b.py::test_is_run" in run.stdout
    assert "Timeout" in run.stderr
