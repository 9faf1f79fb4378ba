"""What a kiosk shows where an installed pack fails: the one before it, by itself, and staff are reported."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.device.file_lock import locked
from kiosk.media.sandbox.limits import START_SECONDS
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import probation
from kiosk.packs.store.damage import Damage, discard, read_damage
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from kiosk.packs.store.integrity_check import main as inspection
from kiosk.packs.store.layout import LOCK
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.probation import read_health, read_incidents
from tests.unit.conftest import SMALL


@dataclass(frozen=True)
class Device:
    """A device with two versions of the small pack installed, of which the second is live."""

    store: Installer
    assets: ProductAssets
    old: str
    new: str

    def start(self) -> PackSelector:
        """The kiosk begins."""
        return PackSelector(self.assets, self.store.folder.parent / "cache", self.store.widths(), SMALL, self.store)

    def show(self, last_end: str = "") -> str:
        """The kiosk begins and shows what is to be shown; return its place."""
        selector = self.start()
        source = selector.select_first(last_end)
        selector.begin(LoadedPack(source))
        return source.install_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ProductAssets]:
    """A store with two versions, to be copied for each test."""
    top = tmp_path_factory.mktemp("made")
    assets = load_assets(paths.resources(), CompiledCache(top / "house"))
    store = Installer(top / "store")
    other = Path(shutil.copytree(SMALL, top / "other"))
    sheet = other / "pack.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("version: 2.1.0", "version: 3.0.0"), "utf-8")
    for pack in (SMALL, other):
        store.install(pack, assets, None, lambda *_: None)
    return store.folder, assets


@pytest.fixture
def device(made: tuple[Path, ProductAssets], tmp_path: Path) -> Device:
    store = Installer(tmp_path / "store")
    shutil.copytree(made[0], store.folder)
    for pack in store.store_index().packs:  # what is compiled knows where it lies
        shutil.rmtree(store.folder / pack.install_path / "compiled")
    for source in (SMALL, made[0].parent / "other"):
        store.install(source, made[1], None, lambda *_: None)
    store_index = store.store_index()
    return Device(store, made[1], store_index.before[0], store_index.live)


@pytest.fixture
def boots(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The machine's starts: the last of the list is the one that goes on."""
    known = ["first"]
    monkeypatch.setattr(probation, "boot", lambda: known[-1])
    return known


def test_the_live_pack_is_shown_and_good_after_five_minutes(device: Device) -> None:
    selector = device.start()
    source = selector.select_first()
    assert source.install_path == device.new
    assert selector.begin(LoadedPack(source))
    selector.settle(source)
    assert read_health(device.store.folder) == probation.Health(good=(device.new,))
    assert not device.start().begin(LoadedPack(source))


def test_a_program_that_ended_while_it_tried_a_pack_goes_back_to_the_one_before(
    device: Device, boots: list[str]
) -> None:
    assert device.show() == device.new
    assert device.show() == device.old
    assert device.store.store_index().live == device.old
    (incident,) = read_incidents(device.store.folder)
    assert str(incident.message()) == (
        "the kiosk ended while it showed small 3.0.0 for the first minutes; small 2.1.0 is shown instead"
    )


def test_the_pack_that_ships_is_the_last_one_that_is_gone_back_to(device: Device, boots: list[str]) -> None:
    assert [device.show() for _ in range(4)] == [device.new, device.old, "", ""]
    assert "the built-in pack is shown instead" in read_incidents(device.store.folder)[-1].message()


def test_a_kiosk_that_is_ended_in_order_has_not_failed(device: Device, boots: list[str]) -> None:
    for _ in range(5):
        selector = device.start()
        selector.begin(LoadedPack(selector.select_first()))
        selector.end()
    assert device.show() == device.new


def test_the_halls_switch_is_never_held_against_a_pack(device: Device, boots: list[str]) -> None:
    for boot in ("first", "second", "third", "fourth", "fifth"):
        boots.append(boot)
        assert device.show("power") == device.new
        boots.append(f"{boot} again")
        assert device.show() == device.new


@pytest.mark.parametrize(
    ("end", "goes_back"),
    [("crashed", True), ("hung", True), ("", True), ("unknown", False), ("ordered", False), ("no screen", False)],
)
def test_while_the_machine_runs_on_only_an_end_of_the_kiosk_itself_is_held_against_the_pack(
    device: Device, boots: list[str], end: str, goes_back: bool
) -> None:
    assert device.show() == device.new
    assert device.show(end) == (device.old if goes_back else device.new)


def test_where_the_machine_cannot_tell_its_starts_apart_only_the_launcher_can(device: Device, boots: list[str]) -> None:
    boots.append("")
    assert [device.show(), device.show(), device.show("unknown")] == [device.new] * 3
    assert device.show("crashed") == device.old


def test_what_is_good_is_never_gone_back_from(device: Device, boots: list[str]) -> None:
    selector = device.start()
    selector.settle(selector.select_first())
    assert [device.show() for _ in range(3)] == [device.new] * 3


def test_a_pack_that_cannot_be_shown_is_stepped_back_from(device: Device) -> None:
    selector = device.start()
    instead = selector.give_up(selector.select_first(), "unfit")
    assert instead is not None
    assert instead.install_path == device.old
    assert instead.load_cached() is not None
    last = selector.give_up(instead, "unfit")
    assert last is not None
    assert last.folder == SMALL
    assert selector.give_up(last, "unfit") is None
    device.store.use("small", "3.0.0")
    assert selector.select_live(again=True).install_path == device.new


def test_a_pack_that_a_busy_machine_could_not_make_ready_is_live_again_at_the_next_try(device: Device) -> None:
    selector = device.start()
    instead = selector.give_up(selector.select_first(), "unready")
    assert instead is not None
    assert (instead.install_path, device.store.store_index().live) == (device.old, device.new)
    assert "tried again" in str(probation.read_incidents(device.store.folder)[-1].message())
    assert selector.select_live().install_path == device.old
    assert selector.select_live(again=True).install_path == device.new
    assert device.start().select_first().install_path == device.new


def test_while_somebody_installs_it_steps_back_without_the_ledger(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.packs.store.pack_selector.PATIENCE", 0.2)
    selector = device.start()
    with locked(device.store.folder / LOCK):
        instead = selector.give_up(selector.select_first(), "unfit")
    assert instead is not None
    assert (instead.install_path, device.store.store_index().live) == (device.old, device.new)


def test_a_store_that_cannot_be_written_stops_nobody(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for module in ("pack_selector.take", "probation.write_reserving", "pack_selector.write_index"):
        monkeypatch.setattr(f"kiosk.packs.store.{module}", fail)
    selector = device.start()
    source = selector.select_first()
    selector.begin(LoadedPack(source))
    instead = selector.give_up(source, "unfit")
    assert instead is not None
    assert instead.install_path == device.old
    selector.end()


def test_a_ledger_that_cannot_be_read_shows_the_pack_that_ships(device: Device) -> None:
    for name in ("store.json", "store.copy.json"):
        (device.store.folder / name).write_text("{", "utf-8")
    assert device.start().select_first().folder == SMALL


def test_without_a_store_there_is_nothing_to_prove(device: Device, tmp_path: Path) -> None:
    selector = PackSelector(device.assets, tmp_path / "cache", (480,), SMALL, None)
    source = selector.select_first()
    assert source.folder == SMALL
    assert not selector.begin(LoadedPack(source))
    assert selector.give_up(source, "unfit") is None
    assert selector.stamp() == ()
    selector.settle(source)
    selector.end()


def test_the_stamp_differs_once_something_else_is_live(device: Device) -> None:
    selector = device.start()
    before = selector.stamp()
    assert selector.stamp() == before
    device.store.rollback()
    assert selector.stamp() != before


def flip(file: Path) -> None:
    """Change one bit in the middle of a file, and nothing that its folder tells of it."""
    seen, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def inspected(device: Device) -> Damage:
    pack = device.store.store_index().at(device.new)
    assert pack is not None
    return inspect(device.store.folder, pack)


@pytest.mark.parametrize("file", ["pack/pack.yaml", "pack/media/tower.svg", "manifest.json"])
def test_a_bit_that_flips_in_the_pack_is_found(device: Device, file: str) -> None:
    assert not inspected(device)
    flip(device.store.folder / device.new / file)
    assert inspected(device).files == (file,)


def test_a_file_that_is_gone_is_found(device: Device) -> None:
    (device.store.folder / device.new / "pack" / "media" / "tower.svg").unlink()
    (device.store.folder / device.new / "made.json").unlink()
    found = inspected(device)
    assert found.files == ("pack/media/tower.svg",)
    assert [Path(file).name for file in found.made] == ["made.json"]
    (device.store.folder / device.new / "manifest.json").unlink()
    assert inspected(device).files == ("manifest.json",)


def test_a_bit_that_flips_in_a_prepared_picture_is_found_and_it_is_made_again(device: Device) -> None:
    picture = next((device.store.folder / "made" / "media").glob("??/*/480.*"))
    flip(picture)
    found = inspected(device)
    assert found == Damage((), (str(picture),))
    discard(device.store.folder, device.new, (*found.made, "/somewhere/else"))
    selector = device.start()
    source = selector.select_first()
    assert source.load_cached() is None
    assert selector.load(source, lambda *_: None).values is not None
    assert not inspected(device)


def test_a_bit_that_flips_in_what_is_compiled_is_seen_by_the_start_itself(device: Device) -> None:
    compiled = sorted((device.store.folder / device.new / "compiled").iterdir())
    for file in compiled:
        flip(file)
    assert device.start().select_first().load_cached() is None
    assert sorted(inspected(device).made) == [str(file) for file in compiled]


def test_the_inspection_is_a_program_that_prints_what_it_found(
    device: Device, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.nice", lambda _: 19)
    flip(device.store.folder / device.new / "pack" / "pack.yaml")
    assert inspection(str(device.store.folder), device.new) == 0
    printed = capsys.readouterr().out
    assert read_damage(printed) == Damage(("pack/pack.yaml",), ())
    assert inspection(str(device.store.folder), "packs/none") == 1
    (device.store.folder / "store.json").write_text("{", "utf-8")
    (device.store.folder / "store.copy.json").write_text("{", "utf-8")
    assert inspection(str(device.store.folder), device.new) == 1
    for broken in ("", "[]", '{"files": 1}'):
        assert read_damage(broken) is None
    assert read_damage('{"files": [], "made": [], "removed": []}') == Damage()


def test_troubles_are_bounded_and_listed_in_the_language_of_staff(
    device: Device, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probation, "MOST", 20)
    folder = device.store.folder
    (folder / "troubles.jsonl").write_text("broken\n[]\n", "utf-8")
    for number in range(probation.MOST + 5):
        probation.tell(folder, probation.Incident("unfit", probation.now(), f"hall {number}", probation.BUILT_IN_NAME))
    assert len(read_incidents(folder)) == probation.MOST
    assert main(["pack", "list", "--store", str(folder), "--language", "zh"]) == 0
    assert "hall 24 在这台设备上无法显示；现在改为显示 自带的内容包" in capsys.readouterr().err
    (folder / "health.json").write_text(json.dumps({"good": 1}), "utf-8")
    assert read_health(folder) == probation.Health()


def test_a_start_with_the_last_good_pack_leaves_the_store_as_it_is(device: Device) -> None:
    selector = device.start()
    selector.pass_over_live()
    assert selector.select_first().install_path == device.old
    assert device.store.store_index().live == device.new
    device.store.rollback()
    selector = device.start()
    selector.pass_over_live()
    assert selector.select_first().install_path == ""


def test_a_kiosk_that_ends_waits_for_no_pack_that_is_being_prepared(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 600\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    selector = PackSelector(device.assets, tmp_path / "empty", (100,), SMALL, None)
    found: list[LoadedPack] = []
    drawing = threading.Event()
    work = threading.Thread(
        target=lambda: found.append(selector.load(selector.select_live(), lambda *_: drawing.set())), daemon=True
    )
    work.start()
    assert drawing.wait(START_SECONDS / 2)
    selector.end()
    work.join(START_SECONDS / 2)
    assert found == [LoadedPack(selector.wanted, failure=LoadFailure.INTERRUPTED)]
