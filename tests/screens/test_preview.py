"""The preview while a pack is written: real saves in a copy of the small pack, and what the preview shows."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk import paths
from kiosk.app import Preview
from kiosk.content.messages import Message
from kiosk.content.screen_sizes import ScreenSize
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals, write_withdrawals
from kiosk.packs.pack_source import PackSource
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.withdrawing import Request, lift, withdraw
from kiosk.runtime.preview_updater import PreviewOptions
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.synthetic_touch import SyntheticTouch as Fingers
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.view.preview_view import PATIENCE_MS
from tests.packs.consent import every_word
from tests.screens.visitor import SMALL, is_a, items
from tests.unit.session.support import gallery, panel, viewer

SECONDS = 180  # the end of a wait, on a machine that is busy
UPRIGHT = ScreenSize(55, 1080, 1920)
LYING = ScreenSize(55, 1920, 1080)


class Writer:
    """Someone with a pack open in an editor and its preview beside it."""

    def __init__(self, pack: Path, **wishes: Any) -> None:
        self.pack = pack
        self.reported: list[Message] = []
        self.headings: list[str] = []
        known = {"screen": LYING, "staff_language": "zh", "lint": False, "tell": self.reported.append} | wishes
        self.preview = Preview(PreviewOptions(pack, moving=False, **known))
        self.preview.view.changed.connect(lambda: self.headings.append(self.heading))
        self.preview.show()
        self.window: QQuickWindow = self.preview.kiosk.window
        self.touch_screen = Fingers(self.window)

    @property
    def place(self) -> Place:
        return self.preview.kiosk.session.state.place

    @property
    def phase(self) -> Phase:
        return self.preview.kiosk.session.state.phase

    @property
    def heading(self) -> str:
        return str(self.preview.view.property("heading"))

    def text(self, name: str) -> str:
        return (self.pack / name).read_text(encoding="utf-8")

    def save(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace words in a file and save it."""
        words = self.text(name)
        for old, new in changes:
            assert old in words
            words = words.replace(old, new)
        (self.pack / name).write_text(words, encoding="utf-8")

    def sees(self, *words: str) -> bool:
        """Whether all of these words appear in the window."""
        return wait_until(lambda: all(any(each in text for text in self.texts()) for each in words), SECONDS)

    def texts(self) -> tuple[str, ...]:
        return read_screen(self.window).texts

    def problems(self, *words: str) -> bool:
        """Whether these words appear in the strip."""
        return wait_until(lambda: all(each in self.heading for each in words) and bool(self.heading), SECONDS)

    def is_sound(self) -> bool:
        return wait_until(lambda: self.heading == "", SECONDS)

    def touch(self, identifier: str) -> None:
        found = read_screen(self.window).control(identifier)
        assert found is not None
        self.touch_screen.tap(*found.centre)
        wait(30)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "hall"))


@pytest.fixture
def write(pack: Path, cache: Path, qapp: object) -> Iterator[Callable[..., Any]]:
    """Opens a preview of the pack, and closes it."""

    @contextmanager
    def opened(**wishes: Any) -> Iterator[Writer]:
        writer = Writer(pack, **({"cache": cache} | wishes))
        try:
            yield writer
        finally:
            writer.touch_screen.lift_all()
            writer.preview.close()
            wait(0)

    return opened


BRONZE = "panels/bronze.yaml"
PAGE = "  - id: {name}\n    title: {title}\n    blocks:\n      - text: words\n"


def test_a_save_is_seen_on_the_page_that_is_open(write: Callable[..., Any]) -> None:
    with write(page="bronze/figures") as writer:
        assert writer.sees("数字", "42")
        writer.save(BRONZE, ("value: 42", "value: 43"), ("zh: 数字", "zh: 大数字"))
        assert writer.sees("大数字", "43")
        assert (writer.phase, writer.place) == (Phase.ACTIVE, panel("bronze", 1))
        assert writer.heading == ""


def test_the_page_stays_by_its_id_and_where_it_is_gone_the_nearest_is_shown(write: Callable[..., Any]) -> None:
    with write(page="bronze/figures") as writer:
        assert writer.sees("42")
        writer.save(BRONZE, ("pages:\n", "pages:\n" + PAGE.format(name="new", title="新页")))
        assert wait_until(lambda: writer.place == panel("bronze", 2), SECONDS)
        assert writer.sees("42")
        (writer.pack / BRONZE).write_text(
            "id: bronze\ntitle: {zh: 青铜, en: Bronze}\npages:\n" + PAGE.format(name="only", title="唯一"), "utf-8"
        )
        assert writer.sees("唯一")
        assert writer.place == panel("bronze", 0)


def test_a_broken_save_keeps_the_picture_and_tells_where_what_and_how(write: Callable[..., Any]) -> None:
    with write(page="water/second") as writer:
        assert writer.sees("第二页水")
        sound = writer.text("panels/water.yaml")
        writer.save("panels/water.yaml", ("第二页水", "别的水"), ("blocks:", "blokcs:"))
        assert writer.problems("4 个错误，分布在 1 个文件", "画面停在上一次正确的内容")
        wait(50)
        seen = " ".join(writer.texts())
        assert "panels/water.yaml:6:5" in seen
        assert "“blokcs”不是页的字段" in seen
        assert "是不是想写“blocks”？" in seen
        assert "还有 1 条" in seen
        assert "第二页水" in seen
        assert "别的水" not in seen
        assert writer.place == panel("water", 1)
        (writer.pack / "panels/water.yaml").write_text(sound.replace("第二页水", "清水"), encoding="utf-8")
        assert writer.sees("清水")
        assert writer.is_sound()


def test_problems_are_told_in_english_too(write: Callable[..., Any]) -> None:
    with write(staff_language="en", language="en") as writer:
        assert writer.sees("A small hall")
        writer.save("pack.yaml", ("version: 2.1.0", "version: new"))
        assert writer.problems("1 error in 1 file; what is shown is the last that was sound")
        wait(50)
        assert any('"version" cannot be "new"' in text for text in writer.texts())
        assert any(re.fullmatch(r"YK-\d{3}", text) for text in writer.texts())


def test_editors_atomic_saves_are_followed(write: Callable[..., Any]) -> None:
    with write(page="water/first") as writer:
        assert writer.sees("水是第一页。")
        file = writer.pack / "panels/water.yaml"
        for words in ("一泓水", "两泓水"):
            file.with_name(".water.tmp").write_text(
                writer.text("panels/water.yaml").replace("水是第一页。", words).replace("一泓水", words),
                encoding="utf-8",
            )
            file.with_name(".water.tmp").replace(file)
            assert writer.sees(words)
        assert writer.headings == []


def test_a_half_written_file_alarms_nobody(write: Callable[..., Any]) -> None:
    with write(page="water/first") as writer:
        assert writer.sees("水是第一页。")
        before = writer.text("panels/water.yaml")
        pauses: list[float] = []

        def write_slowly(words: str) -> None:
            with (writer.pack / "panels/water.yaml").open("w", encoding="utf-8") as stream:
                for part in (words[:40], words[40:90], words[90:]):
                    stream.write(part)
                    stream.flush()
                    begin = monotonic()
                    threading.Event().wait(0.07)
                    pauses.append(monotonic() - begin)

        # On a busy machine a pause may be longer than anybody's patience: an alarm is right then.
        for number in range(20):
            pauses.clear()
            writer.headings.clear()
            thread = threading.Thread(target=write_slowly, args=(before.replace("水是第一页。", f"写完了{number}"),))
            thread.start()
            assert writer.sees(f"写完了{number}")
            thread.join()
            wait(500)
            if max(pauses) < PATIENCE_MS / 2000:
                break
        assert writer.headings == []


def test_a_folder_that_vanishes_and_returns_is_survived(write: Callable[..., Any]) -> None:
    with write(page="water/first") as writer:
        assert writer.sees("水是第一页。")
        away = writer.pack.with_name("away")
        for _ in range(2):
            writer.pack.rename(away)
            assert writer.problems("1 个错误")
            assert "第一页水" in " ".join(writer.texts())
            away.rename(writer.pack)
            assert writer.is_sound()
        writer.save("panels/water.yaml", ("水是第一页。", "水回来了"))
        assert writer.sees("水回来了")
        assert writer.place == panel("water", 0)


def test_a_picture_is_drawn_again_and_no_other_is_prepared_again(write: Callable[..., Any], tmp_path: Path) -> None:
    own = tmp_path / "cache"

    def made() -> dict[Path, int]:
        kept = {".png", ".jpg", ".jpeg", ".webp"}
        found = {}
        # Unlike rglob, os.walk passes over a folder that is renamed meanwhile: what a worker writes gets its name last.
        for folder, below, names in os.walk(own):
            below[:] = [name for name in below if not name.startswith(".")]
            for file in (Path(folder, name) for name in names):
                with suppress(FileNotFoundError):
                    if file.suffix in kept:
                        found[file] = file.stat().st_mtime_ns
        return found

    with write(page="pictures/2", cache=own) as writer:
        assert writer.sees("画二")
        wait(300)
        before, shown = made(), writer.window.grabWindow()
        writer.save("media/tower.svg", ("#4a221c", "#1b4257"))
        assert wait_until(lambda: len(made()) > len(before) and writer.window.grabWindow() != shown, SECONDS)
        assert {file: time for file, time in made().items() if file in before} == before
        assert before
        assert writer.place == viewer("pictures", 1)


def test_captions_and_titles_of_a_gallery_follow_too(write: Callable[..., Any]) -> None:
    with write(page="pictures") as writer:
        assert writer.sees("画三")
        assert writer.place == gallery("pictures")
        writer.save("galleries/pictures.yaml", ("画三", "第三幅"))
        assert writer.sees("第三幅")
        writer.save("galleries/pictures.yaml", ("id: pictures", "id: views"))
        writer.save("pack.yaml", ("letters, pictures", "letters, views"))
        writer.save(BRONZE, ("gallery: pictures", "gallery: views"))
        (writer.pack / "galleries/pictures.yaml").rename(writer.pack / "galleries/views.yaml")
        assert wait_until(lambda: writer.place == gallery("views"), SECONDS)
        assert writer.sees("第三幅")
        assert writer.is_sound()


def test_the_scene_in_view_is_shown_as_it_is_now(write: Callable[..., Any]) -> None:
    with write() as writer:
        assert writer.sees("图集里的画")
        writer.preview.kiosk.attract.go_to(1)
        assert writer.sees("水边")
        writer.save("pack.yaml", ("zh: 水边", "zh: 江边"))
        assert writer.sees("江边")
        assert writer.phase is Phase.ATTRACT


def test_the_search_finds_what_is_written_now(write: Callable[..., Any]) -> None:
    with write(page="water") as writer:
        assert writer.sees("第一页水")
        session = writer.preview.kiosk.session
        session.openSearch()
        session.type("hupo")
        writer.save("panels/water.yaml", ("第一页水", "湖泊"))
        assert writer.sees("湖泊")
        assert writer.place == Place(Screen.SEARCH, query="hupo")


def test_a_pack_that_is_broken_at_the_start_is_shown_once_it_is_fixed(write: Callable[..., Any], pack: Path) -> None:
    front = (pack / "pack.yaml").read_text(encoding="utf-8")
    (pack / "pack.yaml").write_text(front.replace("format: 1", "format: one"), encoding="utf-8")
    with write(page="water/second") as writer:
        assert writer.problems("1 个错误")
        assert writer.phase is Phase.OUT_OF_SERVICE
        # Nothing else is visible: the problems fill the window, without the visitor's "out of service".
        strip = next(item for item in items(writer.window.contentItem()) if is_a(item, "PreviewStrip"))
        assert wait_until(lambda: strip.height() == writer.window.height(), SECONDS)
        assert writer.sees("pack.yaml:2:9", "format: 1")
        assert writer.heading == "1 个错误，分布在 1 个文件，改好后才能显示内容"
        (pack / "pack.yaml").write_text(front, encoding="utf-8")
        assert writer.sees("第二页水")
        assert writer.is_sound()
        assert writer.place == panel("water", 1)


@pytest.mark.parametrize(
    ("page", "place", "reported"),
    [
        ("bronze/last", panel("bronze", 2), False),
        ("water", panel("water", 0), False),
        ("pictures", gallery("pictures"), False),
        ("pictures/12", viewer("pictures", 11), False),
        ("pictures/13", Place(), True),
        ("water/third", Place(), True),
        ("nowhere", Place(), True),
    ],
)
def test_it_begins_at_the_page_that_was_asked_for(
    write: Callable[..., Any], page: str, place: Place, reported: bool
) -> None:
    with write(page=page) as writer:
        assert wait_until(lambda: writer.phase is Phase.ACTIVE, SECONDS)
        assert writer.place == place
        assert bool(writer.reported) is reported
        assert all("water/second" in words and "pictures" in words for words in writer.reported)


def test_the_language_is_kept(write: Callable[..., Any]) -> None:
    with write(page="water", language="en") as writer:
        assert writer.sees("First water page")
        writer.save("panels/water.yaml", ("First water page", "A lake"))
        assert writer.sees("A lake")


@pytest.mark.parametrize("size", [UPRIGHT, LYING])
def test_the_window_has_the_devices_proportions_and_answers_the_hand(
    write: Callable[..., Any], size: ScreenSize
) -> None:
    with write(screen=size, page="bronze/ways") as writer:
        assert writer.sees("去处")
        shape = writer.window.width() / writer.window.height()
        assert shape == pytest.approx(size.width / size.height, abs=0.01)
        screen = next(item for item in items(writer.window.contentItem()) if is_a(item, "RootView"))
        assert isinstance(screen, QQuickItem)
        assert (screen.width(), screen.height()) == (size.width, size.height)
        wait(300)
        writer.touch("bar:home")
        assert wait_until(lambda: writer.place == Place(), SECONDS)


def test_with_problems_the_whole_screen_stays_in_view(write: Callable[..., Any]) -> None:
    with write(page="water/first") as writer:
        assert writer.sees("第一页水")
        screen = next(item for item in items(writer.window.contentItem()) if is_a(item, "RootView"))
        whole = screen.scale()
        writer.save("panels/water.yaml", ("blocks:", "blokcs:"))
        assert writer.problems("错误")
        wait(50)
        strip = next(item for item in items(writer.window.contentItem()) if is_a(item, "PreviewStrip"))
        assert 0 < screen.scale() < whole
        assert screen.height() * screen.scale() <= writer.window.height() - strip.height() + 1


def test_a_folder_that_cannot_be_read_is_told_and_followed_on(
    write: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with write(page="water/first") as writer:
        assert writer.sees("第一页水")
        with monkeypatch.context() as broken:

            def fail(*_: object) -> None:
                raise PermissionError(13, "Permission denied")

            broken.setattr(PackSource, "load", fail)
            writer.save("panels/water.yaml", ("水是第一页。", "水"))
            assert writer.problems("1 个错误")
        writer.save("panels/water.yaml", ("zh: 第一页水", "zh: 清水"))
        assert writer.sees("清水")
        assert writer.is_sound()


def test_nobodys_vote_is_kept(write: Callable[..., Any]) -> None:
    with write() as writer:
        journal = writer.preview.kiosk.options.journal
        assert writer.sees("图集里的画")
    assert not journal.parent.exists()


def test_what_a_good_editor_would_say_is_told_a_moment_later(write: Callable[..., Any]) -> None:
    with write(page="water/first", lint=True) as writer:
        assert writer.sees("第一页水")
        assert writer.problems("个警告")
        before = writer.heading
        writer.save("panels/water.yaml", ("zh: 第一页水", 'zh: "第一页水,湖"'))
        assert writer.sees("第一页水,湖")
        assert wait_until(lambda: writer.heading not in {"", before}, SECONDS)
        assert "" not in writer.headings[1:]
        strip = next(item for item in items(writer.window.contentItem()) if is_a(item, "PreviewStrip"))
        assert isinstance(strip, QQuickItem)
        writer.touch_screen.tap(*strip.mapToScene(strip.boundingRect().center()).toTuple())
        assert writer.sees("没有任何一处署名")


def test_the_parts_of_the_page_in_sight_are_foretold(write: Callable[..., Any]) -> None:
    with write(page="letters/long", lint=True) as writer:
        assert writer.sees("这一页分成的段数：字号 100% 时 2 段，字号 135% 时 2 段，字号 200% 时 4 段")
        writer.preview.kiosk.session.chooseLanguage("en")
        assert writer.sees("字号 100% 时 2 段，字号 135% 时 3 段，字号 200% 时 5 段")
        writer.preview.kiosk.session.openPanel("water", "first")
        assert writer.sees("字号 100% 时 1 段，字号 135% 时 1 段，字号 200% 时 1 段")
        writer.preview.kiosk.session.goHome()
        assert wait_until(lambda: not any("段数" in text for text in writer.texts()), SECONDS)


def test_an_error_is_told_before_any_remark_and_the_remarks_return_once_it_is_fixed(write: Callable[..., Any]) -> None:
    with write(page="water/first", lint=True) as writer:
        assert writer.problems("个警告")
        writer.save("panels/water.yaml", ("blocks:", "blokcs:"))
        assert writer.problems("个错误")
        writer.save("panels/water.yaml", ("blokcs:", "blocks:"))
        assert wait_until(lambda: "错误" not in writer.heading, SECONDS)
        assert writer.problems("个警告")


def test_what_is_withdrawn_on_this_machine_leaves_the_preview_at_once_also_while_the_pack_has_errors(
    write: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with write(page="water/second") as writer:
        assert writer.sees("第二页水")
        write_withdrawals(Withdrawals((Withdrawal("page", "water/second"),)))
        assert writer.sees("第一页水")
        assert writer.place == panel("water", 0)
        writer.save("panels/water.yaml", ("blocks:", "blokcs:"))
        assert writer.problems("错误")
        write_withdrawals(Withdrawals((Withdrawal("page", "water/second"), Withdrawal("page", "water/first"))))
        assert wait_until(lambda: writer.phase is Phase.OUT_OF_SERVICE, SECONDS)
        writer.save("panels/water.yaml", ("blokcs:", "blocks:"))
        assert wait_until(lambda: writer.phase is Phase.ATTRACT, SECONDS)
        assert "water" not in writer.preview.kiosk.session.state.outline.panels


def test_what_is_lifted_on_this_machine_is_seen_again_in_the_preview(
    write: Callable[..., Any], pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the pictures that were prepared of it, which its withdrawal removed."""
    for name in ("DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    store = Installer(paths.store())
    with write(cache=paths.cache()) as writer:
        assert wait_until(lambda: writer.phase is Phase.ATTRACT, SECONDS)
        gallery = writer.preview.kiosk.pack.gallery
        before = gallery("pictures")["pictures"]
        withdraw(store, Request(str(pack / "media" / "tower.svg"), "Li"))
        assert wait_until(lambda: len(gallery("pictures")["pictures"]) < len(before), SECONDS)
        lift(Request("1", "Li"))
        assert wait_until(lambda: gallery("pictures")["pictures"] == before, SECONDS)
        words = every_word(before).split()
        files = [Path(unquote(urlsplit(word).path)) for word in words if word.startswith("file:")]
        assert files
        assert [file for file in files if not file.is_file()] == []
