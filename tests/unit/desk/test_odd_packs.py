"""Packs as they are found: edited by hand and by other programs, with errors, in part, or gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.desk.contents import ContentEntry
from kiosk.desk.draft import DocPath
from tests.unit.desk.conftest import Browser


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
