"""What staff do on the desk: words, blocks, pictures, translations, undo, and what they are told."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.desk.contents import ContentEntry
from kiosk.desk.draft import DocPath
from kiosk.desk.drawings import Drawings, NotDrawnError
from kiosk.desk.forms import Field, fields_in
from kiosk.desk.rendering import address_of
from kiosk.desk.workspace import new_blocks
from kiosk.device.message_catalog import english_texts
from setup.simulated_days import simulate
from tests.unit.desk.conftest import Browser


def jpeg(width: int, height: int) -> bytes:
    """A photo."""
    import pyvips

    data: bytes = pyvips.Image.black(width, height, bands=3).copy(interpretation="srgb").jpegsave_buffer()
    return data


def entry_of(browser: Browser, kind: str) -> ContentEntry:
    return next(entry for entry in browser.contents.entries.values() if entry.kind == kind)


def problems_of(browser: Browser, ref: str, place: DocPath) -> list[str]:
    """The severities of what is shown at a field."""
    found = browser.get(f"/problems/{ref}").json()
    return [each["severity"] for each in found if tuple(each["path"][: len(place.path)]) == place.path]


def title_of(entry: ContentEntry) -> DocPath:
    return DocPath(entry.place.file, (*entry.place.path, "title"))


def test_a_field_is_saved_and_its_answer_says_what_is_wrong_with_it(browser: Browser, page: str) -> None:
    place = title_of(browser.contents.entries[page])
    first = browser.contents.languages[0]
    answer = browser.save(page, place, **{first: "一个非常非常非常非常非常非常非常非常非常长的标题"})
    reply = answer.json()
    assert (answer.status_code, reply["state"]) == (200, "saved")
    assert reply["now"][first] == "一个非常非常非常非常非常非常非常非常非常长的标题"
    assert problems_of(browser, page, place) == ["warning"]
    again = browser.save(page, place, reply["token"], **{first: "短标题"})
    assert again.json()["state"] == "saved"
    assert problems_of(browser, page, place) == []
    assert browser.workspace.draft.value(place)[first] == "短标题"


def test_two_people_at_one_field_both_see_both(browser: Browser, page: str) -> None:
    place = title_of(browser.contents.entries[page])
    first = browser.contents.languages[0]
    token = browser.workspace.draft.token(place)
    assert browser.save(page, place, token, **{first: "甲"}).status_code == 200
    answer = browser.save(page, place, token, **{first: "乙"})
    assert answer.status_code == 409
    assert answer.json()["theirs"][first] == "甲"
    assert browser.workspace.draft.value(place)[first] == "甲"
    assert browser.save(page, place, answer.json()["token"], **{first: "乙"}).status_code == 200


def test_each_step_is_undone_from_today(browser: Browser, page: str) -> None:
    entry = browser.contents.entries[page]
    before = (browser.workspace.pack / entry.place.file).read_bytes()
    browser.save(page, title_of(entry), **{browser.contents.languages[0]: "新"})
    step = browser.workspace.history.steps()[0]
    assert f"/undo/{step.id}" in browser.get("/").text
    answer = browser.client.post(f"/undo/{step.id}", content=b"", headers=browser.headers)
    assert answer.status_code == 200
    assert "undone" in answer.text
    assert (browser.workspace.pack / entry.place.file).read_bytes() == before


@pytest.mark.parametrize("kind", new_blocks())
def test_each_new_block_is_one_that_the_kiosk_can_show(browser: Browser, page: str, kind: str) -> None:
    entry = browser.contents.entries[page]
    blocks = DocPath(entry.place.file, (*entry.place.path, "blocks"))
    count = len(browser.workspace.draft.value(blocks))
    answer = browser.change(page, "add", DocPath(blocks.file, (*blocks.path, count)), kind=kind)
    assert answer.status_code == 200
    assert next(iter(browser.workspace.draft.value(blocks)[count])) == kind
    assert [each for each in (browser.workspace.findings("en") or ()) if each.severity == "error"] == []
    up = browser.change(page, "up", DocPath(blocks.file, (*blocks.path, count)))
    assert up.status_code == 200
    assert next(iter(browser.workspace.draft.value(blocks)[count - 1])) == kind
    assert browser.change(page, "remove", DocPath(blocks.file, (*blocks.path, count - 1))).status_code == 200
    assert len(browser.workspace.draft.value(blocks)) == count


def test_a_block_is_moved_and_removed_after_its_words_were_changed_here(browser: Browser, page: str) -> None:
    """The page gets new tokens with each answer: its own edit is no colleague's."""
    entry = browser.contents.entries[page]
    blocks = DocPath(entry.place.file, (*entry.place.path, "blocks"))
    order = browser.workspace.draft.order_token(blocks)
    text = DocPath(blocks.file, (*blocks.path, 0, "text"))
    answer = browser.save(page, text, **dict.fromkeys(browser.contents.languages, "neu"))
    assert 'role="alert"' not in browser.change(page, "down", DocPath(blocks.file, (*blocks.path, 0)), order).text
    assert browser.workspace.draft.value(DocPath(text.file, (*blocks.path, 1, "text"))) == {
        "zh": "neu",
        "en": "neu",
    }
    browser.change(page, "up", DocPath(blocks.file, (*blocks.path, 1)))
    token = answer.json()["around"][address_of(DocPath(blocks.file, (*blocks.path, 0)))]
    assert 'role="alert"' not in browser.change(page, "remove", DocPath(blocks.file, (*blocks.path, 0)), token).text
    assert len(browser.workspace.draft.value(blocks)) == 1


def test_a_block_that_a_colleague_changed_is_not_removed(browser: Browser, page: str) -> None:
    entry = browser.contents.entries[page]
    block = DocPath(entry.place.file, (*entry.place.path, "blocks", 0))
    count = len(browser.workspace.draft.value(DocPath(block.file, block.path[:-1])))
    token = browser.workspace.draft.token(block)
    field = next(
        each for each in fields_in(browser.workspace.form(entry)) if each.place.path[: len(block.path)] == block.path
    )
    browser.save(page, field.place, **dict.fromkeys(field.words, "changed"))
    answer = browser.change(page, "remove", block, token)
    assert 'role="alert"' in answer.text
    assert len(browser.workspace.draft.value(DocPath(block.file, block.path[:-1]))) == count


def test_every_field_has_a_name_in_words_of_staff(browser: Browser) -> None:
    """No id of a field is shown: each that any kind of block has is named in the desk's own words."""
    from kiosk.content.model import Gallery, PackSheet, Panel
    from kiosk.content.model.base import Part
    from kiosk.content.model.blocks import BLOCKS
    from kiosk.content.model.text import Text
    from kiosk.desk import forms

    keys: set[str] = set()

    def parts(part: type[Part]) -> None:
        for key, name in part.keys().items():
            bare = forms._bare(part.model_fields[name].annotation)
            if bare is Text or key in forms.PLAIN_KEYS:
                keys.add(key)

    found = {Panel, Gallery, PackSheet, *BLOCKS.values()}
    for each in list(Part.__subclasses__()) + list(found):
        for model in (each, *each.__subclasses__()):
            if model.__module__.startswith("kiosk."):  # another test may have made blocks of a hall
                parts(model)
    known = {key.removeprefix("field/") for key in english_texts("desk") if key.startswith("field/")}
    assert keys - known - {"publisher"} == set()


def test_no_path_and_no_id_is_shown(browser: Browser) -> None:
    """What a reader sees has no name of a file, no id of a page or of a panel, and no YAML."""
    import re

    ids = {entry.shown.rpartition("/")[2] for entry in browser.contents.entries.values()} - {"home", "photos"}
    for path in ("/", "/contents", "/pictures", "/translation", *(f"/edit/{ref}" for ref in browser.contents.entries)):
        html = browser.get(path).text
        seen = re.sub(r"<[^>]+>", " ", html)
        assert ".yaml" not in seen
        assert "media/" not in seen
        assert {
            each for each in ids if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", seen) and "-" in each
        } == set()


def test_a_picture_is_replaced_wherever_it_is_used(browser: Browser) -> None:
    used = max(browser.contents.pictures.values(), key=lambda each: len(each.uses))
    answer = browser.send(f"/picture/{used.ref}/replace", jpeg(640, 400), "新的 照片.JPG")
    assert answer.status_code == 200, answer.text
    for use in used.uses:
        value = browser.workspace.draft.value(use.place)
        assert value != used.file
        assert (browser.workspace.pack / value).is_file()
    assert browser.get(answer.json()["go"].partition("?")[0]).status_code == 200
    browser.workspace.undo(browser.workspace.history.steps()[0].id, "li")
    assert [browser.workspace.draft.value(use.place) for use in used.uses] == [used.file] * len(used.uses)
    assert (browser.workspace.pack / used.file).is_file()


def test_a_picture_comes_into_a_gallery(browser: Browser) -> None:
    gallery = entry_of(browser, "gallery")
    place = DocPath(gallery.place.file, ("pictures",))
    before = len(browser.workspace.draft.value(place))
    answer = browser.send(f"/gallery/{gallery.ref}/add", jpeg(320, 200), "江边.jpg")
    assert answer.status_code == 200, answer.text
    pictures = browser.workspace.draft.value(place)
    assert len(pictures) == before + 1
    assert "江边" in pictures[-1]["title"].values()
    assert [each for each in (browser.workspace.findings("en") or ()) if each.severity == "error"] == []


def test_what_is_lost_of_a_picture_is_said(browser: Browser) -> None:
    ref = next(iter(browser.contents.pictures))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
        '<foreignObject width="80" height="20"><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>'
        '<path d="M0 0h80v80H0z"/></svg>'
    )
    answer = browser.send(f"/picture/{ref}/replace", drawing.encode(), "a.svg")
    assert answer.status_code == 200, answer.text
    assert answer.json()["problems"] != []


def test_a_gallery_that_cannot_be_extended_says_so(browser: Browser) -> None:
    gallery = entry_of(browser, "gallery")
    file = browser.workspace.pack / gallery.place.file
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    answer = browser.send(f"/gallery/{gallery.ref}/add", jpeg(320, 200), "a.jpg")
    assert answer.status_code == 422
    assert answer.json()["words"]


def test_a_sheet_goes_out_and_comes_back_as_one_step(browser: Browser, page: str) -> None:
    data = browser.get("/translation.xlsx").content
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    language = browser.contents.languages[-1]
    column = heads.index(language) + 1
    changed = 0
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        if cell.value and changed < 3:
            cell.value = f"{cell.value} *"
            changed += 1
    out = io.BytesIO()
    book.save(out)
    answer = browser.send("/translation", out.getvalue(), "texts.xlsx")
    assert answer.status_code == 200, answer.text
    assert "3" in answer.json()["said"]
    assert [step.what for step in browser.workspace.history.steps()] == ["translation"]
    browser.workspace.undo(browser.workspace.history.steps()[0].id, "li")
    again = load_workbook(io.BytesIO(browser.get("/translation.xlsx").content)).active
    was = load_workbook(io.BytesIO(data)).active
    assert [[cell.value for cell in row] for row in again] == [[cell.value for cell in row] for row in was]


def test_last_months_report_is_shown_and_given(browser: Browser, tmp_path: Path) -> None:
    assert "no record of visits" in browser.get("/audience").text
    simulate(tmp_path / "journal.sqlite", days=3, visits=40)
    html = browser.get("/audience", period="all-time").text
    assert "<svg" in html
    book = load_workbook(io.BytesIO(browser.get("/audience.xlsx", period="all-time").content))
    assert {"visits", "panels", "pages"} <= set(book.sheetnames)
    kept = browser.get("/audience.html", period="all-time")
    assert kept.headers["content-disposition"] == 'attachment; filename="report.html"'


def test_the_desk_speaks_both_languages(browser: Browser) -> None:
    assert "To be mended" in browser.get("/").text
    browser.client.get("/language/zh", headers={"sec-fetch-site": "same-origin"})
    html = browser.get("/").text
    assert "要改的地方" in html
    assert 'lang="zh-CN"' in html


def test_an_error_is_shown_at_its_field_and_in_front(browser: Browser, page: str) -> None:
    entry = browser.contents.entries[page]
    words = dict.fromkeys(browser.contents.languages, "")
    answer = browser.save(page, title_of(entry), **words)
    assert answer.status_code == 200
    assert problems_of(browser, page, title_of(entry))[:1] == ["error"]
    assert f'href="/edit/{page}"' in browser.get("/").text


def test_a_pack_with_a_broken_file_still_opens(browser: Browser) -> None:
    gallery = entry_of(browser, "gallery")
    (browser.workspace.pack / gallery.place.file).write_text("id: [\n", "utf-8")
    html = browser.get("/").text
    assert "error" in html
    assert browser.get("/contents").status_code == 200
    form = browser.get(f"/edit/{gallery.ref}")
    assert form.status_code == 200
    assert 'class="problem error"' in form.text


def test_a_page_is_drawn_by_the_kiosk_and_its_words_are_found(browser: Browser, page: str, tmp_path: Path) -> None:
    answer = browser.get(f"/drawing/{page}", orientation="portrait", size="100")
    assert answer.status_code == 200
    assert "/drawn/" in answer.text
    title = next(filter(None, browser.contents.entries[page].title.values()))
    assert title in answer.text
    name = answer.text.split("/drawn/")[1].split('"')[0]
    assert browser.get(f"/drawn/{name}").content.startswith(b"\x89PNG")
    drawings = Drawings(tmp_path / "nothing", tmp_path / "cache")
    with pytest.raises(NotDrawnError):
        drawings.draw("x", "landscape", "home", "zh", 100)
    drawings.close()


def test_words_that_are_alike_in_all_languages_stay_one(browser: Browser, page: str) -> None:
    fields = [each for each in fields_in(browser.workspace.form(browser.contents.entries[page])) if each.kind == "text"]
    assert all(isinstance(each, Field) and set(each.words) == set(browser.contents.languages) for each in fields)


def test_the_visitors_program_knows_nothing_of_the_desk(tmp_path: Path) -> None:
    """Neither its modules nor a web server are loaded by `kiosk run`, nor by what it starts."""
    asked = """
import sys
import kiosk.cli, kiosk.cli.run, kiosk.app, kiosk.services, kiosk.runtime.control_socket, kiosk.operator.store_worker
parts = ("kiosk.desk", "starlette", "uvicorn", "jinja2", "anyio")
print(*sorted(name for name in sys.modules if name.startswith(parts)))
"""
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr
