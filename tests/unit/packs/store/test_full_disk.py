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

from kiosk.device import disk as disks
from kiosk.device.disk import overwrite, write_whole
from kiosk.device.errors import RefusedError
from kiosk.packs.store import index as ledgers
from kiosk.packs.store.index import COPY, FILE, Installed, StoreIndex, read_index, write_index
from kiosk.packs.store.installer import Installer

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
