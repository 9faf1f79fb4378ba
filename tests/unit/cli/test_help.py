"""`kiosk --help`, and what is reported of a wrong command line, in the language of the staff."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import typer
from typer import rich_utils

from kiosk import cli, paths
from kiosk.cli import main
from kiosk.cli.commands import app
from kiosk.cli.help import commands_of, paragraphs, translate
from kiosk.cli.help_words import CONTEXT
from kiosk.cli.run import make_parser
from kiosk.device.message_catalog import catalogue
from setup.catalogues import COMPLETE, read_catalogue

CHINESE = catalogue("zh")
SOURCES = Path(cli.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")


def pages(command: Any, way: list[str]) -> Iterator[list[str]]:
    """Yield the words that lead to each command."""
    for name, below in getattr(command, "commands", {}).items():
        yield [*way, name]
        yield from pages(below, [*way, name])


PAGES = [page for page in pages(typer.main.get_command(app), []) if page != ["run"]]


def texts() -> set[str]:
    """Every paragraph that some `--help` prints."""
    found = set()
    for command in commands_of(typer.main.get_command(app)):
        written = [command.help, command.epilog, *(getattr(each, "help", None) for each in command.params)]
        found |= {part for text in written if text for part in paragraphs(text)}
    return found | set(make_parser().texts())


def test_all_that_help_says_has_its_chinese_words() -> None:
    assert len(texts()) > 90
    assert {text for text in texts() if not HAN.search(translate(text, CHINESE))} == set()


def test_no_words_of_a_command_are_left_over() -> None:
    written = {message.id for message in read_catalogue(COMPLETE) if message.context == CONTEXT}
    constants = {
        node.value
        for file in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(written) > 150
    assert written - constants - texts() == set()


def test_a_message_of_typer_that_is_not_known_stays_as_it_is() -> None:
    assert translate("Nobody has heard of this.", CHINESE) == "Nobody has heard of this."


def run(*words: str, language: str = "zh_CN.UTF-8") -> tuple[int, str, str]:
    environment = dict(os.environ) | {"LC_ALL": language, "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "kiosk", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


@contextmanager
def in_chinese() -> Iterator[None]:
    """Staff whose system is in Chinese, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "zh_CN.UTF-8")
        patch.setenv("COLUMNS", "200")
        heads = ("OPTIONS_PANEL_TITLE", "ARGUMENTS_PANEL_TITLE", "COMMANDS_PANEL_TITLE", "DEFAULT_STRING")
        for name in (*heads, "REQUIRED_LONG_STRING"):
            patch.setattr(rich_utils, name, getattr(rich_utils, name))  # put back afterwards
        yield


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (["pack", "check"], "缺少参数 'DIR'。"),
        (["pack", "chek"], "没有 'chek' 这个命令。是不是想写"),
        (["pack", "check", "--nope"], "没有 --nope 这个选项"),
        (["pack", "check", ".", "--stict"], "没有 --stict 这个选项。是不是想写 --strict？"),
        (["tour"], "缺少选项 '--pack'。"),
        (["pack", "check", "a", "b"], "多出了参数：b"),
        (["pack", "check", str(paths.content() / "showcase"), "--device", "foo"], "不是屏幕；写英寸数和摆放方式"),
        (["pack", "install", "x", "--keep", "0"], "不能小于 1"),
        (["pack", "check", ".", "--language", "fr"], "不是下列之一：en, zh"),
        (["pack", "import", ".", "--into", ".", "--yes"], "要和 --update 一起用"),
        (["pack", "import", ".", "--into", ".", "--caption", "馆藏"], "要用 { 和 } 写出列名"),
        (["pack", "import", ".", "--into", ".", "--encoding", "x"], "要写编码的名字"),
        (["pack", "keygen", "a/b"], "不能用作文件名"),
        (["pack", "withdraw"], "请说明撤下什么"),
        (["report", "--from", "5月"], "不是日期"),
        (["report", "--from", "2026-05-02", "--to", "2026-05-01"], "--from 晚于 --to"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    words: list[str], output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with in_chinese():
        code = main(words)
    out, error = capsys.readouterr()
    assert (code, out) == (2, "")
    assert output in error
    assert "--help` 查看说明。" in error
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", error.rpartition("错误：")[2]), error


def test_help_is_in_the_staffs_language() -> None:
    code, out, _ = run("pack", "check", "--help")
    assert code == 0
    assert "用法：kiosk pack check [选项]" in out
    assert "显示这份说明。" in out
    assert "内容包的文件夹，里面有 pack.yaml。" in out
    assert "例：kiosk pack check" in out
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]", out.split("例：", maxsplit=1)[0]), out
    english = run("pack", "check", "--help", language="C.UTF-8")[1]
    assert "Print every problem of a pack." in english
    assert not HAN.search(english)


def test_the_help_of_run_is_in_the_staffs_language() -> None:
    code, out, _ = run("run", "--help")
    assert code == 0
    assert "用法：kiosk run" in out
    assert "\n选项:\n" in out
    assert "例：kiosk run --pack" in out
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,}", out.split("例：", maxsplit=1)[0].replace("kiosk run", "")), out
    english = run("run", "--help", language="C.UTF-8")[1]
    assert "Run the kiosk on this screen." in english
    assert not HAN.search(english)


@pytest.mark.parametrize("page", [[], ["run"], *PAGES], ids=" ".join)
def test_each_page_of_help_is_in_the_staffs_language(page: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with in_chinese(), suppress(SystemExit):  # argparse ends so
        main([*page, "--help"])
    output = capsys.readouterr().out.split("例：", maxsplit=1)[0]
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", re.sub(r"kiosk [a-z -]+|`[^`]*`", "", output)), output
    assert not re.search("<(?!=)", output)
    assert HAN.search(output)


def test_a_command_does_the_same_in_chinese() -> None:
    code, out, _ = run("--version")
    assert (code, out) == run("--version", language="C.UTF-8")[:2]
    assert run("pack", "check", "nowhere")[0] == 2
