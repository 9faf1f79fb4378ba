"""A store that a newer program wrote: going back a version loses no pack, and no word of the newer one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.device.errors import RefusedError
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import index, probation
from kiosk.packs.store.index import COPY, FILE, read_index
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.probation import Health, Incident, read_health, read_incidents
from tests.unit.conftest import SMALL


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(tmp_path_factory.mktemp("house")))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three versions of the small pack."""
    made = []
    for version in ("2.1.0", "3.0.0", "4.0.0"):
        folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("packs") / version))
        sheet = folder / "pack.yaml"
        sheet.write_text(sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {version}"), "utf-8")
        made.append(folder)
    return made


@pytest.fixture(scope="module")
def made(assets: ProductAssets, packs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first two of them installed, the second live."""
    installer = Installer(tmp_path_factory.mktemp("made") / "store")
    for pack in packs[:2]:
        installer.install(pack, assets, None, lambda *_: None)
    return installer.folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Installer:
    """Such a store for each test; what is compiled in it still names the first one's files."""
    return Installer(Path(shutil.copytree(made, tmp_path / "store")))


def kept(store: Installer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.loads((store.folder / FILE).read_bytes())["ledger"])
    return found


def rewrite(store: Installer, found: dict[str, Any]) -> None:
    """Write the index as another program would."""
    words = json.dumps(found)
    outer = {"sha256": hashlib.sha256(words.encode()).hexdigest(), "ledger": words}
    for name in (FILE, COPY):
        (store.folder / name).write_text(json.dumps(outer), "utf-8")


def enrich(store: Installer) -> dict[str, Any]:
    """Let a newer program have written more of everything."""
    found = kept(store)
    found |= {"format": 7, "rooms": {"hall": found["live"]}}
    for pack in found["packs"]:
        pack["mood"] = ["glad"]
    rewrite(store, found)
    return found


def selector(store: Installer, assets: ProductAssets) -> PackSelector:
    return PackSelector(assets, store.folder.parent / "cache", store.widths(), SMALL, store)


def test_what_is_known_is_read_and_the_rest_is_written_again(store: Installer) -> None:
    found = enrich(store)
    store.rollback()
    after = kept(store)
    assert (after["live"], after["before"]) == (found["before"][0], found["before"][1:])
    assert after["packs"] == found["packs"]
    assert (after["format"], after["rooms"]) == (7, found["rooms"])
    store.use("small", "3.0.0")
    assert kept(store)["packs"] == found["packs"]


def test_the_kiosk_shows_the_live_pack_and_says_once_that_the_store_is_newer(
    store: Installer, assets: ProductAssets, caplog: pytest.LogCaptureFixture
) -> None:
    found = enrich(store)
    shown = selector(store, assets)
    assert (shown.select_first().install_path, shown.select_live().install_path) == (found["live"], found["live"])
    assert caplog.text.count("was written by a newer version of the program") == 1


@pytest.mark.parametrize(("language", "words"), [("en", "written by a newer version"), ("zh", "由更新版本的程序写成")])
def test_staff_are_told_in_the_list_of_packs(
    store: Installer, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert main(["pack", "list", "--store", str(store.folder), "--language", language]) == 0
    assert words not in capsys.readouterr().err.replace("\n", "")
    enrich(store)
    assert main(["pack", "list", "--store", str(store.folder), "--language", language]) == 0
    assert words in capsys.readouterr().err.replace("\n", "")


def test_an_entry_that_is_not_understood_is_kept_with_its_files_and_the_pack_before_is_shown(
    store: Installer, assets: ProductAssets, packs: list[Path]
) -> None:
    found = kept(store)
    strange = next(pack for pack in found["packs"] if pack["place"] == found["live"])
    strange["version"] = {"major": 3}
    rewrite(store, found)
    assert selector(store, assets).select_first().install_path == found["before"][0]
    store.install(packs[2], assets, None, lambda *_: None)
    assert strange in kept(store)["packs"]
    assert (store.folder / strange["place"] / "pack" / "pack.yaml").is_file()
    store.install(packs[1], assets, None, lambda *_: None)
    assert strange not in kept(store)["packs"]
    assert store.store_index().live == strange["place"]
    del strange["place"]
    rewrite(store, kept(store) | {"packs": [strange]})
    store.install(packs[0], assets, None, lambda *_: None)
    assert len(list((store.folder / "packs" / "small").iterdir())) == 3


def test_a_ledger_of_another_form_is_not_overwritten_and_staff_are_told_what_to_do(
    store: Installer, assets: ProductAssets, packs: list[Path]
) -> None:
    written = b'{"format": 9, "packs-by-room": {}}'
    (store.folder / FILE).write_bytes(written)  # its copy is still of this program
    with pytest.raises(RefusedError, match="start that version again"):
        read_index(store.folder)
    assert selector(store, assets).select_first().folder == SMALL
    with pytest.raises(RefusedError):
        store.install(packs[2], assets, None, lambda *_: None)
    assert (store.folder / FILE).read_bytes() == written


def first_program(data: bytes) -> dict[str, Any]:
    """How the first program read an index: a pack had these fields, and a further one was a fault."""
    found: dict[str, Any] = json.loads(json.loads(data)["ledger"])
    fields = {"place", "id", "version", "title", "languages", "seal", "signed", "when", "titles"}
    assert all(pack.keys() == fields for pack in found["packs"])
    return {"live": found["live"], "before": found["before"], "packs": found["packs"]}


def test_the_first_program_reads_what_this_one_writes(store: Installer) -> None:
    assert len(first_program((store.folder / FILE).read_bytes())["packs"]) == 2


def test_a_pack_that_only_a_newer_program_can_show_stays_live_for_it(
    store: Installer, assets: ProductAssets, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = store.store_index().live
    monkeypatch.setattr(index, "__version__", "0.0.9")
    shown = selector(store, assets)
    instead = shown.give_up(shown.select_first(), "unfit")
    assert instead is not None
    assert instead.install_path == store.store_index().before[0]
    assert store.store_index().live == live
    assert read_incidents(store.folder)[-1].kind == "unfit"
    monkeypatch.setattr(index, "__version__", "0.10.0")
    again = selector(store, assets)
    again.give_up(again.select_first(), "unfit")
    assert store.store_index().live != live


def test_a_manifest_that_this_program_does_not_know_is_no_damage(store: Installer) -> None:
    pack = store.store_index().at(store.store_index().live)
    assert pack is not None
    manifest = store.folder / pack.install_path / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format": 1', b'"format": 2'))
    assert inspect(store.folder, pack).files == ("manifest.json",)
    found = kept(store)
    for entry in found["packs"]:
        if entry["place"] == pack.install_path:
            entry["seal"] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    rewrite(store, found)
    pack = store.store_index().at(pack.install_path)
    assert pack is not None
    assert not inspect(store.folder, pack).files


def test_what_proved_good_is_known_and_the_rest_is_kept(store: Installer) -> None:
    file = store.folder / probation.FILE
    file.write_text(json.dumps({"good": ["a"], "trying": "b", "boot": "c", "pulse": 70}), "ascii")
    assert read_health(store.folder) == Health(("a",), "b", "c")
    probation.settle(store.folder, "b")
    assert json.loads(file.read_text("ascii")) == {"good": ["a", "b"], "trying": "", "boot": "", "pulse": 70}


@pytest.mark.parametrize("words", ["{}", "[]", '{"good": 1}', '{"good": [], "trying": "", "boot": ""}'])
def test_a_health_file_of_another_form_is_none(store: Installer, words: str) -> None:
    (store.folder / probation.FILE).write_text(words, "ascii")
    assert read_health(store.folder) == Health()


def test_troubles_of_a_newer_program_are_told_and_kept_as_they_are(store: Installer) -> None:
    line = json.dumps({"kind": "unfit", "when": "2026-05-04T10:00:00+00:00", "pack": "hall 9.0.0", "smell": "burnt"})
    strange = json.dumps({"kind": "dream", "when": "yesterday"})
    (store.folder / probation.TROUBLES).write_text(f"{line}\n{strange}\n", "utf-8")
    probation.tell(store.folder, Incident("unfit", probation.now(), "hall 1.0.0", probation.BUILT_IN_NAME))
    assert (store.folder / probation.TROUBLES).read_text("utf-8").splitlines()[:2] == [line, strange]
    assert [incident.pack for incident in read_incidents(store.folder)] == ["hall 9.0.0", "hall 1.0.0"]


def test_a_trouble_that_comes_again_and_again_does_not_push_out_the_others(store: Installer) -> None:
    probation.tell(store.folder, Incident("damaged", "2026-05-01T10:00:00+00:00", "hall 1.0.0"))
    for minute in range(60):
        probation.tell(store.folder, Incident("failed", f"2026-05-04T10:{minute:02}:00+00:00", "hall 2.0.0"))
    found = read_incidents(store.folder)
    assert [incident.kind for incident in found] == ["damaged"] + ["failed"] * probation.SAME
    assert [incident.when[14:16] for incident in found[1:]] == ["00", "56", "57", "58", "59"]


def test_what_a_newer_program_compiled_is_made_again_and_not_taken_for_ours(tmp_path: Path) -> None:
    cache = CompiledCache(tmp_path)
    cache.write("hall", "a newer fingerprint", {"values": {}})
    assert cache.read("hall", "our fingerprint") is None
    cache.write("hall", "our fingerprint", {"values": {"ours": 1}})
    assert cache.read("hall", "our fingerprint") == {"values": {"ours": 1}}
    assert cache.read("hall", "a newer fingerprint") is None
