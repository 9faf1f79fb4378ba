"""`kiosk pack check` opens the pictures as the kiosk would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli.pack import check

SMALL = Path(__file__).parents[2] / "packs" / "small"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_a_picture_that_breaks_off_is_told_where_it_is_used(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tower = pack / "media" / "tower.svg"
    tower.write_bytes(tower.read_bytes()[:-40])
    assert check(pack) == 1
    said = capsys.readouterr().out
    assert "media/tower.svg: " in said
    assert "    mend:     " in said


def test_the_words_alone_are_read_where_that_is_asked(pack: Path) -> None:
    tower = pack / "media" / "tower.svg"
    tower.write_bytes(tower.read_bytes()[:-40])
    assert check(pack, quick=True) == 0


def test_a_sound_pack_is_ready_for_the_kiosk(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pack) == 0
    assert "no problems" in capsys.readouterr().out
    assert list((tmp_path / "cache" / "media").rglob("1920.*"))
