"""Packs as they come out of zips, sticks and sync drives: taken, or refused with a line that says what to do."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.content.loader import load_pack
from kiosk.packs.pack_folder import locate_pack
from kiosk.packs.product_catalog import product_catalog
from tests.unit.conftest import SMALL, SamplePack


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    monkeypatch.chdir(tmp_path)


def unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


def zipped(file: Path, folder: Path, top: str) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for each in sorted(folder.rglob("*")):
            made.write(each, f"{top}{each.relative_to(folder)}")
    return file


def test_an_archive_that_was_unpacked_is_taken(
    tmp_path: Path, sample: SamplePack, capsys: pytest.CaptureFixture[str]
) -> None:
    unpack(sample.plain, tmp_path / "x")
    assert main(["pack", "check", "x", "--quick"]) == 0
    assert capsys.readouterr().err == "x is an archive that was unpacked; its pack is taken from x/pack\n"
    assert main(["pack", "install", "x", "--store", "store"]) == 0
    assert "small 2.1.0 is installed and live" in capsys.readouterr().out
    assert main(["pack", "build", "x", "--out", "again"]) == 0
    assert (tmp_path / "again" / "small-2.1.0.kioskpack").read_bytes() == sample.plain.read_bytes()


@pytest.mark.parametrize("part", ["panels", "media", "galleries/../media", "media/deep"])
def test_a_folder_of_a_pack_means_the_pack(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SMALL, tmp_path / "hall")
    (tmp_path / "hall" / "media" / "deep").mkdir()
    assert main(["pack", "check", f"hall/{part}", "--quick"]) == 0
    assert capsys.readouterr().err == "the pack lies in hall, and is taken from there\n"


def test_within_a_folder_of_a_pack_the_pack_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SMALL, tmp_path / "hall")
    monkeypatch.chdir(tmp_path / "hall" / "panels")
    assert locate_pack(Path()).folder == Path("..")


def test_an_archive_is_not_written_into_a_folder_with_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SMALL, tmp_path / "hall")
    assert main(["pack", "build", "hall", "--out", "made/hall.kioskpack"]) == 1
    assert "--out made" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("way", ["hall", "hall/hall", "small-2.1.0/x"])
def test_a_pack_that_lies_deeper_is_taken_from_there(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SMALL, tmp_path / "out" / way)
    (tmp_path / "out" / "__MACOSX").mkdir()
    assert main(["pack", "check", "out", "--quick"]) == 0
    assert capsys.readouterr().err == f"the pack lies in out/{way}, and is taken from there\n"


def test_an_unpacked_archive_in_a_folder_is_one_too(tmp_path: Path, sample: SamplePack) -> None:
    unpack(sample.plain, tmp_path / "out" / "small")
    located = locate_pack(tmp_path / "out")
    assert located.folder == tmp_path / "out" / "small" / "pack"
    assert located.message is not None
    assert "was unpacked" in located.message


def test_of_several_packs_none_is_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        shutil.copytree(SMALL, tmp_path / "all" / name)
    assert main(["pack", "check", "all"]) == 2
    assert capsys.readouterr().err == "there are several packs in all; give one of all/one, all/two [YK-202]\n"
    assert main(["pack", "check", "all/one", "--quick"]) == 0


def test_a_zip_of_the_folder_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zipped(tmp_path / "small.zip", SMALL, "small/")
    assert main(["pack", "install", "small.zip", "--store", "store"]) == 1
    output = capsys.readouterr().err
    assert output.count("error YK-602:") == 1
    assert "is a zip of a pack's folder, and not made by `kiosk pack build`" in output
    assert "unpack it, and give its folder to" in output
    unpack(tmp_path / "small.zip", tmp_path / "unpacked")
    assert main(["pack", "install", "unpacked", "--store", "store"]) == 0


def test_a_zip_around_an_archive_names_it(
    tmp_path: Path, sample: SamplePack, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "x.kioskpack.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.write(sample.plain, "small-2.1.0.kioskpack")
    assert main(["pack", "install", "x.kioskpack.zip", "--store", "store"]) == 1
    assert "unpack it, and take the file small-2.1.0.kioskpack" in capsys.readouterr().err
    unpack(tmp_path / "x.kioskpack.zip", tmp_path)
    assert main(["pack", "install", "small-2.1.0.kioskpack", "--store", "store"]) == 0


def test_an_archive_that_a_browser_called_a_zip_is_taken(
    tmp_path: Path, sample: SamplePack, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(sample.plain, tmp_path / "small.kioskpack.zip")
    assert main(["pack", "install", "small.kioskpack.zip", "--store", "store"]) == 0
    assert "installed and live" in capsys.readouterr().out


@pytest.mark.parametrize("top", ["", "small-2.1.0/"])
def test_an_archive_that_was_packed_again_is_told_in_one_line(
    top: str, tmp_path: Path, sample: SamplePack, capsys: pytest.CaptureFixture[str]
) -> None:
    zipped(tmp_path / "again.kioskpack", unpack(sample.plain, tmp_path / "x"), top)
    assert main(["pack", "install", "again.kioskpack", "--store", "store"]) == 1
    output = capsys.readouterr().err
    assert output.count("error YK-602:") == 1
    assert "is an archive that was unpacked and packed again" in output


@pytest.mark.parametrize("name", ["small-2.1.0.kioskpack", "pictures.zip", "nothing"])
def test_who_checks_no_folder_is_told_what_to_give(
    name: str, tmp_path: Path, sample: SamplePack, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "nothing":
        shutil.copy(sample.plain, tmp_path / name)
    assert main(["pack", "check", name]) == 2
    output = capsys.readouterr().err
    assert ("`kiosk pack verify`" in output) == (name != "nothing")
    assert ("does not exist" in output) == (name == "nothing")


@pytest.mark.parametrize("name", ["pack.yml", "pack.yaml.txt", "Pack.YAML", "pack.txt"])
def test_a_front_under_another_name_is_renamed(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    (folder / "pack.yaml").rename(folder / name)
    reported = load_pack(folder, product_catalog()).problems[0]
    if not (folder / "pack.yaml").exists():
        assert reported.fix == f"rename {name} to pack.yaml"


def test_a_folder_that_is_no_pack_is_not_told_to_become_one(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    reported = load_pack(tmp_path / "photos", product_catalog()).problems[0]
    assert reported.fix == "give the folder that has pack.yaml in it; a new pack is made by `kiosk pack new`"


@pytest.mark.parametrize("copy", ["hall (1).yaml", "hall 2.yaml", "hall - 副本.yaml", "hall_冲突.yaml", "a-hall.yaml"])
def test_of_two_files_with_one_id_the_copy_is_to_blame(copy: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    panel = min((folder / "panels").glob("*.yaml"))
    shutil.copy(panel, panel.with_name(copy))
    errors = [problem for problem in load_pack(folder, product_catalog()).problems if problem.severity == "error"]
    assert [problem.location.file for problem in errors] == [f"panels/{copy}"]
    assert errors[0].fix.startswith(f"delete the file panels/{copy} where it is a copy")
    panel.with_name(copy).unlink()
    assert load_pack(folder, product_catalog()).pack is not None


def test_a_panel_that_an_editor_named_txt_is_renamed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    panel = min((folder / "panels").glob("*.yaml"))
    panel.rename(panel.with_name(f"{panel.name}.txt"))
    fixes = [problem.fix for problem in load_pack(folder, product_catalog()).problems]
    assert f"rename it to {panel.name}" in fixes
