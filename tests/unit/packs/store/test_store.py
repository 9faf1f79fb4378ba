"""What is installed is whole, was checked, and can be taken back; what is wrong changes nothing."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.device import disk
from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import HeldError, locked, take
from kiosk.device.message_catalog import catalogue
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import staging
from kiosk.packs.store.index import COPY, FILE, StoreIndex
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.layout import IN_USE
from kiosk.packs.store.signing_keys import read_public
from tests.unit.conftest import SMALL, SamplePack
from tests.unit.packs.store.whole import broken_in, files_of


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(tmp_path_factory.mktemp("house")))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, assets: ProductAssets) -> Path:
    """A store that has the small pack, and with it its pictures."""
    folder = tmp_path_factory.mktemp("prepared") / "store"
    Installer(folder).install(SMALL, assets, None, lambda *_: None)
    return folder


@pytest.fixture
def store(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installer]:
    """A store without packs, whose pictures are prepared already, on a device that never withdrew anything."""
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    folder = tmp_path / "store"
    shutil.copytree(prepared / "made", folder / "made")
    yield Installer(folder)
    assert broken_in(Installer(folder)) == []


def variant(tmp_path: Path, version: str, name: str = "small") -> Path:
    """The small pack under another version or id."""
    folder = Path(shutil.copytree(SMALL, tmp_path / f"{name}-{version}"))
    sheet = folder / "pack.yaml"
    words = (
        sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {version}").replace("id: small", f"id: {name}")
    )
    sheet.write_text(words, "utf-8")
    return folder


def install(store: Installer, source: Path, assets: ProductAssets) -> str:
    return store.install(source, assets, None, lambda *_: None).install_path


def test_what_is_installed_is_live_and_compiled(store: Installer, assets: ProductAssets, sample: SamplePack) -> None:
    pack = store.install(
        sample.signed, assets, {key.key.keyid: key for key in [read_public(sample.public)]}, lambda *_: None
    )
    assert (pack.id, pack.version, pack.signed) == ("small", "2.1.0", "hall")
    assert store.store_index().live == pack.install_path
    assert files_of(store.pack_folder(pack)) == files_of(SMALL)
    assert store.source(pack, assets, store.widths()).load_cached() is not None


def test_a_start_of_what_is_installed_reads_no_yaml_and_no_archive(store: Installer, assets: ProductAssets) -> None:
    install(store, SMALL, assets)
    program = f"""
import sys
from pathlib import Path
from kiosk.packs.product_assets import ProductAssets
from kiosk.packs.store.pack_store import PackStore
import json
store = PackStore(Path({str(store.folder)!r}))
pack = store.store_index().at(store.store_index().live)
house = ProductAssets({{}}, json.loads(sys.argv[1]))
assert store.source(pack, house, store.widths()).load_cached() is not None
print(*sorted({{"yaml", "pydantic", "pyvips", "zipfile", "securesystemslib"}} & set(sys.modules)))
"""
    command = [sys.executable, "-c", program, json.dumps(assets.words)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, []), answer.stderr


def test_the_versions_before_are_kept_and_taken_back(store: Installer, assets: ProductAssets, tmp_path: Path) -> None:
    places = [install(store, variant(tmp_path, f"{number}.0"), assets) for number in range(1, 6)]
    store_index = store.store_index()
    assert store_index.live == places[-1]
    assert store_index.before == (places[3], places[2], places[1], "")
    assert not (store.folder / places[0]).exists()
    assert store.rollback() == store_index.at(places[3])
    assert store.rollback() == store_index.at(places[2])
    assert store.use("small").install_path == places[-1]
    assert store.store_index().before[0] == places[2]


def test_a_pack_that_lies_aside_changes_nothing_and_goes_with_the_next(
    store: Installer, assets: ProductAssets, tmp_path: Path
) -> None:
    live = install(store, SMALL, assets)
    aside = store.install(variant(tmp_path, "3.0"), assets, None, lambda *_: None, aside=True)
    assert (store.store_index().live, store.store_index().before) == (live, ("",))
    assert aside in store.store_index().packs
    later = install(store, variant(tmp_path, "4.0"), assets)
    assert [pack.install_path for pack in store.store_index().packs] == [live, later]
    assert not (store.folder / aside.install_path).exists()


def test_an_archive_where_the_kiosk_may_not_look_is_named(
    store: Installer, assets: ProductAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, is_dir = tmp_path / "of-root.kioskpack", Path.is_dir

    def refuse(path: Path) -> bool:
        if path == hidden:
            raise PermissionError(13, "Permission denied")
        return is_dir(path)

    with pytest.raises(RefusedError, match=rf"{tmp_path}.* is neither an archive .* nor a pack's folder"):
        install(store, hidden, assets)
    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(RefusedError, match=r"of-root\.kioskpack cannot be read: Permission denied"):
        install(store, hidden, assets)


def test_one_goes_back_to_the_built_in_pack_and_no_further(store: Installer, assets: ProductAssets) -> None:
    install(store, SMALL, assets)
    assert store.rollback() is None
    assert store.store_index().live == ""
    with pytest.raises(RefusedError, match="no pack was here before"):
        store.rollback()


def test_how_many_are_kept_can_be_set(store: Installer, assets: ProductAssets, tmp_path: Path) -> None:
    few = Installer(store.folder, keep=1)
    for number in range(1, 5):
        install(few, variant(tmp_path, f"{number}.0"), assets)
    assert [pack.version for pack in few.store_index().packs] == ["3.0", "4.0"]


def test_installed_twice_is_there_once(
    store: Installer, assets: ProductAssets, sample: SamplePack, tmp_path: Path
) -> None:
    first = install(store, SMALL, assets)
    other = install(store, variant(tmp_path, "3.0"), assets)
    assert install(store, sample.plain, assets) == first
    assert {pack.install_path for pack in store.store_index().packs} == {first, other}


def test_what_is_on_the_screen_is_never_removed(store: Installer, assets: ProductAssets, tmp_path: Path) -> None:
    old, live = install(store, SMALL, assets), install(store, variant(tmp_path, "3.0"), assets)
    with pytest.raises(RefusedError, match=r"small 3\.0 is on the screen"):
        store.remove("small")
    handle = take(store.folder / old / IN_USE, shared=True)
    try:
        with pytest.raises(RefusedError, match=r"small 2\.1\.0 is on the screen"):
            store.remove("small", "2.1.0")
        install(Installer(store.folder, keep=1), variant(tmp_path, "4.0"), assets)
        install(Installer(store.folder, keep=1), variant(tmp_path, "5.0"), assets)
        assert (store.folder / old).is_dir()
    finally:
        os.close(handle)
    store.remove("small", "2.1.0")
    assert not (store.folder / old).exists()
    assert (store.folder / live) not in (store.folder / "packs" / "small").iterdir()
    with pytest.raises(RefusedError, match="is not installed; there are: small"):
        store.use("other")


def test_where_no_pack_is_installed_that_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        Installer(tmp_path / "empty").use("nix")
    assert refused.value.message.in_language(catalogue("zh")) == "没有安装 nix；本机还没有装任何内容包"
    assert str(refused.value.message) == "nix is not installed; no pack is"


def test_pictures_go_with_the_last_pack_that_has_them(store: Installer, assets: ProductAssets, tmp_path: Path) -> None:
    mine = variant(tmp_path, "1.0", "mine")
    tower = mine / "media" / "tower.svg"
    tower.write_text(tower.read_text("utf-8") + "<!-- mine -->", "utf-8")
    install(store, mine, assets)
    before = set((store.folder / "made" / "media").glob("??/*"))
    install(store, SMALL, assets)
    store.remove("mine")
    gone = before - set((store.folder / "made" / "media").glob("??/*"))
    assert len(gone) == 1


@pytest.mark.parametrize("wrong", ["words", "medium", "archive", "name", "absent"])
def test_a_wrong_pack_changes_nothing(
    wrong: str, store: Installer, assets: ProductAssets, sample: SamplePack, tmp_path: Path
) -> None:
    install(store, SMALL, assets)
    before = {name: data for name, data in files_of(store.folder).items() if not name.startswith("made/media/index")}
    pack: Path = variant(tmp_path, "9.0")
    if wrong == "words":
        (pack / "panels" / "water.yaml").write_text("id: [", "utf-8")
    elif wrong == "medium":
        (pack / "media" / "tower.svg").write_bytes(b"<svg")
    elif wrong == "name":
        (pack / "media" / "a?.png").touch()
    elif wrong == "absent":
        shutil.rmtree(pack)
    else:
        spoilt = bytearray(sample.plain.read_bytes())
        spoilt[len(spoilt) // 2] ^= 1
        pack = tmp_path / "spoilt.kioskpack"
        pack.write_bytes(spoilt)
    with pytest.raises(RefusedError):
        install(store, pack, assets)
    after = {name: data for name, data in files_of(store.folder).items() if not name.startswith("made/media/index")}
    assert after == before


def test_a_device_that_trusts_keys_takes_no_folder(store: Installer, assets: ProductAssets) -> None:
    with pytest.raises(RefusedError) as refused:
        store.install(SMALL, assets, {}, lambda *_: None)
    assert "a folder is not signed" in refused.value.problems[0].message


def test_two_installations_do_not_meet(store: Installer, assets: ProductAssets) -> None:
    store.folder.mkdir(exist_ok=True)
    by_whom = rf"is held by process {os.getpid()} \(.+\); wait until it is done"
    with locked(store.folder / "lock"), pytest.raises(RefusedError, match=by_whom):
        install(store, SMALL, assets)
    with locked(store.folder / "lock", shared=True), locked(store.folder / "lock", shared=True):
        pass
    with pytest.raises(HeldError), locked(store.folder / "lock"), locked(store.folder / "lock"):
        pass


def test_a_full_disk_is_told_before_anything_is_copied(
    store: Installer, assets: ProductAssets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "SPARE", 10**18)
    with pytest.raises(RefusedError, match=r"the disk has \d+ MB free"):
        install(store, SMALL, assets)


@pytest.mark.parametrize("call", ["flush_tree", "switch", "write_whole"])
def test_a_disk_that_fails_leaves_what_was(
    call: str, store: Installer, assets: ProductAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = install(store, SMALL, assets)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    from kiosk.packs.store import index
    from kiosk.packs.store import installer as module

    monkeypatch.setattr(index if call == "write_whole" else module, call, fail)
    with pytest.raises(RefusedError, match="the pack is not installed: Input/output error"):
        install(store, variant(tmp_path, "3.0"), assets)
    monkeypatch.undo()
    assert store.store_index().live == live
    install(store, variant(tmp_path, "4.0"), assets)
    assert {path.name[:3] for path in (store.folder / "packs" / "small").iterdir()} == {"2.1", "4.0"}


def test_the_tree_is_flushed_file_by_file_where_there_is_no_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x")
    flushed: list[int] = []
    monkeypatch.setattr(disk, "_flush_file_system", lambda _: False)
    monkeypatch.setattr(os, "fsync", flushed.append)
    disk.flush_tree(tmp_path)
    assert len(flushed) == 3


def test_a_ledger_that_is_spoilt_is_read_from_its_copy(store: Installer, assets: ProductAssets) -> None:
    live = install(store, SMALL, assets)
    spoilt = bytearray((store.folder / FILE).read_bytes())
    spoilt[spoilt.index(b"small")] ^= 1
    (store.folder / FILE).write_bytes(spoilt)
    assert store.store_index().live == live
    (store.folder / COPY).write_bytes(b"")
    with pytest.raises(RefusedError, match="cannot be read; remove the folder"):
        store.store_index()
    with pytest.raises(RefusedError, match="cannot be read; remove the folder"):
        install(store, SMALL, assets)
    assert (store.folder / live).is_dir()
    shutil.rmtree(store.folder)
    assert store.store_index() == StoreIndex()


def test_pictures_are_prepared_for_the_screen_that_was_seen(store: Installer) -> None:
    store.folder.mkdir(exist_ok=True)
    assert store.widths() == (480, 960, 1920, 3840)
    store.note_screen((480, 3840))
    assert store.widths() == (480, 3840)
    (store.folder / "screen.json").write_text('[0, "x"]', "utf-8")
    assert store.widths() == (480, 960, 1920, 3840)


def test_a_store_may_be_named_from_where_one_stands(
    store: Installer, assets: ProductAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = Installer(Path("store"))
    assert here.folder == store.folder
    pack = here.install(SMALL, assets, None, lambda *_: None)
    monkeypatch.chdir("/")
    assert here.source(pack, assets, here.widths()).load_cached() is not None


def test_the_commands_as_staff_give_them(
    store: Installer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    where = ["--store", str(store.folder)]
    assert main(["pack", "list", *where]) == 0
    assert capsys.readouterr().out == "the built-in pack is live\n"
    assert main(["pack", "install", str(SMALL), *where]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "small 2.1.0 is installed and live"
    assert main(["pack", "install", str(variant(tmp_path, "3.0")), *where, "--language", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "small 3.0 已安装并启用"
    assert main(["pack", "list", *where]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("small 3.0  小包  zh, en  20")
    assert first.endswith("  not signed  live")
    assert second.endswith("  not signed  1 before")
    assert main(["pack", "install", str(variant(tmp_path, "4.0")), "--aside", *where]) == 0
    assert capsys.readouterr().out == "small 4.0 is installed; `kiosk pack use` makes it live\n"
    assert main(["pack", "rollback", *where]) == 0
    assert main(["pack", "use", "small", "3.0", *where]) == 0
    assert main(["pack", "remove", "small", "2.1.0", *where]) == 0
    assert "small 2.1.0 is removed" in capsys.readouterr().out
    assert main(["pack", "remove", "small", *where]) == 1
    assert main(["pack", "use", "other", *where]) == 1
    assert main(["pack", "install", str(tmp_path / "none"), *where]) == 1
    assert "Traceback" not in capsys.readouterr().err
