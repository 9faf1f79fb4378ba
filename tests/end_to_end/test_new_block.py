"""A new block takes a folder and a line: one from outside kiosk/ is added to a copy of the program, and shown there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

KIND = "bell"
PEALS = [
    {"zh": f"第{number}声：敲钟的人走了。", "en": f"Peal {number}: the ringer is gone."} for number in range(1, 21)
]


@pytest.fixture(scope="module")
def program(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one folder and one line more."""
    copy = tmp_path_factory.mktemp("program")
    shutil.copytree(top / "kiosk", copy / "kiosk", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("kiosk_launcher", "resources", "content"):
        (copy / name).symlink_to(top / name)
    shutil.copytree(top / "tests" / "blocks" / KIND, copy / "kiosk" / "blocks" / KIND)
    registry = copy / "kiosk" / "blocks" / "__init__.py"
    words = registry.read_text("utf-8")
    registry.write_text(words.replace("KINDS = (\n", f'KINDS = (\n    "{KIND}",\n'), "utf-8")
    return copy


@pytest.fixture(scope="module")
def pack(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a page of the block."""
    folder = shutil.copytree(top / "tests" / "packs" / "small", tmp_path_factory.mktemp("pack") / "hall")
    block = {KIND: {"title": {"zh": "敲钟", "en": "Ring"}, "peals": [{"says": says} for says in PEALS]}}
    page = {"id": "bell", "title": {"zh": "钟", "en": "Bell"}, "blocks": [block]}
    panel = {"id": "tower", "title": {"zh": "钟楼", "en": "Tower"}, "pages": [page]}
    (folder / "panels" / "tower.yaml").write_text(yaml.safe_dump(panel, allow_unicode=True), "utf-8")
    return folder


def run(program: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    there = environment | {"PYTHONPATH": f"{program}:{Path(__file__).resolve().parents[2]}"}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=program, env=there, capture_output=True, text=True, check=False, timeout=280)


def test_a_visitor_sees_and_touches_it(
    program: Path, pack: Path, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    drawn = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
    answer = run(program, plain_environment | drawn, "tests.end_to_end.block_visit", str(pack), str(tmp_path))
    assert answer.returncode == 0, answer.stderr
    met = json.loads(answer.stdout.splitlines()[-1])
    assert met["program"] == str(program / "kiosk")
    assert KIND in met["kinds"]
    assert PEALS[0]["zh"] in met["seen"]
    assert met["rung"] == "敲钟 2"
    assert met["parts"] > 1
    assert "qrc" not in answer.stderr
    assert "Warning" not in answer.stderr


def test_the_check_reads_it_and_asks_for_its_own_rules(
    program: Path, pack: Path, plain_environment: dict[str, str]
) -> None:
    panel = pack / "panels" / "tower.yaml"
    whole = panel.read_text("utf-8")
    plain = yaml.safe_load(whole)
    plain["pages"][0]["blocks"] = [{KIND: {"title": "X", "peels": [{"says": "Y"}]}}, {"gong": {"title": "X"}}]
    panel.write_text(yaml.safe_dump(plain, sort_keys=False), "utf-8")
    try:
        answer = run(program, plain_environment, "kiosk", "pack", "check", str(pack), "--quick")
        assert '"peels" is not a field of a bell block' in answer.stdout
        assert 'did you mean "peals"?' in answer.stdout
        assert '"gong" is not a kind of block' in answer.stdout
        assert 'did you mean "bell"?' in answer.stdout
        plain["pages"][0]["blocks"] = [{KIND: {"title": "X", "peals": [{"says": "Y"}]}}]
        panel.write_text(yaml.safe_dump(plain, sort_keys=False), "utf-8")
        answer = run(program, plain_environment, "kiosk", "pack", "check", str(pack), "--quick")
        assert "this bell says one thing" in answer.stdout
    finally:
        panel.write_text(whole, "utf-8")


def test_without_it_the_kind_is_refused(top: Path, pack: Path, plain_environment: dict[str, str]) -> None:
    answer = run(top, plain_environment, "kiosk", "pack", "check", str(pack), "--quick")
    assert '"bell" is not a kind of block' in answer.stdout
