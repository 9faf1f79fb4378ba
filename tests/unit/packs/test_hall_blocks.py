"""Blocks of a hall's own: they join those of the program, signed packs may use them, and a wrong one is refused."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from kiosk import paths
from kiosk.cli.commands import main
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import ParsedPack, load_pack
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.redaction import Withheld, uses, withhold
from kiosk.content.yaml.full_width_keys import block_kinds
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue
from kiosk.packs import pack_check
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import (
    blocks_argument,
    blocks_in_use,
    catalog_for,
    qml_folders,
    use_argument,
    use_blocks,
)
from kiosk.packs.loaded_pack import LoadFailure
from kiosk.packs.pack_check import examine
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import load_assets
from kiosk.packs.scaffold import all_schemas, write_schemas
from kiosk.packs.search_index import search_index
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.signing_keys import signing_with
from kiosk.packs.translation import export_texts
from kiosk.session.search_engine import SearchIndex
from tests.blocks.samples import PLATE, spying_plate
from tests.unit.conftest import SamplePack

TESTS = Path(__file__).parents[2]
DOCS = TESTS.parent / "docs"
SAYS = {"zh": "银杏木雕成", "en": "carved in gingko wood"}
QML = "import QtQuick\nItem {\n    required property var block\n}\n"


@dataclass(frozen=True)
class Hall:
    """A folder of blocks, and a pack with a page of them."""

    blocks: Path
    pack: Path

    def write(self, kind: str, python: str, qml: str = QML) -> Path:
        """Write a block, and take all blocks anew; return the folder of this one."""
        folder = self.blocks / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{kind}_block.py").write_text(python, "utf-8")
        (folder / f"{kind.capitalize()}Block.qml").write_text(qml)
        use_blocks(self.blocks)
        return folder

    def show(self, *blocks: dict[str, object]) -> None:
        """Write the blocks of the page."""
        page = {"id": "first", "title": {"zh": "一", "en": "One"}, "blocks": list(blocks)}
        panel = {"id": "tower", "title": {"zh": "塔", "en": "Tower"}, "pages": [page]}
        (self.pack / "panels" / "tower.yaml").write_text(json.dumps(panel, ensure_ascii=False), "utf-8")

    def load(self) -> ParsedPack:
        return load_pack(self.pack, catalog_for(self.pack))


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    pack = Path(shutil.copytree(TESTS / "packs" / "small", tmp_path / "small"))
    yield Hall(tmp_path / "blocks", pack)
    use_blocks(None)
    assert set(block_kinds()) == set(BLOCKS)
    assert not {"plate", "bell"} & set(BLOCKS)


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this device's trusted keys, which does not exist yet."""
    folder = tmp_path / "config" / "trusted-keys"
    monkeypatch.setattr(paths, "trusted_keys", lambda: (folder,))
    return folder


@pytest.fixture
def source_of(tmp_path: Path) -> Callable[[Path], PackSource]:
    """Returns the pack in a folder as a source."""
    cache = tmp_path / "cache"
    assets = load_assets(paths.resources(), CompiledCache(cache / "compiled"))
    return lambda folder: PackSource(folder, assets, cache, (160,))


def errors(loaded: ParsedPack) -> list[Diagnostic]:
    return [problem for problem in loaded.problems if problem.severity == "error"]


def plate(**more: object) -> dict[str, object]:
    return {"plate": {"says": SAYS, **more}}


def test_a_kind_joins_those_of_the_program_when_a_pack_is_read_and_leaves_with_its_folder(hall: Hall) -> None:
    hall.write("plate", PLATE)
    hall.show(plate())
    assert "plate" not in BLOCKS
    assert errors(hall.load()) == []
    assert "plate" in block_kinds()
    use_blocks(None)
    (reported,) = errors(hall.load())
    assert reported.code == "YK-214"
    assert "for a block of the hall's own see `kiosk help blocks`" in reported.fix
    assert "hall_blocks.plate" not in sys.modules


def test_everything_that_walks_a_pack_finds_its_words_and_its_files(hall: Hall, tmp_path: Path) -> None:
    hall.write("plate", PLATE)
    hall.show({"text": "Words."}, plate(picture={"file": "media/tower.svg", "alt": SAYS}))
    pack = hall.load().pack
    assert pack is not None
    assert ("tower/first", "media/tower.svg") in {(use.where, use.file) for use in uses(pack)}
    rest = withhold(pack, Withheld(frozenset({"media/tower.svg"}))).panel("tower")
    assert rest is not None
    assert [block.kind for block in rest.pages[0].blocks] == ["text", "plate"]
    assert rest.pages[0].blocks[1].picture is None  # type: ignore[attr-defined]
    index = search_index(pack)
    (hit,) = SearchIndex.of(index).find("yinxing", "zh")  # by the sound of its words
    assert index["entries"][hit.entry] == {"kind": "panel", "panel": "tower", "page": 0}
    export_texts(hall.pack, tmp_path / "texts.xlsx", catalogue("en"))
    rows = list(load_workbook(tmp_path / "texts.xlsx").active.iter_rows(values_only=True))
    assert any(set(SAYS.values()) <= set(row) for row in rows)


def test_what_was_read_at_the_start_is_what_runs(hall: Hall) -> None:
    folder = hall.write("plate", PLATE)
    hall.show(plate())
    (folder / "plate_block.py").write_text("raise RuntimeError")
    assert errors(hall.load()) == []
    assert not (folder / "__pycache__").exists()


class TestWhoMayUseThem:
    """A pack from elsewhere must be signed with a key that this device trusts now."""

    @pytest.fixture(autouse=True)
    def _keys(self, keys: Path) -> None:
        """The keys of this machine count for nothing here."""

    @pytest.fixture
    def archives(self, hall: Hall, sample: SamplePack, tmp_path: Path) -> tuple[Path, Path]:
        """The pack with the block, without and with a signature."""
        hall.write("plate", PLATE)
        hall.show(plate())
        pack = hall.load().pack
        assert pack is not None
        signed = build(hall.pack, pack, tmp_path / "signed", signing_with(sample.private))
        return build(hall.pack, pack, tmp_path / "plain"), signed

    def install(self, tmp_path: Path, source: Path) -> tuple[Installer, Path]:
        from kiosk.packs.store.signing_keys import trusted_in

        store = Installer(tmp_path / "store")
        assets = load_assets(paths.resources(), CompiledCache(tmp_path / "assets"))
        pack = store.install(source, assets, trusted_in(paths.trusted_keys()), lambda *_: None)
        return store, store.pack_folder(pack)

    def trust(self, keys: Path, sample: SamplePack) -> None:
        keys.mkdir(parents=True, exist_ok=True)
        shutil.copy(sample.public, keys)

    def test_a_folder_of_ones_own_needs_no_signature(self, hall: Hall) -> None:
        hall.write("plate", PLATE)
        hall.show(plate())
        assert errors(hall.load()) == []

    @pytest.mark.parametrize("form", ["plain", "signed", "folder"])
    def test_without_trusted_keys_nobody_is_trusted(
        self, hall: Hall, archives: tuple[Path, Path], keys: Path, tmp_path: Path, form: str
    ) -> None:
        source = {"plain": archives[0], "signed": archives[1], "folder": hall.pack}[form]
        with pytest.raises(RefusedError) as refused:
            self.install(tmp_path, source)
        (problem,) = refused.value.problems
        assert problem.code == "YK-243"
        assert problem.message == '"plate" is a block of this hall, which only a signed pack may use'
        assert "kiosk pack build --sign KEY" in problem.fix
        assert str(keys) in problem.fix

    def test_a_signed_pack_is_installed_and_shown_until_its_key_is_removed(
        self, archives: tuple[Path, Path], keys: Path, sample: SamplePack, tmp_path: Path
    ) -> None:
        self.trust(keys, sample)
        store, _ = self.install(tmp_path, archives[1])
        (pack,) = store.store_index().packs
        source = store.source(pack, load_assets(paths.resources(), CompiledCache(tmp_path / "assets")), (160,))
        assert source.load_cached() is not None or source.load().values is not None
        assert source.load_cached() is not None
        (keys / sample.public.name).unlink()
        assert source.load_cached() is None
        (line,) = [each for each in source.load().log_lines if each.is_error]
        assert "YK-243" in line.text
        assert "is signed with a key that this device does not trust" in line.text

    @pytest.mark.parametrize("change", ["signature gone", "signature spoilt", "manifest changed", "key unreadable"])
    def test_the_signature_must_hold_whenever_the_pack_is_read(
        self, archives: tuple[Path, Path], keys: Path, sample: SamplePack, tmp_path: Path, change: str
    ) -> None:
        self.trust(keys, sample)
        _, folder = self.install(tmp_path, archives[1])
        manifest, signature = folder.parent / "manifest.json", folder.parent / "manifest.sig"
        match change:
            case "signature gone":
                signature.unlink()
            case "signature spoilt":
                signature.write_text("{}")
            case "manifest changed":
                manifest.write_bytes(manifest.read_bytes().replace(b"2.1.0", b"2.1.9"))
            case _:
                (keys / "other.pub").write_text("junk")
        assert {problem.code for problem in errors(load_pack(folder, catalog_for(folder)))} == {"YK-243"}

    def test_a_pack_that_uses_none_is_asked_for_nothing(self, hall: Hall, sample: SamplePack, tmp_path: Path) -> None:
        hall.write("plate", PLATE)
        _, folder = self.install(tmp_path, sample.plain)
        assert errors(load_pack(folder, catalog_for(folder))) == []

    def test_the_code_of_a_block_sees_nothing_of_a_pack_that_may_not_use_it(self, hall: Hall, tmp_path: Path) -> None:
        seen = tmp_path / "seen"
        hall.write("plate", spying_plate(seen))
        # A second fault has the rest of the file read without what is wrong.
        hall.show(plate(), {"text": {"zh": "词"}}, {"gong": "X"})
        place = tmp_path / "place"
        shutil.copytree(hall.pack, place / "pack")
        (place / "manifest.json").write_text("{}")
        codes = {problem.code for problem in errors(load_pack(place / "pack", catalog_for(place / "pack")))}
        assert {"YK-243", "YK-214"} <= codes
        assert not seen.exists()
        hall.load()
        assert seen.exists()


FAULTS = {
    "a validator": '    @field_validator("says")\n    @classmethod\n    def _(cls, value):\n        return {}["x"]\n',
    "advice": "    def advice(self):\n        return {}['x']\n",
    "remarks": "    def remarks(self):\n        return {}['x']\n",
    "unseen": "    def unseen(self):\n        return {}['x']\n",
    "media": "    def media(self):\n        return {}['x']\n",
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_block_that_fails_is_told_at_its_line(hall: Hall, tmp_path: Path, where: str) -> None:
    python = PLATE.replace("\n    def view_data", f"\n{FAULTS[where]}\n    def view_data")
    folder = hall.write("plate", python)
    hall.show(plate())
    (problem,) = examine(hall.pack, tmp_path / "cache", quick=True).problems
    assert (problem.message, problem.code) == ("this block fails: KeyError: 'x'", "YK-786")
    line = next(number for number, text in enumerate(python.splitlines(), 1) if '["x"]' in text or "['x']" in text)
    assert problem.location.file == str(folder / "plate_block.py")
    assert problem.location.line == line


@pytest.mark.parametrize(
    ("method", "returned", "reported"),
    [
        ("view_data(self, make)", "{}['x']", "this block fails: KeyError: 'x'"),
        ("view_data(self, make)", "{'a': make.text(5)}", "this block fails: AttributeError: "),
        ("view_data(self, make)", "{'a': {1, 2}}", "view_data must return maps, lists, words and numbers: "),
        ("view_data(self, make)", "None", "view_data must return a map, not NoneType"),
        ("layout_traits(self)", "{}", "layout_traits must return LayoutTraits, not dict"),
    ],
)
def test_a_pack_whose_block_fails_while_it_is_prepared_is_not_shown(
    hall: Hall, source_of: Callable[[Path], PackSource], method: str, returned: str, reported: str
) -> None:
    hall.write("plate", f"{PLATE}\n    def {method}:\n        return {returned}\n")
    hall.show(plate())
    loaded = source_of(hall.pack).load()
    assert loaded.values is None
    assert loaded.failure is LoadFailure.ERRORS
    assert loaded.is_current
    (line,) = loaded.log_lines
    assert line.is_error
    assert "YK-786" in line.text
    assert reported in line.text


def test_a_fault_of_the_program_is_not_blamed_on_a_block(
    hall: Hall, source_of: Callable[[Path], PackSource], monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.write("plate", PLATE)
    monkeypatch.setattr("kiosk.content.loader.load_pack", lambda *_: {}["x"])
    with pytest.raises(KeyError):
        source_of(hall.pack).load()
    use_blocks(None)
    with pytest.raises(KeyError):
        source_of(hall.pack).load()
    monkeypatch.setattr(pack_check, "load_pack", lambda *_: {}["x"])
    with pytest.raises(KeyError):
        examine(hall.pack, source_of(hall.pack).cache, quick=True)


def test_a_pack_is_prepared_again_when_a_block_changes(hall: Hall, source_of: Callable[[Path], PackSource]) -> None:
    folder = hall.write("plate", PLATE)
    hall.show(plate())
    assert source_of(hall.pack).load().values is not None
    assert source_of(hall.pack).load_cached() is not None
    use_blocks(hall.blocks)
    assert source_of(hall.pack).load_cached() is not None
    (folder / "PlateBlock.qml").write_text(QML + "\n")
    use_blocks(hall.blocks)
    assert source_of(hall.pack).load_cached() is None
    use_blocks(None)
    assert source_of(hall.pack).load_cached() is None


def test_its_qml_is_found_by_the_address_of_its_folder(hall: Hall) -> None:
    hall.write("plate", PLATE)
    assert qml_folders() == {"plate": f"{(hall.blocks / 'plate').as_uri()}/"}


def test_a_process_hands_its_folder_on_as_an_argument(hall: Hall) -> None:
    assert blocks_argument() == ""
    hall.write("plate", PLATE)
    word = blocks_argument()
    use_argument("")
    assert blocks_in_use().folder is None
    use_argument(word)
    assert list(blocks_in_use().sources) == ["plate"]


def test_editors_know_it_with_its_words_in_both_languages(hall: Hall, tmp_path: Path) -> None:
    before = all_schemas()
    folder = hall.write("plate", PLATE)
    (folder / "schema.zh.yaml").write_text("plate block: 图片下的铭牌\nplate block.says: 铭牌上的字\n", "utf-8")
    use_blocks(hall.blocks)
    assert {file.name for file in write_schemas(tmp_path / "schemas")} == {f"{name}.json" for name in before}
    schema = json.loads((tmp_path / "schemas" / "panel.json").read_text("utf-8"))
    choices = schema["$defs"]["Page"]["properties"]["blocks"]["items"]["properties"]
    assert choices["plate"]["description"] == "图片下的铭牌\n\nA plate under a picture."
    assert choices["plate"]["properties"]["says"]["description"] == "铭牌上的字"
    assert choices["plate"]["properties"]["picture"]["$ref"] == "#/$defs/Picture"
    # It has a part of its own that is named as one of the program's.
    assert choices["plate"]["properties"]["makers"]["items"]["$ref"] == "#/$defs/plate.Figure"
    assert set(schema["$defs"]["plate.Figure"]["properties"]) == {"name"}
    del choices["plate"], schema["$defs"]["plate.Figure"]
    assert schema == before["panel"]


def code_of(language: str, kind: str) -> list[str]:
    text = (DOCS / f"blocks{language}.md").read_text("utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("language", ["", ".zh"])
def test_the_example_of_the_document_works_as_it_is_written(hall: Hall, language: str, tmp_path: Path) -> None:
    (python,), (qml,) = code_of(language, "python"), code_of(language, "qml")
    _, page, words = code_of(language, "yaml")
    folder = hall.write("notice", python, qml)
    (folder / "schema.zh.yaml").write_text(words, "utf-8")
    hall.show(*yaml.safe_load(page)["blocks"])
    use_blocks(hall.blocks)
    problems = examine(hall.pack, tmp_path / "cache", screens=pack_check.Screens([large_screen()])).problems
    assert [problem for problem in problems if problem.location.file == "panels/tower.yaml"] == []
    assert not any(problem.severity == "error" for problem in problems)
    schema = json.dumps(all_schemas()["panel"], ensure_ascii=False)
    assert r"谁说的\n\nwho says it" in schema


def large_screen() -> pack_check.ScreenSize:
    return pack_check.ScreenSize(55.0, 1920, 1080)


def test_qml_that_cannot_be_loaded_is_told_at_its_line_by_pack_check(hall: Hall, tmp_path: Path) -> None:
    folder = hall.write("plate", PLATE, "import QtQuick\nItem {\n    widht: 3\n}\n")
    hall.show(plate())
    screens = pack_check.Screens([large_screen()])
    (problem,) = [
        each for each in examine(hall.pack, tmp_path / "cache", screens=screens).problems if each.code == "YK-244"
    ]
    assert (problem.location.file, problem.location.line, problem.severity) == (
        str(folder / "PlateBlock.qml"),
        3,
        "error",
    )
    assert "widht" in problem.message
    hall.show({"text": SAYS})
    assert examine(hall.pack, tmp_path / "cache", screens=screens).pages


def test_a_command_tells_a_fault_of_a_block_as_that_of_its_author(
    hall: Hall, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    media = FAULTS["media"]
    folder = hall.write("plate", PLATE.replace("\n    def view_data", f"\n{media}\n    def view_data"))
    hall.show(plate())
    words = ["pack", "texts", "export", str(hall.pack), "--blocks", str(hall.blocks), "--out", str(tmp_path / "a.xlsx")]
    assert main(words) == 1
    output = capsys.readouterr().err
    assert f"{folder / 'plate_block.py'}:" in output
    assert "this block fails: KeyError: 'x'" in output
    assert "fault of the program" not in output


def test_whoever_runs_a_kiosk_hears_each_problem_once(hall: Hall) -> None:
    hall.write("plate", "import nowhere_at_all")
    (hall.blocks / "Bad").mkdir()
    heard: list[Diagnostic] = []
    use_blocks(hall.blocks, heard.append)
    assert [problem.code for problem in heard] == ["YK-783"]
    hall.load()
    hall.load()
    assert [problem.code for problem in heard] == ["YK-783", "YK-785"]
