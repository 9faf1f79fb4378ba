"""`kiosk pack check`: what is printed, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli.pack import check
from kiosk.services import knowledge
from tests.broken.base import FILES, KNOWLEDGE, PACK, write


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "knowledge", lambda: KNOWLEDGE)


WARNED = FILES | {"pack.yaml": PACK.replace("title: {zh: 展厅, en: Hall}", "title: {zh: 展厅}").encode()}
WRONG = FILES | {"pack.yaml": PACK.replace("version: 1.0.0", "version: new").encode()}


def test_a_sound_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path), quick=True) == 0
    assert capsys.readouterr().out == "hall 1.0.0: no problems\n"


def test_a_warning_is_an_error_only_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, WARNED)
    assert check(tmp_path, quick=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 warning in 1 file"
    assert check(tmp_path, strict=True, quick=True) == 1


def test_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, WRONG), quick=True) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == 'pack.yaml:3:10: error: "version" cannot be "new"'
    assert lines[-1] == "1 error in 1 file"


def test_the_same_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, WRONG), json=True, quick=True) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["pack"], data["version"]) == (None, None)
    assert data["problems"][0]["mark"] == {"file": "pack.yaml", "line": 3, "column": 10}


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path / "none", quick=True) == 2
    assert "does not exist; give the folder that has pack.yaml in it" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert check(tmp_path / "file", quick=True) == 2
