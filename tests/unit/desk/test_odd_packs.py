"""Packs as they are found: edited by hand and by other programs, with errors, in part, or gone."""

from __future__ import annotations

import errno
import html
import re
import threading
import time
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import pytest

from kiosk.desk.contents import ContentEntry
from kiosk.desk.draft import Author, DocPath
from kiosk.desk.workspace import Workspace
from kiosk.packs.hall_blocks import catalog_for, use_blocks
from tests.blocks.samples import PLATE
from tests.unit.desk.conftest import HOST, Browser


def panel_of(browser: Browser) -> ContentEntry:
    return next(entry for entry in browser.contents.entries.values() if entry.kind == "panel")


def rewrite(file: Path, pattern: str, new: str) -> str:
    """Replace the first match in a file; return what it says then."""
    before = file.read_bytes().decode()
    after = re.sub(pattern, lambda _: new, before, count=1, flags=re.MULTILINE)
    assert after != before
    file.write_bytes(after.encode())
    return after


@pytest.mark.parametrize(
    "written", ["title:", "title: {}", "title:   # a remark", "title: ''", "title: {}   # a remark"]
)
def test_an_empty_text_can_be_filled_in(browser: Browser, written: str) -> None:
    panel = panel_of(browser)
    place = DocPath(panel.place.file, ("title",))
    file = browser.workspace.pack / panel.place.file
    text = rewrite(file, r"^title:.*$", written)
    assert browser.save(panel.ref, place, zh="门厅", en="Hall: front").json()["state"] == "saved"
    assert browser.workspace.draft.value(place) == {"zh": "门厅", "en": "Hall: front"}
    remark = "   # a remark" if "#" in written else ""
    head, tail = text.split(written, 1)
    after = file.read_bytes().decode()
    assert after.startswith(f"{head}title: ")
    assert after.endswith(remark + tail)


def test_what_is_no_text_is_shown_as_none_and_stays(browser: Browser) -> None:
    panel = panel_of(browser)
    place = DocPath(panel.place.file, ("title",))
    text = rewrite(browser.workspace.pack / panel.place.file, r"^title:.*$", "title: {zh: {a: b}, en: [x, y]}")
    shown = browser.get(f"/edit/{panel.ref}").text
    assert "{&#39;" not in shown
    assert "[&#39;" not in shown
    assert browser.save(panel.ref, place, zh="门厅", en="Hall").status_code == 422
    assert (browser.workspace.pack / panel.place.file).read_text("utf-8") == text


def test_languages_are_words_and_each_stands_once(browser: Browser) -> None:
    rewrite(browser.workspace.pack / "pack.yaml", r"^languages:.*$", "languages: [{a: b}, en, en, '']")
    assert browser.contents.languages == ("en",)


@pytest.mark.parametrize("typed", [["a"], None, 3, {"a": "b"}])
def test_what_is_typed_is_words(browser: Browser, typed: object) -> None:
    panel = panel_of(browser)
    place = DocPath(panel.place.file, ("title",))
    before = browser.workspace.draft.value(place)
    body = {"place": [place.file, place.path], "token": browser.workspace.draft.token(place), "words": {"zh": typed}}
    assert browser.client.post(f"/save/{panel.ref}", json=body, headers=browser.headers).status_code == 400
    assert browser.workspace.draft.value(place) == before


SCREENS = ("/", "/open-problems", "/contents", "/pictures", "/translation")


@pytest.mark.parametrize("how", ["renamed", "linked", "emptied"])
def test_a_pack_that_is_gone_is_said_on_every_screen(browser: Browser, page: str, how: str) -> None:
    pack = browser.workspace.pack
    browser.get("/")
    place = DocPath(browser.contents.entries[page].place.file, (*browser.contents.entries[page].place.path, "title"))
    token = browser.workspace.draft.token(place)
    if how == "renamed":
        pack.rename(pack.with_name("other"))
    else:
        (pack / "pack.yaml").rename(pack.with_name("front.yaml"))
        if how == "linked":
            (pack / "pack.yaml").symlink_to(pack.with_name("front.yaml"))
    for screen in (*SCREENS, f"/edit/{page}", f"/drawing/{page}"):
        answer = browser.get(screen)
        assert (screen, answer.status_code) == (screen, 422)
        assert "open the desk again" in answer.text
    answer = browser.save(page, place, token, zh="新", en="New")
    assert answer.status_code == 422
    assert answer.json()["words"]


def test_a_file_that_cannot_be_read_is_said_in_words_for_staff(browser: Browser) -> None:
    file = browser.workspace.pack / panel_of(browser).place.file
    file.write_text(file.read_text("utf-8") + "\n  bad: [unclosed\n\tx: 'y\n", "utf-8")
    shown = browser.get("/open-problems").text
    assert "cannot be read any more" in shown
    for word in ("column", "indent", "quotation", "spaces", "map"):
        assert word not in shown
    for screen in SCREENS:
        assert browser.get(screen).status_code == 200
    assert ".yaml" not in browser.get("/translation.xlsx").text


def test_without_a_front_that_can_be_read_the_rest_is_still_translated(browser: Browser) -> None:
    front = browser.workspace.pack / "pack.yaml"
    front.write_text(front.read_text("utf-8") + "\n: : [x\n", "utf-8")
    for screen in SCREENS:
        assert browser.get(screen).status_code == 200


@pytest.mark.parametrize("kept", [None, b"", b"no database" * 300])
def test_a_record_that_is_none_is_said_without_its_path(browser: Browser, tmp_path: Path, kept: bytes | None) -> None:
    if kept is not None:
        (tmp_path / "journal.sqlite").write_bytes(kept)
    assert browser.get("/audience").status_code == 200
    for report in ("/audience.html", "/audience.xlsx"):
        answer = browser.get(report)
        assert answer.status_code == 422
        assert "no record of visits" in answer.text
        assert "journal.sqlite" not in answer.text


def test_an_edit_from_outside_in_the_same_moment_is_not_lost(
    browser: Browser, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program writes after the file was read, and before it is written."""
    from kiosk.desk import draft as draft_module

    entry = browser.contents.entries[page]
    file, place = browser.workspace.pack / entry.place.file, DocPath(entry.place.file, (*entry.place.path, "title"))
    real = draft_module.safely

    def edited_meanwhile(edit: Any) -> str:
        made = real(edit)
        file.write_bytes(file.read_bytes() + b"# from outside\n")
        return made

    monkeypatch.setattr(draft_module, "safely", edited_meanwhile)
    assert browser.save(page, place, zh="新", en="New").status_code == 422
    assert file.read_bytes().endswith(b"# from outside\n")


def test_blocks_of_the_hall_have_forms_with_words_for_their_own_keys(
    browser: Browser, page: str, tmp_path: Path
) -> None:
    folder = tmp_path / "blocks" / "plate"
    folder.mkdir(parents=True)
    (folder / "plate_block.py").write_text(PLATE, "utf-8")
    (folder / "PlateBlock.qml").write_text("import QtQuick\nItem {\n    required property var block\n}\n", "utf-8")
    use_blocks(tmp_path / "blocks")
    try:
        catalog_for(browser.workspace.pack)
        entry = browser.contents.entries[page]
        blocks = DocPath(entry.place.file, (*entry.place.path, "blocks"))
        draft = browser.workspace.draft
        plate = {"plate": {"says": {"zh": "牌", "en": "Plate"}, "makers": [{"name": {"zh": "李", "en": "Li"}}]}}
        draft.add_item(DocPath(blocks.file, (*blocks.path, 0)), draft.order_token(blocks), plate, Author("li", "Hall"))
        shown = browser.get(f"/edit/{page}")
        assert shown.status_code == 200
        assert ">Li</textarea>" in shown.text
        assert browser.get("/translation", part=page).status_code == 200
    finally:
        use_blocks(None)


def test_an_upload_that_is_cancelled_in_the_middle_leaves_nothing(
    browser: Browser, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    used = next(iter(browser.contents.pictures.values()))
    cookie = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    headers = {**browser.headers, "host": HOST, "content-length": "1000", "cookie": cookie}
    scope = {
        "type": "http", "method": "POST", "path": f"/picture/{used.ref}/replace", "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    parts = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]
    answered: list[MutableMapping[str, Any]] = []

    async def receive() -> Any:
        return parts.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        answered.append(message)

    anyio.run(browser.client.app, scope, receive, send)
    assert parts == []
    assert answered[0]["status"] == 400
    assert caplog.messages == []
    assert list((tmp_path / "cache" / "desk-quarantine").iterdir()) == []
    assert browser.workspace.history.steps() == []


def test_a_disk_that_is_full_while_a_picture_comes_is_said(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    used = next(iter(browser.contents.pictures.values()))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kiosk.desk.library.tempfile.mkdtemp", full)
    answer = browser.send(f"/picture/{used.ref}/replace", b"x", "a.png")
    assert answer.status_code == 422
    assert "No space left" in answer.json()["words"]


def test_what_stands_among_pictures_and_is_none_does_not_shift_them(browser: Browser) -> None:
    gallery = next(entry for entry in browser.contents.entries.values() if entry.kind == "gallery")
    file = browser.workspace.pack / gallery.place.file
    rewrite(file, r"^pictures:", "pictures:\n  - oops")
    titles = [each["title"] for each in browser.workspace.draft.plain(gallery.place.file)["pictures"][1:]]
    shown = html.unescape(browser.get(f"/edit/{gallery.ref}").text)
    tools = re.search(r'data-item="remove" data-place="(.+?)" data-token="(.+?)"', shown)
    assert tools
    data = {"action": "remove", "place": tools[1], "token": tools[2]}
    assert browser.client.post(f"/items/{gallery.ref}", data=data, headers=browser.headers).status_code == 200
    left = browser.workspace.draft.plain(gallery.place.file)["pictures"]
    assert [each if isinstance(each, str) else each["title"] for each in left] == ["oops", *titles[1:]]


def test_two_desks_at_one_pack_wait_for_each_other(
    browser: Browser, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = threading.Event()

    def wait(_: float) -> None:
        waits.set()
        time.sleep(0.001)

    monkeypatch.setattr("kiosk.desk.history.time", SimpleNamespace(monotonic=time.monotonic, sleep=wait))
    other = Workspace(browser.workspace.pack, tmp_path / "desk", tmp_path / "cache")
    entry = browser.contents.entries[page]
    place = DocPath(entry.place.file, (*entry.place.path, "title"))
    with ThreadPoolExecutor(1) as pool, other.history.held():
        waiting = pool.submit(browser.save, page, place, "", zh="新", en="New")
        assert waits.wait(30)
        other.history.save("wang", "words", "", {"media/note.vtt": (None, b"WEBVTT\n")})
    assert waiting.result().json()["state"] == "saved"
    assert len(other.history.steps()) == 2
    other.close()
