"""The files of the operator menu on a full disk: they have room, and what is refused is reported and tried again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kiosk.device import disk
from kiosk.device.restart_list import Restart, note, read_restarts
from kiosk.operator.operator_files import UNKEPT, UNRECORDED, OperatorFiles
from kiosk_launcher import restart_log


@pytest.fixture
def files(tmp_path: Path) -> OperatorFiles:
    return OperatorFiles(choices=tmp_path / "data" / "panel.json", restarts=tmp_path / "state" / "restarts.jsonl")


def fill_the_disk(at: pytest.MonkeyPatch) -> None:
    """From now on no file takes another block."""
    opened = os.open

    def refuse(path: object, flags: int, *words: int, **more: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return opened(path, flags, *words, **more)  # type: ignore[arg-type]

    at.setattr(disk.os, "open", refuse)


def templates(files: OperatorFiles) -> list[str]:
    return [message.template for message in files.unkept()]


def test_the_first_setting_and_the_first_restart_find_room_on_a_full_disk(
    files: OperatorFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.choices.parent.mkdir()
    files.keep()
    fill_the_disk(monkeypatch)
    files.change(withdrawn=True)
    note(files.restarts, Restart("memory", 60.0, 900, 800))
    assert files.chosen().withdrawn
    assert [each.held for each in read_restarts(files.restarts)] == [900]
    assert files.unkept() == []


def test_what_a_disk_that_was_always_full_refuses_is_told_until_it_is_kept(files: OperatorFiles) -> None:
    with pytest.MonkeyPatch.context() as full:
        fill_the_disk(full)
        files.keep()
        assert templates(files) == [UNRECORDED.template]
        files.change(volume=20)
        files.change(withdrawn=True)
        files.keep()
        assert templates(files) == [UNKEPT.template, UNRECORDED.template]
    files.keep()
    assert files.unkept() == []
    assert (files.chosen().volume, files.chosen().withdrawn) == (20, True)
    assert files.restarts.exists()


def test_no_file_that_is_there_is_touched(files: OperatorFiles) -> None:
    restart_log.append(files.restarts, {"when": "2026-05-04T10:00:00+00:00", "why": "1"})
    files.change(volume=40)
    before = [file.read_bytes() for file in (files.choices, files.restarts)]
    files.keep()
    assert [file.read_bytes() for file in (files.choices, files.restarts)] == before


def test_a_data_folder_that_is_gone_is_not_made_again(files: OperatorFiles) -> None:
    files.keep()
    assert not files.choices.parent.exists()


def test_without_files_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = OperatorFiles()
    files.change(volume=20)
    files.keep()
    assert (files.unkept(), list(tmp_path.iterdir())) == ([], [])
