"""Two packs under one version are distinguished; a lower version, or one that was not raised, is reported."""

from __future__ import annotations

import shutil
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.packs.store import installer as keeping
from kiosk.packs.store.index import Installed, StoreIndex
from kiosk.packs.store.stored_warnings import read_remarks
from tests.unit.conftest import SMALL


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")


def pack(tmp_path: Path, name: str, version: str, lead: str = "") -> Path:
    folder = Path(shutil.copytree(SMALL, tmp_path / name))
    front = folder / "pack.yaml"
    words = front.read_text("utf-8").replace("version: 2.1.0", f"version: {version}")
    front.write_text(words.replace("title: {zh: 小包", f"title: {{zh: 小包{lead}"), "utf-8")
    return folder


class EmptyBattery(datetime):
    """The clock of a machine that has forgotten the time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(1970, 1, 1, tzinfo=tz)


class Staff:
    def __init__(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._store, self._capsys = str(tmp_path / "store"), capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        assert main(["pack", *words, "--store", self._store]) == code
        output = self._capsys.readouterr()
        return output.out + output.err


@pytest.fixture
def staff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Staff:
    return Staff(tmp_path, capsys)


def test_two_of_the_same_version_are_told_apart(staff: Staff, tmp_path: Path) -> None:
    assert "other content" not in staff("install", str(pack(tmp_path, "one", "1.0.0")))
    reported = staff("install", str(pack(tmp_path, "two", "1.0.0", "甲")))
    assert "small 1.0.0 is installed with other content under the same version: raise version in pack.yaml" in reported
    second, first = staff("list").splitlines()
    assert second.startswith("small 1.0.0@")
    assert "小包甲" in second
    assert first.startswith("small 1.0.0@")
    assert first.split()[1] != second.split()[1]
    version = first.split()[1]
    assert f"small {version} is live" in staff("use", "small", version)
    assert staff("list").splitlines()[1].endswith("live")
    assert f"small {second.split()[1]} is removed" in staff("remove", "small", second.split()[1])
    assert staff("list").startswith("small 1.0.0  ")
    # The same once more is nothing new; raised as reported, both go by their versions.
    assert "other content" not in staff("install", str(tmp_path / "one"))
    assert "other content" not in staff("install", str(pack(tmp_path, "three", "1.0.1", "甲")))
    assert [line.split()[1] for line in staff("list").splitlines()] == ["1.0.1", "1.0.0"]


def test_going_down_a_version_is_said(staff: Staff, tmp_path: Path) -> None:
    staff("install", str(pack(tmp_path, "new", "1.10.0")))
    down = staff("install", str(pack(tmp_path, "old", "1.9.0")))
    assert "1.9.0 is an earlier version than 1.10.0, which was live; `kiosk pack rollback` goes back to that" in down
    assert "small 1.10.0 is live" in staff("rollback")
    assert "an earlier version" in staff("use", "small", "1.9.0")
    assert "an earlier version" not in staff("use", "small", "1.10.0")


def test_what_was_installed_last_is_so_whatever_the_clock_says(
    staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff("install", str(pack(tmp_path, "one", "1.0.0")))

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "datetime", EmptyBattery)
        staff("install", str(pack(tmp_path, "two", "2.0.0")))
    assert [line.split()[1] for line in staff("list").splitlines()] == ["2.0.0", "1.0.0"]
    assert "small 2.0.0 is live" in staff("use", "small")


def test_a_version_that_was_not_raised_is_told_where_it_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(folder: str, *options: str) -> tuple[int, str]:
        code = main(["pack", "build", str(tmp_path / folder), "--out", str(tmp_path / "out"), *options])
        return code, capsys.readouterr().err

    pack(tmp_path, "one", "1.0.0")
    pack(tmp_path, "two", "1.0.0", "甲")
    pack(tmp_path, "three", "1.1.0", "甲")
    assert "same version" not in build("one")[1]
    assert "same version" not in build("one")[1]
    assert "small-1.0.0.kioskpack was there with other content under the same version" in build("two")[1]
    assert build("three")[0] == 0
    reported = build("one")[1]
    assert "1.0.0 is an earlier version than small-1.1.0.kioskpack, which lies beside it" in reported


def test_strict_builds_nothing_that_has_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path, "one", "1.0.0")
    front = folder / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("languages: [zh, en]", "languages: [zh, en, de]"), "utf-8")
    out = ["--out", str(tmp_path / "out")]
    assert main(["pack", "build", str(folder), *out, "--strict"]) == 1
    output = capsys.readouterr().err
    assert "words that are missing: de " in output
    assert "the pack was not built: --strict takes no warnings" in output
    assert not (tmp_path / "out").exists()
    assert main(["pack", "build", str(folder), *out]) == 0


def test_an_id_that_windows_keeps_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path, "one", "1.0.0")
    front = folder / "pack.yaml"
    for name in ("con", "nul", "com1"):
        front.write_text(front.read_text("utf-8").replace("id: small", f"id: {name}", 1), "utf-8")
        assert main(["pack", "check", str(folder), "--quick"]) == 1
        assert f'"id" cannot be "{name}": Windows keeps this name for itself' in capsys.readouterr().out
        front.write_text(front.read_text("utf-8").replace(f"id: {name}", "id: small", 1), "utf-8")
        assert main(["pack", "new", str(tmp_path / name)]) == 2
        assert f"write {name}-1" in capsys.readouterr().err
    assert main(["pack", "new", str(tmp_path / "con-1")]) == 0


def test_what_cannot_travel_is_told_by_check_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path, "one", "1.0.0")
    (folder / "media" / "what?.txt").write_text("x", "utf-8")
    assert main(["pack", "check", str(folder), "--quick"]) == 1
    assert "has a character in its name that Windows cannot write" in capsys.readouterr().out


def test_a_part_of_a_seal_finds_its_pack() -> None:
    packs = [Installed(f"p/{digest}", "hall", "1.0", "", (), digest, "", "2026-01-01") for digest in ("abc1", "abd2")]
    store_index = StoreIndex(packs=tuple(packs))
    assert store_index.find("hall", "1.0@ABC") is packs[0]
    assert store_index.find("hall", "1.0@ab") is packs[1]
    assert store_index.find("hall", "@abc") is packs[0]
    assert store_index.find("hall", "1.1@abc") is None


def test_who_installs_a_pack_hears_of_its_warnings(staff: Staff, tmp_path: Path) -> None:
    folder = pack(tmp_path, "one", "1.0.0")
    front = folder / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("languages: [zh, en]", "languages: [zh, en, de]"), "utf-8")
    reported = staff("install", str(folder))
    assert "words that are missing: de 78; there visitors read another language" in reported
    (place,) = (tmp_path / "store" / "packs" / "small").iterdir()
    remarks = read_remarks(place)
    assert remarks is not None
    assert remarks.missing == {"de": 78}
    assert remarks.warnings >= 78
    (place / "remarks.json").write_text("[]", "utf-8")
    assert read_remarks(place) is None
