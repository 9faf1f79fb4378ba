"""Where memory sticks are found, and what is reported of what lies on them."""

from __future__ import annotations

import ctypes
import json
import shutil
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.device import usb_sticks
from kiosk.device import usb_sticks as finding
from kiosk.device.usb_sticks import MOUNT_SECONDS, Foreign, foreign_sticks, sticks
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.operator import usb_scanner
from kiosk.operator.operator_files import OperatorFiles
from tests.unit.conftest import SMALL, SamplePack

MOUNT = "36 35 8:17 / {folder} rw,nosuid shared:1 - vfat {source} rw\n"


@pytest.fixture
def machine(tmp_path: Path) -> Callable[..., Path]:
    """A machine with an inner disk that runs it; `stick` plugs one in."""
    links = tmp_path / "sys/class/block"
    links.mkdir(parents=True)
    mounts = tmp_path / "proc/self/mountinfo"
    mounts.parent.mkdir(parents=True)
    mounts.write_text("1 0 0:22 / /proc rw - proc proc rw\nspoilt line\n", "utf-8")

    def disk(name: str, bus: str, folder: str, *, partition: str = "", removable: str = "0") -> Path:
        place = tmp_path / "sys/devices" / bus / "block" / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "removable").write_text(f"{removable}\n", "ascii")
        if partition:
            (place / partition).mkdir()
            (place / partition / "partition").write_text("1\n", "ascii")
        device = partition or name
        (links / device).symlink_to(place / partition)
        with mounts.open("a", encoding="utf-8") as lines:
            lines.write(MOUNT.format(folder=folder, source=f"/dev/{device}"))
        return tmp_path

    disk("nvme0n1", "pci0000:00/nvme", "/", partition="nvme0n1p2")
    return disk


def test_a_stick_is_found_where_it_is_mounted_whatever_its_name(machine: Callable[..., Path]) -> None:
    root = machine("sdb", "pci0000:00/usb1/1-2", "/run/media/system/U\\040盘", partition="sdb1")
    assert sticks(root) == (Path("/run/media/system/U 盘"),)


def test_one_without_partitions_and_a_card_count_too(machine: Callable[..., Path]) -> None:
    machine("sdb", "pci0000:00/usb1/1-2", "/media/a")
    root = machine("mmcblk0", "mmc_host/mmc0", "/media/card", partition="mmcblk0p1", removable="1")
    assert sticks(root) == (Path("/media/a"), Path("/media/card"))


def test_inner_disks_are_none_and_one_that_is_mounted_twice_counts_once(machine: Callable[..., Path]) -> None:
    machine("sda", "pci0000:00/ata1", "/srv", partition="sda1")
    root = machine("sdb", "pci0000:00/usb1/1-2", "/media/a")
    mounts = root / "proc/self/mountinfo"
    mounts.write_text(mounts.read_text("utf-8") + MOUNT.format(folder="/mnt", source="/dev/sdb"), "utf-8")
    assert sticks(root) == (Path("/media/a"),)


def test_a_system_that_runs_from_a_usb_disk_does_not_take_itself_for_a_stick(tmp_path: Path) -> None:
    disk = tmp_path / "sys/devices/usb2/2-1/block/sda"
    links = tmp_path / "sys/class/block"
    links.mkdir(parents=True)
    lines = []
    for number, folder in ((1, "/boot/efi"), (2, "/")):
        (disk / f"sda{number}").mkdir(parents=True)
        (disk / f"sda{number}" / "partition").write_text(f"{number}", "ascii")
        (links / f"sda{number}").symlink_to(disk / f"sda{number}")
        lines.append(MOUNT.format(folder=folder, source=f"/dev/sda{number}"))
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text("".join(lines), "utf-8")
    assert sticks(tmp_path) == ()


def test_a_machine_that_tells_nothing_has_no_sticks(tmp_path: Path) -> None:
    assert sticks(tmp_path) == ()


def test_on_windows_the_removable_drives_are_sticks(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"C:\\": 3, "E:\\": 2}
    kernel = SimpleNamespace(GetLogicalDrives=lambda: 0b10100, GetDriveTypeW=lambda drive: kinds[drive])
    monkeypatch.setitem(vars(ctypes), "windll", SimpleNamespace(kernel32=kernel))
    assert list(finding._drives()) == [Path("E:\\")]


def test_a_folder_stands_for_the_stick_while_it_is_there(tmp_path: Path) -> None:
    assert OperatorFiles(stick=tmp_path).sticks() == (tmp_path,)
    assert OperatorFiles(stick=tmp_path / "pulled").sticks() == ()
    assert isinstance(OperatorFiles().sticks(), tuple)


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """Reads a stick as the panel has it read, on a device that trusts the keys in `keys`."""
    monkeypatch.setattr("kiosk.paths.trusted_keys", lambda: (tmp_path / "keys",))

    def reading(stick: Path, against: Path = SMALL) -> list[dict[str, Any]]:
        usb_scanner.main([str(against), str(stick)])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return reading


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_an_archive_tells_who_it_is_and_what_differs(read: Callable[..., Any], stick: Path, sample: SamplePack) -> None:
    (stick / "2026" / "may").mkdir(parents=True)
    shutil.copy(sample.plain, stick / "2026" / "may")
    (reported,) = read(stick)
    assert (reported["id"], reported["version"], reported["signed"], reported["languages"]) == (
        "small",
        "2.1.0",
        "",
        ["zh", "en"],
    )
    assert reported["size"] == sample.plain.stat().st_size
    assert reported["difference"] == {"other": False, "order": 0, "new": {}, "changed": {}, "gone": {}}


def test_what_is_withdrawn_here_of_an_archive_is_told_before_it_is_taken(
    read: Callable[..., Any], stick: Path, sample: SamplePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    shutil.copy(sample.plain, stick)
    assert read(stick)[0]["withdrawn"] == []
    field = sha256((sample.pack / "media" / "field.svg").read_bytes()).hexdigest()
    write_withdrawals(Withdrawals((Withdrawal("file", "portrait.svg", (field,)),)))
    assert read(stick)[0]["withdrawn"] == ["media/field.svg"]


def test_against_no_pack_nothing_differs(read: Callable[..., Any], stick: Path, sample: SamplePack) -> None:
    shutil.copy(sample.plain, stick)
    assert read(stick, stick / "nothing")[0]["difference"] is None


def test_hidden_files_photos_and_what_lies_too_deep_are_left_alone(
    read: Callable[..., Any],
    stick: Path,
    sample: SamplePack,
) -> None:
    (stick / "a" / "b" / "c").mkdir(parents=True)
    for place in (
        stick / "a" / "b" / "c" / "deep.kioskpack",
        stick / "._small.kioskpack",
        stick / "a" / "b" / "c" / "deep.zip",
    ):
        shutil.copy(sample.plain, place)
    assert read(stick) == []


def test_packs_that_are_no_archive_are_listed_with_the_reason(
    read: Callable[..., Any],
    stick: Path,
    sample: SamplePack,
) -> None:
    shutil.copy(sample.plain, stick / "small.kioskpack.zip")
    shutil.copytree(SMALL, stick / "folder")
    with zipfile.ZipFile(sample.plain) as archive:
        archive.extractall(stick / "unpacked")
    with zipfile.ZipFile(stick / "zipped.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.write(SMALL / "pack.yaml", "small/pack.yaml")
    (stick / "album.zip").write_bytes((stick / "zipped.zip").read_bytes().replace(b"pack.yaml", b"2019.jpeg"))
    reported = {Path(line["file"]).name: line for line in read(stick)}
    assert sorted(reported) == ["folder", "small.kioskpack.zip", "unpacked", "zipped.zip"]
    assert reported["small.kioskpack.zip"]["id"] == "small"
    assert "what `kiosk pack build` makes of it" in reported["folder"]["fault"]["en"]
    assert "解压后的内容包文件" in reported["unpacked"]["fault"]["zh"]
    assert "give its folder to `kiosk pack build`" in reported["zipped.zip"]["fault"]["en"]


@pytest.mark.parametrize(
    "name",
    ["small.kioskpack.1", "small.kioskpack(1)", "small.kioskpack.part", "small (2).KioskPack", "small.kioskpack.ZIP"],
)
def test_an_archive_under_the_name_that_a_download_gave_it_is_listed(
    name: str, read: Callable[..., Any], stick: Path, sample: SamplePack
) -> None:
    shutil.copy(sample.plain, stick / name)
    assert [line["id"] for line in read(stick)] == ["small"]
    (stick / name).write_bytes(sample.plain.read_bytes()[:-100])
    assert [line["fault"]["en"] for line in read(stick)] == ["is cut short"]


@pytest.mark.parametrize(("system", "name"), [("ntfs", "NTFS"), ("apfs", "APFS"), ("ext4", "ext4")])
def test_a_stick_that_cannot_be_read_is_named_with_its_file_system(
    machine: Callable[..., Path], system: str, name: str
) -> None:
    root = machine("sdb", "pci0000:00/usb1/1-2", "/media/a", partition="sdb1")
    disk = root / "sys/devices/pci0000:00/usb1/1-3/block/sdc"
    (disk / "sdc1").mkdir(parents=True)
    (disk / "sdc1" / "partition").write_text("1\n", "ascii")
    (disk / "sdc1" / "dev").write_text("8:33\n", "ascii")
    (root / "sys/class/block/sdc1").symlink_to(disk / "sdc1")
    assert foreign_sticks(root) == ()
    udev = root / "run/udev/data"
    udev.mkdir(parents=True)
    (udev / "b8:33").write_text(f"S:disk\nE:ID_FS_TYPE={system}\nE:ID_FS_LABEL_ENC=My\\x20展厅\n", "utf-8")
    assert foreign_sticks(root) == (Foreign("My 展厅", name),)
    assert foreign_sticks(root / "nothing") == ()


@pytest.mark.parametrize(
    ("facts", "is_named"),
    [
        ("E:ID_FS_TYPE=exfat\n", True),
        ("E:ID_FS_TYPE=vfat\n", True),
        ("E:ID_PART_ENTRY_TYPE=0xc\n", True),  # a partition in which no file system can be made out any more
        ("E:ID_PART_ENTRY_TYPE=0xf\n", False),  # holds other partitions
        ("E:ID_PART_ENTRY_TYPE=e3c9e316-0b5c-4db8-817d-f92df00215ae\n", False),  # Microsoft's reserve
        ("E:ID_PART_ENTRY_TYPE=c12a7328-f81f-11d2-ba4b-00a0c93ec93b\nE:ID_FS_TYPE=vfat\n", False),  # to start from
    ],
)
def test_a_stick_that_cannot_be_opened_is_named_once_its_time_is_over(
    machine: Callable[..., Path], facts: str, is_named: bool
) -> None:
    root = machine("sdb", "pci0000:00/usb1/1-2", "/media/a", partition="sdb1")
    disk = root / "sys/devices/pci0000:00/usb1/1-3/block/sdc"
    (disk / "sdc1").mkdir(parents=True)
    (disk / "sdc1" / "partition").write_text("1\n", "ascii")
    for block, number in ((disk, "8:32"), (disk / "sdc1", "8:33")):
        (block / "dev").write_text(f"{number}\n", "ascii")
        (block / "size").write_text("62500000\n", "ascii")
        (root / "sys/class/block" / block.name).symlink_to(block)
    udev = root / "run/udev/data"
    udev.mkdir(parents=True)
    since = int(time.monotonic() * 1e6)
    facts += "E:ID_PART_TABLE_TYPE=dos\nE:ID_FS_LABEL_ENC=Fair\n"
    for age, named in ((0, False), (int(MOUNT_SECONDS * 1e6) + 1, is_named)):
        (udev / "b8:32").write_text(f"I:{since - age}\nE:ID_PART_TABLE_TYPE=dos\n", "utf-8")
        (udev / "b8:33").write_text(f"I:{since - age}\n{facts}", "utf-8")
        assert foreign_sticks(root) == ((Foreign("Fair", ""),) if named else ())
    (root / "proc/self/mountinfo").write_text("1 2 8:33 / /run/media/x ro - vfat /dev/sdc1 ro\n")
    assert foreign_sticks(root) == ()


@pytest.mark.parametrize(("facts", "size", "is_named"), [("", "62500000", True), ("", "0", False)])
def test_a_stick_without_any_format_is_named_and_an_empty_reader_of_cards_is_not(
    machine: Callable[..., Path], facts: str, size: str, is_named: bool
) -> None:
    root = machine("sdb", "pci0000:00/usb1/1-2", "/media/a", partition="sdb1")
    disk = root / "sys/devices/pci0000:00/usb1/1-3/block/sdc"
    disk.mkdir(parents=True)
    (disk / "dev").write_text("8:32\n", "ascii")
    (disk / "size").write_text(f"{size}\n", "ascii")
    (root / "sys/class/block/sdc").symlink_to(disk)
    (root / "run/udev/data").mkdir(parents=True)
    (root / "run/udev/data/b8:32").write_text("I:1\nE:ID_BUS=usb\n", "utf-8")
    assert foreign_sticks(root) == ((Foreign("sdc", ""),) if is_named else ())


def test_a_folder_that_stands_for_the_stick_hides_the_others(tmp_path: Path) -> None:
    assert OperatorFiles(stick=tmp_path).foreign_sticks() == ()
    assert isinstance(OperatorFiles().foreign_sticks(), tuple)


def test_what_is_wrong_is_told_in_both_languages(read: Callable[..., Any], stick: Path) -> None:
    (stick / "junk.kioskpack").write_bytes(b"junk")
    (reported,) = read(stick)
    assert reported["fault"] == {"en": "is not an archive", "zh": "不是内容包文件"}


def test_a_device_that_trusts_keys_says_so_before_anything_is_taken(
    read: Callable[..., Any],
    stick: Path,
    sample: SamplePack,
    tmp_path: Path,
) -> None:
    shutil.copy(sample.plain, stick / "plain.kioskpack")
    shutil.copy(sample.signed, stick / "signed.kioskpack")
    (tmp_path / "keys").mkdir()
    shutil.copy(sample.public, tmp_path / "keys")
    plain, signed = read(stick)
    assert "is not signed" in plain["fault"]["en"]
    assert signed["signed"] == "hall"


def test_keys_that_cannot_be_read_refuse_everything(read: Callable[..., Any], stick: Path, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "hall.pub").write_text("no key", "utf-8")
    (reported,) = read(stick)
    assert "no public key" in reported["refused"]["en"]


def test_a_stick_with_ten_thousand_files_is_looked_at_in_part(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_sticks, "MAX_ENTRIES", 3)
    for name in "abcd":
        (stick / f"{name}.kioskpack").touch()
    assert len(list(usb_sticks.archives(stick))) == 3
