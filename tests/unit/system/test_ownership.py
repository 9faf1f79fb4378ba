"""What an undone set-up kept is the kiosk's again, whatever number its user gets, and nothing else is."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.system.setup import ownership
from kiosk.system.setup.ownership import give

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
BEFORE, NOW, SOMEBODY = 64001, 64002, 64003
KEPT = (
    ".config/yi-kiosk/pin.json",
    ".config/yi-kiosk/device.yaml",
    ".local/share/yi-kiosk/journal.sqlite",
    ".local/share/yi-kiosk/journal.sqlite-wal",
    ".local/share/yi-kiosk/panel.json",
    ".local/share/yi-kiosk/pin-attempts.json",
    ".local/share/yi-kiosk/store/store.json",
    ".local/share/yi-kiosk/store/packs/one two/pack.yaml",
    ".local/state/yi-kiosk/restarts.jsonl",
    ".local/state/yi-kiosk/log/kiosk.log",
    ".cache/yi-kiosk/pictures/1.webp",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What the kiosk's user had, by the number that it had."""
    home = tmp_path / "home"
    for name in KEPT:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("kept", "utf-8")
    for path in (home, *home.rglob("*")):
        os.chown(path, BEFORE, BEFORE)
    return home


def owners(folder: Path) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for path in (folder, *folder.rglob("*")):
        entry = path.lstat()
        found[entry.st_uid, entry.st_gid] = found.get((entry.st_uid, entry.st_gid), 0) + 1
    return found


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "shadow").write_text("root's", "utf-8")
    return folder


def test_all_that_was_kept_is_given_and_a_second_time_there_is_nothing_to_give(home: Path) -> None:
    (home / "of root").write_text("a backup that root put back", "utf-8")
    (home / "empty").mkdir()
    every = len([home, *home.rglob("*")])
    given = give(home, NOW, NOW)
    assert owners(home) == {(NOW, NOW): every}
    assert (given.count, given.skipped) == (every, [])
    assert give(home, NOW, NOW).count == 0


def test_no_link_leads_out_of_the_folder(home: Path, outside: Path) -> None:
    before = owners(outside)
    (home / "file").symlink_to(outside / "shadow")
    (home / "folder").symlink_to(outside)
    (home / "nothing").symlink_to(outside / "nothing")
    give(home, NOW, NOW)
    assert owners(outside) == before
    assert (home / "folder").lstat().st_uid == NOW


def test_a_file_with_another_name_outside_stays_and_is_told(home: Path, outside: Path) -> None:
    os.link(outside / "shadow", home / "shadow")
    os.link(home / KEPT[0], home / "pin once more")
    given = give(home, NOW, NOW)
    assert given.skipped == [home / "shadow"]
    assert (outside / "shadow").stat().st_uid == 0
    assert (home / KEPT[0]).stat().st_uid == NOW


@pytest.fixture
def mounted(home: Path, outside: Path) -> Iterator[Path]:
    there = home / "a disk"
    there.mkdir()
    if subprocess.run(["mount", "--bind", outside, there], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    yield there
    subprocess.run(["umount", there], check=True)


def test_what_is_mounted_there_stays_and_is_told(home: Path, outside: Path, mounted: Path) -> None:
    before = owners(outside)
    given = give(home, NOW, NOW)
    assert given.skipped == [mounted]
    assert owners(outside) == before
    assert (home / KEPT[0]).stat().st_uid == NOW


def test_a_home_on_another_disk_is_found_through_the_link_that_root_made(home: Path, tmp_path: Path) -> None:
    (tmp_path / "var-lib-yi-kiosk").symlink_to(home)
    give(tmp_path / "var-lib-yi-kiosk", NOW, NOW)
    assert owners(home).keys() == {(NOW, NOW)}


def test_a_store_elsewhere_gives_only_what_had_the_number_of_the_store(home: Path) -> None:
    (home / "of somebody").write_text("", "utf-8")
    os.chown(home / "of somebody", SOMEBODY, SOMEBODY)
    give(home, NOW, NOW, only_owner=BEFORE)
    found = owners(home)
    assert found.pop((SOMEBODY, SOMEBODY)) == 1
    assert found.keys() == {(NOW, NOW)}


def test_names_of_mounts_are_read_as_the_kernel_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mounts").write_text("36 35 98:0 / /media/a\\040disk rw - ext4 /dev/sda1 rw\n", "utf-8")
    monkeypatch.setattr(ownership, "MOUNTS", tmp_path / "mounts")
    assert ownership.mount_points() == {Path("/media/a disk")}
