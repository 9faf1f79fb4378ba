"""`kiosk pack new` and `kiosk pack schema`: a pack that runs as it is, under a name that can be one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from kiosk.cli import main
from kiosk.cli.pack_command import check
from kiosk.content.loader import load_pack
from kiosk.device.errors import RefusedError
from kiosk.packs import scaffold
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.scaffold import SCHEMAS, make_pack, suggested_id
from kiosk.packs.store.pack_files import survey
from tests.unit.content.test_json_schema import faults, sheets

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


def test_a_new_pack_has_nothing_wrong_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "new", "jiangnan", "--title", "江南展厅"]) == 0
    output = capsys.readouterr().out.splitlines()
    assert output[0] == "jiangnan is made: 12 files"
    assert "    kiosk pack check jiangnan" in output
    assert check(tmp_path / "jiangnan", strict=True) == 0
    assert capsys.readouterr().out == "jiangnan 1.0.0: no problems\n"
    pack = load_pack(tmp_path / "jiangnan", product_catalog()).pack
    assert pack is not None
    assert pack.title.by_language(pack.languages) == {"zh": "江南展厅", "en": "江南展厅"}
    assert (pack.languages, len(pack.panels), len(pack.galleries)) == (("zh", "en"), 3, 1)


def test_without_a_title_it_keeps_the_models(tmp_path: Path) -> None:
    make_pack(tmp_path / "a")
    pack = load_pack(tmp_path / "a", product_catalog()).pack
    assert pack is not None
    assert pack.title.by_language(["zh"]) == {"zh": "新展厅"}


@pytest.mark.parametrize("title", ['"', "a: b # c", "\\1 \\g<0>", "- 一", "{zh: 一}", "'", "🙂"])
def test_any_title_stays_as_it_was_typed(tmp_path: Path, title: str) -> None:
    make_pack(tmp_path / "a", title)
    assert yaml.safe_load((tmp_path / "a" / "pack.yaml").read_text("utf-8"))["title"] == title


def test_each_file_names_the_schema_that_lies_beside_it(tmp_path: Path) -> None:
    make_pack(tmp_path / "a")
    for file in (tmp_path / "a").rglob("*.yaml"):
        named = MODELINE.match(file.read_text(encoding="utf-8"))
        assert named, f"{file} has no modeline in its first line"
        sort = {"panels": "panel", "galleries": "gallery"}.get(file.parent.name, "pack")
        assert (file.parent / named[1]).resolve() == tmp_path / "a" / SCHEMAS / f"{sort}.json"
        assert (file.parent / named[1]).is_file()


def test_a_new_pack_is_right_to_an_editor(tmp_path: Path) -> None:
    make_pack(tmp_path / "a")
    assert [wrong for sort, text in sheets(tmp_path / "a") for wrong in faults(sort, text)] == []


def test_what_is_the_editors_does_not_travel(tmp_path: Path) -> None:
    made = make_pack(tmp_path / "a")
    files, problems = survey(tmp_path / "a")
    assert problems == ()
    assert files == tuple(file.relative_to(tmp_path / "a").as_posix() for file in made)


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    assert main(["pack", "new", "mine"]) == 2
    assert "mine is there already, and nothing in it was changed" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("My Hall", "my-hall"),
        ("我的展厅", "wo-de-zhan-ting"),
        ("hall_2026", "hall-2026"),
        ("-a--b-", "a-b"),
        ("a" * 70, "a" * 64),
    ],
)
def test_a_name_that_cannot_be_an_id_is_told_with_one_that_can(
    name: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "new", name if name[0] != "-" else f"./{name}"]) == 2
    output = capsys.readouterr().err
    assert "cannot be the name of a pack: small letters a-z, digits and single hyphens" in output
    assert f"write {near}" in output
    assert main(["pack", "new", name if name[0] != "-" else f"./{name}", "--language", "zh"]) == 2
    assert "不能作内容包的名字：应为小写字母" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_is_near_nothing_is_suggested(tmp_path: Path) -> None:
    assert suggested_id("!!") == ""
    with pytest.raises(RefusedError) as refused:
        make_pack(tmp_path / "!!")
    assert "write" not in str(refused.value)


@pytest.mark.parametrize("title", ["a\nb", "一" * 61])
def test_a_title_is_one_short_line(title: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="at most 60 characters"):
        make_pack(tmp_path / "a", title)
    assert list(tmp_path.iterdir()) == []


def test_where_the_disk_fails_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scaffold, "write_schemas", full)
    with pytest.raises(RefusedError, match="was not made: No space left on device"):
        make_pack(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_schemas_are_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["gallery", "pack", "panel", "theme"]
    assert main(["pack", "schema", "--out", "here"]) == 0
    written = {file.stem: json.loads(file.read_text("utf-8")) for file in (tmp_path / "here").iterdir()}
    assert written == printed
    (tmp_path / "file").write_text("")
    assert main(["pack", "schema", "--out", "file"]) == 1
    assert "file cannot be written: File exists" in capsys.readouterr().err


HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("languages", ["de,en", "en", "zh", "ja,zh-Hant,fr", "en,zh", "zh,en"])
def test_a_new_pack_in_any_languages_has_nothing_wrong_with_it(
    languages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "new", "hall", "--languages", languages]) == 0
    capsys.readouterr()
    assert check(tmp_path / "hall", strict=True, quick=True) == 0, capsys.readouterr().out
    pack = load_pack(tmp_path / "hall", product_catalog()).pack
    assert pack is not None
    assert pack.languages == tuple(languages.split(","))
    texts = "".join(file.read_text("utf-8") for file in (tmp_path / "hall").rglob("*.yaml"))
    if "zh" in languages:
        assert "# “#”后面的字是给您看的说明" in texts
    else:
        assert not HAN.search(texts)
        assert "#     kiosk pack check .          what is wrong, where, and how to fix it" in texts
        assert "# The loop that plays while nobody is there; opens is where a touch leads." in texts
        assert "# the version of the format; leave it" in texts


@pytest.mark.parametrize("languages", ["", "de,de", "Deutsch", "jp,en", "xx"])
def test_a_language_that_there_is_not_is_told(
    languages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "new", "hall", "--languages", languages]) == 2
    output = capsys.readouterr().err
    assert "language" in output
    assert ("write ja" in output) == (languages == "jp,en")
    assert not (tmp_path / "hall").exists()


def test_an_unknown_language_of_a_pack_is_told_and_fixed_as_told(tmp_path: Path) -> None:
    make_pack(tmp_path / "hall", languages=("ja", "en"))
    front = tmp_path / "hall" / "pack.yaml"
    sound = front.read_text("utf-8")
    front.write_text(sound.replace("languages: [ja,", "languages: [jp,"), "utf-8")
    warnings = [
        problem for problem in load_pack(tmp_path / "hall", product_catalog()).problems if problem.severity == "warning"
    ]
    assert [(problem.message, problem.fix) for problem in warnings] == [
        ('"jp" is the code of no language', "write ja, here and in the texts")
    ]
    front.write_text(sound, "utf-8")
    assert load_pack(tmp_path / "hall", product_catalog()).problems == ()
