"""On a disk without a block to spare the pack on the screen can still be changed, and a kiosk sees it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.device import disk as disks
from kiosk.device import restart_list
from kiosk.device.disk import overwrite, write_whole
from kiosk.device.errors import RefusedError
from kiosk.operator.operator_files import Choices, OperatorFiles
from kiosk.operator.pin_file import set_pin
from kiosk.operator.pin_throttle import PinThrottle
from kiosk.packs.loaded_pack import LoadedPack
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store import index as ledgers
from kiosk.packs.store import probation
from kiosk.packs.store.index import COPY, FILE, Installed, StoreIndex, read_index, write_index
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.probation import Incident, read_health, read_incidents
from kiosk.session.day_override import PLANNED
from kiosk_launcher.restart_log import add_restart
from tests.unit.conftest import SMALL

VERSIONS = 5


def filled(store: Path) -> Installer:
    """A store that knows some versions of a pack, of which the last is live and none stood before it."""
    store.mkdir()
    for name in ("lock", "kiosk.lock"):
        (store / name).touch()
    packs = tuple(
        Installed(
            install_path=f"packs/hall/{number}.0-0123456789ab",
            id="hall",
            version=f"{number}.0",
            title="展厅",
            languages=("zh", "en"),
            digest="a" * 64,
            signed="",
            when=f"2026-05-0{number + 1}T10:00:00+00:00",
        )
        for number in range(VERSIONS)
    )
    write_index(store, StoreIndex(packs[-1].install_path, (), packs))
    return Installer(store)


@contextmanager
def disk(folder: Path, kind: str) -> Iterator[Path]:
    """A small disk of its own; skips where this user may not mount one."""
    place, image = folder / "disk", folder / "disk.img"
    place.mkdir()
    if kind == "tmpfs":
        words = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    elif shutil.which(f"mkfs.{kind}"):
        with image.open("wb") as stream:
            stream.truncate(16_000_000)
        subprocess.run([f"mkfs.{kind}", "-q", "-m", "0", str(image)], check=True, capture_output=True)
        words = ["mount", "-o", "loop", str(image), str(place)]
    else:
        pytest.skip(f"there is no mkfs.{kind}")
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True, capture_output=True)


def fill(place: Path) -> None:
    """Take every byte that is left."""
    with (place / "filler").open("wb", buffering=0) as stream, suppress(OSError):
        for size in (65_536, 4_096, 1):
            with suppress(OSError):
                while True:
                    stream.write(bytes(size))
    os.sync()


@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
def test_a_pack_is_used_and_taken_back_on_a_full_disk(tmp_path: Path, kind: str) -> None:
    with disk(tmp_path, kind) as place:
        installer = filled(place / "store")
        fill(place)
        with pytest.raises(OSError, match="No space left") as refused:
            write_whole(place / "store" / "else", bytes(4096))
        assert refused.value.errno == errno.ENOSPC
        for number in range(VERSIONS):
            before = (place / "store" / FILE).stat()
            installer.use("hall", f"{number}.0")
            assert installer.store_index().live.startswith(f"packs/hall/{number}.0")
            after = (place / "store" / FILE).stat()
            # By this a running kiosk knows that something else is live.
            assert (before.st_ino, before.st_mtime_ns) != (after.st_ino, after.st_mtime_ns)
        assert len(installer.store_index().before) == VERSIONS - 1
        for number in reversed(range(VERSIONS - 1)):
            taken = installer.rollback()
            assert taken is not None
            assert taken.version == f"{number}.0"
        with pytest.raises(RefusedError, match="no pack was here before"):
            installer.rollback()
        assert (place / "store" / FILE).read_bytes() == (place / "store" / COPY).read_bytes()


@pytest.mark.parametrize("copy", ["as the ledger", "of an earlier change", "broken"])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_one_ledger_is_whole_whenever_the_power_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, copy: str
) -> None:
    installer = filled(tmp_path / "store")
    old = installer.store_index()
    if copy == "of an earlier change":
        (installer.folder / COPY).write_bytes((installer.folder / FILE).read_bytes())
        earlier = (installer.folder / COPY).read_bytes()
        write_index(installer.folder, old.with_live(old.packs[0].install_path))
        old = installer.store_index()
        (installer.folder / COPY).write_bytes(earlier)
    elif copy == "broken":
        (installer.folder / COPY).write_bytes(b"{" * 5_000)
    steps = iter(range(1, 10))

    class PowerCut(BaseException):
        pass

    def cut(file: Path, data: bytes) -> None:
        if next(steps) == step:
            overwrite(file, data[: len(data) // 9])
            raise PowerCut
        overwrite(file, data)

    def refuse(file: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr(ledgers, "write_whole", refuse)
    monkeypatch.setattr(disks, "overwrite", cut)
    new = old.with_live(old.packs[1].install_path)
    with suppress(PowerCut):
        write_index(installer.folder, new)
    assert read_index(installer.folder) in (old, new)
    assert read_index(installer.folder) == (old if step == 1 else new)


def test_a_ledger_that_finds_no_room_is_refused_and_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installer = filled(tmp_path / "store")
    old = installer.store_index()
    many = tuple(Installed(f"packs/hall/{number}", "hall", str(number), "", (), "", "", "") for number in range(1_000))

    def refuse(file: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr(ledgers, "write_whole", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_index(installer.folder, StoreIndex(old.live, (), many))
    assert read_index(installer.folder) == old


def kiosk(installer: Installer) -> PackSelector:
    """A kiosk that begins on the store."""
    return PackSelector(ProductAssets({}, {}), installer.folder.parent / "cache", (1920,), SMALL, installer)


def crash(installer: Installer) -> str:
    """The kiosk shows what is to be shown, and crashes at once; return what it showed."""
    selector = kiosk(installer)
    source = selector.select_first("crashed")
    selector.begin(LoadedPack(source))
    return source.name


@pytest.mark.parametrize("kind", ["tmpfs", "ext4"])
def test_a_pack_that_crashes_on_a_full_disk_is_gone_back_from_and_staff_are_told(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with disk(tmp_path, kind) as place:
        installer = filled(place / "store")
        selector = kiosk(installer)
        good = selector.select_first()
        selector.begin(LoadedPack(good))
        selector.settle(good)
        selector.end()
        fill(place)
        for number in range(VERSIONS - 1):
            installer.use("hall", f"{number}.0")
        shown = [crash(installer) for _ in range(VERSIONS)]
        assert shown == ["hall 3.0", "hall 2.0", "hall 1.0", "hall 0.0", "hall 4.0"]
        assert read_health(installer.folder).good == (good.install_path,)
        output = [str(incident.message()) for incident in read_incidents(installer.folder)]
        assert len(output) == VERSIONS - 1
        assert output[-1].startswith(
            "the kiosk ended while it showed hall 0.0 for the first minutes; hall 4.0 is shown"
        )
        assert main(["pack", "list", "--store", str(installer.folder), "--language", "zh"]) == 0
        assert "hall 0.0" in capsys.readouterr().err


def test_the_last_incidents_are_kept_however_many_there_are_on_a_full_disk(tmp_path: Path) -> None:
    with disk(tmp_path, "ext4") as place:
        installer = filled(place / "store")
        kiosk(installer).begin(LoadedPack(kiosk(installer).select_first()))
        fill(place)
        for number in range(60):
            assert probation.tell(installer.folder, Incident("unfit", probation.now(), f"hall {number}", "hall 1.0"))
            assert read_incidents(installer.folder)[-1].pack == f"hall {number}"
        assert len(read_incidents(installer.folder)) > 5


def test_what_the_disk_does_not_take_at_all_is_told_from_memory_until_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disk(tmp_path, "ext4") as place:
        installer = filled(place / "store")
        fill(place)
        selector = kiosk(installer)
        assert selector.give_up(selector.select_first(), "unfit") is not None
        assert read_incidents(installer.folder) == []
        (unkept,) = selector.unkept()
        assert str(unkept.message()).startswith("hall 4.0 cannot be shown on this device")
        selector.keep_incidents()
        assert selector.unkept() == [unkept]
        (place / "filler").unlink()
        monkeypatch.setattr("kiosk.packs.store.pack_selector.KEEP_AGAIN", 0.0)
        selector.keep_incidents()
        assert (selector.unkept(), read_incidents(installer.folder)) == ([], [unkept])


def test_restarts_are_listed_on_a_full_disk_too(tmp_path: Path) -> None:
    with disk(tmp_path, "ext4") as place:
        file = place / "yi-kiosk" / "restarts.jsonl"
        add_restart({"XDG_STATE_HOME": str(place)}, "first", 1.0, "the live pack")
        fill(place)
        add_restart({"XDG_STATE_HOME": str(place)}, "hung", 2.0, "the live pack")
        restart_list.note(file, restart_list.Restart(restart_list.MEMORY, 3.0, 900, 800))
        assert [each.why for each in restart_list.read_restarts(file)] == ["first", "hung", "memory"]
        for number in range(100):
            add_restart({"XDG_STATE_HOME": str(place)}, str(number), 1.0, "the live pack")
        found = restart_list.read_restarts(file)
        assert found[-1].why == "99"
        assert len(found) > 10


def test_what_staff_set_in_the_operator_menu_outlives_a_restart_on_a_full_disk(tmp_path: Path) -> None:
    with disk(tmp_path, "ext4") as place:
        files = OperatorFiles(choices=place / "data" / "panel.json")
        files.change(volume=40)
        fill(place)
        files.change(withdrawn=True)
        assert files.chosen() == Choices(40, True, PLANNED, "")


def test_wrong_pins_are_counted_on_a_full_disk(tmp_path: Path) -> None:
    with disk(tmp_path, "ext4") as place:
        pin, count = place / "pin.json", place / "attempts.json"
        set_pin(pin, "482915")
        throttle = PinThrottle(pin, count, lambda: 0.0)
        fill(place)
        assert not throttle.try_pin("111111")
        assert PinThrottle(pin, count, lambda: 0.0).wrong == 1
