"""What staff type that is nearly right: names of readings, languages and files, and signs that nobody sees."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.archive.archive_reader import OTHER_ZIP, read_archive
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.languages import unknown_language
from kiosk.content.loader import load_pack
from kiosk.content.model.readings import syllables_of
from kiosk.session.search_query import fold, is_han, normalise
from tests.broken.base import FILES, KNOWLEDGE, PACK, PANEL, write


def problems(tmp_path: Path, file: str, text: str) -> list[Diagnostic]:
    return list(load_pack(write(tmp_path, FILES | {file: text.encode()}), KNOWLEDGE).problems)


@pytest.mark.parametrize(
    ("reading", "message", "fixed"),
    [
        ("浚县: xun", '"浚县" has 1 syllable for 2 characters', "浚县: xun xian"),
        ("浚县: xunxian", '"浚县" has 1 syllable for 2 characters', "浚县: xùn xiàn"),
        ("浚县: 训县", '"浚县" cannot be "训县"', "浚县: xun4 xian4"),
        ("Xun: xun", '"Xun" is no name in Chinese characters', "浚: xun"),
        ("浚县: [xun, xian]", '"浚县" must be one value, not a list or a map', "浚县: xun xian"),
    ],
)
def test_a_reading_that_fits_no_name_is_told(tmp_path: Path, reading: str, message: str, fixed: str) -> None:
    assert [each.message for each in problems(tmp_path, "pack.yaml", f"{PACK}readings: {{{reading}}}\n")] == [message]
    assert problems(tmp_path, "pack.yaml", f"{PACK}readings: {{{fixed}}}\n") == []


def test_readings_are_a_map_of_some_names(tmp_path: Path) -> None:
    assert [each.message for each in problems(tmp_path, "pack.yaml", f"{PACK}readings: [xun]\n")] == [
        '"readings" must be a map'
    ]
    many = "".join(f"  {chr(0x4E00 + number)}: yi\n" for number in range(501))
    assert [each.message for each in problems(tmp_path, "pack.yaml", f"{PACK}readings:\n{many}")] == [
        '"readings" has 501 items'
    ]


@pytest.mark.parametrize(
    ("code", "fix"),
    [("jp", "write ja, here"), ("cn-Hans", "write zh-Hans, here"), ("xx", "write its code by ISO 639")],
)
def test_a_code_that_no_language_has_is_told(tmp_path: Path, code: str, fix: str) -> None:
    text = PACK.replace("languages: [zh, en]", f"languages: [zh, en, {code}]")
    reported = next(each for each in problems(tmp_path, "pack.yaml", text) if each.kind == "language")
    assert (reported.severity, reported.message) == ("warning", f'"{code}" is the code of no language')
    assert reported.fix.startswith(fix)
    assert unknown_language("ja") is None
    assert unknown_language("yue") is None


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_an_id_that_windows_keeps_is_told(tmp_path: Path, name: str) -> None:
    (reported,) = problems(tmp_path, "pack.yaml", PACK.replace("id: hall", f"id: {name}"))
    assert reported.message == f'"id" cannot be "{name}": Windows keeps this name for itself'
    assert reported.fix == f"write another, such as {name}-1"
    assert problems(tmp_path, "pack.yaml", PACK.replace("id: hall", f"id: {name}-1")) == []


def test_a_sign_that_nobody_sees_within_a_name_is_named(tmp_path: Path) -> None:
    (reported,) = problems(tmp_path, "pack.yaml", PACK.replace("id: hall", "id: ha\u200bll"))
    assert reported.fix == "it contains invisible character (U+200B): delete it"
    text = PACK.replace("media/park.png", "media/pa\u00a0rk.png")
    assert any("it contains no-break space (U+00A0)" in each.fix for each in problems(tmp_path, "pack.yaml", text))
    assert problems(tmp_path, "pack.yaml", PACK) == []


def test_what_stands_behind_a_hash_is_not_told_to_be_removed(tmp_path: Path) -> None:
    text = PANEL.replace("title: {zh: 第一页, en: First page}", "title: #3")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert reported.fix == 'what is behind # is not read: write "#3", or a value before it'
    assert problems(tmp_path, "panels/industry.yaml", text.replace("#3", '"#3"')) == []


def test_an_unknown_field_behind_a_comma_may_be_words(tmp_path: Path) -> None:
    text = PANEL.replace("en: First page", "en: First, xyz: page")
    (reported,) = problems(tmp_path, "panels/industry.yaml", text)
    assert "put all of them in quotation marks; else add it to languages in pack.yaml, or remove it" in reported.fix
    assert problems(tmp_path, "panels/industry.yaml", PANEL.replace("en: First page", 'en: "First, xyz: page"')) == []


def test_a_file_with_too_much_wrong_is_told_and_nothing_of_it_opened(tmp_path: Path) -> None:
    faults = "".join(f"wrong-{number}: 1\n" for number in range(600))
    loaded = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": (PANEL + faults).encode()}), KNOWLEDGE)
    assert any("further problems" in each.message for each in loaded.problems)
    assert "media/park.png" in {use.file for use in loaded.media}  # that the other files name it


def test_a_file_of_which_nothing_is_left_hides_no_other(tmp_path: Path) -> None:
    loaded = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": b"pages: no\n"}), KNOWLEDGE)
    assert loaded.pack is None
    assert {sheet.file for sheet, _ in loaded.parts} == {"pack.yaml", "galleries/places.yaml"}


def cover(tmp_path: Path, written: str) -> Diagnostic:
    """The problem of a panel whose cover is this file; the pack has media/park.png and media/2026/gate.png."""
    text = PANEL.replace("file: media/park.png\n  caption", f"file: {written}\n  caption")
    folder = write(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    (folder / "media/2026").mkdir(exist_ok=True)
    (folder / "media/2026/gate.png").write_bytes((folder / "media/park.png").read_bytes())
    problems = [each for each in load_pack(folder, KNOWLEDGE).problems if each.location.line == 6]
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("park.png", "media/park.png"),
        ("park", "media/park.png"),
        ("media/park", "media/park.png"),
        ("媒体/park.png", "media/park.png"),
        ("media/PARK", "media/park.png"),
        ("media/gate.png", "media/2026/gate.png"),
        ("media/2025/gate", "media/2026/gate.png"),
        ("media/prak.png", "media/park.png"),
    ],
)
def test_a_file_in_another_folder_or_without_its_ending_is_found(tmp_path: Path, written: str, meant: str) -> None:
    assert cover(tmp_path, written).fix == f'did you mean "{meant}"?'


@pytest.mark.parametrize("written", ["media/park.png, media/2026/gate.png", "media/park.png；media/2026/gate.png"])
def test_two_files_in_one_place_are_told_as_two(tmp_path: Path, written: str) -> None:
    reported = cover(tmp_path, written)
    assert reported.message == f'"{written}" are several files'
    assert reported.fix == "write one of them here; each of the others belongs into an item of its own"


def test_a_file_is_looked_for_in_two_levels_of_folders(tmp_path: Path) -> None:
    for name in ("a/b/near.png", "a/b/c/far.png"):
        (tmp_path / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "media" / name).write_bytes(b"")
    assert cover(tmp_path, "near.png").fix == 'did you mean "media/a/b/near.png"?'
    assert cover(tmp_path, "far.png").fix == "copy the file into the pack's folder, or fix the path"


@pytest.mark.parametrize("written", ["media/park.png, media/gone.png", "media/parks/2026/gone.png", "nothing.png"])
def test_a_file_that_is_nowhere_is_told_as_missing(tmp_path: Path, written: str) -> None:
    reported = cover(tmp_path, written)
    assert "does not exist" in reported.message
    assert reported.fix.startswith(("copy the file into", 'did you mean "media/park.png"?'))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04word", "this is a Word document or a zip, no plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is a document of an older Office, no plain text"),
        (b"{\\rtf1\\ansi id: industry}", "this is an RTF document, as WordPad writes it, no plain text"),
        (b"%PDF-1.7\n", "this is a PDF, no plain text"),
        (b"<!DOCTYPE html>\n<p>id: industry", "this is a web page, no plain text"),
        (PANEL.encode("gb18030"), "the file is not UTF-8; it looks like GBK"),
        ("id: x\ntitle: 한국 박물관 안내\n".encode("euc_kr"), "the file is not UTF-8: byte 0xc7 has no meaning here"),
        ("id: x\ntitle: 展馆\n".encode("gbk"), "the file is not UTF-8; it looks like GBK"),
        ("title: Müller\n".encode("cp1252"), "the file is not UTF-8: byte 0xfc has no meaning here"),
        ("title: 標題說明，歡迎參觀\n".encode("big5"), "the file is not UTF-8: byte 0xbc has no meaning here"),
        ("title: \xff\xff\n".encode("latin-1"), "the file is not UTF-8: byte 0xff has no meaning here"),
    ],
)
def test_what_an_office_program_saved_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    problems = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": data}), KNOWLEDGE).problems
    assert message in {each.message for each in problems}


@pytest.mark.parametrize(("name", "meant"), [("pack.yml", True), ("pack.yaml.txt", True), ("other", False)])
def test_a_front_under_another_name_is_renamed(tmp_path: Path, name: str, meant: bool) -> None:
    write(tmp_path)
    (tmp_path / "pack.yaml").rename(tmp_path / name)
    (reported,) = [each for each in load_pack(tmp_path, KNOWLEDGE).problems if each.location.file == "pack.yaml"]
    assert reported.fix == (f"rename {name} to pack.yaml" if meant else "create pack.yaml")


def test_a_folder_in_which_an_archive_lies_is_told_to_give_that(tmp_path: Path) -> None:
    (tmp_path / "Hall-1.0.0.KIOSKPACK").write_bytes(b"")
    (reported,) = load_pack(tmp_path, KNOWLEDGE).problems
    assert reported.fix == "give the file Hall-1.0.0.KIOSKPACK in it to `kiosk pack install` or `kiosk pack verify`"


def test_a_folder_that_is_no_pack_is_not_told_to_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fix = "give the folder that has pack.yaml in it; a new pack is made by `kiosk pack new`"
    assert load_pack(tmp_path, KNOWLEDGE).problems[0].fix == fix

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert fix in {each.fix for each in load_pack(tmp_path, KNOWLEDGE).problems}


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["hall/pack.yaml", "hall/panels/a.yaml"], "is a zip of a pack's folder, and not made by `kiosk pack build`"),
        (["pack.yaml"], "is a zip of a pack's folder, and not made by `kiosk pack build`"),
        (["manifest.json", "pack/pack.yaml"], "is an archive that was unpacked and packed again"),
        (["x/manifest.json", "x/pack/pack.yaml"], "is an archive that was unpacked and packed again"),
        (["hall-1.0.kioskpack"], 'is a zip with "hall-1.0.kioskpack" in it'),
    ],
)
def test_a_zip_of_another_program_is_told_in_one_problem(names: list[str], message: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"words " * 40)
    archive, (reported,) = read_archive(stream, "hall.zip")
    assert archive is None
    assert (reported.message, reported.kind) == (message, OTHER_ZIP)


@pytest.mark.parametrize("how", ["with \\\\ in its names", "with a comment", "encrypted"])
def test_a_zip_of_an_older_program_is_told_in_one_problem_too(how: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("pack.yaml", "panels/a.yaml"):
            made.writestr(f"hall/{name}", b"words " * 40)
        made.comment = b"packed by a program that says so" * ("comment" in how)
    data = stream.getvalue()
    if "\\" in how:
        data = data.replace(b"hall/", b"hall\\").replace(b"panels/", b"panels\\")
    if how == "encrypted":
        data = data.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1")
    archive, (reported,) = read_archive(io.BytesIO(data), "hall.zip")
    assert archive is None
    assert reported.message == "is a zip of a pack's folder, and not made by `kiosk pack build`"


def test_a_zip_of_something_else_is_told_in_one_problem() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("summer.txt", "winter.txt"):
            made.writestr(name, b"words " * 40)
    archive, (reported,) = read_archive(stream, "photos.zip")
    assert archive is None
    assert (reported.message, reported.kind) == ("is a zip in which there is no pack", "archive")
    assert reported.fix == "give the file that `kiosk pack build` made, or the folder that has pack.yaml in it"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Rar!\x1a\x07\x01\0", "is a RAR file, and not made by `kiosk pack build`"),
        (b"7z\xbc\xaf\x27\x1c", "is a 7z file, and not made by `kiosk pack build`"),
        (b"\x1f\x8b\x08\0", "is a gzip file, and not made by `kiosk pack build`"),
        (b"hall/".ljust(257, b"\0") + b"ustar", "is a tar file, and not made by `kiosk pack build`"),
        (b"", "has no bytes"),
        (b"words", "is not an archive"),
    ],
)
def test_what_other_programs_pack_is_named(data: bytes, message: str) -> None:
    archive, (reported,) = read_archive(io.BytesIO(data), "hall.kioskpack")
    assert (archive, reported.message) == (None, message)
    if "made by" in message:
        assert reported.fix == "unpack it, and give the .kioskpack in it, or the folder that has pack.yaml in it"


@given(st.text(max_size=40))
def test_any_reading_is_syllables_or_told(output: str) -> None:
    assert all(syllable.strip() == syllable for syllable in syllables_of(output))


@given(st.text(st.sampled_from([*"aé単宜〇ß İ🙂"]), max_size=20))
def test_bare_words_are_bare_once_and_for_all(words: str) -> None:
    assert fold(fold(words)) == fold(words)
    assert normalise(normalise(words)) == normalise(words)
    assert all(sign in normalise(words) for sign in words if is_han(sign))


@given(st.dictionaries(st.sampled_from(["a.txt", "pack.yaml", "x/pack.yaml", "manifest.json"]), st.binary(max_size=60)))
def test_any_zip_is_refused_with_words(files: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    archive, found = read_archive(stream, "any.zip")
    assert archive is None
    assert all(each.message and each.fix for each in found)
