"""Packs in the operator menu: installed ones, and those on a stick; viewed, made live, rolled back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from kiosk import paths
from kiosk.analytics.journal.journal_reader import open_journal
from kiosk.content.loader import load_pack
from kiosk.device.file_lock import locked
from kiosk.device.withdrawal_list import read_withdrawals
from kiosk.media import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.layout import LOCK
from kiosk.runtime.process_runner import ProcessRunner
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.operator.conftest import Opened, Operator
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, is_a, items

SECONDS = 60


def version(top: Path, number: str) -> Path:
    """The small pack as another version, with another headline; of the same name."""
    folder = Path(shutil.copytree(SMALL, top / f"small-{number}"))
    sheet = folder / "pack.yaml"
    words = sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {number}")
    sheet.write_text(words.replace("小小展厅", f"展厅 {number}"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def assets(cache: Path) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(cache / "compiled"))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("archives")
    found = {}
    for number in ("1.0", "3.0"):
        folder = version(top, number)
        loaded = load_pack(folder, product_catalog()).pack
        assert loaded is not None
        found[number] = build(folder, loaded, top)
    return found


@pytest.fixture
def store(tmp_path: Path, archives: dict[str, Path], assets: ProductAssets, cache: Path) -> Installer:
    """A store with version 1.0; the pictures are prepared already."""
    store = Installer(tmp_path / "store")
    ready = cache / "store-of-packs" / "made"
    if ready.is_dir():
        shutil.copytree(ready, store.folder / "made")
    store.note_screen(needed_widths(LANDSCAPE[0]))
    store.install(archives["1.0"], assets, None, lambda *_: None)
    if not ready.is_dir():
        # Atomic, by whichever of several test processes comes first.
        part = Path(shutil.copytree(store.folder / "made", ready.with_name(f"made-{os.getpid()}")))
        with suppress(OSError):
            part.rename(ready)
        shutil.rmtree(part, ignore_errors=True)
    return store


@pytest.fixture(autouse=True)
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is withdrawn is so for one test, and its renditions leave a cache that no other test shows."""
    for name in ("CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A memory stick that is not plugged in yet."""
    return tmp_path / "stick"


def plug(stick: Path, *files: Path) -> None:
    """Plug the stick in with these files on it."""
    ready = stick.with_name("elsewhere")
    ready.mkdir()
    for file in files:
        shutil.copy(file, ready)
    ready.rename(stick)


OpenPage = Callable[..., "Operator"]


@pytest.fixture
def open_page(open_operator: Opened, store: Installer, stick: Path) -> Iterator[OpenPage]:
    """An operator on one of the menu's pages."""
    with open_operator(store=store, operator_files={"stick": stick}) as operator:

        def standing(page: str) -> Operator:
            operator.come_in(page)
            return operator

        yield standing


def stage(operator: Operator) -> str:
    return operator.kiosk.operator.packs.stage


def reach(operator: Operator, wanted: str) -> None:
    assert wait_until(lambda: stage(operator) == wanted, SECONDS), operator.texts()
    wait(BEAT_MS)


def see(operator: Operator, words: str) -> None:
    assert wait_until(lambda: any(words in text for text in operator.texts()), SECONDS), operator.texts()


def read_on(operator: Operator, lines: str, words: str) -> None:
    """Scroll these lines down until the words are in sight: how many fit depends on how long the paths in them are."""
    while not any(words in text for text in operator.texts()):
        assert operator.control(f"{lines}:down").usable, operator.texts()
        operator.touch(f"{lines}:down")


def shown(operator: Operator) -> str:
    """The version on the screen, and the headline agrees."""
    reported = operator.kiosk.session.state.outline.version
    assert operator.kiosk.pack.home["headline"]["zh"] == f"展厅 {reported}"
    return reported


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operator menu's modules that run in processes of their own, in the order of their starts."""
    started: list[str] = []
    begin = ProcessRunner.begin_module

    def note(runner: ProcessRunner, module: str, *more: Any) -> None:
        if module.startswith("kiosk.operator."):
            started.append(module.rpartition(".")[2])
        begin(runner, module, *more)

    monkeypatch.setattr(ProcessRunner, "begin_module", note)
    return started


def test_the_whole_walk_from_the_stick_to_the_screen_and_back(
    open_page: OpenPage, store: Installer, stick: Path, archives: dict[str, Path], processes: list[str]
) -> None:
    operator = open_page("stick")
    see(operator, "请插上 U 盘")
    plug(stick, archives["3.0"])
    see(operator, "  3.0")
    see(operator, "改动 1 个设置文件")
    operator.touch("stick:0")
    reach(operator, "chosen")
    shutil.rmtree(stick)
    see(operator, "核对无误")
    assert shown(operator) == "1.0"
    assert store.store_index().at(store.store_index().live).version == "1.0"
    operator.touch("pack:look")
    assert (operator.phase, shown(operator)) == (Phase.PREVIEW, "3.0")
    see(operator, "展厅 3.0")
    operator.touch("looking:end")
    assert (operator.phase, shown(operator)) == (Phase.OPERATOR, "1.0")
    operator.touch("pack:use")
    reach(operator, "chosen")
    see(operator, "已启用")
    operator.touch("operator:leave")
    assert wait_until(lambda: (operator.phase, shown(operator)) == (Phase.ATTRACT, "3.0"), SECONDS)
    assert processes == ["usb_scanner", "store_worker", "store_worker"], "to find it, to install it, to use it"
    operator.come_in("packs")
    see(operator, "正在使用")
    assert "1.0" in operator.control("packs:back").name
    operator.touch("packs:back")
    reach(operator, "chosen")
    operator.touch("operator:leave")
    assert wait_until(lambda: shown(operator) == "1.0", SECONDS)


def test_it_is_taken_into_use_from_the_preview_too(
    open_page: OpenPage, store: Installer, stick: Path, archives: dict[str, Path]
) -> None:
    plug(stick, archives["3.0"])
    operator = open_page("stick")
    assert wait_until(lambda: operator.sight().control("stick:0") is not None, SECONDS)
    operator.touch("stick:0")
    reach(operator, "chosen")
    operator.touch("pack:look")
    operator.touch("looking:use")
    assert operator.phase is Phase.OPERATOR
    reach(operator, "chosen")
    assert store.store_index().at(store.store_index().live).version == "3.0"


def test_a_problem_taller_than_the_screen_can_be_read_to_its_end(open_page: OpenPage) -> None:
    operator = open_page("packs")
    task = operator.kiosk.operator.packs._task
    task._state = "refused"
    reported = ["一条问题", "很长的问题 " * 400, "最后一条问题"]
    task._refusal = {"refused": {"zh": ""}, "problems": [{"zh": words} for words in reported]}
    task.changed.emit()
    reach(operator, "refused")
    seen: list[tuple[float, float]] = []
    for _ in range(40):
        (tall,) = (item for item in items(operator.window.contentItem()) if item.property("text") == reported[1])
        view = tall.parentItem().parentItem()
        top = tall.mapToItem(view, QPointF()).y()
        seen.append((max(0.0, -top), min(tall.height(), view.height() - top)))
        if not operator.control("refused:down").usable:
            break
        operator.touch("refused:down")
    read = 0.0
    for start, end in seen:
        assert start <= read + 1, f"skipped from {read} to {start}"
        read = max(read, end)
    assert read >= tall.height() - 1
    see(operator, reported[2])


def test_what_is_looked_at_is_nobodys_visit_and_casts_no_vote(
    open_page: OpenPage, store: Installer, assets: ProductAssets
) -> None:
    store.install(SMALL, assets, None, lambda *_: None, aside=True)
    operator = open_page("packs")
    operator.touch("packs:1")
    reach(operator, "chosen")
    operator.touch("pack:look")
    before = operator.kiosk.session.state.sessions
    panels = operator.kiosk.session.state.outline.panels
    operator.kiosk.session.openPanelAt(next(iter(panels)), 0)
    operator.kiosk.polls.vote("a poll", 1)
    assert operator.kiosk.polls.votes["a poll"]["state"] == "kept"
    operator.touch("looking:end")
    assert operator.kiosk.polls.votes == {}
    operator.touch("operator:leave")
    assert operator.kiosk.session.state.sessions == before
    if operator.kiosk.options.journal.exists():
        with open_journal(operator.kiosk.options.journal) as entries:
            assert list(entries.votes()) == []


def test_a_preview_that_nobody_ends_ends_by_itself(
    open_page: OpenPage, store: Installer, assets: ProductAssets
) -> None:
    store.install(SMALL, assets, None, lambda *_: None, aside=True)
    operator = open_page("packs")
    operator.touch("packs:1")
    reach(operator, "chosen")
    operator.touch("pack:look")
    assert operator.phase is Phase.PREVIEW
    operator.let_pass(120)
    assert (operator.phase, shown(operator)) == (Phase.ATTRACT, "1.0")


def test_a_wrong_archive_says_why_and_changes_nothing(
    open_page: OpenPage, store: Installer, stick: Path, tmp_path: Path
) -> None:
    junk = tmp_path / "holiday.kioskpack"
    junk.write_bytes(b"no zip at all")
    plug(stick, junk)
    operator = open_page("stick")
    see(operator, "holiday.kioskpack")
    store_index = store.store_index()
    operator.touch("stick:0")
    reach(operator, "refused")
    see(operator, "没有装入")
    see(operator, "holiday.kioskpack YK-602: 不是内容包文件")
    operator.touch("operator:language")
    see(operator, "It was not taken")
    assert store.store_index() == store_index
    operator.touch("pack:list")
    assert stage(operator) == "list"


def test_a_stick_that_is_pulled_while_it_is_read_harms_nothing(
    open_page: OpenPage, store: Installer, stick: Path, archives: dict[str, Path]
) -> None:
    plug(stick, archives["3.0"])
    operator = open_page("stick")
    assert wait_until(lambda: operator.sight().control("stick:0") is not None, SECONDS)
    store_index = store.store_index()
    operator.kiosk.operator.usb._timer.stop()  # it is pulled between two checks
    shutil.rmtree(stick)
    operator.touch("stick:0")
    reach(operator, "refused")
    operator.kiosk.operator.usb._timer.start()
    assert store.store_index() == store_index
    operator.touch("pack:list")
    see(operator, "请插上 U 盘")


@pytest.mark.parametrize("way", ["pack:list", "operator:leave"])
def test_who_stops_in_the_middle_leaves_nothing_behind(
    open_page: OpenPage, store: Installer, stick: Path, archives: dict[str, Path], way: str
) -> None:
    plug(stick, archives["3.0"])
    operator = open_page("stick")
    assert wait_until(lambda: operator.sight().control("stick:0") is not None, SECONDS)
    operator.touch("stick:0")
    assert stage(operator) == "working"
    operator.touch(way)
    assert stage(operator) == "list"
    assert [pack.version for pack in store.store_index().packs] == ["1.0"]


def test_work_that_goes_on_holds_the_panel(open_page: OpenPage) -> None:
    operator = open_page("packs")
    task = operator.kiosk.operator.packs.task
    for _ in range(3):
        operator.let_pass(100)
        task._hear({"stage": {"zh": "正在拷贝"}, "done": 1, "total": 9})
    assert operator.phase is Phase.OPERATOR


def test_an_installed_pack_is_removed_but_never_the_one_in_use(
    open_page: OpenPage, store: Installer, assets: ProductAssets
) -> None:
    store.install(SMALL, assets, None, lambda *_: None, aside=True)
    operator = open_page("packs")
    operator.touch("packs:0")
    assert operator.sight().control("pack:remove") is None
    operator.touch("pack:list")
    operator.touch("packs:1")
    operator.touch("pack:remove")
    reach(operator, "list")
    assert [pack.version for pack in store.store_index().packs] == ["1.0"]


def test_the_pack_that_ships_is_listed_and_can_be_looked_at(open_page: OpenPage) -> None:
    operator = open_page("packs")
    see(operator, "自带的内容包")
    operator.touch("packs:1")
    reach(operator, "chosen")
    assert operator.sight().control("pack:use") is None
    operator.touch("pack:look")
    assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)


def test_a_picture_and_a_page_are_taken_off_where_they_are_seen(open_page: OpenPage, store: Installer) -> None:
    operator = open_page("packs")
    session = operator.kiosk.session
    operator.touch("packs:withdraw")
    assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)
    wait(BEAT_MS)
    see(operator, "请翻到要撤下的页面或图片")
    assert operator.sight().control("looking:withdraw") is None
    session.openPicture("pictures", 1)
    wait(BEAT_MS)
    see(operator, "画二")
    operator.touch("looking:withdraw")
    assert operator.phase is Phase.OPERATOR
    see(operator, "撤下图片“画二”吗？")
    operator.touch("withdraw:list")
    assert read_withdrawals().entries == ()
    operator.touch("packs:withdraw")
    assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)
    session.openPicture("pictures", 1)
    wait(BEAT_MS)
    operator.touch("looking:withdraw")
    operator.touch("withdraw:yes")
    assert wait_until(lambda: operator.kiosk.operator.withdrawal.stage == "done", SECONDS), operator.texts()
    wait(BEAT_MS)
    see(operator, "已删除：")
    read_on(operator, "protocol", "! 够不到的地方：")
    (entry,) = read_withdrawals().entries
    assert (entry.kind, entry.name, entry.by) == ("picture", "pictures/media/tower.svg", "operator menu · 操作菜单")
    titles = [picture["title"]["zh"] for picture in operator.kiosk.pack.gallery("pictures")["pictures"]]
    assert wait_until(
        lambda: [p["title"]["zh"] for p in operator.kiosk.pack.gallery("pictures")["pictures"]][:2] == ["画一", "画三"],
        5,
    ), titles
    operator.touch("withdraw:list")
    operator.touch("packs:withdraw")
    assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)
    session.openPicture("pictures", 1)
    wait(BEAT_MS)
    see(operator, "画三")
    assert operator.kiosk.operator.withdrawal.target["name"] == "pictures/3"
    session.goHome()
    session.openPanelAt("water", 1)
    wait(BEAT_MS)
    operator.touch("looking:withdraw")
    see(operator, "撤下页面“第二页水”吗？")
    operator.touch("withdraw:yes")
    assert wait_until(lambda: operator.kiosk.operator.withdrawal.stage == "done", SECONDS)
    assert wait_until(lambda: session.state.outline.panels["water"] == ("first",), 30)
    assert [pack.version for pack in store.store_index().packs] == ["1.0"]
    operator.touch("operator:leave")
    assert operator.phase is Phase.ATTRACT


def test_a_withdrawal_that_could_not_remove_everything_does_not_say_that_all_is_done(
    open_page: OpenPage, store: Installer
) -> None:
    operator = open_page("packs")
    operator.touch("packs:withdraw")
    assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)
    operator.kiosk.session.openPicture("pictures", 1)
    wait(BEAT_MS)
    operator.touch("looking:withdraw")
    with locked(store.folder / LOCK):
        operator.touch("withdraw:yes")
        assert wait_until(lambda: operator.kiosk.operator.withdrawal.stage == "done", SECONDS), operator.texts()
    wait(BEAT_MS)
    see(operator, "屏幕上已撤下，但还有没办完的")
    assert "已撤下" not in operator.texts()
    see(operator, "! 内容包里的文件还在磁盘上")


def test_without_a_store_it_is_said(open_operator: Opened, tmp_path: Path) -> None:
    with open_operator(operator_files={"stick": tmp_path}) as operator:
        for page in ("packs", "stick"):
            operator.come_in(page) if page == "packs" else operator.touch(f"operator:{page}")
            see(operator, "本机启动时指定了内容包")


def test_a_store_that_cannot_be_read_is_told(open_page: OpenPage, store: Installer) -> None:
    for file in store.folder.glob("store*.json"):
        file.write_text("spoilt", "utf-8")
    operator = open_page("packs")
    see(operator, "内容库读不出来")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_word_is_whole(
    open_operator: Opened, store: Installer, stick: Path, archives: dict[str, Path], size: tuple[int, int]
) -> None:
    plug(stick, *archives.values())
    (stick / "broken.kioskpack").write_bytes(b"")
    store.note_screen(needed_widths(max(size)))
    with open_operator(SMALL, size, store=store, operator_files={"stick": stick}) as operator:
        operator.come_in("stick")
        assert wait_until(lambda: operator.sight().control("stick:2") is not None, SECONDS)
        operator.touch("stick:1")
        reach(operator, "chosen")
        for language in ("zh", "en"):
            operator.speak(language)
            operator.touch("operator:stick")
            assert lasting_faults(operator.window) == [], language
            operator.touch("operator:packs")
            for number in range(3):
                if operator.kiosk.operator.packs.stage != "list":
                    operator.touch("pack:list")
                assert lasting_faults(operator.window) == [], language
                operator.touch(f"packs:{number}")
                assert lasting_faults(operator.window) == [], (language, number)
            operator.touch("pack:look")
            assert wait_until(lambda: operator.sight().control("looking:end") is not None, SECONDS)
            assert lasting_faults(operator.window) == [], (language, "look")
            operator.touch("looking:end")
        for language in ("zh", "en"):
            operator.speak(language)
            operator.touch("operator:packs")
            if operator.kiosk.operator.packs.stage != "list":
                operator.touch("pack:list")
            operator.touch("packs:withdraw")
            assert wait_until(lambda: operator.phase is Phase.PREVIEW, SECONDS)
            wait(BEAT_MS)
            assert lasting_faults(operator.window) == [], (language, "find")
            operator.kiosk.session.openPanelAt("water", 1)
            wait(BEAT_MS)
            assert lasting_faults(operator.window) == [], (language, "found")
            operator.touch("looking:withdraw")
            assert lasting_faults(operator.window) == [], (language, "asked")
            operator.touch("withdraw:list")
        operator.touch("operator:stick")
        if operator.kiosk.operator.packs.stage != "list":
            operator.touch("pack:list")
        assert wait_until(lambda: operator.sight().control("stick:2") is not None, SECONDS)
        operator.touch("stick:2")
        reach(operator, "refused")
        assert lasting_faults(operator.window) == []


def test_more_packs_than_fit_are_turned_row_by_row_and_each_is_seen_whole(
    open_page: OpenPage, stick: Path, archives: dict[str, Path]
) -> None:
    plug(stick, archives["3.0"])
    for number in range(11):
        shutil.copy(archives["3.0"], stick / f"copy-{number:02}.kioskpack")
    operator = open_page("stick")
    assert wait_until(lambda: operator.sight().control("stick:0") is not None, SECONDS)
    rows = next(item for item in items(operator.window.contentItem()) if is_a(item, "PackRows") and item.isVisible())
    bottom = rows.mapToScene(rows.boundingRect().bottomLeft()).y()
    seen: set[str] = set()

    def look() -> None:
        wait(BEAT_MS)
        lit = [item for item in items(rows) if item.property("whole") is True]
        assert lit
        assert all(item.mapToScene(item.boundingRect().bottomLeft()).y() <= bottom + 2 for item in lit)
        seen.update(str(item.property("identifier")) for item in lit)

    look()
    while operator.control("stick:down").usable:
        operator.touch("stick:down")
        look()
    assert seen == {f"stick:{number}" for number in range(12)}
    while operator.control("stick:up").usable:
        operator.touch("stick:up")
    assert operator.sight().control("stick:0") is not None
