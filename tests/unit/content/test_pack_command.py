"""`kiosk pack check`: what is printed, and the exit code."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from rich.console import Console

from kiosk.cli import main
from kiosk.cli.diagnostics_printer import DiagnosticsPrinter
from kiosk.cli.pack_command import check
from kiosk.content.loader import load_pack
from kiosk.content.messages import Catalogue
from kiosk.device.message_catalog import language_here
from kiosk.packs import pack_check
from tests.broken.base import KNOWLEDGE, write
from tests.broken.neat import NEAT


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_check, "catalog_for", lambda _: KNOWLEDGE)
    monkeypatch.setenv("LC_ALL", "C")


FRONT = NEAT["pack.yaml"].decode()
WARNED = NEAT | {"pack.yaml": FRONT.replace("title: {zh: 展厅, en: Hall}", "title: {zh: 展厅}").encode()}
WRONG = NEAT | {"pack.yaml": FRONT.replace("version: 1.0.0", "version: new").encode()}


def test_a_sound_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, NEAT), quick=True) == 0
    assert capsys.readouterr().out == "hall 1.0.0: no problems\n"
    assert check(tmp_path, quick=True, language="zh") == 0
    assert capsys.readouterr().out == "hall 1.0.0：没有问题\n"


def test_a_warning_is_an_error_only_if_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, WARNED)
    assert check(tmp_path, quick=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 warning in 1 file"
    assert check(tmp_path, strict=True, quick=True) == 1


def test_many_texts_without_a_translation_are_given_out_as_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "our hall"
    text = re.sub(r"\{zh: ([^,}]+), en: [^}]+\}", r"{zh: \1}", FRONT)
    write(folder, NEAT | {"pack.yaml": text.encode()})
    check(folder, quick=True)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "pack texts export" in line]
    command = line.partition("`")[2].removesuffix("`")
    assert command == f'kiosk pack texts export "{folder}" --out texts.xlsx'
    assert main([*shlex.split(command)[1:-1], str(tmp_path / "texts.xlsx")]) == 0
    assert (tmp_path / "texts.xlsx").exists()
    write(folder, WARNED)
    check(folder, quick=True)
    assert "texts export" not in capsys.readouterr().out


def test_an_error_with_the_line_that_it_stands_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, WRONG), quick=True) == 1
    assert capsys.readouterr().out.splitlines() == [
        'pack.yaml:3:10: error YK-211: "version" cannot be "new"',
        "     3 | version: new",
        "       |          ^^^",
        "    expected: a version such as 1.0.0",
        "1 error in 1 file",
    ]


def test_the_same_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = FRONT.replace("tiles: [industry, places]", "tiles: [industri, places]")
    write(tmp_path, NEAT | {"pack.yaml": wrong.encode()})
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert check(tmp_path, quick=True) == 1
    assert capsys.readouterr().out.splitlines() == [
        "pack.yaml:8:11: 错误 YK-216：“industri”不是这个内容包的主题或图集",
        "     8 |   tiles: [industri, places]",
        "       |           ^^^^^^^^",
        "    应为：    下列之一：industry, places",
        "    改法：    是不是想写“industry”？",
        "1 个错误，分布在 1 个文件",
    ]


def test_a_caret_stands_under_what_is_meant_behind_wide_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = FRONT.replace("line: {zh: 园区, en: The park}", "line: {zh: 园区, eng: The park}")
    check(write(tmp_path, NEAT | {"pack.yaml": wrong.encode()}), quick=True)
    _, line, carets, *_ = capsys.readouterr().out.splitlines()
    assert carets.index("^") == cell_len(line[: line.index("eng:")])
    assert carets.count("^") == 3


def test_what_is_missing_in_which_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(write(tmp_path, WARNED), quick=True)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["words", "by", "language", "zh", "en"] in rows
    assert ["pack.yaml", "100", "%", "87", "%,", "1", "missing"] in rows
    assert ["panels/industry.yaml", "100", "%", "100", "%"] in rows
    assert ["the", "whole", "pack", "100", "%", "95", "%,", "1", "missing"] in rows


def test_the_same_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, WRONG), json=True, quick=True, language="zh") == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["pack"], data["version"]) == (None, None)
    assert data["problems"][0]["location"] == {"file": "pack.yaml", "line": 3, "column": 10}
    assert data["problems"][0]["message"] == "“version”（版本号）不能是“new”"
    assert data["languages"][0] == {"file": "pack.yaml", "texts": 8, "written": {"zh": 8, "en": 8}}


def test_colour_only_on_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    problems = load_pack(tmp_path, KNOWLEDGE).problems
    shown = StringIO()
    DiagnosticsPrinter(tmp_path, Catalogue(), Console(file=shown, force_terminal=True, width=80)).problems(problems)
    assert "\x1b[1;31m^^^" in shown.getvalue()
    plain = StringIO()
    DiagnosticsPrinter(tmp_path, Catalogue(), Console(file=plain)).problems(problems)
    assert "\x1b" not in plain.getvalue()


def test_a_file_that_cannot_be_shown_is_told_without_its_line(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    problems = load_pack(tmp_path, KNOWLEDGE).problems
    (tmp_path / "pack.yaml").unlink()
    shown = StringIO()
    DiagnosticsPrinter(tmp_path, Catalogue(), Console(file=shown)).problems(problems)
    (tmp_path / "pack.yaml").mkdir()
    DiagnosticsPrinter(tmp_path, Catalogue(), Console(file=shown)).problems(problems)
    assert shown.getvalue().count("error YK-") == 2
    assert "|" not in shown.getvalue()


def test_a_language_that_is_not_spoken_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", ".", "--language", "tlh"]) == 2
    assert '"tlh" is not one of en, zh' in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path / "none", quick=True) == 2
    assert "does not exist; give the folder that has pack.yaml in it" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert check(tmp_path / "file", quick=True) == 2


PLAIN = FRONT.replace("languages: [zh, en]", "languages: [zh, en, de]")


def test_errors_come_first_and_many_warnings_of_one_kind_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = PLAIN.replace("version: 1.0.0", "version: 1.0.0 # raise it")
    panel = NEAT["panels/industry.yaml"].decode().replace("icon: mdi6.factory", "icon: mdi6.nothing")
    write(tmp_path, NEAT | {"pack.yaml": front.encode(), "panels/industry.yaml": panel.encode()})
    assert check(tmp_path, quick=True) == 1
    output = capsys.readouterr().out
    heads = [line for line in output.splitlines() if ": warning YK-" in line or ": error YK-" in line]
    assert [": error YK-" in head for head in heads] == [True, False, False]
    counted = next(line for line in output.splitlines() if "more of this kind" in line)
    assert counted.startswith("    and ")
    assert "panels/industry.yaml (" in counted
    number = output.splitlines()[-1].split(" warnings")[0].split(", ")[-1]
    assert output.splitlines()[-1].endswith("; --all lists each")
    assert check(tmp_path, quick=True, everything=True) == 1
    everything = capsys.readouterr().out
    assert everything.count(": warning YK-") == int(number)
    assert "--all" not in everything


def test_many_missing_words_are_sent_to_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, NEAT | {"pack.yaml": PLAIN.encode()})
    for everything in (False, True):
        assert check(tmp_path, quick=True, everything=everything) == 0
        output = capsys.readouterr().out
        assert (
            output.count(f"or have a translator do it, run `kiosk pack texts export {tmp_path} --out texts.xlsx`") == 1
        )
    write(tmp_path, NEAT)
    assert check(tmp_path, quick=True) == 0
    assert "texts export" not in capsys.readouterr().out


def test_one_fault_hides_no_other_in_its_file(tmp_path: Path) -> None:
    """What can be opened is opened, and what can be remarked is remarked, whatever is wrong beside it."""
    panel = NEAT["panels/industry.yaml"].decode()
    panel = panel.replace("title: {zh: 产业, en: Industry}", "title: [产业]").replace("icon: mdi6.factory", "ikon: a")
    blocks = "- gallery: nowhere\n      - video: {file: media/f.mp4, title: T, captions: {zh: media/bad.vtt}}"
    panel = panel.replace("- gallery: places", blocks).replace("{value: 160,", "{value: 160, valu: 5,")
    panel = panel.replace("text: {zh: 说明, en: Words}", "text: {zh: 说明,无效。, en: Words}")
    files = {
        "panels/industry.yaml": panel.encode(),
        "media/f.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 16,
        "media/bad.vtt": b"WEBVTT\n\n1\n00:00:00,000 --> 00:00:01,000\nx\n",
    }
    loaded = load_pack(write(tmp_path, NEAT | files), KNOWLEDGE)
    codes = {(problem.kind, problem.location.file) for problem in loaded.problems if problem.severity == "error"}
    assert {("gallery", "panels/industry.yaml"), ("unknown", "panels/industry.yaml")} <= codes
    assert any(problem.location.file == "media/bad.vtt" for problem in loaded.problems)
    assert {"media/f.mp4", "media/park.png", "media/hall.svg"} <= {use.file for use in loaded.media}


def test_what_is_wrong_in_itself_is_not_opened(tmp_path: Path) -> None:
    front = FRONT.replace("media/park.png", "media/none.png")
    loaded = load_pack(write(tmp_path, NEAT | {"pack.yaml": front.encode()}), KNOWLEDGE)
    assert "media/none.png" not in {use.file for use in loaded.media}
    assert "media/hall.svg" in {use.file for use in loaded.media}


def test_a_panel_that_is_gone_is_taken_out_where_it_is_named(tmp_path: Path) -> None:
    front = FRONT.replace("tiles: [industry, places]", "tiles: [industry, places, talent-house]")
    front = front.replace("attract:\n", "attract:\n  - {panel: talent-house}\n").replace(
        "opens: industry", "opens: talent-house"
    )
    panel = NEAT["panels/industry.yaml"].decode()
    linked = panel.replace("- gallery: places", "- link: {panel: talent-house}\n      - gallery: nothing-here")
    write(tmp_path, NEAT | {"pack.yaml": front.encode(), "panels/industry.yaml": linked.encode()})
    problems = {problem.location.line: problem.fix for problem in load_pack(tmp_path, KNOWLEDGE).problems}
    assert sorted(problems.values()) == [
        'remove "opens"; where it is to come, write panels/talent-house.yaml',
        "remove this block; where it is to come, write galleries/nothing-here.yaml",
        "remove this block; where it is to come, write panels/talent-house.yaml",
        "remove this scene; where it is to come, write panels/talent-house.yaml",
        'take the item out of "tiles"; where it is to come, write panels/talent-house.yaml',
    ]
    done = FRONT.replace(", opens: industry", "")
    assert load_pack(write(tmp_path, NEAT | {"pack.yaml": done.encode()}), KNOWLEDGE).pack is not None


@pytest.fixture
def misspelt(tmp_path: Path) -> Path:
    panel = NEAT["panels/industry.yaml"].decode().replace("title: {zh: 产业", "title：{zh：产业")
    return write(tmp_path, NEAT | {"panels/industry.yaml": panel.encode()})


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_narrow_code_page_takes_what_it_can(
    misspelt: Path, encoding: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, io.TextIOWrapper(written, encoding=encoding, write_through=True))
    main(["pack", "check", str(misspelt), "--quick", "--language", language])
    assert "panels/industry.yaml:2:" in written.getvalue().decode(encoding)


def test_and_so_does_that_of_a_process(misspelt: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "pack", "check", str(misspelt), "--quick", "--language", "zh"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
    output = (done.stdout + done.stderr).decode("cp1252", "replace")
    assert "fault of the program" not in output
    assert "Traceback" not in output
    assert "panels/industry.yaml:2:" in output


def test_who_prints_into_a_code_page_without_chinese_is_told_in_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for encoding, language in (("ascii", "en"), ("cp1252", "en"), ("gbk", "zh"), ("utf-8", "zh"), ("no-such", "en")):
        with (tmp_path / "out").open("w", encoding="utf-8") as out:
            monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding=encoding, write=out.write))
            assert language_here() == language
            monkeypatch.undo()
            monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
