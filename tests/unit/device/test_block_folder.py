"""The folder of a hall's own blocks: what is taken from it, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.content.codes import code_of
from kiosk.device.block_folder import BlockFolder, read_block_folder

PYTHON = "raise RuntimeError('reading runs nothing')\n"


def add(folder: Path, kind: str) -> Path:
    """Add a block that has all its files."""
    block = folder / kind
    block.mkdir(parents=True)
    (block / f"{kind}_block.py").write_text(PYTHON)
    (block / f"{kind.capitalize()}Block.qml").write_text("import QtQuick\nItem {}\n")
    return block


@pytest.fixture
def block_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "blocks"
    add(folder, "bell")
    return folder


def refused(found: BlockFolder, kind: str) -> tuple[str, str]:
    """Return the code and the message for which a kind is refused; "" is the folder as a whole."""
    problem = found.problems[kind]
    assert problem.fix
    return problem.code, str(problem.message)


def test_each_subfolder_is_a_kind_and_nothing_of_it_is_run(block_folder: Path) -> None:
    add(block_folder, "drum2")
    (block_folder / "README.md").write_text("notes")
    (block_folder / ".git").mkdir()
    (block_folder / "__pycache__").mkdir()
    found = read_block_folder(block_folder)
    assert (list(found.sources), found.problems) == (["bell", "drum2"], {})
    assert found.sources["bell"].files["bell_block.py"] == PYTHON.encode()


def test_its_mark_changes_with_every_file_and_with_the_place(block_folder: Path, tmp_path: Path) -> None:
    marks = [read_block_folder(block_folder).fingerprint]
    (block_folder / "bell" / "BellBlock.qml").write_text("import QtQuick\nItem { }\n")
    marks.append(read_block_folder(block_folder).fingerprint)
    (block_folder / "bell" / "Rim.qml").write_text("import QtQuick\nItem {}\n")
    marks.append(read_block_folder(block_folder).fingerprint)
    marks.append(read_block_folder(block_folder.rename(tmp_path / "other")).fingerprint)
    assert len(set(marks)) == len(marks)
    assert read_block_folder(tmp_path / "other").fingerprint == marks[-1]
    (tmp_path / "other" / "bell" / "BellBlock.qml").unlink()
    assert read_block_folder(tmp_path / "other").fingerprint == BlockFolder().fingerprint == ""


def test_a_folder_that_is_not_there_or_is_a_file_is_told(tmp_path: Path) -> None:
    assert refused(read_block_folder(tmp_path / "gone"), "") == (
        "YK-781",
        "the folder of the hall's blocks is missing",
    )
    (tmp_path / "file").touch()
    code, reported = refused(read_block_folder(tmp_path / "file"), "")
    assert (code, reported) == ("YK-781", "what should be the folder of the hall's blocks is a file")
    code, _ = refused(read_block_folder(tmp_path / ("x" * 300)), "")
    assert code == "YK-781"


@pytest.mark.parametrize("name", ["Bell", "my-bell", "钟", "b", "2bell", "x" * 33, "bell\n"])
def test_a_bad_name_is_told_and_the_other_blocks_stay(block_folder: Path, name: str) -> None:
    add(block_folder, "drum")
    (block_folder / name).mkdir()
    found = read_block_folder(block_folder)
    code, reported = refused(found, name)
    assert code == "YK-783"
    assert reported.endswith("cannot be a kind of block")
    assert reported.isprintable()
    assert list(found.sources) == ["bell", "drum"]


def test_a_kind_of_the_program_stays_the_programs(block_folder: Path) -> None:
    add(block_folder, "chart")
    found = read_block_folder(block_folder)
    assert refused(found, "chart") == ("YK-783", '"chart" is a kind of the program itself, which stays')
    assert list(found.sources) == ["bell"]


@pytest.mark.parametrize("file", ["bell_block.py", "BellBlock.qml"])
def test_a_block_without_one_of_its_files_is_told(block_folder: Path, file: str) -> None:
    (block_folder / "bell" / file).unlink()
    assert refused(read_block_folder(block_folder), "bell") == (
        "YK-784",
        f'{file} is missing, without which "bell" is no block',
    )


def test_a_folder_of_many_or_large_files_is_no_block(block_folder: Path) -> None:
    (block_folder / "bell" / "Large.qml").write_bytes(b" " * 1_000_001)
    assert "is larger than 1 MB" in refused(read_block_folder(block_folder), "bell")[1]
    (block_folder / "bell" / "Large.qml").unlink()
    for number in range(201):
        (block_folder / "bell" / f"{number}.png").touch()
    assert refused(read_block_folder(block_folder), "bell") == ("YK-784", "a block has more than 200 files")


@pytest.mark.skipif(os.name != "posix", reason="modes and owners of posix")
class TestWhatOthersMayChange:
    @pytest.mark.parametrize("place", ["bell", "bell/bell_block.py", "bell/Rim.qml", "bell/pictures/rim.png"])
    @pytest.mark.parametrize("mode", [0o020, 0o002])
    def test_a_block_that_others_can_write_is_not_taken(self, block_folder: Path, place: str, mode: int) -> None:
        add(block_folder, "drum")
        (block_folder / "bell" / "pictures").mkdir()
        (block_folder / "bell" / "pictures" / "rim.png").touch()
        (block_folder / "bell" / "Rim.qml").touch()
        (block_folder / place).chmod((block_folder / place).stat().st_mode | mode)
        found = read_block_folder(block_folder)
        code, reported = refused(found, "bell")
        assert (code, reported) == (
            "YK-782",
            f"code from here is not run: {block_folder / place} can be changed by other users",
        )
        assert "chmod -R go-w" in found.problems["bell"].fix
        assert list(found.sources) == ["drum"]

    @pytest.mark.parametrize("above", [0, 1])
    def test_nothing_is_taken_below_a_folder_that_others_can_write(self, block_folder: Path, above: int) -> None:
        place = (block_folder, *block_folder.parents)[above]
        place.chmod(0o777)
        found = read_block_folder(block_folder)
        assert found.sources == {}
        assert refused(found, "")[1] == f"code from here is not run: {place} can be changed by other users"

    def test_a_folder_where_each_has_his_own_may_lie_above(self, block_folder: Path) -> None:
        block_folder.parent.chmod(0o1777)
        assert list(read_block_folder(block_folder).sources) == ["bell"]

    def test_a_link_to_the_whole_folder_is_followed_and_both_ways_are_checked(
        self, block_folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "way").mkdir()
        link = tmp_path / "way" / "blocks"
        link.symlink_to(block_folder)
        assert list(read_block_folder(link).sources) == ["bell"]
        link.parent.chmod(0o777)
        assert refused(read_block_folder(link), "")[0] == "YK-782"

    def test_links_and_devices_within_a_block_are_refused(self, block_folder: Path, tmp_path: Path) -> None:
        os.mkfifo(block_folder / "bell" / "Pipe.qml")
        assert "Pipe.qml is a link, or no ordinary file" in refused(read_block_folder(block_folder), "bell")[1]
        (block_folder / "drum").symlink_to(block_folder / "bell")
        assert "drum is a link, or no ordinary file" in refused(read_block_folder(block_folder), "drum")[1]
        (block_folder / "bell" / "Pipe.qml").unlink()
        (block_folder / "bell" / "BellBlock.qml").rename(tmp_path / "BellBlock.qml")
        (block_folder / "bell" / "BellBlock.qml").symlink_to(tmp_path / "BellBlock.qml")
        assert "BellBlock.qml is a link, or no ordinary file" in refused(read_block_folder(block_folder), "bell")[1]

    def test_what_belongs_to_another_user_is_not_taken(
        self, block_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = os.geteuid()
        if own == 0:
            os.chown(block_folder / "bell" / "bell_block.py", 65534, 65534)
            assert refused(read_block_folder(block_folder), "bell")[1].endswith("bell_block.py belongs to nobody")
            os.chown(block_folder / "bell" / "bell_block.py", 4_000_000, -1)
            assert refused(read_block_folder(block_folder), "bell")[1].endswith("bell_block.py belongs to 4000000")
        else:
            monkeypatch.setattr(os, "geteuid", lambda: own + 1)
            assert refused(read_block_folder(block_folder), "")[0] == "YK-782"


def test_each_refusal_has_a_code(block_folder: Path) -> None:
    (block_folder / "Bad").mkdir()
    assert {code_of(problem.message) for problem in read_block_folder(block_folder).problems.values()} == {"YK-783"}
