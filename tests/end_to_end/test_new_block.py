"""A hall adds a block of its own: a folder outside of kiosk/, named in device.yaml or on the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from kiosk.cli import control_client
from kiosk.cli.control_client import AbsentError, BusyError

KIND = "bell"
PEALS = [
    {"zh": f"第{number}声：敲钟的人走了。", "en": f"Peal {number}: the ringer is gone."} for number in range(1, 21)
]
SCREEN = "55in"


@pytest.fixture(scope="module")
def blocks(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hall's folder, which only its owner may write."""
    folder = tmp_path_factory.mktemp("hall") / "blocks"
    shutil.copytree(top / "tests" / "blocks", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    return folder


@pytest.fixture(scope="module")
def pack(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a page of the block."""
    folder = shutil.copytree(top / "tests" / "packs" / "small", tmp_path_factory.mktemp("pack") / "hall")
    block = {KIND: {"title": {"zh": "敲钟", "en": "Ring"}, "peals": [{"says": says} for says in PEALS]}}
    page = {"id": "bell", "title": {"zh": "钟", "en": "Bell"}, "blocks": [block]}
    panel = {"id": "tower", "title": {"zh": "钟楼", "en": "Tower"}, "pages": [page]}
    (folder / "panels" / "tower.yaml").write_text(yaml.safe_dump(panel, allow_unicode=True), "utf-8")
    return folder


def run(environment: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *map(str, words)]
    there = environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.run(command, env=there, capture_output=True, text=True, check=False, timeout=280)


def parts_foretold(environment: dict[str, str], pack: Path, *words: str | Path) -> int:
    """Return into how many parts `kiosk pack check` says that the page breaks in the largest Chinese text."""
    answer = run(environment, "kiosk", "pack", "check", pack, "--json", "--parts", "--device", SCREEN, *words)
    assert answer.stderr == ""
    reported = json.loads(answer.stdout)
    assert [problem for problem in reported["problems"] if problem["severity"] == "error"] == []
    (page,) = [page for page in reported["pages"] if page["panel"] == "tower"]
    (parts,) = [at["parts"] for at in page["parts"] if (at["language"], at["text-size"]) == ("zh", 200)]
    return int(parts)


def test_a_visitor_sees_and_touches_it_and_pack_check_foretells_its_parts(
    blocks: Path, pack: Path, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    drawn = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
    answer = run(plain_environment | drawn, "tests.end_to_end.block_visit", pack, tmp_path, blocks)
    assert answer.returncode == 0, answer.stderr
    met = json.loads(answer.stdout.splitlines()[-1])
    assert PEALS[0]["zh"] in met["seen"]
    assert met["rung"] == "敲钟 2"
    assert "qrc" not in answer.stderr
    assert "Warning" not in answer.stderr
    assert met["parts"] > 1
    assert parts_foretold(plain_environment, pack, "--blocks", blocks) == met["parts"]


def test_the_check_reads_it_and_asks_for_its_own_rules(
    blocks: Path, pack: Path, plain_environment: dict[str, str]
) -> None:
    check = ("kiosk", "pack", "check", pack, "--quick", "--blocks", blocks)
    panel = pack / "panels" / "tower.yaml"
    whole = panel.read_text("utf-8")
    plain = yaml.safe_load(whole)
    plain["pages"][0]["blocks"] = [{KIND: {"title": "X", "peels": [{"says": "Y"}]}}, {"gong": {"title": "X"}}]
    panel.write_text(yaml.safe_dump(plain, sort_keys=False), "utf-8")
    try:
        answer = run(plain_environment, *check)
        assert '"peels" is not a field of a bell block' in answer.stdout
        assert 'did you mean "peals"?' in answer.stdout
        assert '"gong" is not a kind of block' in answer.stdout
        assert 'did you mean "bell"?' in answer.stdout
        plain["pages"][0]["blocks"] = [{KIND: {"title": "X", "peals": [{"says": "Y"}]}}]
        panel.write_text(yaml.safe_dump(plain, sort_keys=False), "utf-8")
        assert "this bell says one thing" in run(plain_environment, *check).stdout
    finally:
        panel.write_text(whole, "utf-8")


def test_the_folder_that_device_yaml_names_needs_no_option(
    blocks: Path, pack: Path, plain_environment: dict[str, str], tmp_path: Path
) -> None:
    there = plain_environment | {"XDG_CONFIG_HOME": str(tmp_path)}
    settings = tmp_path / "yi-kiosk" / "device.yaml"
    settings.parent.mkdir()
    settings.write_text(f"blocks: {blocks}\n", "utf-8")
    answer = run(there, "kiosk", "pack", "check", pack, "--quick")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (
        KIND
        in json.loads(run(there, "kiosk", "pack", "schema").stdout)["panel"]["$defs"]["Page"]["properties"]["blocks"][
            "items"
        ]["properties"]
    )


def test_without_it_the_kind_is_refused_with_a_way_to_add_it(pack: Path, plain_environment: dict[str, str]) -> None:
    answer = run(plain_environment, "kiosk", "pack", "check", pack, "--quick")
    assert answer.returncode == 1
    assert '"bell" is not a kind of block' in answer.stdout
    assert "for a block of the hall's own see `kiosk help blocks`" in answer.stdout
    assert "blocks:" in run(plain_environment, "kiosk", "help", "blocks").stdout


def test_a_kiosk_with_a_faulty_block_shows_the_rest_and_tells_the_line_in_its_log(
    blocks: Path, pack: Path, homes: dict[str, str], screen_environment: dict[str, str], tmp_path: Path
) -> None:
    hall = shutil.copytree(blocks, tmp_path / "blocks")
    drum = shutil.copytree(hall / KIND, hall / "drum")
    (drum / "bell_block.py").rename(drum / "drum_block.py").write_text("\nimport a_drum\n", "utf-8")
    (drum / "BellBlock.qml").rename(drum / "DrumBlock.qml")
    (tmp_path / "device.yaml").write_text(f"blocks: {hall}\n", "utf-8")
    own = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    environment = screen_environment | homes | own | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    control = tmp_path / "control"
    words = ["run", "--config", tmp_path / "device.yaml", "--control", control, "--pack", pack]
    command = [sys.executable, "-m", "kiosk", *map(str, words)]
    with subprocess.Popen(command, env=environment, text=True, stderr=subprocess.PIPE) as kiosk:
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end and phase_of(control) != "attract":
                time.sleep(0.2)
            assert phase_of(control) == "attract"
        finally:
            kiosk.terminate()
            output = kiosk.communicate(timeout=30)[1]
    (log,) = (tmp_path / "XDG_STATE_HOME").rglob("kiosk.log")
    reported = log.read_text("utf-8")
    assert f"{drum / 'drum_block.py'}:2:1: error YK-785" in reported
    assert "No module named 'a_drum'" in reported
    assert "Traceback" not in output + reported


def phase_of(control: Path) -> str:
    try:
        return str(control_client.ask(control, "status").get("phase"))
    except (AbsentError, BusyError):
        return ""
