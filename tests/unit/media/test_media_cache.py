"""What was made once is not made again, and a spoilt cache is never shown."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.media import MediaFailure, Prepared, prepare
from kiosk.media.cache_entries import read_picture
from kiosk.media.media_cache import MediaCache
from tests.unit.media.sample_pictures import WIDTHS, colour, is_near, paint, prepare_one


@pytest.fixture(autouse=True)
def no_temporary_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a program that has just begun."""
    monkeypatch.setattr("kiosk.media.preparation._temporary", [])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    paint().pngsave(str(tmp_path / "a.png"))
    return tmp_path / "a.png"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def made(file: Path, cache: Path) -> Prepared:
    prepared = prepare_one(file, cache)
    assert isinstance(prepared, Prepared)
    return prepared


@pytest.fixture
def no_process(made: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, to start a process is a failure."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no process may be started")

    monkeypatch.setattr(subprocess, "Popen", refuse)


@pytest.mark.usefixtures("no_process")
def test_a_second_start_draws_nothing(file: Path, cache: Path, made: Prepared) -> None:
    assert prepare_one(file, cache) == made


@pytest.mark.usefixtures("no_process")
def test_the_same_picture_in_another_place_is_not_drawn_again(file: Path, cache: Path, made: Prepared) -> None:
    copy = file.with_name("copy.jpg")
    copy.write_bytes(file.read_bytes())
    assert prepare_one(copy, cache) == made


def test_a_start_from_the_cache_loads_nothing_heavy(file: Path, cache: Path, made: Prepared) -> None:
    code = (
        "import sys; from pathlib import Path; from kiosk.media import prepare\n"
        "assert len(prepare([Path(sys.argv[1])], Path(sys.argv[2]), (40, 80, 160)).pictures) == 1\n"
        "print(sorted({'pyvips', 'cffi', 'subprocess', 'threading', 'pydantic', 'tempfile'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(file), str(cache)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_changed_picture_is_drawn_again(file: Path, cache: Path, made: Prepared) -> None:
    paint().fliphor().pngsave(str(file))
    again = prepare_one(file, cache)
    assert isinstance(again, Prepared)
    assert is_near(colour(again, 0.2, 0.5), (30, 30, 200))


def test_another_ladder_is_another_entry(file: Path, cache: Path, made: Prepared) -> None:
    other = prepare_one(file, cache, (50,))
    assert isinstance(other, Prepared)
    assert [rendition.width for rendition in other.renditions] == [50]
    assert prepare_one(file, cache) == made


def _shorten(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def _rewrite(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _point_outside(file: Path) -> None:
    meta = json.loads((file.parent / "meta.json").read_text())
    meta["picture"]["renditions"][0]["file"] = "../../../../a.png"
    (file.parent / "meta.json").write_text(json.dumps(meta))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "rendition gone": Path.unlink,
    "rendition cut short": _shorten,
    "rendition overwritten": _rewrite,
    "no meta": lambda file: (file.parent / "meta.json").unlink(),
    "meta empty": lambda file: (file.parent / "meta.json").write_text(""),
    "meta of nonsense": lambda file: (file.parent / "meta.json").write_text("[1, 2]"),
    "meta nested": lambda file: (file.parent / "meta.json").write_text("[" * 100_000),
    "meta without stamps": lambda file: (file.parent / "meta.json").write_text('{"picture": {}}'),
    "meta that points outside": _point_outside,
    "entry is a file": lambda file: (file.parent.rename(file.parent.with_name("x")), file.parent.write_text("")),
    "index of nonsense": lambda file: (_rewrite(file.parents[2] / "index.json"), file.unlink()),
    "index is a list": lambda file: ((file.parents[2] / "index.json").write_text("[]"), file.unlink()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_spoilt_entry_is_made_again(file: Path, cache: Path, made: Prepared, damage: str) -> None:
    before = made.renditions[0].file.read_bytes()
    DAMAGE[damage](made.renditions[0].file)
    assert prepare_one(file, cache) == made
    assert made.renditions[0].file.read_bytes() == before


def test_an_index_with_wrong_entries_is_not_believed(file: Path, cache: Path, made: Prepared) -> None:
    index = cache / "media" / "index.json"
    known = json.loads(index.read_text())
    for wrong in (None, [], "x", [*known[str(file)][:2], 7], [*known[str(file)][:2], "short"]):
        index.write_text(json.dumps({str(file): wrong}))
        assert prepare_one(file, cache) == made


def test_what_a_killed_program_left_is_removed_after_a_day(file: Path, cache: Path) -> None:
    fresh, stale = cache / "media" / ".making-fresh", cache / "media" / ".making-stale"
    for room in (fresh, stale):
        room.mkdir(parents=True)
        (room / "40.jpg").write_bytes(b"half")
    os.utime(stale, (time.time() - 90_000,) * 2)
    prepare_one(file, cache)
    assert [room.name for room in cache.glob("media/.making-*")] == [".making-fresh"]


@pytest.fixture
def ended() -> int:
    """The number of a process that is over."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_program_left_is_removed_by_the_next_one_that_draws(file: Path, cache: Path, ended: int) -> None:
    """A kiosk that is killed while it gets ready, again and again, fills no disk; another one that draws is let be."""
    for number in (ended, os.getppid()):
        room = cache / "media" / f".making-{number}-abc_1"
        room.mkdir(parents=True)
        (room / "40.jpg").write_bytes(b"half")
    prepare_one(file, cache)
    assert [room.name for room in cache.glob("media/.making-*")] == [f".making-{os.getppid()}-abc_1"]


def test_a_room_says_which_program_draws_in_it(cache: Path) -> None:
    assert MediaCache(cache / "media", WIDTHS).make_work_folder().name.startswith(f".making-{os.getpid()}-")


def test_the_index_forgets_files_that_are_gone(file: Path, cache: Path, made: Prepared) -> None:
    """Each installation has a folder of its own; over the years the index would know all of them."""
    index = cache / "media" / "index.json"
    for number in range(3):
        copy = file.with_name(f"{number}.png")
        copy.write_bytes(file.read_bytes())
        prepare_one(copy, cache)
        copy.unlink()
    prepare_one(file.rename(file.with_name("last.png")), cache)
    assert list(json.loads(index.read_text())) == [str(file.with_name("last.png"))]


def test_nothing_half_made_is_left(cache: Path, made: Prepared) -> None:
    found = {path.name for path in (cache / "media").iterdir()}
    assert found == {"index.json", made.renditions[0].file.parents[1].name}


def test_a_cache_that_cannot_be_written_is_said_and_does_not_stop_the_kiosk(file: Path, tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file where the cache should be")
    imported = prepare([file], tmp_path / "occupied", WIDTHS)
    assert imported.failures == {}
    assert imported.note.startswith(f"pictures cannot be kept in {tmp_path / 'occupied' / 'media'} (")
    assert is_near(colour(imported.pictures[file], 0.2, 0.5), (200, 30, 30))


def test_where_the_cache_cannot_be_written_temporary_pictures_do_not_pile_up(
    file: Path, tmp_path: Path, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a program that was killed left goes, and one program has one folder, however often it reads its pack."""
    (tmp_path / "occupied").write_text("a file where the cache should be")
    temporary = tmp_path / "temporary"
    for number in (ended, os.getppid()):
        (temporary / f"yi-kiosk-pictures-{number}-x" / "media").mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for _ in range(3):
        assert prepare([file], tmp_path / "occupied", WIDTHS).failures == {}
    others = f"yi-kiosk-pictures-{os.getppid()}-x"
    (own,) = {folder.name for folder in temporary.iterdir()} - {others}
    assert own.startswith(f"yi-kiosk-pictures-{os.getpid()}-")
    assert len(list(temporary.glob(f"{own}/media/??/*"))) == 1
    assert (temporary / others).is_dir()


@pytest.mark.parametrize("step", ["make_work_folder", "store"])
def test_a_full_disk_is_said_and_does_not_stop_the_kiosk(
    file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real = getattr(MediaCache, step)

    def fill(media_cache: MediaCache, *details: Any) -> Any:
        if cache in media_cache.root.parents:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(media_cache, *details)

    monkeypatch.setattr(MediaCache, step, fill)
    imported = prepare([file], cache, WIDTHS)
    assert list(imported.pictures) == [file]
    assert "(No space left on device)" in imported.note


def test_no_room_anywhere_is_a_failure_of_the_picture(file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.mkdtemp", fill)
    failure = prepare_one(file, cache)
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "there is no room on this device to keep the picture: No space left on device"


def test_a_cache_that_can_only_be_read_serves_what_it_has(
    file: Path, cache: Path, made: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    copy = file.with_name("copy.png")
    copy.write_bytes(file.read_bytes())
    imported = prepare([file, copy], cache, WIDTHS)
    assert (list(imported.pictures), imported.note) == ([file, copy], "")


def test_progress_reaches_the_total_and_names_each_file_once(file: Path, cache: Path) -> None:
    copy = file.with_name("copy.png")
    copy.write_bytes(file.read_bytes())
    reported: list[tuple[int, int]] = []
    prepare([file, copy, file.with_name("absent.png"), file], cache, WIDTHS, lambda *step: reported.append(step))
    # While nothing is ready the same is reported again.
    assert [step for step in dict.fromkeys(reported) if step[0]] == [(1, 3), (2, 3), (3, 3)]


GOOD = {"width": 9, "height": 9, "opaque": True, "renditions": [{"width": 9, "height": 9, "file": "9.jpg"}]}


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        GOOD | {"width": 0},
        GOOD | {"width": True},
        GOOD | {"height": "9"},
        GOOD | {"opaque": 1},
        GOOD | {"renditions": []},
        GOOD | {"renditions": [{"width": 9, "height": 9, "file": "/etc/passwd"}]},
        GOOD | {"renditions": [{"width": 9, "height": 9, "file": "9.jpg\n"}]},
        GOOD | {"renditions": [{"width": 9, "height": 9, "file": 9}]},
        GOOD | {"renditions": [{"width": 9, "height": 9, "file": "9.jpg"}, {"width": 8, "height": 8, "file": "8.jpg"}]},
    ],
)
def test_a_description_that_makes_no_sense_is_not_believed(wrong: object) -> None:
    assert read_picture(GOOD, Path()) is not None
    assert read_picture(wrong, Path()) is None
