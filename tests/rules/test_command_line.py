from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.cli import main

HEAVY = {"typer", "rich", "click"}
PLAIN = {"LC_ALL": "C.UTF-8", "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}


def _kiosk(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | PLAIN, timeout=60)


def test_version_is_told() -> None:
    answer = _kiosk("--version")
    assert (answer.returncode, answer.stdout) == (0, f"kiosk {__version__}\n")


PACK = ("check", "build", "new", "import", "schema", "preview")


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_help_lists_every_command_and_gives_an_example(words: tuple[str, ...]) -> None:
    answer = _kiosk(*words)
    assert {"run", "tour", "pack", "report", "pin"} <= set(answer.stdout.replace("│", " ").split())
    assert "Example: kiosk run" in answer.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("tour",),
        ("report",),
        ("pin",),
        ("desk",),
        ("pack",),
        ("device", "new"),
        ("device", "check"),
        ("device", "set-up"),
        ("doctor",),
        ("ctl",),
        *(("ctl", word) for word in ("status", "screenshot", "reload", "use", "rollback", "out-of-service")),
        *(("ctl", word) for word in ("restart", "quit")),
        *(("pack", word) for word in PACK),
        ("pack", "texts", "export"),
        ("pack", "texts", "import"),
    ],
)
def test_each_command_has_help_with_an_example(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    try:
        code = main([*words, "--help"])
    except SystemExit as end:  # of `kiosk run`
        code = end.code or 0
    answer = capsys.readouterr()
    assert code == 0, answer.err
    assert f"kiosk {' '.join(words)}" in answer.out.partition("Example")[2]


@pytest.mark.parametrize("words", [("fly",), ("--fly",), ("run", "--fly"), ("pack", "fly")])
def test_a_wrong_word_is_wrong_usage_without_a_traceback(words: tuple[str, ...]) -> None:
    answer = _kiosk(*words)
    assert answer.returncode == 2
    assert "fly" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("words", [["-m", "kiosk", "run", "--help"], ["main.py", "--help"]])
def test_the_visitors_program_starts_without_the_command_lines_libraries(top: Path, words: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", *words], cwd=top, capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 0
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in answer.stderr.splitlines()}
    assert "kiosk" in loaded
    assert loaded & HEAVY == set()


def test_a_fault_of_the_program_is_one_sentence_and_the_details_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("kiosk.system.doctor.checks.examine", fail)
    monkeypatch.setattr("kiosk.paths.log_dir", lambda: tmp_path / "logs")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["doctor"]) == 1
    output = capsys.readouterr().err
    assert output.startswith("这是程序的错，不是您的错：RuntimeError: odd [YK-743]\n")
    assert "Traceback" not in output
    assert "Traceback" in (tmp_path / "logs" / "fault.txt").read_text("utf-8")
    (tmp_path / "logs" / "fault.txt").unlink()
    (tmp_path / "logs").rmdir()
    (tmp_path / "logs").touch()
    assert main(["doctor"]) == 1
    assert "Traceback" in capsys.readouterr().err
