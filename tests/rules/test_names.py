"""Names: a module or a class is called the same in one place only, and in the words of docs/glossary.md."""

from __future__ import annotations

import ast
import re
import tokenize
from collections import defaultdict
from pathlib import Path

OLD = re.compile(
    r"\b(ane[w]|arrival|clerk|doorkeeper|errand|guard|hand|house|intake|keeper|ladder|ledger|parcel|provision|shelf"
    r"|shipping|succession|sweeping|tending|upkeep|wire)\b",
    re.IGNORECASE,
)

# As part of a name in the code: each has a standard word.
OLD_NAMES = {
    *("anew", "clerk", "doorkeeper", "errand", "house", "intake", "keeper", "ladder", "ledger", "mend"),
    *("parcel", "ruling", "said", "shelf", "told", "upkeep"),
}
# As a whole name in a test or a tool.
OLD_IN_TESTS = OLD_NAMES | {"glass", "goods", "guard", "stand", "storm"}


def _modules(top: Path, tracked: list[Path]) -> list[Path]:
    rooms = (top / "kiosk", top / "kiosk_launcher")
    return [file for file in tracked if file.suffix == ".py" and any(room in file.parents for room in rooms)]


def test_no_two_modules_have_the_same_name(top: Path, tracked: list[Path]) -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for file in _modules(top, tracked):
        named[file.stem].append(str(file.relative_to(top)))
    twice = {name: files for name, files in named.items() if len(files) > 1 and not name.startswith("__")}
    assert twice == {}


def test_no_two_public_classes_have_the_same_name(top: Path, tracked: list[Path]) -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for file in _modules(top, tracked):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(str(file.relative_to(top)))
    assert {name: files for name, files in named.items() if len(files) > 1} == {}


def test_a_package_is_described_in_the_words_of_the_glossary(top: Path, tracked: list[Path]) -> None:
    packages = [file for file in _modules(top, tracked) if file.name == "__init__.py"]
    described = {file: ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "" for file in packages}
    assert [str(file.relative_to(top)) for file, words in described.items() if not words] == []
    found = {str(file.relative_to(top)): OLD.findall(words) for file, words in described.items()}
    assert {file: words for file, words in found.items() if words} == {}


def test_a_module_says_what_it_is(top: Path, tracked: list[Path]) -> None:
    """Its docstring begins with what it is, and not with a question or a deed."""
    begun = re.compile(r"(What|Whether|How|Which|Where|Who|Whom|Tells|Asks|Looks|Has|Gives|Lets|Makes|Puts)\b")
    found = [
        f"{file.relative_to(top)}: {words.splitlines()[0]}"
        for file in _modules(top, tracked)
        if begun.match(words := ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "")
    ]
    assert found == []


def test_no_name_in_the_code_is_an_old_word(top: Path, tracked: list[Path]) -> None:
    found = set()
    for file in _modules(top, tracked):
        with file.open("rb") as stream:
            names = {token.string for token in tokenize.tokenize(stream.readline) if token.type == tokenize.NAME}
        found |= {f"{file.relative_to(top)}: {name}" for name in names if OLD_NAMES & set(name.lower().split("_"))}
    assert found == set()


def test_no_variable_of_a_test_or_a_tool_is_an_old_word(top: Path, tracked: list[Path]) -> None:
    rooms = [top / room for room in ("tests", "faults", "bench", "soak", "setup")]
    found = set()
    for file in tracked:
        if file.suffix == ".py" and any(room in file.parents for room in rooms):
            with file.open("rb") as stream:
                names = {token.string for token in tokenize.tokenize(stream.readline) if token.type == tokenize.NAME}
            found |= {f"{file.relative_to(top)}: {name}" for name in names if name.lower().strip("_") in OLD_IN_TESTS}
    assert found == set()
