"""A block is a folder and a line: no other file of the program names its kind."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

from kiosk.blocks import KINDS

# Words that mean something else as well: a kind of file or place, an element of a drawing or a sheet, a group of Unix.
ALSO = {"audio", "chart", "compare", "flow", "gallery", "link", "poll", "rings", "sources", "text", "video"}
REGISTRATION = "blocks/__init__.py"


def code_of(file: Path) -> str:
    """A file without its comments; of Python without its docstrings too."""
    text = file.read_text("utf-8")
    if file.suffix == ".qml":
        return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return " ".join(each.string for each in tokens if each.type != tokenize.COMMENT and '"""' not in each.string)


def kinds_named(file: Path) -> set[str]:
    """The kinds that a file names: their class and QML files, and as a string where that means nothing else."""
    code = code_of(file)
    return {
        kind
        for kind in KINDS
        if re.search(rf"\b{kind.capitalize()}(Block|Pieces)\b", code)
        or (kind not in ALSO and re.search(rf"[\"']{kind}[\"']", code))
    }


def test_no_file_outside_of_its_folder_names_a_block(top: Path, tracked: list[Path]) -> None:
    own = top / "kiosk" / "blocks"
    files = [file for file in tracked if (top / "kiosk") in file.parents and file.suffix in {".py", ".qml"}]
    others = [file for file in files if own not in file.parents]
    assert len(others) > 300
    found = {str(file.relative_to(top)): named for file in others if (named := kinds_named(file))}
    assert found == {}


def test_each_kind_is_a_folder_and_one_line(top: Path) -> None:
    own = top / "kiosk" / "blocks"
    assert sorted(KINDS) == sorted(path.name for path in own.iterdir() if (path / "__init__.py").is_file())
    registration = (top / "kiosk" / REGISTRATION).read_text("utf-8").splitlines()
    for kind in KINDS:
        files = {file.name for file in (own / kind).iterdir()}
        assert {f"{kind}_block.py", f"{kind.capitalize()}Block.qml", "schema.zh.yaml"} <= files
        assert registration.count(f'    "{kind}",') == 1


def test_who_reads_a_pack_asks_first_which_blocks_of_the_hall_it_may_use(top: Path, tracked: list[Path]) -> None:
    """The bare catalog refuses none, even for a pack that nobody signed."""
    files = [file for file in tracked if (top / "kiosk") in file.parents and file.suffix == ".py"]
    asking = {file.name for file in files if re.search(r"\bproduct_catalog\(\)", file.read_text("utf-8"))}
    assert asking == {"hall_blocks.py", "product_catalog.py"}
