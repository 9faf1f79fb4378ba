"""A folder under an editor's hands: each change is reported once it is there, whatever way it was saved."""

from __future__ import annotations

import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from kiosk.device import folder_watcher
from kiosk.device.folder_watcher import changes, file_stamps

SECONDS = 10


class Listener:
    """Hears of a folder's changes in a thread of its own, as the preview does, and reads one file each time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._changes: queue.Queue[str | None] = queue.Queue()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        for _ in changes(self._folder, self._stop):
            file = self._folder / "pack.yaml"
            self._changes.put(file.read_text() if file.exists() else None)

    def wait_for(self, words: str | None) -> None:
        """Wait until what was read is this."""
        while self._changes.get(timeout=SECONDS) != words:
            pass

    def is_quiet(self) -> bool:
        """Whether nothing more is reported for a while."""
        try:
            self._changes.get(timeout=0.5)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        """Stop; the thread ends by itself."""
        self._stop.set()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "panels").mkdir(parents=True)
    (tmp_path / "pack" / "pack.yaml").write_text("one")
    return tmp_path / "pack"


@pytest.fixture
def listener(folder: Path) -> Iterator[Listener]:
    started = Listener(folder)
    started.wait_for("one")
    yield started
    started.close()


def in_place(file: Path) -> None:
    file.write_text("two")


def renamed_over(file: Path) -> None:
    file.with_name("4913").write_text("two")
    file.with_name("4913").replace(file)


def moved_away_and_written_again(file: Path) -> None:
    file.rename(file.with_name("pack.yaml~"))
    file.write_text("two")


def emptied_and_written_slowly(file: Path) -> None:
    with file.open("w") as stream:
        stream.flush()
        threading.Event().wait(0.2)
        stream.write("t")
        stream.flush()
        threading.Event().wait(0.2)
        stream.write("wo")


def the_same_size_and_time(file: Path) -> None:
    stat = file.stat()
    file.with_name(".new").write_text("two")
    os.utime(file.with_name(".new"), ns=(stat.st_atime_ns, stat.st_mtime_ns))
    file.with_name(".new").replace(file)


def the_whole_folder_replaced(file: Path) -> None:
    folder = file.parent
    shutil.copytree(folder, folder.with_name("copy"))
    (folder.with_name("copy") / file.name).write_text("two")
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)


@pytest.mark.parametrize(
    "save",
    [
        in_place,
        renamed_over,
        moved_away_and_written_again,
        emptied_and_written_slowly,
        the_same_size_and_time,
        the_whole_folder_replaced,
    ],
)
def test_a_save_is_told_whatever_way_it_was_made(
    listener: Listener, folder: Path, save: Callable[[Path], None]
) -> None:
    save(folder / "pack.yaml")
    listener.wait_for("two")


def test_a_folder_that_vanishes_is_told_and_watched_again_when_it_is_back(listener: Listener, folder: Path) -> None:
    for _ in range(2):
        folder.rename(folder.with_name("away"))
        listener.wait_for(None)
        folder.with_name("away").rename(folder)
        listener.wait_for("one")
    (folder / "pack.yaml").write_text("two")
    listener.wait_for("two")


def test_a_folder_that_comes_later_is_awaited(tmp_path: Path) -> None:
    listener = Listener(tmp_path / "later")
    try:
        listener.wait_for(None)
        (tmp_path / "later").mkdir()
        (tmp_path / "later" / "pack.yaml").write_text("one")
        listener.wait_for("one")
    finally:
        listener.close()


def test_new_folders_count_and_an_editors_own_files_do_not(listener: Listener, folder: Path) -> None:
    (folder / "media" / "old").mkdir(parents=True)
    assert listener.is_quiet()
    (folder / ".pack.yaml.swp").write_text("x")
    (folder / "pack.yaml~").write_text("x")
    assert listener.is_quiet()
    (folder / "media" / "old" / "a.png").write_text("x")
    listener.wait_for("one")


@pytest.mark.parametrize("refusal", [OSError(28, "OS file watch limit reached"), RuntimeError("Too many open files")])
def test_where_nothing_can_be_watched_the_folder_is_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise refusal
        yield

    monkeypatch.setattr(watchfiles, "watch", refuse)
    listener = Listener(folder)
    try:
        listener.wait_for("one")
        (folder / "pack.yaml").write_text("two")
        listener.wait_for("two")
    finally:
        listener.close()


def test_where_nothing_is_told_the_folder_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a share that another machine writes to."""

    def deaf(*_: object, stop_event: threading.Event, **__: object) -> Iterator[object]:
        while not stop_event.wait(0.1):
            yield set()

    monkeypatch.setattr(watchfiles, "watch", deaf)
    listener = Listener(folder)
    try:
        listener.wait_for("one")
        (folder / "pack.yaml").write_text("two")
        listener.wait_for("two")
    finally:
        listener.close()


def test_marks_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_watcher, "MAX_FILES", 3)
    for number in range(10):
        (folder / f"{number}").mkdir()
        (folder / f"{number}" / "a").write_text("x")
    assert len(file_stamps(folder)) <= 3
    assert file_stamps(folder / "nowhere") == frozenset()
