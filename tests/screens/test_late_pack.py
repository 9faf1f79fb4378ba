"""A late pack: the screen says so, another is shown until it is ready, and staff see what it waits for."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.device.file_lock import LOCKS, SUSPENDED
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.media import MediaFailure, needed_widths
from kiosk.media.results import Imported
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.loaded_pack import LoadedPack
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import pack_selector
from kiosk.packs.store.index import BUILT_IN
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.layout import COMPILED, LOCK
from kiosk.packs.store.probation import read_incidents
from kiosk.runtime import late_pack, pack_switcher
from kiosk.runtime.control_commands import ControlCommands
from kiosk.runtime.control_commands import RuntimeContext as Tended
from kiosk.runtime.control_socket import ControlRequest
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import LANDSCAPE, SMALL, Visitor
from tests.unit.packs.store.test_lock import held_by_another, suspend

pytestmark = pytest.mark.skipif(not LOCKS.exists(), reason="a machine that does not tell of locks")


WORDS = (
    "正在安装新内容，完成后会自动继续。",
    "Getting ready. New content is being installed; this screen goes on by itself.",
)


class Waiter(Visitor):
    """A visitor who comes before anything is ready."""

    def await_pack(self) -> None:
        """Come as soon as the window is there."""


@pytest.fixture(scope="module")
def assets(cache: Path) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(cache / "compiled"))


@pytest.fixture
def store(tmp_path: Path, assets: ProductAssets) -> Installer:
    """Two versions of the small pack, of which the second is live and was compiled by an earlier program."""
    store = Installer(tmp_path / "store")
    store.note_screen(needed_widths(LANDSCAPE[0]))
    for version in ("1.0", "3.0"):
        folder = Path(shutil.copytree(SMALL, tmp_path / version))
        sheet = folder / "pack.yaml"
        words = sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {version}")
        sheet.write_text(words.replace("小小展厅", f"展厅 {version}"), "utf-8")
        store.install(folder, assets, None, lambda *_: None)
    forget(store, store.store_index().live)
    return store


def forget(store: Installer, place: str) -> None:
    """Have nothing compiled of a pack any more, as after a new version of the program."""
    shutil.rmtree(store.folder / place / COMPILED)


@pytest.fixture
def suspended(store: Installer, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    """An installation that was suspended while it holds the store."""
    monkeypatch.setattr(late_pack, "LATE", 0.5)
    monkeypatch.setattr(late_pack, "LOOK_MS", 50)
    monkeypatch.setattr(pack_selector, "LOG_AFTER", 0.3)
    with held_by_another(store.folder / LOCK) as program:
        suspend(program, store.folder / LOCK)
        yield program
        program.send_signal(signal.SIGCONT)


def status(visitor: Visitor, language: str = "") -> dict[str, Any]:
    """The status from the control socket."""
    kiosk, reported = visitor.kiosk, []
    assets = Tended(
        kiosk.session,
        kiosk.opening_hours,
        kiosk.stage,
        kiosk.switcher,
        kiosk.folders,
        visitor.window,
        kiosk.options.wall,
        reload=list,
        leave=lambda _: None,
    )
    ControlCommands(assets).verbs()["status"](ControlRequest((), language), reported.append)
    return dict(reported[0])


def version(visitor: Visitor) -> str:
    return str(visitor.kiosk.session.state.outline.version)


def test_the_former_pack_is_shown_until_the_store_is_free_and_then_the_live_one(
    open_kiosk: Callable[..., Any],
    store: Installer,
    suspended: subprocess.Popen[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO", "kiosk"), open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert visitor.phase is Phase.OUT_OF_SERVICE
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 20)
        assert version(visitor) == "1.0"
        coming = status(visitor)["coming"]
        assert (coming["pack"], coming["waits-for"]["process"]) == ("small 3.0", suspended.pid)
        assert coming["waits-for"]["state"] == SUSPENDED
        assert f"kill -CONT {suspended.pid}" in coming["message"]
        assert f"进程 {suspended.pid}" in status(visitor, "zh")["coming"]["message"]
        assert f"held by process {suspended.pid}" in caplog.text
        assert "small 1.0 is shown until small 3.0 is ready." in caplog.text
        operator = visitor.kiosk.operator
        operator.look()
        operator._speak("en")
        assert wait_until(lambda: any(f"process {suspended.pid}" in line for line in operator._problems()), 10)
        # During a visit it waits for the reset.
        visitor.begin()
        suspended.send_signal(signal.SIGCONT)
        suspended.kill()
        assert wait_until(lambda: visitor.kiosk.switcher.late.progress() is None, 30)
        assert "The store is free again" in caplog.text
        assert version(visitor) == "1.0"
        assert status(visitor)["coming"] is None
        visitor.leave()
        assert wait_until(lambda: version(visitor) == "3.0", 10)
        assert store.store_index().at(store.store_index().live) is not None


@pytest.mark.usefixtures("suspended")
def test_where_something_is_withdrawn_meanwhile_another_is_looked_for_again(
    open_kiosk: Callable[..., Any],
    store: Installer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What was found before is dropped, for it shows too much; what ships is made ready without the page."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    withdrawn = Withdrawals((Withdrawal("page", "water/first"),))
    load_cached = PackSource.load_cached
    looked_for: list[str] = []

    def load_and_withdraw(source: PackSource) -> LoadedPack | None:
        loaded_pack = load_cached(source)
        if threading.current_thread().name == "substitute":
            looked_for.append(source.name)
            if len(looked_for) == 1:
                assert loaded_pack is not None
                write_withdrawals(withdrawn)
        return loaded_pack

    monkeypatch.setattr(PackSource, "load_cached", load_and_withdraw)
    with caplog.at_level("INFO", "kiosk"), open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 60)
        assert visitor.kiosk.switcher.late.progress() is not None
        assert looked_for == ["small 1.0", "small 1.0", ""]
        assert visitor.kiosk.switcher.obeyed() == withdrawn.digest
        assert version(visitor) == "2.1.0"
        assert "small 1.0 is shown until" not in caplog.text
        assert caplog.text.count("is shown until small 3.0 is ready.") == 1


@pytest.mark.usefixtures("suspended")
def test_a_kiosk_that_ends_while_a_pack_waits_does_not_call_it_unfit(
    open_kiosk: Callable[..., Any], store: Installer, caplog: pytest.LogCaptureFixture
) -> None:
    live = store.store_index().live
    with open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 20)
        assert visitor.kiosk.switcher.late.progress() is not None
    assert "cannot be shown" not in caplog.text
    assert read_incidents(store.folder) == []
    assert store.store_index().live == live


def test_where_nothing_is_compiled_the_screen_says_so_and_the_pack_that_ships_comes(
    open_kiosk: Callable[..., Any], store: Installer, suspended: subprocess.Popen[str], tmp_path: Path
) -> None:
    forget(store, store.store_index().before[0])
    seen: list[set[str]] = []
    with open_kiosk(SMALL, store=store, visitor=Waiter, cache=tmp_path / "cold") as visitor:
        visitor.kiosk.stage.changed.connect(lambda: seen.append(set(visitor.texts())))
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 60)
        assert version(visitor) == "2.1.0"
        reported = {
            "正在安装新内容，完成后会自动继续。",
            "Getting ready. New content is being installed; this screen goes on by itself.",
        }
        assert any(reported <= texts for texts in seen)
        suspended.send_signal(signal.SIGCONT)
        suspended.kill()
        assert wait_until(lambda: version(visitor) == "3.0", 60)


def test_a_pack_that_is_wanted_instead_does_not_wait_for_the_one_that_is_made_ready(
    open_kiosk: Callable[..., Any], store: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff whose own pack is not compiled do not wait for the one that ships, which takes minutes the first time."""
    before = store.store_index().before[0]
    forget(store, before)
    store.rollback()
    store.rollback()
    assert store.store_index().live == BUILT_IN
    begun, load, cached = threading.Event(), PackSource.load, PackSource.load_cached

    def load_without_an_end(source: PackSource, report: Any = None, parsed: Any = None) -> LoadedPack:
        while source.install_path == BUILT_IN:
            begun.set()
            report(1, 2)
            threading.Event().wait(0.01)
        return load(source, report, parsed)

    monkeypatch.setattr(PackSource, "load", load_without_an_end)
    monkeypatch.setattr(PackSource, "load_cached", lambda source: cached(source) if source.install_path else None)
    with open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert wait_until(begun.is_set, 30)
        store.use("small", "1.0")
        assert wait_until(lambda: version(visitor) == "1.0", 60)
        assert wait_until(lambda: visitor.kiosk.switcher.late.progress() is None, 30)


def test_a_slow_disk_is_told_as_such(
    open_kiosk: Callable[..., Any], store: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes long is the pack itself; nobody else holds the store."""
    monkeypatch.setattr(late_pack, "LATE", 0.0)
    monkeypatch.setattr(late_pack, "LOOK_MS", 1)
    with open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        delays: list[str] = []
        visitor.kiosk.switcher.late.delayed.connect(delays.append)
        assert wait_until(lambda: version(visitor) == "3.0" or bool(delays), 60)
        assert "installing" not in delays
        assert wait_until(lambda: version(visitor) == "3.0", 60)


def test_that_a_pack_is_late_is_told_once_however_long_the_search_for_another_takes(
    open_kiosk: Callable[..., Any], store: Installer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(late_pack, "LATE", 0.0)
    monkeypatch.setattr(late_pack, "LOOK_MS", 1)
    let_go = threading.Event()
    with open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert wait_until(lambda: version(visitor) == "3.0", 60)
        late = visitor.kiosk.switcher.late
        monkeypatch.setattr(visitor.kiosk.switcher._selector, "shown", None)
        monkeypatch.setattr(late, "_load_substitute", lambda _: let_go.wait(60) and None)
        caplog.clear()
        for _ in range(2):  # the second one is wanted while something is still looked for instead of the first
            late.begin()
            wait(100)
        late.end()
        let_go.set()
    assert caplog.text.count("is being made ready") == 2


def keep_busy(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[bool]:
    """Let nothing of the pack in this folder be ready in time, until the list that is returned is emptied."""
    load, busy = PackSource.load, [True]

    def load_or_fail(self: PackSource, *more: Any) -> LoadedPack:
        if busy and self.folder.is_relative_to(folder):
            slow = MediaFailure("the picture was not ready after 30 seconds", "", passing=True)
            with monkeypatch.context() as at:
                at.setattr("kiosk.media.prepare", lambda files, *_: Imported({}, dict.fromkeys(files, slow)))
                return load(self, *more)
        return load(self, *more)

    monkeypatch.setattr(PackSource, "load", load_or_fail)
    monkeypatch.setattr(pack_switcher, "RETRY_MS", 200)
    return busy


def test_a_pack_that_the_machine_was_too_busy_for_is_tried_again(
    open_kiosk: Callable[..., Any], store: Installer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was opened when it was installed is sound: it stays live, and another is shown for some minutes only."""
    live = store.store_index().live
    busy = keep_busy(monkeypatch, store.folder / live)
    with open_kiosk(SMALL, store=store, visitor=Waiter) as visitor:
        assert wait_until(lambda: version(visitor) == "1.0", 60)
        assert store.store_index().live == live
        assert "small 3.0 could not be made ready" in caplog.text
        busy.clear()
        assert wait_until(lambda: version(visitor) == "3.0", 60)
    assert store.store_index().live == live
    assert {each.kind for each in read_incidents(store.folder)} == {"unready"}


def test_where_nothing_else_can_be_shown_a_busy_machine_tries_the_same_pack_again(
    open_kiosk: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen would else be dark until somebody comes."""
    busy = keep_busy(monkeypatch, SMALL)
    with open_kiosk(SMALL, visitor=Waiter, cache=tmp_path / "cold") as visitor:
        assert wait_until(lambda: "too busy" in (visitor.kiosk.session.state.reason or ""), 60)
        assert visitor.phase is Phase.OUT_OF_SERVICE
        busy.clear()
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 60)
