"""`kiosk device new` and `check`, as staff meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.commands import main
from kiosk.device.settings import find_settings, keep_settings
from kiosk.packs.store.index import Installed, StoreIndex, write_index


def reported(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    code = main(["device", *map(str, words)])
    output = capsys.readouterr()
    return code, output.out + output.err


def test_a_new_file_is_sound_and_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "etc" / "device.yaml"
    assert reported(capsys, "new", file)[0] == 0
    code, output = reported(capsys, "check", file, "--language", "en")
    assert (code, "no problems" in output, "open, and for the next eight days" in output) == (0, True, True)
    before = file.read_bytes()
    code, output = reported(capsys, "new", file, "--language", "zh")
    assert (code, "已经存在，没有改动" in output, file.read_bytes()) == (1, True, before)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in-the-way").write_text("")
    code, output = reported(capsys, "new", tmp_path / "in-the-way" / "etc" / "device.yaml", "--language", "en")
    assert (code, "cannot be written" in output) == (1, True)


def test_what_is_wrong_is_told_with_its_line_and_what_holds_meanwhile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "device.yaml"
    file.write_text("opening:\n  open: 9-17\n", "utf-8")
    code, output = reported(capsys, "check", file, "--language", "zh")
    assert code == 1
    assert "device.yaml:2:9: 错误" in output
    assert "改好之前，读不懂的项沿用原来的设置，没有就用默认值" in output


def test_none_is_made_that_would_hide_the_machines_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, machine = tmp_path / "own" / "device.yaml", tmp_path / "device.yaml"
    monkeypatch.setattr("kiosk.paths.config_candidates", lambda: (own, machine))
    machine.write_text("screen: {diagonal: 55}\n", "utf-8")
    code, output = reported(capsys, "new", "--language", "en")
    assert (code, f"{machine} is there already" in output.replace("\n", ""), own.exists()) == (1, True, False)
    machine.unlink()
    assert (reported(capsys, "new")[0], own.exists()) == (0, True)


def test_no_other_city_is_named_for_one_that_is_no_time_zone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "device.yaml"
    for zone, advice in (
        ("Asia/Beijing", "all of China"),
        ("Asia/Nanjing", "all of China"),
        ("Asia/Shangai", "did you"),
    ):
        file.write_text(f"time-zone: {zone}\n", "utf-8")
        assert advice in reported(capsys, "check", file, "--language", "en")[1]


def test_a_full_width_colon_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "device.yaml"
    file.write_text("screen:\n  diagonal：55\n", "utf-8")
    output = reported(capsys, "check", file, "--language", "zh")[1]
    assert "2:11: 警告 YK-111：全角冒号（U+FF1A）：已按对应的半角符号读取" in output


@pytest.mark.parametrize(("hours", "words"), [("00:00-24:00", "开放中"), ("", "已关闭")])
def test_it_says_what_the_hours_mean_now(
    hours: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opening = f"open: {hours}" if hours else "closed: 01-01..12-31"
    file = tmp_path / "device.yaml"
    file.write_text(f"time-zone: Asia/Shanghai\nopening: {{{opening}}}\n", "utf-8")
    code, output = reported(capsys, "check", file, "--language", "zh")
    assert (code, words in output, "Asia/Shanghai" in output) == (0, True, True)


def test_without_a_file_the_defaults_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.paths.config_candidates", lambda: (tmp_path / "device.yaml",))
    code, output = reported(capsys, "check", "--language", "en")
    assert (code, "the defaults hold" in output) == (0, True)


def test_the_packs_of_a_broken_device_yaml_are_those_of_before_and_its_faults_are_told_in_staff_s_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept, store = tmp_path / "device.yaml", tmp_path / "state" / "device.json", tmp_path / "packs"
    monkeypatch.setattr("kiosk.paths.config_candidates", lambda: (file,))
    monkeypatch.setattr("kiosk.paths.kept_settings", lambda: kept)
    store.mkdir()
    hall = Installed("hall-1.0.0", "hall", "1.0.0", "展厅", ("zh",), "0" * 64, "", "2026-05-01T10:00:00+00:00")
    write_index(store, StoreIndex(hall.install_path, (), (hall,)))
    file.write_text(f"store: {{folder: {store}}}\n", "utf-8")
    keep_settings(find_settings(file, (), kept), kept)
    file.write_text(f"store: {{folder: {tmp_path}\n", "utf-8")
    assert main(["pack", "list", "--language", "zh"]) == 0
    output = capsys.readouterr()
    assert "device.yaml:1:8: 错误" in output.err
    assert "读不懂的项沿用 2" in output.err
    assert "error" not in output.err
    assert "hall 1.0.0" in output.out
    code, said_by_check = reported(capsys, "check", "--language", "zh")
    assert (code, "读不懂的项沿用 2" in said_by_check) == (1, True)
    # It is taken away as a whole: the packs are the same still.
    file.unlink()
    assert main(["pack", "list", "--language", "zh"]) == 0
    output = capsys.readouterr()
    assert "device.yaml: 错误" in output.err
    assert "文件不见了" in output.err
    assert "读不懂的项沿用 2" in output.err
    assert "error" not in output.err
    assert "hall 1.0.0" in output.out
    code, said_by_check = reported(capsys, "check", "--language", "zh")
    assert (code, "文件不见了" in said_by_check) == (1, True)
    # A device that never had one is quiet.
    kept.unlink()
    assert main(["pack", "list", "--language", "zh"]) == 0
    assert capsys.readouterr().err == ""
