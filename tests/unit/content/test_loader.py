"""What comes of a sound pack, and of folders that are none."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.blocks.link.link_block import LinkBlock
from kiosk.blocks.text.text_block import TextBlock
from kiosk.blocks.voice.voice_block import VoiceBlock
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.loader import MediaUse, load_pack
from kiosk.content.model import PictureScene
from kiosk.content.yaml_writer import dump
from kiosk.packs.product_catalog import product_catalog
from tests.broken.base import FILES, GALLERY, KNOWLEDGE, PACK, PANEL, SVG, WEBP, write

MORE = b"id: %s\ntitle: More\npages: [{id: a, title: A, blocks: [text: a]}]\n"


def reported(folder: Path) -> list[str]:
    return [problem.text().splitlines()[0] for problem in load_pack(folder, KNOWLEDGE).problems]


def test_a_sound_pack_is_read_as_written(tmp_path: Path) -> None:
    loaded = load_pack(write(tmp_path), KNOWLEDGE)
    pack = loaded.pack
    assert (pack.id, pack.version, pack.languages, pack.theme) == ("hall", "1.0.0", ("zh", "en"), "cast")
    page = pack.panel("industry").pages[0]
    assert isinstance(page.blocks[0], TextBlock)
    assert page.blocks[0].text.by_language(["zh", "en"]) == {"zh": "说明", "en": "Words"}
    voice = next(block for block in page.blocks if isinstance(block, VoiceBlock))
    assert voice.speaker.by_language(["en"]) == {"en": "Zhou Jian"}
    link = next(block for block in page.blocks if isinstance(block, LinkBlock))
    assert (link.panel, link.page) == ("industry", "first")
    scene = pack.attract[0]
    assert isinstance(scene, PictureScene)
    assert (scene.picture.file, scene.seconds, scene.opens) == ("media/park.png", 8, "industry")
    assert pack.gallery("places").pictures[0].focus == (0.5, 0.4)
    assert pack.panel("nobody") is None
    assert pack.gallery("nothing") is None


def test_each_picture_is_known_with_the_place_that_names_it(tmp_path: Path) -> None:
    assert load_pack(write(tmp_path), KNOWLEDGE).media == (
        MediaUse("media/park.png", SourceLocation("pack.yaml", 10, 15)),
        MediaUse("media/park.png", SourceLocation("panels/industry.yaml", 6, 9)),
        MediaUse("media/hall.svg", SourceLocation("galleries/places.yaml", 4, 11)),
    )


def test_panels_stand_in_the_order_of_the_tiles_and_then_of_their_files(tmp_path: Path) -> None:
    front = PACK.replace("[industry, places]", "[b, places, industry]").encode()
    files = {"pack.yaml": front} | {f"panels/{name}.yaml": MORE % name.encode() for name in "abc"}
    pack = load_pack(write(tmp_path, FILES | files), KNOWLEDGE).pack
    assert [panel.id for panel in pack.panels] == ["b", "industry", "a", "c"]


def test_a_byte_order_mark_and_windows_line_ends_are_read_as_meant(tmp_path: Path) -> None:
    windows = {name: b"\xef\xbb\xbf" + FILES[name].replace(b"\n", b"\r\n") for name in FILES if name.endswith("yaml")}
    plain, marked = (
        load_pack(write(tmp_path / "a"), KNOWLEDGE),
        load_pack(write(tmp_path / "b", FILES | windows), KNOWLEDGE),
    )
    assert marked == plain


def test_numbers_and_noes_stay_what_was_typed(tmp_path: Path) -> None:
    panel = PANEL.replace("{zh: 说明, en: Words}", "{zh: 1.10, en: no}").replace("value: 160", "value: 12:30").encode()
    pack = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel}), KNOWLEDGE).pack
    text, figures = pack.panels[0].pages[0].blocks[:2]
    assert text.text.plain() == {"zh": "1.10", "en": "no"}
    assert figures.figures[0].value.plain() == "12:30"


def test_a_pack_needs_no_panels_folder_if_galleries_are_enough(tmp_path: Path) -> None:
    front = PACK.replace("[industry, places]", "[places, more]").replace("opens: industry", "opens: places")
    gallery = GALLERY.replace("id: places", "id: more")
    files = {name: data for name, data in FILES.items() if not name.startswith("panels")}
    files |= {"pack.yaml": front.encode(), "galleries/more.yaml": gallery.encode()}
    assert load_pack(write(tmp_path, files), KNOWLEDGE).problems == ()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert reported(tmp_path / "nowhere") == ["nowhere: error YK-202: the pack's folder does not exist"]
    assert reported(tmp_path / "file") == ["file: error YK-202: the pack's folder is a file"]


def test_panels_that_are_no_folder(tmp_path: Path) -> None:
    files = {name: data for name, data in FILES.items() if not name.startswith(("panels", "galleries"))}
    write(tmp_path, files | {"panels": b""})
    (tmp_path / "galleries").symlink_to(tmp_path / "media")
    lines = reported(tmp_path)
    assert "panels: error YK-204: panels cannot be read as a folder" in lines
    assert "galleries: error YK-203: galleries is a link" in lines


def test_too_many_files(tmp_path: Path) -> None:
    write(tmp_path, FILES | {f"galleries/g{number}.yaml": b"" for number in range(500)})
    assert "galleries: error YK-206: galleries has too many files: 501" in reported(tmp_path)


def test_editors_leavings_are_passed_over(tmp_path: Path) -> None:
    leavings = {"panels/.industry.yaml.swp": b"\0", "panels/industry.yaml~": b"old"}
    assert reported(write(tmp_path, FILES | leavings)) == []


def test_a_file_name_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "panels" / os.fsdecode(b"caf\xe9.yaml")).touch()
    fault = "error YK-205: this file is not read: its name has characters that cannot be shown"
    assert reported(tmp_path) == [f"panels/caf\N{REPLACEMENT CHARACTER}.yaml: {fault}"]


def test_a_special_file_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / "panels" / "pipe.yaml")
    assert reported(tmp_path) == ["panels/pipe.yaml: error YK-203: there is a special file where a file belongs"]


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    whole = Path.open

    def refuse(path: Path, *args, **kwargs):
        if path.name in {"industry.yaml", "park.png"}:
            raise PermissionError(13, "Permission denied")
        return whole(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert reported(tmp_path) == [
        'pack.yaml:10:15: error YK-305: "media/park.png" cannot be read',
        "panels/industry.yaml: error YK-204: the file cannot be read: Permission denied",
    ]


def test_a_folder_that_cannot_be_listed_hides_its_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    whole = Path.iterdir

    def refuse(path: Path):
        if path.name == "media":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert reported(tmp_path)[0] == (
        'galleries/places.yaml:4:11: error YK-301: "media/hall.svg" does not exist: in "media" is no "hall.svg"'
    )


def test_a_picture_that_goes_away_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    whole = os.lstat

    def refuse(path):
        if str(path).endswith("park.png"):
            raise FileNotFoundError(2, "No such file or directory")
        return whole(path)

    monkeypatch.setattr(os, "lstat", refuse)
    assert reported(tmp_path)[0] == 'pack.yaml:10:15: error YK-305: "media/park.png" cannot be read'


def test_a_name_in_two_pieces_on_disk_is_told(tmp_path: Path) -> None:
    panel = PANEL.replace("file: media/park.png", "file: media/café.png").encode()
    write(tmp_path, FILES | {"panels/industry.yaml": panel, "media/cafe\u0301.png": FILES["media/park.png"]})
    assert reported(tmp_path) == [
        'panels/industry.yaml:6:9: error YK-302: "media/café.png" is stored under letters in two pieces (not NFC)'
    ]


def test_web_pictures_and_plain_svg_are_pictures(tmp_path: Path) -> None:
    panel = PANEL.replace("file: media/park.png", "file: ./media/park.webp").encode()
    loaded = load_pack(
        write(tmp_path, FILES | {"panels/industry.yaml": panel, "media/park.webp": WEBP, "media/hall.svg": SVG[22:]}),
        KNOWLEDGE,
    )
    assert loaded.problems == ()
    assert loaded.media[1].file == "media/park.webp"


def test_a_web_page_is_no_svg(tmp_path: Path) -> None:
    """One with many icons; of a few, one may be the drawing that is meant."""
    write(tmp_path, FILES | {"media/hall.svg": b"<!DOCTYPE html><body>" + b"<svg></svg>" * 4 + b"</body>"})
    assert reported(tmp_path) == [
        'galleries/places.yaml:4:11: error YK-303: "media/hall.svg" is named like an SVG file, but holds an HTML file'
    ]


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><body><svg></svg></body>", "```svg\n<svg></svg>\n```", "The chart:\n<svg></svg>"]
)
@pytest.mark.parametrize("name", ["hall.svg", "the 'hall'.svg", "hall$1.svg"])
def test_a_drawing_within_other_text_is_to_be_converted(name: str, text: str, tmp_path: Path) -> None:
    files = {path: data for path, data in FILES.items() if path != "media/hall.svg"}
    gallery = GALLERY.replace("media/hall.svg", f"media/{name}").encode()
    write(tmp_path, files | {"galleries/places.yaml": gallery, f"media/{name}": text.encode()})
    (problem,) = load_pack(tmp_path, KNOWLEDGE).problems
    assert problem.message.endswith("is named like an SVG file, but holds an SVG drawing within other text")
    command = problem.fix.removeprefix("run `").partition("`, and write")[0]
    assert shlex.split(command) == ["kiosk", "pack", "convert", str(tmp_path / "media" / name)]


def test_a_theme_of_the_packs_own(tmp_path: Path) -> None:
    front = PACK.replace("languages:", "theme: ./theme.yaml\nlanguages:").encode()
    assert reported(write(tmp_path, FILES | {"pack.yaml": front, "theme.yaml": b"contrasts: {}\n"})) == []


def test_without_a_list_of_icons_none_is_checked(tmp_path: Path) -> None:
    panel = PANEL.replace("mdi6.factory", "mdi6.unheard-of").encode()
    catalog = type(KNOWLEDGE)(KNOWLEDGE.strings, KNOWLEDGE.accents, KNOWLEDGE.themes)
    assert load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel}), catalog).problems == ()


def test_a_wrong_panel_still_says_all_that_is_wrong_in_it(tmp_path: Path) -> None:
    panel = PANEL.replace("accent: industry", "acent: industry").replace("media/park.png", "media/none.png").encode()
    assert reported(write(tmp_path, FILES | {"panels/industry.yaml": panel})) == [
        'panels/industry.yaml:4:1: error YK-207: "acent" is not a field of a panel',
        'panels/industry.yaml:6:9: error YK-301: "media/none.png" does not exist: in "media" is no "none.png"',
    ]


def test_very_many_faults_are_counted_after_the_first_two_hundred(tmp_path: Path) -> None:
    panel = PANEL.encode() + b"".join(b"x%d: 1\n" % number for number in range(300))
    lines = reported(write(tmp_path, FILES | {"panels/industry.yaml": panel}))
    assert len(lines) == 201
    assert lines[0] == "panels/industry.yaml: error YK-213: there are 100 further problems in this file"


def test_very_many_refusals_of_the_reader_stop_it(tmp_path: Path) -> None:
    panel = PANEL.encode() + b"".join(b"x%d: &a 1\n" % number for number in range(300))
    assert len(reported(write(tmp_path, FILES | {"panels/industry.yaml": panel}))) == 100


def test_broken_files_keep_their_ids_so_that_no_link_to_them_is_a_second_fault(tmp_path: Path) -> None:
    assert reported(write(tmp_path, FILES | {"panels/industry.yaml": b"pages: 1\n"})) == [
        'panels/industry.yaml:1:1: error YK-208: a panel needs "id"',
        'panels/industry.yaml:1:1: error YK-208: a panel needs "title"',
        'panels/industry.yaml:1:8: error YK-209: "pages" must be a list, not a single value',
    ]


def test_very_many_wrong_names_are_told_without_guessing_at_each(tmp_path: Path) -> None:
    page = "  - id: more-{0}\n    title: More\n    blocks: [{{link: {{panel: industri}}}}]\n"
    files = {
        f"panels/{name}.yaml": f"id: {name}\ntitle: More\npages:\n{''.join(map(page.format, range(20)))}".encode()
        for name in ("one", "two")
    }
    problems = load_pack(write(tmp_path, FILES | files), KNOWLEDGE).problems
    guessed = [problem for problem in problems if problem.fix.startswith("did you mean")]
    assert (len(problems), len(guessed)) == (40, 30)


def test_a_problem_is_the_same_once_it_has_been_told_as_data(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES | {"panels/industry.yaml": PANEL.replace("id: industry", "idd: industry").encode()})
    problems = load_pack(folder, KNOWLEDGE).problems
    assert problems
    assert [Diagnostic.of(json.loads(json.dumps(problem.as_dict()))) for problem in problems] == list(problems)


@pytest.mark.parametrize("name", ["showcase", "zhenjiang-new-area"])
def test_a_pack_that_ships_is_the_same_once_it_is_written_again(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(paths.content() / name, tmp_path / name))
    before = load_pack(folder, product_catalog()).pack
    assert before is not None
    for file, words in dump(before).items():
        (folder / file).write_text(words, "utf-8")
    assert load_pack(folder, product_catalog()).pack == before


def test_where_the_languages_are_wrong_captions_are_not_complained_of_too(tmp_path: Path) -> None:
    film = "- video: {file: media/film.mp4, captions: {zh: media/film.zh.vtt}}"
    panel = PANEL.replace("- sources: [article]", film)
    pack = PACK.replace("languages: [zh, en]", "languages: [zh!, en]")
    whole = {"media/film.mp4": b"film", "media/film.zh.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nA\n"}
    folder = write(tmp_path, FILES | {"pack.yaml": pack.encode(), "panels/industry.yaml": panel.encode()} | whole)
    assert [line for line in reported(folder) if "vtt" in line or "captions" in line] == []
    assert any("languages" in line for line in reported(folder))
