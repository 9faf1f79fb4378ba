"""What is put in place has reached the disk whole before its name does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.services.store import disk


def test_all_bytes_are_with_the_system_when_a_file_is_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(disk, "flush_file", lambda handle: flushed.append(os.fstat(handle).st_size))
    for size in (1, 100, 8_191, 100_000):
        disk.write_whole(tmp_path / "file", bytes(size))
        assert (tmp_path / "file").stat().st_size == size
    assert flushed == [1, 100, 8_191, 100_000]


def test_a_folder_is_on_the_disk_with_all_that_it_lies_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(disk, "flush_folder", flushed.append)
    disk.make_folder(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]
    disk.make_folder(tmp_path / "a" / "b")
    assert len(flushed) == 2
