"""What is put in place has reached the disk whole before its name does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.device import disk
from kiosk.packs.compiled_cache import CompiledCache
from tests.packs.consent import SMALL


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


@pytest.mark.parametrize("what", ["a file", "an archive", "a compiled entry", "a folder"])
def test_what_a_killed_program_left_of_a_file_goes_when_it_is_written_again(tmp_path: Path, what: str) -> None:
    """As with each power cut that comes while something is written; who still writes is let be."""
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    compiled = compiled_file(tmp_path) if what == "a compiled entry" else ""
    name = {"an archive": "small-2.1.0.kioskpack", "a compiled entry": compiled, "a folder": "hall"}.get(what, "a.json")
    left = [tmp_path / f".{name}.{number}.part" for number in (killed.pid, os.getppid())]
    other = tmp_path / f".b-{name}.{killed.pid}.part"
    for file in (*left, other):
        if what == "a folder":
            (file / "panels").mkdir(parents=True)
        else:
            file.write_bytes(b"half")
    if what == "an archive":
        assert main(["pack", "build", str(SMALL), "--out", str(tmp_path)]) == 0
    elif what == "a compiled entry":
        CompiledCache(tmp_path).write("hall", "mark", {})
    elif what == "a folder":
        assert main(["pack", "new", str(tmp_path / name)]) == 0
    else:
        disk.write_whole(tmp_path / name, b"whole")
    assert [file.exists() for file in (*left, other)] == [False, True, True]
    assert (tmp_path / name).exists()


def compiled_file(folder: Path) -> str:
    """What a compiled entry is called."""
    CompiledCache(folder).write("hall", "another", {})
    (file,) = folder.iterdir()
    return file.name
