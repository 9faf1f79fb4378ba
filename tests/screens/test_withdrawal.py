"""A withdrawal while the kiosk runs: it leaves the screen within seconds, wherever the visitor is."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import HeldError
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, copy_of, read_withdrawals, write_withdrawals
from kiosk.media import needed_widths
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.withdrawing import Request, lift, withdraw
from kiosk.runtime import store_watch
from kiosk.runtime.store_watch import StoreWatch
from kiosk.session import operator_actions
from kiosk.session.actions import OpenOperatorMenu
from kiosk.session.attract_loop import NOTHING
from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.packs.consent import PERSON, consent_pack, every_word
from tests.screens.test_pack_switch import inspector_of
from tests.screens.visitor import BEAT_MS, LANDSCAPE, Visitor

PATIENCE_S = 60.0  # the promise is 5 s, which faults/withdrawn.py measures: other work may keep both processors busy
WANG = Withdrawals((Withdrawal("page", "people/wang"),))


@dataclass
class Device:
    """A kiosk that shows version 2.0 of a pack with a person in it; 1.0 was live before."""

    visitor: Visitor
    store: Installer
    assets: ProductAssets

    def withdraw(self, name: str) -> None:
        withdraw(self.store, Request(name, "Li"), self.obeyed)
        wait(BEAT_MS)

    def obeyed(self) -> None:
        mark = read_withdrawals().digest
        assert wait_until(lambda: self.visitor.kiosk.switcher.obeyed() == mark, PATIENCE_S)
        wait(BEAT_MS)

    def sees_person(self) -> bool:
        pack = self.visitor.kiosk.pack
        galleries = [pack.gallery(name) for name in ("pictures",)]
        panels = [pack.panel(name) for name in ("people",)]
        return "What Ms Wang says" in every_word((pack.home, pack.scenes, galleries, panels))

    def install(self, version: str) -> None:
        """Install the same pack again; a kiosk that loads a pack locks the store for a moment."""
        folder = self.store.folder.parents[2] / version
        assert wait_until(lambda: self._installs(folder), PATIENCE_S)

    def _installs(self, folder: Path) -> bool:
        try:
            self.store.install(folder, self.assets, None, lambda *_: None)
        except RefusedError as refused:
            if not isinstance(refused.__cause__, HeldError):
                raise
            return False
        return True


def at_home(top: Path, at: pytest.MonkeyPatch) -> None:
    """Give this process a device's data folders below `top`, with the built-in pack there."""
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        at.setenv(f"XDG_{name}_HOME", str(top / name.lower()))
    at.setattr(paths, "content", lambda: top / "content")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[Path, ProductAssets]:
    """A device's data with both versions installed: each test gets a copy."""
    top = tmp_path_factory.mktemp("stocked")
    assets = load_assets(paths.resources(), CompiledCache(cache / "compiled"))
    with pytest.MonkeyPatch.context() as at:
        at_home(top, at)
        consent_pack(top / "content" / "consent", "0.9")
        store = Installer(paths.store())
        store.note_screen(needed_widths(LANDSCAPE[0]))
        for version in ("1.0", "2.0"):
            store.install(consent_pack(top / version, version), assets, None, lambda *_: None)
    return top, assets


@pytest.fixture
def device(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stocked: tuple[Path, ProductAssets]
) -> Iterator[Device]:
    top, assets = stocked
    shutil.copytree(top, tmp_path, symlinks=True, dirs_exist_ok=True)
    at_home(tmp_path, monkeypatch)
    store, ships = Installer(paths.store()), tmp_path / "content" / "consent"
    operator_files = OperatorFiles(paths.pin(), tmp_path / "attempts.json", tmp_path / "panel.json")
    with open_kiosk(ships, store=store, cache=paths.cache(), operator_files=operator_files) as visitor:
        wait(BEAT_MS)
        yield Device(visitor, store, assets)
        visitor.leave()


def test_in_attract_a_scene_with_a_withdrawn_picture_gives_way(device: Device) -> None:
    assert device.sees_person()
    scenes = len(device.visitor.kiosk.session.state.outline.scenes)
    device.withdraw(PERSON)
    assert not device.sees_person()
    assert device.visitor.phase is Phase.ATTRACT
    assert len(device.visitor.kiosk.session.state.outline.scenes) == scenes - 1
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    assert device.visitor.phase is Phase.ACTIVE


def test_a_visitor_on_a_withdrawn_page_stands_on_the_next_one(device: Device) -> None:
    session = device.visitor.kiosk.session
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    session.openPanelAt("people", 0)
    wait(BEAT_MS)
    assert "王女士" in device.visitor.texts()
    device.withdraw("people/wang")
    assert (device.visitor.phase, device.visitor.place.panel, device.visitor.place.page) == (Phase.ACTIVE, "people", 0)
    assert "别的人" in device.visitor.texts()
    device.withdraw("people/others")
    assert (device.visitor.phase, device.visitor.place.screen) == (Phase.ACTIVE, Screen.HOME)
    assert "人" not in device.visitor.texts()


@pytest.mark.parametrize(("seen", "there"), [(0, 0), (3, 2)])
def test_a_visitor_before_a_picture_keeps_it_or_has_the_next(device: Device, seen: int, there: int) -> None:
    session = device.visitor.kiosk.session
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    session.openPicture("pictures", seen)
    wait(BEAT_MS)
    titles = [picture["title"]["zh"] for picture in device.visitor.kiosk.pack.gallery("pictures")["pictures"]]
    device.withdraw("pictures/1")
    assert (device.visitor.place.screen, device.visitor.place.picture) == (Screen.VIEWER, there)
    again = device.visitor.kiosk.pack.gallery("pictures")["pictures"]
    assert again[there]["title"]["zh"] == titles[max(1, seen)]


def test_what_the_search_finds_is_without_it(device: Device) -> None:
    session = device.visitor.kiosk.session
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    session.goHome()
    session.openSearch()
    session.type("王女士")
    wait(BEAT_MS)
    assert device.visitor.kiosk.search.count == 3
    device.withdraw("pictures/1")
    assert device.visitor.kiosk.search.count == 1
    device.withdraw("people/wang")
    assert device.visitor.kiosk.search.count == 0


def test_a_pack_that_waits_for_the_reset_comes_without_it(device: Device) -> None:
    device.visitor.touch_screen.tap(*device.visitor.middle)
    device.store.use("consent", "1.0")
    waiting = device.visitor.kiosk.session
    assert wait_until(lambda: waiting.state.waiting is not None, 10)
    device.withdraw(PERSON)
    assert waiting.state.outline.version == "2.0"
    assert not device.sees_person()
    assert wait_until(lambda: waiting.state.waiting is not None, 10)
    device.visitor.leave()
    assert waiting.state.outline.version == "1.0"
    assert not device.sees_person()


def test_what_the_operator_looks_at_is_left(device: Device) -> None:
    session = device.visitor.kiosk.session
    session.dispatch(OpenOperatorMenu(session.now()))
    session.dispatch(operator_actions.Authenticate(session.now()))
    place = device.store.store_index().before[0]
    shown: list[bool] = []
    device.visitor.kiosk.switcher.preview(place, shown.append)
    assert wait_until(lambda: shown == [True], 10)
    assert device.visitor.phase is Phase.PREVIEW
    assert device.sees_person()
    device.withdraw(PERSON)
    assert device.visitor.phase is Phase.OPERATOR
    assert not device.sees_person()
    device.visitor.kiosk.switcher.preview(place, shown.append)
    assert wait_until(lambda: shown == [True, True], 10)
    assert session.state.outline.version == "1.0"
    assert not device.sees_person()


def test_what_is_lifted_is_shown_again_where_its_file_is_there(device: Device) -> None:
    device.withdraw("people/wang")
    assert "wang" not in device.visitor.kiosk.session.state.outline.panels["people"]
    lift(Request("1", "Li"))
    device.obeyed()
    assert "wang" in device.visitor.kiosk.session.state.outline.panels["people"]


def her_picture_is_seen(visitor: Visitor) -> bool:
    """Whether the scene with her is in the loop, and her picture can be opened."""
    session = visitor.kiosk.session
    if visitor.kiosk.pack.gallery("pictures")["pictures"][0]["title"]["zh"] != "王女士":
        return False
    if visitor.phase is not Phase.ACTIVE:
        visitor.touch_screen.tap(*visitor.middle)
        wait(BEAT_MS)
    session.goHome()
    session.openPicture("pictures", 0)
    return wait_until(lambda: is_drawn(visitor), PATIENCE_S)


def is_drawn(visitor: Visitor) -> bool:
    """Whether her face is on the screen: nothing else is of its colour."""
    image = visitor.window.grabWindow()
    points = [(x, y) for x in range(0, image.width(), 16) for y in range(0, image.height(), 16)]
    colours = (image.pixelColor(*point) for point in points)
    face = sum(max(abs(c.red() - 224), abs(c.green() - 160), abs(c.blue() - 128)) < 12 for c in colours)
    return face > len(points) / 50


@pytest.fixture
def never_ready(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pack that comes onto the screen from now on, each scene is a picture that is never read to its end."""
    show = device.visitor.kiosk.pack.show

    def show_slowly(values: dict[str, Any]) -> None:
        scene = next(each for each in values["scenes"] if each["kind"] == "picture")
        picture = scene["picture"] | {"files": [{"width": 640, "url": ""}]}
        show(values | {"scenes": [scene | {"picture": picture} for _ in values["scenes"]]})

    monkeypatch.setattr(device.visitor.kiosk.pack, "show", show_slowly)


def test_a_scene_with_her_does_not_wait_for_the_next(device: Device, never_ready: None) -> None:
    """A scene that does not get ready is given up later than she leaves the screen."""
    session = device.visitor.kiosk.session
    assert wait_until(lambda: is_drawn(device.visitor), PATIENCE_S)
    device.withdraw(PERSON)
    assert wait_until(lambda: not is_drawn(device.visitor), PATIENCE_S)
    assert (session.state.loop.scene, session.state.loop.lost) == (NOTHING, ())
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    assert device.visitor.place.screen is Screen.HOME


@pytest.mark.parametrize("seen", [False, True])
def test_what_is_lifted_comes_back_once_the_pack_on_the_screen_is_installed_again(device: Device, seen: bool) -> None:
    """Whether the kiosk saw the lift before, or has yet to see it."""
    assert her_picture_is_seen(device.visitor)
    device.withdraw(PERSON)
    assert wait_until(lambda: not is_drawn(device.visitor), PATIENCE_S)
    lift(Request("1", "Li"))
    if seen:
        device.obeyed()
        assert not device.sees_person()  # her picture is no longer on this disk
    device.install("2.0")
    assert wait_until(device.sees_person, PATIENCE_S)
    assert her_picture_is_seen(device.visitor)
    assert device.visitor.phase is Phase.ACTIVE


def test_what_is_lifted_comes_back_though_the_installation_broke_off_after_its_file(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.withdraw(PERSON)
    lift(Request("1", "Li"))
    device.obeyed()
    with monkeypatch.context() as power:
        power.setattr(Installer, "_prepare", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            device.install("2.0")
    assert wait_until(device.sees_person, PATIENCE_S)
    assert her_picture_is_seen(device.visitor)


def test_a_pack_that_waits_for_the_reset_and_is_installed_again_comes_with_what_was_lifted(device: Device) -> None:
    waiting = device.visitor.kiosk.session
    device.withdraw(PERSON)
    lift(Request("1", "Li"))
    device.obeyed()
    device.visitor.touch_screen.tap(*device.visitor.middle)
    device.store.use("consent", "1.0")
    assert wait_until(lambda: waiting.state.waiting is not None, 10)
    device.install("1.0")
    device.visitor.leave()
    assert wait_until(lambda: waiting.state.outline.version == "1.0", 10)
    assert wait_until(device.sees_person, PATIENCE_S)
    assert her_picture_is_seen(device.visitor)


@pytest.mark.parametrize("stored", [False, True])
def test_what_is_lifted_is_seen_again_in_the_built_in_pack(
    open_kiosk: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stocked: tuple[Path, ProductAssets],
    stored: bool,
) -> None:
    at_home(tmp_path, monkeypatch)
    ships = consent_pack(tmp_path / "content" / "consent", "0.9")
    store = Installer(paths.store())
    store.note_screen(needed_widths(LANDSCAPE[0]))
    operator_files = OperatorFiles(paths.pin(), tmp_path / "attempts.json", tmp_path / "panel.json")
    with open_kiosk(
        ships, store=store if stored else None, cache=paths.cache(), operator_files=operator_files
    ) as visitor:
        wait(BEAT_MS)
        device = Device(visitor, store, stocked[1])
        assert her_picture_is_seen(visitor)
        device.withdraw(PERSON)
        assert wait_until(lambda: not is_drawn(visitor), PATIENCE_S)
        assert not device.sees_person()
        lift(Request("1", "Li"))
        device.obeyed()
        assert her_picture_is_seen(visitor)
        visitor.leave()


def test_a_lift_takes_the_screen_from_nobody_and_a_withdrawal_after_it_does(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = device.visitor.kiosk
    device.withdraw("people/wang")
    device.visitor.touch_screen.tap(*device.visitor.middle)
    wait(BEAT_MS)
    assert device.visitor.phase is Phase.ACTIVE
    begun, go = threading.Event(), threading.Event()
    load = kiosk.switcher._selector.load

    def slowly(*words: object) -> object:
        begun.set()
        go.wait(60)
        return load(*words)

    monkeypatch.setattr(kiosk.switcher._selector, "load", slowly)
    kiosk.switcher._patience.setInterval(50)
    try:
        lift(Request("1", "Li"))
        assert wait_until(begun.is_set, PATIENCE_S)
        wait(500)
        assert device.visitor.phase is Phase.ACTIVE
        assert not kiosk.stage.preparing
        withdraw(device.store, Request("people/others", "Li"))
        assert wait_until(lambda: device.visitor.phase is Phase.OUT_OF_SERVICE, PATIENCE_S)
    finally:
        go.set()
    assert wait_until(lambda: device.visitor.phase is Phase.ATTRACT, 10)
    assert kiosk.session.state.outline.panels["people"] == ("wang",)


def test_what_was_made_ready_before_a_withdrawal_is_made_so_again_once_it_is_shown(device: Device) -> None:
    """A pack that waited, or was found to be shown until another is ready, may come onto the screen after it."""
    kiosk = device.visitor.kiosk
    source = kiosk.switcher.source
    stale = source.load_cached()
    assert stale is not None
    assert stale.outline is not None
    device.withdraw("people/wang")
    kiosk.switcher._take(stale)
    assert "wang" in kiosk.session.state.outline.panels["people"]
    device.obeyed()
    assert kiosk.session.state.outline.panels["people"] == ("others",)


def test_where_the_pack_takes_long_to_be_ready_nothing_is_shown_meanwhile(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    kiosk = device.visitor.kiosk
    load = kiosk.switcher._selector.load

    def slowly(*words: object) -> object:
        go.wait(60)
        return load(*words)

    monkeypatch.setattr(kiosk.switcher._selector, "load", slowly)
    try:
        withdraw(device.store, Request("people/others", "Li"))
        assert wait_until(lambda: device.visitor.phase is Phase.OUT_OF_SERVICE, PATIENCE_S)
        wait(BEAT_MS)
        assert "正在准备" in " ".join(device.visitor.texts()) or kiosk.stage.preparing
    finally:
        go.set()
    assert wait_until(lambda: device.visitor.phase is Phase.ATTRACT, 10)
    assert kiosk.session.state.outline.panels["people"] == ("wang",)


def test_a_list_that_can_no_longer_be_read_takes_everything_from_the_screen(device: Device) -> None:
    device.withdraw(PERSON)
    files = (paths.withdrawn(), copy_of(paths.withdrawn()))
    kept = [file.read_bytes() for file in files]
    live = device.store.store_index().live
    for file in files:
        file.write_text("nonsense", "utf-8")
    assert wait_until(lambda: device.visitor.phase is Phase.OUT_OF_SERVICE, PATIENCE_S)
    assert device.store.store_index().live == live
    for file, data in zip(files, kept, strict=True):
        file.write_bytes(data)
    assert wait_until(lambda: device.visitor.phase is Phase.ATTRACT, PATIENCE_S)
    assert not device.sees_person()


def test_what_a_withdrawal_that_was_broken_off_left_is_removed_once_the_screen_obeys(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not before: what is on the screen is read from the disk."""
    prepared = [paths.store() / "made", paths.cache()]
    digest = hashlib.sha256(
        (device.store.pack_folder(device.store.store_index().packs[-1]) / PERSON).read_bytes()
    ).hexdigest()
    with monkeypatch.context() as cut:
        cut.setattr("kiosk.packs.store.withdrawing.purge_cache", lambda *_: iter(()))
        cut.setattr(Installer, "purge", lambda _: [])
        device.withdraw(PERSON)
    left = [folder for top in prepared for folder in top.glob(f"media/??/{digest}*")]
    assert left
    inspector_of(device.visitor).inspect()
    assert wait_until(lambda: not any(folder.exists() for folder in left if paths.store() in folder.parents), 20)
    assert wait_until(lambda: not list(device.store.folder.rglob(Path(PERSON).name)), 20)


@pytest.mark.parametrize("rewritten", [False, True])
def test_what_is_left_of_it_is_removed_while_the_kiosk_runs(
    device: Device, monkeypatch: pytest.MonkeyPatch, rewritten: bool
) -> None:
    """Once the screen newly obeys, and when the kiosk writes the list again: not only hours later, or at a start."""
    monkeypatch.setattr("kiosk.runtime.integrity_inspector.INSPECT_MS", 3_600_000)
    pack = device.store.pack_folder(device.store.store_index().packs[-1])
    person = (pack / PERSON).read_bytes()
    with monkeypatch.context() as cut:
        cut.setattr("kiosk.packs.store.withdrawing.purge_cache", lambda *_: iter(()))
        cut.setattr(Installer, "purge", lambda _: [])
        device.withdraw(PERSON)
    assert wait_until(lambda: not list(device.store.folder.rglob(Path(PERSON).name)), 20)
    if rewritten:
        (pack / PERSON).write_bytes(person)
        for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
            file.unlink()
        assert wait_until(paths.withdrawn().exists, 20)
        assert wait_until(lambda: not (pack / PERSON).exists(), 20)


def test_what_is_left_of_it_in_the_store_is_removed_while_the_built_in_pack_is_shown(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.runtime.integrity_inspector.INSPECT_MS", 3_600_000)
    while device.store.rollback() is not None:
        pass
    assert wait_until(lambda: device.visitor.kiosk.session.state.outline.version == "0.9", 20)
    with monkeypatch.context() as cut:
        cut.setattr("kiosk.packs.store.withdrawing.purge_cache", lambda *_: iter(()))
        cut.setattr(Installer, "purge", lambda _: [])
        device.withdraw(PERSON)
    assert wait_until(lambda: not list(device.store.folder.rglob(Path(PERSON).name)), 20)
    assert device.visitor.kiosk.session.state.outline.version == "0.9"


def test_where_no_pack_of_the_store_can_be_made_ready_the_built_in_one_is_shown_without_it(
    open_kiosk: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stocked: tuple[Path, ProductAssets],
) -> None:
    """As where the disk takes no writes, and what is compiled knows nothing of the withdrawal."""
    shutil.copytree(stocked[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    at_home(tmp_path, monkeypatch)
    write_withdrawals(WANG)
    load = PackSelector._load

    def cannot(selector: PackSelector, source: PackSource, report: Any) -> LoadedPack:
        if source.install_path:
            return LoadedPack(source, failure=LoadFailure.INTERRUPTED)
        return load(selector, source, report)

    monkeypatch.setattr(PackSelector, "_load", cannot)
    with open_kiosk(tmp_path / "content" / "consent", store=Installer(paths.store()), cache=paths.cache()) as visitor:
        assert wait_until(lambda: visitor.kiosk.session.state.outline.version == "0.9", PATIENCE_S)
        assert visitor.kiosk.session.state.outline.panels["people"] == ("others",)
        visitor.leave()


def withdraws_while_it_runs(visitor: Visitor) -> None:
    assert "wang" in visitor.kiosk.session.state.outline.panels["people"]
    write_withdrawals(WANG)
    assert wait_until(lambda: visitor.kiosk.switcher.obeyed() == WANG.digest, PATIENCE_S)
    assert visitor.kiosk.session.state.outline.panels["people"] == ("others",)


@pytest.mark.parametrize("listed", [False, True])
def test_a_kiosk_with_a_pack_of_its_own_obeys_though_the_data_folder_was_removed(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: bool
) -> None:
    """What was withdrawn stays so: a list that is gone lifts nothing. And what is withdrawn next is obeyed as well."""
    at_home(tmp_path, monkeypatch)
    own = Withdrawals((Withdrawal("page", "people/others"),) if listed else ())
    if listed:
        write_withdrawals(own)
    with open_kiosk(consent_pack(tmp_path / "own", "1.0"), cache=paths.cache()) as visitor:
        wait(BEAT_MS)
        shutil.rmtree(paths.withdrawn().parent)
        watch = visitor.kiosk.switcher._watch._files
        # A list that is gone is written again, and with it the folder.
        assert wait_until(lambda: not watch.directories() or paths.withdrawn().exists(), PATIENCE_S)
        visitor.kiosk.switcher._watch.look()
        wait(BEAT_MS)
        assert wait_until(lambda: visitor.kiosk.switcher.obeyed() == own.digest, PATIENCE_S)
        assert visitor.kiosk.session.state.outline.panels["people"] == (("wang",) if listed else ("wang", "others"))
        withdraws_while_it_runs(visitor)
        # Nor is that the end of it.
        assert wait_until(lambda: bool(visitor.kiosk.switcher._watch._files.directories()), PATIENCE_S)


def test_a_pack_that_broke_on_the_disk_is_not_shown_as_it_was_before_a_withdrawal(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is shown until it is fixed, and nobody is reported that it stays on the screen."""
    at_home(tmp_path, monkeypatch)
    own = consent_pack(tmp_path / "own", "1.0")
    front = (own / "pack.yaml").read_text("utf-8")
    with open_kiosk(own, cache=paths.cache()) as visitor:
        wait(BEAT_MS)
        (own / "pack.yaml").write_text("format: 9\n", "utf-8")
        write_withdrawals(WANG)
        assert wait_until(lambda: visitor.phase is Phase.OUT_OF_SERVICE, PATIENCE_S)
        assert wait_until(lambda: visitor.kiosk.session.state.reason == "the pack has errors", PATIENCE_S)
        assert "cannot be shown" in caplog.text
        assert "stays on the screen" not in caplog.text
        (own / "pack.yaml").write_text(front, "utf-8")
        visitor.kiosk.switcher.load()
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, PATIENCE_S)
        assert visitor.kiosk.session.state.outline.panels["people"] == ("others",)


def move_away(data: Path) -> None:
    data.rename(data.with_name("elsewhere"))


def remove_with_the_reserve(data: Path) -> None:
    shutil.rmtree(data)
    shutil.rmtree(paths.reserves())


def remove_the_list(data: Path) -> None:
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.unlink()


def put_an_older_list_there(data: Path) -> None:
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.write_bytes((data / "older.json").read_bytes())


@pytest.mark.qt_log_ignore("Cannot open: file://")  # the pictures went with the folder; a slow machine still reads
@pytest.mark.parametrize(
    "happens", [shutil.rmtree, move_away, remove_with_the_reserve, remove_the_list, put_an_older_list_there]
)
def test_a_list_that_is_lost_lifts_nothing_and_is_written_again(
    device: Device, caplog: pytest.LogCaptureFixture, happens: Callable[[Path], None]
) -> None:
    device.withdraw("people/others")
    (paths.withdrawn().parent / "older.json").write_bytes(paths.withdrawn().read_bytes())
    device.withdraw(PERSON)
    assert not device.sees_person()
    obeyed, listed = device.visitor.kiosk.switcher.obeyed(), read_withdrawals()
    happens(paths.withdrawn().parent)
    assert wait_until(lambda: "is written again" in caplog.text, PATIENCE_S)
    wait(BEAT_MS)
    assert wait_until(lambda: device.visitor.kiosk.switcher.obeyed() == obeyed, PATIENCE_S)
    assert not device.sees_person()
    assert read_withdrawals() == listed
    # Only a lift lifts, and it does.
    for number in ("2", "1"):
        lift(Request(number, "Li"))
    device.obeyed()
    assert read_withdrawals() == Withdrawals()
    assert wait_until(lambda: device.visitor.kiosk.switcher.obeyed() == "", PATIENCE_S)
    # If the store is gone with its folder, the built-in pack is loaded.
    assert wait_until(lambda: device.visitor.phase is Phase.ATTRACT, PATIENCE_S)


@pytest.mark.qt_log_ignore("Cannot open: file://")
def test_what_is_withdrawn_again_while_the_list_is_lost_lifts_nothing_either(device: Device) -> None:
    """Another program starts a list of its own, and knows nothing of the one before."""
    device.withdraw(PERSON)
    stranger = Withdrawals((Withdrawal("page", "people/others"),))
    remove_with_the_reserve(paths.withdrawn().parent)
    with pytest.MonkeyPatch.context() as at:
        at.setattr("kiosk.device.withdrawal_list._known", {})
        write_withdrawals(stranger)
    assert wait_until(lambda: "others" not in device.visitor.kiosk.session.state.outline.panels["people"], PATIENCE_S)
    wait(BEAT_MS)
    assert not device.sees_person()


def test_staff_are_told_on_the_panel_and_by_status_that_the_data_folder_is_lost(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at_home(tmp_path, monkeypatch)
    data = paths.withdrawn().parent
    write_withdrawals(WANG)
    operator_files = OperatorFiles(paths.pin(), tmp_path / "attempts.json", tmp_path / "panel.json")
    own = consent_pack(tmp_path / "own", "1.0")
    with open_kiosk(own, cache=paths.cache(), folders=(data,), operator_files=operator_files) as visitor:
        wait(BEAT_MS)
        assert visitor.kiosk.folders.messages() == []
        data.rename(data.with_name("elsewhere"))
        assert wait_until(lambda: len(visitor.kiosk.folders.messages()) == 1, PATIENCE_S)
        (reported,) = visitor.kiosk.folders.messages()
        assert str(data) in reported
        assert wait_until(lambda: reported in caplog.text, PATIENCE_S)
        visitor.kiosk.session.dispatch(OpenOperatorMenu(visitor.kiosk.session.now()))
        visitor.kiosk.session.dispatch(operator_actions.Authenticate(visitor.kiosk.session.now()))
        visitor.kiosk.operator.look()
        assert wait_until(lambda: any(str(data) in words for words in visitor.kiosk.operator.problems), PATIENCE_S)
        # Following the message achieves the goal.
        shutil.rmtree(data)
        data.with_name("elsewhere").rename(data)
        assert wait_until(lambda: visitor.kiosk.folders.messages() == [], PATIENCE_S)
        assert wait_until(lambda: visitor.kiosk.switcher.obeyed() == WANG.digest, PATIENCE_S)


def test_a_kiosk_obeys_though_the_system_tells_of_no_change(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = device.visitor.kiosk.switcher._watch._files
    monkeypatch.setattr(device.visitor.kiosk.switcher._watch, "_watch_list", lambda: None)
    watcher.removePaths([*watcher.directories(), *watcher.files()])
    withdraws_while_it_runs(device.visitor)


def test_what_is_withdrawn_before_the_kiosk_watches_is_seen_as_it_begins_to(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home(tmp_path, monkeypatch)
    pack = consent_pack(tmp_path / "own", "1.0")
    with open_kiosk(pack, cache=paths.cache()) as before:
        assert "wang" in before.kiosk.session.state.outline.panels["people"]
    monkeypatch.setattr(store_watch, "LOOK_MS", 3_600_000)
    start = StoreWatch.start

    def late(watch: StoreWatch) -> None:
        write_withdrawals(WANG)
        start(watch)

    monkeypatch.setattr(StoreWatch, "start", late)
    with open_kiosk(pack, cache=paths.cache()) as visitor:
        assert wait_until(lambda: visitor.kiosk.switcher.obeyed() == WANG.digest, PATIENCE_S)
        assert visitor.kiosk.session.state.outline.panels["people"] == ("others",)
