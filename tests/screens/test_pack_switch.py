"""A new pack comes onto the screen when nobody is there, and never during a visit."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from kiosk import paths
from kiosk.media import needed_widths
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.loaded_pack import LoadedPack
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import pack_selector, probation
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.probation import read_health, read_incidents
from kiosk.runtime import integrity_inspector
from kiosk.runtime.integrity_inspector import IntegrityInspector
from kiosk.session import operator_actions
from kiosk.session.actions import OpenOperatorMenu
from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.crowd import Crowd
from tests.screens.visitor import BEAT_MS, LANDSCAPE, SMALL, Visitor

SESSIONS = int(os.environ.get("CROWD", "20"))  # faults/swap_under_hand.py has more come
RIVER = {"id: water": "id: river", "water,": "river,", "opens: water": "opens: river", "panel: water": "panel: river"}


@pytest.fixture(scope="module")
def assets(cache: Path) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(cache / "compiled"))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small pack in versions; in that of 3.0 a panel has another id and Home another headline."""
    top = tmp_path_factory.mktemp("packs")
    found = {}
    for version in ("1.0", "3.0", "4.0"):
        folder = found[version] = Path(shutil.copytree(SMALL, top / version))
        for sheet in folder.rglob("*.yaml"):
            words = sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {version}")
            for old, new in RIVER.items() if version == "3.0" else ():
                words = words.replace(old, new)
            sheet.write_text(words.replace("小小展厅", f"展厅 {version}"), "utf-8")
        for sheet in folder.rglob("water.yaml") if version == "3.0" else ():
            sheet.rename(sheet.with_name("river.yaml"))
    return found


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, packs: dict[str, Path], assets: ProductAssets) -> Path:
    store = Installer(tmp_path_factory.mktemp("store") / "store")
    store.note_screen(needed_widths(LANDSCAPE[0]))
    for version in ("3.0", "4.0", "1.0"):
        store.install(packs[version], assets, None, lambda *_: None)
    return store.folder


@pytest.fixture
def store(prepared: Path, tmp_path: Path, assets: ProductAssets, packs: dict[str, Path]) -> Installer:
    """A store in which version 1.0 is live and 4.0 was so before."""
    store = Installer(tmp_path / "store")
    shutil.copytree(prepared, store.folder)
    for pack in store.store_index().packs:  # compiled packs contain absolute paths
        shutil.rmtree(store.folder / pack.install_path / "compiled")
    for version in ("3.0", "4.0", "1.0"):
        store.install(packs[version], assets, None, lambda *_: None)
    return store


@pytest.fixture
def visitor(open_kiosk: Callable[..., Any], store: Installer) -> Iterator[Visitor]:
    with open_kiosk(SMALL, store=store) as visitor:
        wait(BEAT_MS)
        yield visitor


def version(visitor: Visitor) -> str:
    """The version on the screen: the session and what is drawn agree on it."""
    reported = visitor.kiosk.session.state.outline.version
    headline = visitor.kiosk.pack.home["headline"]["zh"]
    assert headline == f"展厅 {reported}"
    return reported


def test_the_live_pack_of_the_store_is_shown(visitor: Visitor) -> None:
    assert version(visitor) == "1.0"
    visitor.begin()
    assert "展厅 1.0" in visitor.texts()


def test_in_attract_a_new_pack_comes_at_once(visitor: Visitor, store: Installer) -> None:
    store.use("small", "3.0")
    assert wait_until(lambda: version(visitor) == "3.0", 10)
    assert visitor.phase is Phase.ATTRACT
    visitor.begin()
    assert "展厅 3.0" in visitor.texts()


@pytest.mark.parametrize("screen", ["home", "panel", "gallery", "search"])
def test_under_a_visitors_hand_it_waits_for_the_reset(visitor: Visitor, store: Installer, screen: str) -> None:
    visitor.begin()
    session = visitor.kiosk.session
    if screen == "panel":
        session.openPanelAt("water", 1)
    elif screen == "gallery":
        session.openGallery("pictures")
    elif screen == "search":
        session.openSearch()
    wait(BEAT_MS)
    store.use("small", "3.0")
    visitor.kiosk.switcher._watch.look()
    wait(BEAT_MS)
    assert visitor.place.screen is Screen(screen)
    texts = visitor.texts()
    assert version(visitor) == "1.0"
    visitor.warn()
    visitor.touch_screen.tap(*visitor.middle)
    wait(BEAT_MS)
    assert version(visitor) == "1.0"
    assert visitor.texts() == texts
    visitor.leave()
    assert version(visitor) == "3.0"
    visitor.begin()
    assert "展厅 3.0" in visitor.texts()


def test_what_is_taken_back_in_the_meantime_never_comes(visitor: Visitor, store: Installer) -> None:
    visitor.begin()
    store.use("small", "3.0")
    visitor.kiosk.switcher._watch.look()
    store.use("small", "1.0")
    visitor.kiosk.switcher._watch.look()
    visitor.leave()
    assert version(visitor) == "1.0"


def test_a_pack_is_good_after_five_minutes_on_the_screen(visitor: Visitor, store: Installer) -> None:
    live = store.store_index().live
    assert visitor.kiosk.switcher._probation.interval() == 300_000
    assert read_health(store.folder).trying == live
    visitor.kiosk.switcher._settle()
    assert read_health(store.folder).good == (live,)


def test_a_pack_that_cannot_be_shown_leaves_the_screen_as_it_is(visitor: Visitor, store: Installer) -> None:
    store_index = store.store_index()
    wrong = next(pack for pack in store_index.packs if pack.version == "3.0")
    shutil.rmtree(store.folder / wrong.install_path / "compiled")
    (store.pack_folder(wrong) / "pack.yaml").write_text("format: 9\n", "utf-8")
    visitor.begin()
    store.use("small", "3.0")
    visitor.kiosk.switcher._watch.look()
    assert wait_until(lambda: store.store_index().live == store_index.live, 20)
    assert version(visitor) == "1.0"
    assert (
        "small 3.0 cannot be shown on this device; small 1.0 is shown instead"
        in read_incidents(store.folder)[-1].message()
    )
    visitor.leave()
    assert version(visitor) == "1.0"


def test_what_the_disk_does_not_take_is_told_in_the_operator_menu_until_it_does(
    open_kiosk: Callable[..., Any], store: Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    wrong = next(pack for pack in store.store_index().packs if pack.version == "3.0")
    shutil.rmtree(store.folder / wrong.install_path / "compiled")
    (store.pack_folder(wrong) / "pack.yaml").write_text("format: 9\n", "utf-8")
    operator_files = OperatorFiles(tmp_path / "pin.json", tmp_path / "attempts.json", tmp_path / "panel.json")
    with open_kiosk(SMALL, store=store, operator_files=operator_files) as visitor:
        switcher, session, operator = visitor.kiosk.switcher, visitor.kiosk.session, visitor.kiosk.operator
        with monkeypatch.context() as at:
            at.setattr(probation, "write_reserving", refuse)
            store.use("small", "3.0")
            switcher._watch.look()
            assert wait_until(lambda: len(switcher.unkept_incidents()) == 1, 20)
            assert read_incidents(store.folder) == []
            session.dispatch(OpenOperatorMenu(session.now()))
            session.dispatch(operator_actions.Authenticate(session.now()))
            operator.look()
            assert wait_until(lambda: any("small 3.0" in words for words in operator.problems), 20)
        monkeypatch.setattr(pack_selector, "KEEP_AGAIN", 0.0)
        assert wait_until(lambda: len(read_incidents(store.folder)) == 1, 20)
        assert switcher.unkept_incidents() == []


@pytest.mark.parametrize("what", ["pack", "picture"])
def test_a_flipped_bit_is_found_and_the_screen_goes_on(visitor: Visitor, store: Installer, what: str) -> None:
    pack = store.store_index().at(store.store_index().live)
    assert pack is not None
    if what == "pack":
        file = store.pack_folder(pack) / "media" / "tower.svg"
    else:
        file = next((store.folder / "made" / "media").glob("??/*/480.*"))
    seen, data = file.stat(), bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    inspector_of(visitor).inspect()
    assert wait_until(lambda: bool(read_incidents(store.folder)), 30)
    reported = read_incidents(store.folder)[-1].message()
    if what == "pack":
        assert wait_until(lambda: version(visitor) == "4.0", 20)
        assert reported.startswith("files of small 1.0 have changed on the disk (media/tower.svg); small 4.0 is shown")
    else:
        assert wait_until(lambda: file.is_file() and file.read_bytes() != bytes(data), 30)
        assert "were made again" in reported
        assert version(visitor) == "1.0"
    assert visitor.phase is Phase.ATTRACT


@pytest.mark.parametrize("why", ["killed", "not there"])
def test_staff_are_told_of_an_inspection_that_did_not_come_to_its_end(
    visitor: Visitor, store: Installer, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    inspector = inspector_of(visitor)
    if why == "killed":
        inspector.inspect()
        assert wait_until(lambda: inspector._runner.number > 0, 20)
        os.kill(inspector._runner.number, signal.SIGKILL)
    else:
        with monkeypatch.context() as without:
            without.setattr(sys, "executable", "/nonexistent/python")
            inspector.inspect()
    assert wait_until(lambda: bool(read_incidents(store.folder)), 30)
    reported = str(read_incidents(store.folder)[-1].message())
    assert reported.startswith(
        "whether the files of small 1.0 are still what they were could not be looked at to the end ("
    )
    assert ("signal 9" if why == "killed" else "there is no such program") in reported
    assert (version(visitor), len(read_incidents(store.folder))) == ("1.0", 1)


def inspector_of(visitor: Visitor) -> IntegrityInspector:
    inspector = visitor.kiosk.switcher._inspector
    assert inspector is not None
    return inspector


@contextmanager
def suspended(inspector: IntegrityInspector) -> Iterator[int]:
    """An inspection that was begun and comes no further."""
    inspector.inspect()
    assert wait_until(lambda: inspector._runner.number > 0, 20)
    number = inspector._runner.number
    os.kill(number, signal.SIGSTOP)
    try:
        yield number
    finally:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGCONT)


@pytest.mark.parametrize("swapped", [False, True])
def test_an_inspection_that_is_under_way_is_left_to_end_and_what_is_shown_is_inspected_after_it(
    visitor: Visitor, store: Installer, monkeypatch: pytest.MonkeyPatch, swapped: bool
) -> None:
    monkeypatch.setattr(integrity_inspector, "INSPECT_MS", 20)
    inspector, judged = inspector_of(visitor), []
    judge = inspector._judge
    monkeypatch.setattr(inspector, "_judge", lambda outcome: (judged.append(outcome.code), judge(outcome)))
    with suspended(inspector) as number:
        if swapped:
            store.use("small", "3.0")
            assert wait_until(lambda: version(visitor) == "3.0", 10)
        else:
            visitor.kiosk.switcher._note_shown(LoadedPack(visitor.kiosk.switcher.source))
        assert wait_until(lambda: inspector._must_repeat, 10)
        assert inspector._runner.number == number
    assert wait_until(lambda: len(judged) == 2, 60)
    assert judged == [0, 0]
    assert inspector._timer.remainingTime() > 3_600_000
    assert read_incidents(store.folder) == []


def test_an_inspection_that_reads_for_a_whole_day_is_ended_and_told_once(
    visitor: Visitor, store: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspector, day = inspector_of(visitor), integrity_inspector.INSPECT_AGAIN_MS / 1000
    with suspended(inspector) as number:
        monkeypatch.setattr(integrity_inspector, "monotonic", lambda: monotonic() + day / 2)
        inspector.inspect()
        assert inspector._runner.number == number
        assert day * 480 < inspector._timer.remainingTime() < day * 520
        monkeypatch.setattr(integrity_inspector, "monotonic", lambda: monotonic() + day)
        inspector.inspect()
        assert wait_until(lambda: inspector._runner.number not in {0, number}, 20)
    assert wait_until(lambda: not inspector._runner.is_running, 60)
    (reported,) = [str(incident.message()) for incident in read_incidents(store.folder)]
    assert "small 1.0" in reported
    assert "it still read after 24 h" in reported


def test_a_start_after_the_program_died_with_a_new_pack_shows_the_one_before(
    open_kiosk: Callable[..., Any], store: Installer
) -> None:
    with open_kiosk(SMALL, store=store) as visitor:
        assert version(visitor) == "1.0"
        died = (store.folder / "health.json").read_bytes()
    (store.folder / "health.json").write_bytes(died)
    with open_kiosk(SMALL, store=store) as visitor:
        assert version(visitor) == "4.0"


def test_where_all_packs_of_the_store_fail_the_one_that_ships_is_shown(
    open_kiosk: Callable[..., Any], store: Installer
) -> None:
    for pack in store.store_index().packs:
        shutil.rmtree(store.folder / pack.install_path)
    with open_kiosk(SMALL, store=store) as visitor:
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 30)
        assert visitor.kiosk.session.state.outline.version == "2.1.0"


def test_visitors_never_see_the_pack_change_under_their_hands(visitor: Visitor, store: Installer) -> None:
    tally = Crowd(visitor, store, seed=6).come(SESSIONS)
    print(
        f"{tally.sessions} sessions, {tally.changes} packs made live or taken back, {tally.swaps} swaps on the screen"
    )
    assert tally.under_hand == []
    assert tally.changes > SESSIONS / 2
    assert tally.swaps > SESSIONS / 4
