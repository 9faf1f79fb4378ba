"""What a command writes for staff is whole or not there: also on a full disk, which is reported in plain words."""

from __future__ import annotations

import base64
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.cli import ctl, main
from kiosk.device.disk import write_new
from kiosk.device.errors import why
from tests.unit.packs.store.test_full_disk import disk, fill

PICTURE = bytes(range(256)) * 400
COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "device new": lambda out: ["device", "new", str(out / "device.yaml")],
    "keygen": lambda out: ["pack", "keygen", "hall", "--out", str(out)],
    "screenshot": lambda out: ["ctl", "screenshot", str(out / "hall.png")],
    "schema": lambda out: ["pack", "schema", "--out", str(out)],
    "new": lambda out: ["pack", "new", str(out / "jiangnan")],
    "build": lambda out: ["pack", "build", str(paths.content() / "showcase"), "--out", str(out)],
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    shown = {"png": base64.b64encode(PICTURE).decode("ascii")}
    monkeypatch.setattr(ctl, "_ask", lambda *_: shown)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk(tmp_path, "tmpfs") as place:
        yield place


def leave(place: Path, room: int) -> None:
    """Fill a disk, except for so many bytes."""
    spare = place / "spare"
    spare.write_bytes(b"x" * room)
    fill(place)
    spare.unlink()


@pytest.mark.parametrize("room", [0, 4096])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "build"])
def test_on_a_full_disk_nothing_is_left_that_stands_in_the_way(
    small_disk: Path, capfd: pytest.CaptureFixture[str], name: str, language: str, room: int
) -> None:
    out = small_disk / "out"
    out.mkdir()
    leave(small_disk, room)
    words = [*COMMANDS[name](out), "--language", language]
    code = main(words)
    reported = capfd.readouterr()
    if (name, room) == ("device new", 4096):
        assert code == 0  # it is no longer than that
        return
    assert code in {1, 2}
    output = (reported.out + reported.err).replace("\n", "")
    assert {"en": "No space left on device", "zh": "磁盘已满"}[language] in output
    assert not any(raw in output for raw in ("Errno", "[(", "Traceback", "('", "None"))
    assert list(out.iterdir()) == []
    # Whoever makes room reaches the goal by the same command.
    (small_disk / "filler").unlink()
    assert main(words) == 0


def test_on_a_full_disk_a_file_that_was_there_stays_as_it_was(small_disk: Path) -> None:
    old = small_disk / "hall.png"
    old.write_bytes(b"an older picture")
    leave(small_disk, 4096)
    assert main(["ctl", "screenshot", str(old)]) == 1
    assert old.read_bytes() == b"an older picture"


def test_what_is_there_already_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "device.yaml"
    there.write_text("mine", "utf-8")
    assert main(["device", "new", str(there), "--language", "en"]) == 1
    assert "is there already, and was not changed" in capsys.readouterr().err
    assert there.read_text("utf-8") == "mine"
    assert main(["pack", "keygen", "hall", "--out", str(tmp_path)]) == 0
    kept = (tmp_path / "hall.key").read_bytes()
    assert (tmp_path / "hall.key").stat().st_mode & 0o777 == 0o600
    assert main(["pack", "keygen", "hall", "--out", str(tmp_path)]) == 1
    assert (tmp_path / "hall.key").read_bytes() == kept
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"device.yaml", "hall.key", "hall.pub"}


def test_a_disk_without_links_takes_a_new_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a memory stick: FAT has none."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "hall.pub"
    write_new(file, b"new")
    assert file.read_bytes() == b"new"
    with pytest.raises(FileExistsError):
        write_new(file, b"newer")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_what_went_wrong_with_several_files_is_told_as_one_reason() -> None:
    full = "[Errno 28] No space left on device: '/a/b'"
    assert why(shutil.Error([("a", "b", full), ("c", "d", full)])) == "No space left on device"
    assert why(shutil.Error([("a", "b", "[Errno 5] Input/output error")])) == "Input/output error"
    assert why(shutil.Error("Destination path 'x' already exists")) == "Destination path 'x' already exists"
    assert why(OSError(errno.ENOSPC, "whatever", "file")) == "No space left on device"


def test_a_tour_on_a_full_disk_says_so(small_disk: Path, capfd: pytest.CaptureFixture[str], qapp: Any) -> None:
    from kiosk.tour.tour_record import save_picture

    leave(small_disk, 4096)
    from PySide6.QtGui import QImage

    noisy = QImage(os.urandom(640 * 360 * 4), 640, 360, QImage.Format.Format_RGB32)
    with pytest.raises(OSError, match="No space left"):
        save_picture(noisy, small_disk / "01-home.png")
    assert [file.name for file in small_disk.iterdir()] == ["filler"]
