"""The same sheet again: `kiosk pack import --update` shows what would change, and writes it with --yes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kiosk.cli import main
from kiosk.content.loader import load_pack
from kiosk.packs.gallery_import.changes import merged_text
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.scaffold import make_pack
from tests.unit.packs.gallery_import import photos

Say = Callable[..., tuple[int, str, str]]
SHEET = "文件,标题（中文）,标题（英文）,说明（中文）,标签\na.jpg,塔,Tower,七层,水\nb.jpg,桥,Bridge,,\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack into which the sheet was imported once."""
    folder = tmp_path_factory.mktemp("made")
    make_pack(folder / "hall")
    (folder / "p").mkdir()
    for number, name in enumerate("abc"):
        photos.save(folder / "p" / f"{name}.jpg", number)
    (folder / "p/list.csv").write_text(SHEET, encoding="utf-8")
    assert (
        main(["pack", "import", str(folder / "p/list.csv"), "--into", str(folder / "hall"), "--gallery", "river"]) == 0
    )
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "hall/galleries/river.yaml"
    text = file.read_text("utf-8").replace("title: {zh: 塔, en: Tower}", "title: {zh: 塔, en: Tower}  # by the mayor")
    file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def say(here: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Change the sheet so, and import it with these words."""

    def run(sheet: str, *words: str) -> tuple[int, str, str]:
        (here / "p/list.csv").write_text(sheet, encoding="utf-8")
        code = main(["pack", "import", "p/list.csv", "--into", "hall", "--gallery", "river", *words])
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


def text_of(here: Path) -> str:
    loaded = load_pack(here / "hall", product_catalog())
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []
    return (here / "hall/galleries/river.yaml").read_text("utf-8")


def test_what_would_change_is_shown_first_and_written_on_demand(here: Path, say: Say) -> None:
    before = text_of(here)
    sheet = SHEET.replace("Tower", "The Tower").replace("桥,Bridge,,", "桥,Bridge,石桥,水、桥") + "c.jpg,园,Garden,,\n"
    code, output, complained = say(sheet, "--update")
    assert (code, complained) == (0, "")
    assert output.splitlines() == [
        'media/river/a.jpg, title (en): "Tower" becomes "The Tower"',
        'media/river/b.jpg, caption (zh): new: "石桥"',
        'media/river/b.jpg, tags: new: "水, 桥"',
        "media/river/c.jpg: will be added",
        "would change: 2, would be added: 1",
        "nothing was written; to write it, give the same command with --yes",
    ]
    assert text_of(here) == before
    assert not (here / "hall/media/river/c.jpg").exists()
    code, output, _ = say(sheet, "--update", "--yes")
    assert code == 0
    assert "galleries/river.yaml: pictures changed: 2" in output
    assert "there already" not in output
    after = text_of(here)
    assert "title: {zh: 塔, en: The Tower}  # by the mayor" in after
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        "    title: {zh: 塔, en: Tower}  # by the mayor"
    ]
    pictures = yaml.safe_load(after)["pictures"]
    assert pictures[1]["caption"] == {"zh": "石桥"}
    assert pictures[1]["tags"] == ["水", "桥"]
    assert pictures[2]["title"] == {"zh": "园", "en": "Garden"}
    code, output, _ = say(sheet, "--update", "--yes")
    assert (code, text_of(here)) == (0, after)
    assert "there already, with the words they have: 3" in output


def test_another_order_of_the_rows_is_told_and_the_gallery_keeps_its_own(here: Path, say: Say) -> None:
    head, first, second = SHEET.splitlines(keepends=True)
    before = text_of(here)
    code, _, complained = say(head + second + first, "--update", "--yes")
    assert code == 0
    reported, fix, *_ = complained.splitlines()
    assert reported.startswith("list.csv:3:1: warning")
    assert reported.endswith("the pictures are in another order than in galleries/river.yaml, which keeps its own")
    assert fix.endswith("else move the pictures in galleries/river.yaml by hand")
    assert text_of(here) == before
    assert "order" not in say(head + second, "--update")[2]


def test_without_update_it_is_told_that_the_sheet_says_something_else(here: Path, say: Say) -> None:
    before = text_of(here)
    code, output, _ = say(SHEET.replace("Tower", "The Tower").replace(",水", ",水、石"))
    assert code == 0
    assert "galleries/river.yaml: there already, with the words they have: 2" in output
    assert "the sheet says something else of 1 of them; --update shows what" in output
    assert text_of(here) == before
    assert "something else" not in say(SHEET)[1]


def test_what_the_sheet_is_silent_of_stays(here: Path, say: Say) -> None:
    before = text_of(here)
    reported = "galleries/river.yaml: what the sheet does not name stays as it is: media/river/a.jpg"
    for words in ((), ("--yes",)):
        code, output, _ = say("文件,标题（中文）\nb.jpg,\n", "--update", *words)
        assert (code, text_of(here)) == (0, before)
        assert reported in output
    code, output, _ = say("文件,标题（中文）\nb.jpg,新桥\n", "--update")
    assert reported in output
    assert "does not name" not in say("文件,标题（中文）\nb.jpg,新桥\n")[1]
    assert "does not name" not in say(SHEET, "--update")[1]


def test_a_new_photo_of_the_same_name_takes_the_place_of_the_old(here: Path, say: Say) -> None:
    photos.save(here / "p/a.jpg", 77)
    code, output, complained = say(SHEET, "--update", "--yes")
    assert code == 0
    assert "list.csv:2:1: warning YK-523: the picture is another than before" in complained
    assert "galleries/river.yaml: pictures changed: 1" in output
    pictures = yaml.safe_load(text_of(here))["pictures"]
    assert [picture["file"] for picture in pictures] == ["media/river/a-2.jpg", "media/river/b.jpg"]
    assert "# by the mayor" in text_of(here)


def test_a_mistyped_header_writes_nothing(here: Path, say: Say) -> None:
    before = text_of(here)
    code, _, complained = say(SHEET.replace("说明（中文）", "captoin-zh").replace("七层", "八层"), "--update", "--yes")
    assert code == 1
    assert 'list.csv:1:4: error YK-502: the column "captoin-zh" is not read' in complained
    assert 'did you mean "caption-zh"? If not, give the column quite another name' in complained
    assert text_of(here) == before


def test_what_has_a_comment_within_it_is_not_changed(here: Path, say: Say) -> None:
    file = here / "hall/galleries/river.yaml"
    text = file.read_text("utf-8").replace("    tags: [水]", "    tags:\n      - 水  # the river\n      - 水")
    file.write_text(text, encoding="utf-8")
    code, _, complained = say(SHEET.replace(",水", ",塔"), "--update", "--yes")
    assert code == 1
    assert re.search(r"galleries/river.yaml:\d+ cannot be changed safely: there is a comment within it", complained)
    assert file.read_text("utf-8") == text


def test_a_tag_that_is_written_as_an_id_or_by_its_name_is_the_same(here: Path, say: Say) -> None:
    file = here / "hall/galleries/river.yaml"
    named = file.read_text("utf-8").replace("pictures:", "tags: {water: {zh: 水, en: Water}}\npictures:", 1)
    for written in ("水", "water", "Water"):
        file.write_text(named.replace("tags: [水]", f"tags: [{written}]"), encoding="utf-8")
        before = text_of(here)
        code, output, _ = say(SHEET, "--update", "--yes")
        assert (code, text_of(here)) == (0, before)
        assert "there already, with the words they have: 2" in output


def test_whoever_says_the_encoding_of_a_wrong_guess_has_the_right_words(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "p/names.csv").write_bytes("file,title,credit\na.jpg,国宝,\nc.jpg,土偶,尾形光琳\n".encode("euc_jp"))
    command = ["pack", "import", "p/names.csv", "--into", "hall", "--gallery", "names"]
    assert main(command) == 0
    complained = capsys.readouterr().err
    assert "names.csv: warning YK-514: the file does not say in which encoding its words are; as " in complained
    assert "else import again with --update --yes and with --encoding and its name (GBK, Big5, " in complained
    assert main([*command, "--update", "--yes", "--encoding", "EUC-JP"]) == 0
    assert "warning" not in capsys.readouterr().err
    pictures = yaml.safe_load((here / "hall/galleries/names.yaml").read_text("utf-8"))["pictures"]
    assert [(picture["title"], picture.get("credit")) for picture in pictures] == [
        ({"zh": "国宝"}, None),
        ({"zh": "土偶"}, {"zh": "尾形光琳"}),
    ]
    assert main([*command, "--encoding", "klingon"]) == 2
    assert "is the name of an encoding, such as UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["--update"], ["--update", "--yes"]])
def test_what_is_doubtful_in_the_packs_own_files_is_told(words: list[str], here: Path, say: Say) -> None:
    file = here / "hall/galleries/river.yaml"
    lines = file.read_text("utf-8").replace("zh: 桥, en: Bridge", "zh： 桥, en: Bridge").splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines, start=1) if "zh： 桥" in line)
    file.write_text("".join(lines), encoding="utf-8")
    front = here / "hall/pack.yaml"
    front.write_text(front.read_text("utf-8").replace("version: 1.0.0", "version： 1.0.0"), encoding="utf-8")
    code, _, complained = say(SHEET, *words)
    assert code == 0
    assert f"galleries/river.yaml:{number}:" in complained
    assert re.search(r"pack\.yaml:\d+:\d+: warning YK-\d+: ", complained)


def test_records_are_known_by_their_accession_numbers(here: Path, say: Say) -> None:
    (here / "p/b.jpg").rename(here / "p/1952-12-3.jpg")
    sheet = "Title,Accession number\nBridge,1952.12/3\n"
    assert say(sheet)[0] == 0
    code, _, _ = say(sheet.replace("Bridge", "The Bridge"), "--update", "--yes")
    assert code == 0
    assert yaml.safe_load(text_of(here))["pictures"][1]["title"] == {"zh": "桥", "en": "The Bridge"}


def test_yes_goes_with_update_alone(here: Path, say: Say) -> None:
    assert say(SHEET, "--yes")[0] == 2


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (None, "A", "A"),
        ("A", "B", "B"),
        ("A", {"zh": "甲"}, {"zh": "甲", "en": "A"}),
        ({"zh": "甲", "en": "A"}, {"en": "B"}, {"zh": "甲", "en": "B"}),
        ({"zh": "甲", "en": "A"}, "B", {"zh": "甲", "en": "B"}),
        ({"zh": "甲"}, "B", {"zh": "甲", "en": "B"}),
        ({"zh": "甲", "en": "A"}, "A", {"zh": "甲", "en": "A"}),
    ],
)
def test_a_text_keeps_the_languages_of_which_the_sheet_is_silent(old: object, new: object, text: object) -> None:
    assert merged_text(old, new, ("zh", "en")) == text  # type: ignore[arg-type]


def test_an_update_never_puts_question_marks_for_chinese(here: Path, say: Say) -> None:
    before = (here / "hall/galleries/river.yaml").read_text("utf-8")
    sheet = "file,title-zh,title-en,caption-zh\na.jpg,?,Tower,??\nb.jpg,?,The bridge,\n"
    code, output, complained = say(sheet, "--update", "--yes")
    assert (code, output) == (1, "")
    reported = 'list.csv:2:1: error YK-516: a program could not save these characters and wrote ? instead: "??"'
    assert reported in complained
    assert (here / "hall/galleries/river.yaml").read_text("utf-8") == before


def test_two_rows_of_one_picture_are_named_and_the_first_counts(here: Path, say: Say) -> None:
    shutil.copy(here / "p/a.jpg", here / "p/copy.jpg")
    code, output, complained = say("file,title-en\na.jpg,The Tower\ncopy.jpg,Another\n", "--update", "--yes")
    assert code == 0, complained
    assert 'list.csv:3:1: warning YK-505: this is the same picture as "a.jpg", and was left out' in output + complained
    assert yaml.safe_load(text_of(here))["pictures"][0]["title"] == {"zh": "塔", "en": "The Tower"}
