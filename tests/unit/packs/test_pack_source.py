"""A pack is read once; after that a start recalls what was compiled, for as long as nothing has changed."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.packs.compiled_cache import CompiledCache, fingerprint
from kiosk.packs.loaded_pack import MOST_LOGGED, LogLine, log_excerpt
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import load_assets
from kiosk.view.pack_view import PackView

SMALL = Path(__file__).parents[2] / "packs" / "small"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def source(pack: Path, tmp_path: Path) -> PackSource:
    cache = tmp_path / "cache"
    return PackSource(pack, load_assets(paths.resources(), CompiledCache(cache / "compiled")), cache, (160,))


def test_nothing_is_recalled_before_a_pack_was_loaded(source: PackSource, pack: Path) -> None:
    assert source.load_cached() is None


def test_a_pack_is_recalled_as_it_was_loaded(source: PackSource, pack: Path) -> None:
    loaded = source.load()
    recalled = source.load_cached()
    assert recalled is not None
    assert recalled.outline == loaded.outline
    assert recalled.values == json.loads(json.dumps(loaded.values))


def compiled(source: PackSource, words: str) -> Path:
    """The compiled file that has these words."""
    return next(file for file in (source.cache / "compiled").rglob("*.json") if words in file.read_text("ascii"))


PICTURES = '"allIllustrations"'


def test_a_gallery_is_read_when_it_is_first_asked_for_and_kept(source: PackSource, pack: Path) -> None:
    source.load()
    recalled = source.load_cached()
    assert recalled is not None
    assert recalled.values is not None
    galleries = recalled.values["galleries"]
    assert (list(galleries), len(galleries)) == (["pictures"], 1)
    first = galleries["pictures"]
    assert len(first["pictures"]) == 12
    compiled(source, PICTURES).unlink()
    assert galleries["pictures"] is first
    assert "places" not in galleries


def test_a_gallery_that_is_damaged_meanwhile_is_empty_and_said_so(
    source: PackSource, pack: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source.load()
    recalled = source.load_cached()
    assert recalled is not None
    assert recalled.values is not None
    compiled(source, PICTURES).write_text("spoilt", "ascii")
    view = PackView({})
    view.show(recalled.values)
    assert view.gallery("pictures")["pictures"] == []
    entry = {"kind": "picture", "gallery": "pictures", "picture": 3}
    assert view.found(entry) == {"title": {}, "thumbnail": None, "where": None, "number": ""}
    # Once, however often it is looked for.
    assert caplog.text.count("The gallery pictures cannot be read") == 1
    assert view.gallery("pictures")["pictures"] == []
    assert caplog.text.count("The gallery pictures cannot be read") == 1


@pytest.mark.parametrize("words", [PICTURES, '"folder": "'])
def test_without_a_gallery_or_the_list_of_its_files_a_pack_is_made_again(
    source: PackSource, pack: Path, words: str
) -> None:
    source.load()
    file = next(
        each
        for each in (source.cache / "compiled").rglob("*.json")
        if words in (text := each.read_text("ascii")) and '"outline"' not in text
    )
    file.unlink()
    assert source.load_cached() is None


def test_a_recall_imports_neither_yaml_nor_the_model(source: PackSource, pack: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    source.load()
    program = f"""
import sys
from pathlib import Path
from kiosk import paths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.pack_source import PackSource
cache = Path({str(tmp_path / "cache")!r})
assets = load_assets(paths.resources(), CompiledCache(cache / "compiled"))
source = PackSource(Path({str(pack)!r}), assets, cache, (160,))
assert source.load_cached() is not None
assert not {{"yaml", "pydantic", "pyvips"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("change", ["edit", "touch", "add", "remove-rendition", "spoil"])
def test_a_change_makes_it_read_again(change: str, source: PackSource, pack: Path, tmp_path: Path) -> None:
    source.load()
    sheet = pack / "pack.yaml"
    if change == "edit":
        sheet.write_text(sheet.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    elif change == "touch":
        os.utime(sheet, ns=(1, 1))
    elif change == "add":
        (pack / "media" / "another.txt").write_text("new", encoding="utf-8")
    elif change == "remove-rendition":
        next((tmp_path / "cache" / "media").rglob("160.*")).unlink()
    else:
        for file in (tmp_path / "cache" / "compiled").rglob("*.json"):
            file.write_text("{", encoding="utf-8")
    assert source.load_cached() is None


def test_what_no_pack_needs_any_more_goes_from_the_cache_after_a_week(
    source: PackSource, pack: Path, tmp_path: Path
) -> None:
    def aged() -> set[str]:
        """Let a week go by; return what is prepared."""
        made = list((source.cache / "media").glob("??/*"))
        for each in made:
            os.utime(each, (1, 1))
        return {each.name[:64] for each in made}

    def compiled() -> set[str]:
        return {file.name for file in (source.cache / "compiled").rglob("*.json")}

    other = Path(shutil.copytree(SMALL, tmp_path / "other"))
    replace_drawing(other, "other")
    source.load()
    alone = compiled()
    replace(source, folder=other).load()
    assert compiled() > alone
    before = aged()
    replace_drawing(pack, "new")
    source.load()
    after = {each.name[:64] for each in (source.cache / "media").glob("??/*")}
    digest = {folder: sha256((folder / "media" / "tower.svg").read_bytes()).hexdigest() for folder in (pack, other)}
    assert sha256((SMALL / "media" / "tower.svg").read_bytes()).hexdigest() in before - after
    assert set(digest.values()) <= after
    # A pack whose folder is gone needs nothing.
    shutil.rmtree(other)
    aged()
    replace_drawing(pack, "newer")
    source.load()
    assert digest[other] not in {each.name[:64] for each in (source.cache / "media").glob("??/*")}
    assert compiled() == alone
    assert source.load_cached() is not None


def replace_drawing(pack: Path, mark: str) -> None:
    drawing = pack / "media" / "tower.svg"
    drawing.write_text((SMALL / "media" / "tower.svg").read_text("utf-8").replace("</svg>", f"<!-- {mark} --></svg>"))


def test_a_full_disk_leaves_nothing_half_written(
    source: PackSource, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, _: bytes) -> int:
        file.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    source.load()
    assert [file.name for file in source.cache.rglob(".*") if file.is_file()] == []


def test_another_screen_has_an_entry_of_its_own(source: PackSource, pack: Path) -> None:
    source.load()
    assert replace(source, widths=(160, 320)).load_cached() is None


def test_another_screen_leaves_the_galleries_that_this_one_has_not_read(source: PackSource, pack: Path) -> None:
    source.load()
    shown = source.load_cached()
    replace(source, widths=(160, 320)).load()
    assert shown is not None
    galleries = (shown.values or {})["galleries"]
    assert galleries["pictures"]["pictures"]


def test_a_pack_with_errors_is_told_and_never_kept(source: PackSource, pack: Path) -> None:
    (pack / "pack.yaml").write_text("format: 1\n", encoding="utf-8")
    loaded_pack = source.load()
    assert loaded_pack.values is None
    assert any(line.is_error and "pack.yaml:1:1" in line.text for line in loaded_pack.log_lines)
    assert source.load_cached() is None


def test_a_pack_that_changes_while_it_is_read_is_not_kept(
    source: PackSource, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.content import loader

    load, other = loader.load_pack, Path(shutil.copytree(pack, tmp_path / "other"))
    water = other / "panels" / "water.yaml"
    water.write_text(water.read_text("utf-8").replace("第一页水", "清水"), "utf-8")

    def swap() -> None:
        pack.rename(tmp_path / "aside")
        other.rename(pack)
        (tmp_path / "aside").rename(other)

    def load_the_other(*reported: Any) -> Any:
        swap()
        return load(*reported)

    monkeypatch.setattr(loader, "load_pack", load_the_other)
    source.load()
    swap()
    assert source.load_cached() is None


def test_a_folder_that_is_not_there_is_told(source: PackSource, tmp_path: Path) -> None:
    loaded_pack = replace(source, folder=tmp_path / "gone").load()
    assert loaded_pack.values is None
    assert loaded_pack.log_lines


def test_a_cache_that_cannot_be_written_only_costs_time(pack: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the cache should be", encoding="utf-8")
    source = PackSource(pack, load_assets(paths.resources(), CompiledCache(blocked)), blocked, (160,))
    loaded_pack = source.load()
    assert loaded_pack.values is not None
    assert "will be made again at the next start" in loaded_pack.note
    assert source.load_cached() is None


def test_a_fingerprint_sees_names_sizes_and_times(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    before = fingerprint((tmp_path,))
    assert fingerprint((tmp_path,)) == before
    assert fingerprint((tmp_path,), also="another screen") != before
    (tmp_path / "a").rename(tmp_path / "b")
    assert fingerprint((tmp_path,)) != before


def test_the_log_is_told_the_gravest_and_how_many_there_are() -> None:
    few = [LogLine("a", is_error=False), LogLine("b", is_error=True)]
    assert [line.text for line in log_excerpt(few)] == ["b", "a"]
    many = [*(LogLine(str(number), is_error=False) for number in range(9_000)), *few]
    reported = log_excerpt(many)
    assert (len(reported), reported[0].text, reported[1].text) == (MOST_LOGGED + 1, "b", "0")
    assert reported[-1].text.startswith(f"There are {9_002 - MOST_LOGGED} further problems")
    assert not reported[-1].is_error
