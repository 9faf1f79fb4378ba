"""What is withdrawn on a device: no pack has it any more, whichever way it comes onto the screen."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.device import withdrawal_list
from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import locked
from kiosk.device.message_catalog import catalogue
from kiosk.device.withdrawal_list import (
    UnreadableListError,
    Withdrawal,
    Withdrawals,
    copy_of,
    list_trouble,
    read_withdrawals,
    renew_reserve,
    reserve_of,
    write_withdrawals,
)
from kiosk.media.pictures.metadata_stripper import shipped
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store.damage import read_damage
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from kiosk.packs.store.integrity_check import main as inspection
from kiosk.packs.store.layout import LOCK
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.removed_files import removed_files
from kiosk.packs.store.withdrawal_lock import restore_list
from kiosk.packs.store.withdrawal_targets import find_target, packs_here
from kiosk.packs.store.withdrawing import OPERATOR_MENU, Protocol, Request, lift, withdraw
from kiosk.runtime.data_folder_watch import DataFolderWatch
from tests.packs.consent import DRAWING, ENTRY, PERSON, SMALL, consent_pack, every_word
from tests.unit.packs.gallery_import import photos
from tests.unit.packs.store.test_full_disk import disk, fill


@dataclass
class Device:
    """A device of its own: version 2.0 is live, 1.0 stood before it, and both have the person; `ships` has her too."""

    top: Path
    assets: ProductAssets
    store: Installer
    ships: Path

    def install(self, folder: Path) -> None:
        self.store.install(folder, self.assets, None, lambda *_: None)

    def selector(self) -> PackSelector:
        return PackSelector(self.assets, paths.cache(), self.store.widths(), self.ships, self.store)

    def shown(self) -> LoadedPack:
        """What a start shows now."""
        selector = self.selector()
        source = selector.select_first()
        return source.load_cached() or selector.load(source, lambda *_: None)

    def make_ready(self) -> None:
        """Compile every pack that is installed, as its installation does; the test's copy lies in another folder."""
        selector = self.selector()
        for pack in self.store.store_index().packs:
            source = selector.at(pack.install_path)
            assert sees_person(selector.load(source, lambda *_: None))
            assert source.load_cached() is not None

    def withdraw(self, name: str, why: str = "") -> Protocol:
        return withdraw(self.store, Request(name, "Li", why))

    def files(self) -> list[Path]:
        """Every file below the device that has the person's picture in it, except for what she was taken from."""
        mark = b"the person"
        return [
            file
            for folder in (self.store.folder, paths.cache())
            for file in folder.rglob("*")
            if file.is_file() and file.suffix == ".svg" and mark in file.read_bytes()
        ]


def at_home(top: Path, at: pytest.MonkeyPatch) -> None:
    """Let this process keep what a device keeps below `top`, with the pack that ships there."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        at.setenv(f"XDG_{name}_HOME", str(top / name.lower()))
    at.setattr(paths, "content", lambda: top / "content")


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(tmp_path_factory.mktemp("house")))


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, assets: ProductAssets) -> Path:
    """What a device has once both versions are installed: each test gets a copy."""
    top = tmp_path_factory.mktemp("stocked")
    with pytest.MonkeyPatch.context() as at:
        at_home(top, at)
        ships = consent_pack(top / "content" / "consent", "0.9")
        device = Device(top, assets, Installer(paths.store()), ships)
        for version in ("1.0", "2.0"):
            device.install(consent_pack(top / f"pack-{version}", version))
    return top


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stocked: Path, assets: ProductAssets) -> Device:
    shutil.copytree(stocked, tmp_path, symlinks=True, dirs_exist_ok=True)
    at_home(tmp_path, monkeypatch)
    return Device(tmp_path, assets, Installer(paths.store()), tmp_path / "content" / "consent")


def sees_person(loaded_pack: LoadedPack) -> bool:
    assert loaded_pack.values is not None, loaded_pack.log_lines
    values = dict(loaded_pack.values) | {"galleries": dict(loaded_pack.values["galleries"])}
    words = every_word((values, loaded_pack.search()))
    return "王女士的话" in words or "Ms Wang says" in words


def files_not_there(loaded_pack: LoadedPack) -> list[str]:
    """The files that a pack would show and the disk does not have."""
    assert loaded_pack.values is not None, loaded_pack.log_lines
    words = every_word(dict(loaded_pack.values) | {"galleries": dict(loaded_pack.values["galleries"])})
    files = {unquote(urlsplit(word).path) for word in words.split() if word.startswith("file:")}
    assert files
    return [file for file in files if not Path(file).is_file()]


def prepared(folder: Path, digest: str) -> list[Path]:
    return list((folder / "media").glob(f"??/{digest}*"))


def test_a_list_is_what_was_written_and_a_copy_stands_in_for_it(device: Device) -> None:
    assert read_withdrawals() == Withdrawals()
    entry = Withdrawal("file", "wang.svg", ("a" * 64,), "2026-11-28T10:00:00+00:00", "Li", "a letter")
    write_withdrawals(Withdrawals((entry,)))
    assert read_withdrawals().entries == (entry,)
    assert paths.withdrawn().stat().st_mode & 0o777 == 0o600
    paths.withdrawn().write_text("{", "utf-8")
    assert read_withdrawals().entries == (entry,)
    copy_of(paths.withdrawn()).write_text("{", "utf-8")
    with pytest.raises(UnreadableListError, match="nothing is shown"):
        read_withdrawals()


def test_what_a_newer_program_wrote_into_the_list_is_read_as_far_as_it_is_known(device: Device) -> None:

    entry = {"kind": "voice", "name": "x", "hashes": ["b" * 64], "when": "", "by": "", "why": "", "until": "2030"}
    words = json.dumps([entry])
    data = {"sha256": hashlib.sha256(words.encode()).hexdigest(), "withdrawn": words}
    paths.withdrawn().write_text(json.dumps(data), "utf-8")
    assert read_withdrawals().hashes == {"b" * 64}


def test_a_list_that_cannot_be_read_hides_everything_and_changes_no_pack(device: Device) -> None:
    live = device.store.store_index().live
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("nonsense", "utf-8")
    loaded_pack = device.shown()
    assert loaded_pack.failure is LoadFailure.UNREADABLE_LIST
    assert loaded_pack.values is None
    assert "cannot be read" in loaded_pack.log_lines[0].text
    assert device.store.store_index().live == live
    with pytest.raises(RefusedError, match="cannot be read"):
        device.install(consent_pack(device.top / "pack-3", "3.0"))


@pytest.mark.parametrize("name", [PERSON, "wang.svg", "pictures/1", "pictures/wang", "pictures/media/wang.svg"])
def test_a_picture_is_gone_from_every_pack_of_the_device(device: Device, name: str) -> None:
    assert sees_person(device.shown())
    protocol = device.withdraw(name)
    assert protocol.complete
    assert not sees_person(device.shown())
    device.store.rollback()
    assert not sees_person(device.shown())
    device.store.rollback()
    assert device.store.store_index().live == ""
    assert not sees_person(device.shown())
    device.store.use("consent", "2.0")
    assert not sees_person(device.shown())


def test_it_is_gone_from_packs_that_come_later_under_whatever_name(device: Device) -> None:
    device.withdraw(PERSON)
    device.install(consent_pack(device.top / "pack-3", "3.0", file="media/renamed.svg"))
    assert not sees_person(device.shown())
    assert device.files() == []
    place = device.store.store_index().live
    assert removed_files(device.store.folder / place / "pack") == {"media/renamed.svg"}


def saved_again(folder: Path, version: str) -> Path:
    """The pack with the person's picture saved again: in its old place, and once more under another name."""
    consent_pack(folder, version)
    gallery = folder / "galleries" / "pictures.yaml"
    again = ENTRY.replace(PERSON, "media/copy.svg")
    gallery.write_text(gallery.read_text("utf-8").replace("pictures:\n", f"pictures:\n{again}"), "utf-8")
    for name in (PERSON, "media/copy.svg"):
        (folder / name).write_text(DRAWING.format(mark="the person, saved again"), "utf-8")
    return folder


@pytest.mark.parametrize("how", ["installed", "from its folder"])
def test_a_picture_of_a_gallery_that_was_saved_again_is_gone_wherever_its_pack_shows_it(
    device: Device, how: str
) -> None:
    """Its cover, its pages and the attract loop show the same file; it has other bytes than the one withdrawn."""
    device.withdraw(f"pictures/{PERSON}")
    folder = saved_again(device.top / "pack-3", "3.0")
    if how == "installed":
        device.install(folder)
        assert not sees_person(device.shown())
        assert device.files() == []
    else:
        selector = PackSelector(device.assets, paths.cache(), device.store.widths(), folder, None)
        assert not sees_person(selector.load(selector.select_first(), lambda *_: None))


def test_a_picture_that_was_saved_again_comes_back_once_it_is_lifted_and_installed(device: Device) -> None:
    device.withdraw(f"pictures/{PERSON}")
    folder = saved_again(device.top / "pack-3", "3.0")
    device.install(folder)
    device.install(folder)
    assert not sees_person(device.shown())
    assert device.files() == []
    pack = device.store.store_index().at(device.store.store_index().live)
    assert pack is not None
    assert not inspect(device.store.folder, pack)
    reported = "\n".join(lift(Request("1", "Li"), device.store).lines)
    assert "consent 3.0 (installed) shows it again" not in reported
    assert "next installation" in reported
    device.install(folder)
    assert sees_person(device.shown())
    assert not inspect(device.store.folder, pack)


def test_a_picture_that_was_saved_again_is_not_given_back_by_an_installation_that_is_killed(device: Device) -> None:
    device.withdraw(f"pictures/{PERSON}")
    folder = saved_again(device.top / "pack-3", "3.0")
    device.install(folder)
    assert device.files() == []

    class Killed(BaseException):
        pass

    with pytest.MonkeyPatch.context() as at, suppress(Killed):

        def kill(_: object) -> None:
            raise Killed

        at.setattr(Installer, "_purge", kill)
        device.install(folder)
    assert device.files() == []
    assert not sees_person(device.shown())


def test_a_check_on_this_device_draws_nothing_of_a_picture_that_was_saved_again(device: Device) -> None:
    device.withdraw(f"pictures/{PERSON}")
    folder = saved_again(device.top / "pack-3", "3.0")
    assert main(["pack", "check", str(folder), "--device", "24in"]) == 0
    digest = hashlib.sha256((folder / PERSON).read_bytes()).hexdigest()
    assert (prepared(paths.cache(), digest), device.files()) == ([], [])


def test_a_path_with_a_dot_before_it_leads_to_the_same_picture(device: Device) -> None:
    shutil.rmtree(device.ships)
    consent_pack(device.ships, "0.9")
    for sheet in device.ships.rglob("*.yaml"):
        sheet.write_text(sheet.read_text("utf-8").replace("media/wang.svg", "./media/wang.svg"), "utf-8")
    device.withdraw("pictures/1")
    device.install(device.ships)
    assert not sees_person(device.shown())
    assert device.files() == []
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.ships, None)
    assert not sees_person(selector.load(selector.select_first(), lambda *_: None))


def test_a_number_counts_without_a_picture_that_was_saved_again(device: Device) -> None:
    device.withdraw(f"pictures/{PERSON}")
    device.install(saved_again(device.top / "pack-3", "3.0"))
    assert "pictures/media/field.svg" in device.withdraw("pictures/1").lines[0]


def photographed(folder: Path, version: str) -> Path:
    """The pack with a photo of the person that says where it was taken; the place of the photo."""
    consent_pack(folder, version, file="media/wang.jpg")
    photos.photo((600, 400)).save(folder / "media" / "wang.jpg", exif=photos.exif(6, description="the person"))
    return folder / "media" / "wang.jpg"


def test_a_photo_is_withdrawn_by_the_file_that_it_was_installed_from(device: Device) -> None:
    photo = photographed(device.top / "pack-3", "3.0")
    device.install(photo.parents[1])
    assert sees_person(device.shown())
    assert device.withdraw(str(photo)).complete
    assert not sees_person(device.shown())


def test_a_photo_as_it_is_installed_is_withdrawn_from_a_folder_too(device: Device) -> None:
    bare = device.top / "bare.jpg"
    shutil.rmtree(device.ships)
    bare.write_bytes(b"".join(shipped(photographed(device.ships, "0.9"))))
    device.store.rollback()
    device.store.rollback()
    assert sees_person(device.shown())
    device.withdraw(str(bare))
    assert not sees_person(device.shown())


@pytest.mark.parametrize("name", ["media/wang.jpg", "pictures/media/wang.jpg"])
def test_a_photo_of_a_folder_is_withdrawn_as_it_will_be_installed_too(
    device: Device, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """An installation leaves out what a photo says of itself, and so changes its bytes; its name may be another."""
    shutil.rmtree(device.ships)
    photo = photographed(device.ships, "0.9")
    monkeypatch.chdir(device.top)
    device.withdraw(name)
    folder = consent_pack(device.top / "pack-3", "3.0", file="media/renamed.jpg")
    shutil.copyfile(photo, folder / "media" / "renamed.jpg")
    device.install(folder)
    assert not sees_person(device.shown())


@pytest.mark.parametrize("how", ["there", "gone", "cut off"])
def test_what_was_prepared_of_the_photo_that_was_installed_goes_as_well(device: Device, how: str) -> None:
    """A check or a preview of the folder prepared it, under other bytes: an installation leaves out what it says."""
    photo = photographed(device.top / "pack-3", "3.0")
    folder, digest = photo.parents[1], hashlib.sha256(photo.read_bytes()).hexdigest()
    other = hashlib.sha256((folder / "media" / "tower.svg").read_bytes()).hexdigest()
    device.install(folder)
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), folder, None)
    selector.load(selector.select_first(), lambda *_: None)
    assert prepared(paths.cache(), digest)
    if how == "gone":  # nobody can say any more what it was prepared of
        shutil.rmtree(folder)
        for made in (paths.cache() / "media").glob("??/*"):
            os.utime(made, (1, 1))
    if how == "cut off":  # the power goes once it is on the list; whoever inspects the store removes the rest
        entry = find_target("pictures/media/wang.jpg", packs_here(device.store, device.store.store_index())).withdrawal
        write_withdrawals(read_withdrawals().with_entry(entry))
        assert inspection(str(device.store.folder), "", read_withdrawals().digest) == 0
    else:
        assert device.withdraw("pictures/media/wang.jpg").complete
    assert not prepared(paths.cache(), digest)
    assert bool(prepared(paths.cache(), other)) == (how != "gone")


def test_everything_that_was_made_of_it_is_removed_and_the_packs_stay_whole(device: Device) -> None:
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.ships, None)
    selector.load(selector.select_first(), lambda *_: None)
    (digest,) = {entry for pack in device.store.store_index().packs for entry in [_digest(device, pack.install_path)]}
    made = device.store.folder / "made"
    assert prepared(made, digest)
    assert prepared(paths.cache(), digest)
    assert len(device.files()) == 2
    protocol = device.withdraw(PERSON, "a letter of 3 May")
    assert not prepared(made, digest)
    assert not prepared(paths.cache(), digest)
    assert device.files() == []
    for pack in device.store.store_index().packs:
        assert not inspect(device.store.folder, pack)
    assert not sees_person(device.shown())
    assert not prepared(made, digest)
    for pack in device.store.store_index().packs:
        assert not inspect(device.store.folder, pack)
    reported = "\n".join(protocol.lines)
    assert "a letter of 3 May" in reported
    assert (
        "consent 2.0 (installed): it was shown at attract, people, people/wang, people/others, pictures/media/wang.svg"
        in reported
    )
    assert reported.count("removed: ") == 4
    rest = "\n".join(protocol.rest)
    assert f"{device.ships / PERSON} stays on the disk" in rest
    assert "archives (.kioskpack) elsewhere" in rest
    assert protocol.file is not None
    kept = protocol.file.read_text("utf-8")
    assert "a letter of 3 May" in kept
    assert "撤" in kept


def _digest(device: Device, place: str) -> str:
    manifest = json.loads((device.store.folder / place / "manifest.json").read_text("utf-8"))
    return str(manifest["files"][PERSON]["sha256"])


def test_what_was_drawn_of_it_by_a_program_that_was_killed_is_removed_too(device: Device) -> None:
    """Nobody can tell what it was drawn of, so all of it goes; who still draws is let be."""
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    rooms = {}
    for folder in (paths.cache(), device.store.folder / "made"):
        for number in (killed.pid, os.getppid()):
            room = folder / "media" / f".making-{number}-abcdefgh"
            room.mkdir(parents=True)
            rooms[room] = number
    assert device.withdraw(PERSON).complete
    assert {number for room, number in rooms.items() if room.exists()} == {os.getppid()}


def test_what_a_kiosk_drew_of_it_in_the_temporary_folder_goes_too(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its cache takes no writes it draws there, and no other program knows where that is."""
    occupied, temporary = device.top / "occupied", device.top / "temporary"
    occupied.write_text("a file where the cache should be", "utf-8")
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("kiosk.media.preparation._temporary", [])
    selector = PackSelector(device.assets, occupied, device.store.widths(), device.ships, None)
    assert sees_person(selector.load(selector.select_first(), lambda *_: None))
    digest = hashlib.sha256((device.ships / PERSON).read_bytes()).hexdigest()
    assert len(list(temporary.rglob(f"{digest}*"))) == 1
    device.withdraw(PERSON)
    assert not sees_person(selector.load(selector.select_first(), lambda *_: None))
    assert list(temporary.rglob(f"{digest}*")) == []


def test_what_a_kiosk_that_was_killed_drew_of_it_in_the_temporary_folder_goes_too(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = device.top / "temporary"
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    digest = hashlib.sha256((device.ships / PERSON).read_bytes()).hexdigest()
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = temporary / f"yi-kiosk-pictures-{int(ended.stdout)}-a1b2" / "media" / digest[:2] / f"{digest}-recipe"
    left.mkdir(parents=True)
    (left / "640.webp").write_bytes(b"her")
    device.withdraw(PERSON)
    assert list(temporary.rglob(f"{digest}*")) == []


def test_what_is_lost_besides_is_damage_as_ever(device: Device) -> None:
    device.withdraw(PERSON)
    pack = device.store.store_index().at(device.store.store_index().live)
    assert pack is not None
    (device.store.pack_folder(pack) / "media" / "tower.svg").unlink()
    assert inspect(device.store.folder, pack).files == ("pack/media/tower.svg",)


def test_a_page_goes_with_what_only_it_shows_and_says_what_stays(device: Device) -> None:
    protocol = device.withdraw("people/others")
    assert any("media/tower.svg stays" in line and "pictures/media/tower.svg" in line for line in protocol.lines)
    loaded_pack = device.shown()
    assert loaded_pack.outline is not None
    assert loaded_pack.outline.panels["people"] == ("wang",)
    assert sees_person(loaded_pack)
    assert read_withdrawals().entries[0].hashes == ()


def test_what_only_a_page_shows_does_not_come_back_under_another_id(device: Device) -> None:
    folder = device.top / "pack-3"
    consent_pack(folder, "3.0")
    for sheet in (folder / "galleries" / "pictures.yaml", folder / "pack.yaml"):
        words = sheet.read_text("utf-8").replace(PERSON, "media/field.svg")
        sheet.write_text(words, "utf-8")
    panel = folder / "panels" / "people.yaml"
    panel.write_text(
        panel.read_text("utf-8").replace("cover: {file: media/wang.svg", "cover: {file: media/field.svg"), "utf-8"
    )
    for version in ("1.0", "2.0"):
        device.store.remove("consent", version) if version == "1.0" else None
    device.install(folder)
    device.store.remove("consent", "2.0")
    shutil.rmtree(device.ships)
    device.withdraw("people/wang")
    words = panel.read_text("utf-8")
    panel.write_text(words.replace("id: wang", "id: lady").replace("page: wang", "page: lady"), "utf-8")
    device.install(folder)
    loaded_pack = device.shown()
    assert loaded_pack.outline is not None
    assert loaded_pack.outline.panels["people"] == ("lady", "others")


def test_what_two_pages_show_goes_with_the_second_of_them(device: Device) -> None:
    """Each alone leaves the picture to the other; both together leave it to nobody, under no other id either."""
    folder = device.top / "pack-3"
    consent_pack(folder, "3.0")
    for sheet in (folder / "galleries" / "pictures.yaml", folder / "pack.yaml"):
        sheet.write_text(sheet.read_text("utf-8").replace(PERSON, "media/field.svg"), "utf-8")
    panel = folder / "panels" / "people.yaml"
    words = panel.read_text("utf-8").replace("cover: {file: media/wang.svg", "cover: {file: media/field.svg")
    panel.write_text(words, "utf-8")
    device.store.remove("consent", "1.0")
    device.install(folder)
    device.store.remove("consent", "2.0")
    shutil.rmtree(device.ships)
    assert any("media/wang.svg stays" in line for line in device.withdraw("people/wang").lines)
    assert not any("media/wang.svg stays" in line for line in device.withdraw("people/others").lines)
    assert device.files() == []
    panel.write_text(words.replace("id: wang", "id: lady").replace("id: others", "id: more"), "utf-8")
    panel.write_text(panel.read_text("utf-8").replace("page: wang", "page: lady"), "utf-8")
    device.install(folder)
    assert device.shown().outline is not None
    assert device.files() == []


def as_of_another_device() -> None:
    """Put the list of another device in the place of this one's: changed more often, and with nothing of hers in it."""
    outer = json.loads(paths.withdrawn().read_bytes())
    words = json.dumps([asdict(Withdrawal("page", "water/first", when="2026-11-28", by="Li"))])
    digest = hashlib.sha256(words.encode("utf-8")).hexdigest()
    outer |= {"sha256": digest, "number": outer["number"] + 9, "origin": "b" * 16, "withdrawn": words}
    paths.withdrawn().write_text(json.dumps(outer), "utf-8")


@pytest.mark.parametrize("copied", [False, True])
def test_the_list_of_another_device_lifts_nothing_here(device: Device, copied: bool) -> None:
    device.withdraw(PERSON)
    as_of_another_device()
    if copied:
        copy_of(paths.withdrawn()).write_bytes(paths.withdrawn().read_bytes())
    withdrawal_list._known.clear()
    assert {entry.name for entry in read_withdrawals().entries} == {PERSON, "water/first"}
    assert "that of another device" in str(list_trouble())
    assert not sees_person(device.shown())
    assert restore_list()
    assert (list_trouble(), len(read_withdrawals().entries)) == (None, 2)
    lift(Request(PERSON, "Li"))
    assert {entry.name for entry in read_withdrawals().entries} == {"water/first"}


def test_a_copy_that_is_newer_than_the_list_is_believed(device: Device) -> None:
    device.withdraw("people/others")
    older = paths.withdrawn().read_bytes()
    device.withdraw(PERSON)
    paths.withdrawn().write_bytes(older)
    reserve_of(paths.withdrawn()).unlink()
    withdrawal_list._known.clear()
    assert [entry.name for entry in read_withdrawals().entries] == ["people/others", PERSON]


def test_a_pack_that_could_not_even_be_read_is_no_reason_to_try_for_ever(device: Device) -> None:
    device.withdraw(PERSON)
    assert LoadedPack(device.selector().select_first(), failure=LoadFailure.INTERRUPTED).is_current


def test_what_is_lifted_comes_back_with_the_next_installation(device: Device) -> None:
    device.withdraw(PERSON)
    assert lift(Request("1", "Li")).lines[0].startswith("lifted by Li")
    assert read_withdrawals() == Withdrawals()
    assert not sees_person(device.shown())  # her picture is no longer on this disk
    for pack in device.store.store_index().packs:
        assert not inspect(device.store.folder, pack)
    device.install(device.top / "pack-2.0")
    assert sees_person(device.shown())
    pack = device.store.store_index().at(device.store.store_index().live)
    assert pack is not None
    assert removed_files(device.store.pack_folder(pack)) == frozenset()
    assert not inspect(device.store.folder, pack)
    device.store.rollback()
    assert not sees_person(device.shown())


def test_what_is_lifted_comes_back_with_its_pictures_also_in_a_pack_that_was_not_on_the_screen(device: Device) -> None:
    """What was compiled of it, before its picture was removed, counts no more."""
    device.make_ready()
    device.withdraw(PERSON)
    lift(Request("1", "Li"))
    device.install(device.top / "pack-1.0")
    loaded_pack = device.shown()
    assert sees_person(loaded_pack)
    assert files_not_there(loaded_pack) == []
    pack = device.store.store_index().at(device.store.store_index().live)
    assert pack is not None
    assert not inspect(device.store.folder, pack)


@pytest.mark.parametrize("broken_off", ["before the copies", "before anything"])
def test_a_withdrawal_that_was_broken_off_and_is_lifted_leaves_no_picture_out(
    device: Device, monkeypatch: pytest.MonkeyPatch, broken_off: str
) -> None:
    def cut(*_: object) -> Iterator[object]:
        raise OSError(errno.EIO, "the power went")
        yield

    device.make_ready()
    with monkeypatch.context() as power:
        power.setattr("kiosk.packs.store.purge.purge_place", cut)
        if broken_off == "before anything":
            power.setattr("kiosk.packs.store.purge.discard", lambda _: None)
        device.withdraw(PERSON)
    lift(Request("1", "Li"))
    device.store.use("consent", "1.0")
    loaded_pack = device.shown()
    assert sees_person(loaded_pack)
    assert files_not_there(loaded_pack) == []


def test_a_lift_says_which_packs_have_it_now_and_no_other(device: Device) -> None:
    """What was removed of installed packs comes with their next installation; the built-in one may not have it."""
    device.withdraw(PERSON)
    reported = "\n".join(lift(Request("1", "Li"), device.store).lines)
    assert "consent 0.9 (built-in) shows it again" in reported
    assert "consent 2.0 (installed)" not in reported
    assert "next installation" in reported
    shutil.rmtree(device.ships)
    consent_pack(device.ships, "0.9", person=False)
    device.install(device.top / "pack-2.0")
    device.withdraw(PERSON)
    reported = "\n".join(lift(Request("1", "Li"), device.store).lines)
    assert "built-in" not in reported
    assert "next installation" in reported


def test_a_lifted_page_is_shown_again_by_every_pack_that_has_it(device: Device) -> None:
    device.withdraw("people/others")
    reported = "\n".join(lift(Request("1", "Li"), device.store).lines)
    for pack in ("consent 2.0 (installed)", "consent 1.0 (installed)", "consent 0.9 (built-in)"):
        assert f"{pack} shows it again" in reported
    assert "next installation" not in reported


def test_a_lift_says_of_no_pack_that_it_shows_what_another_withdrawal_hides(device: Device) -> None:
    device.withdraw(PERSON)
    device.withdraw("pictures/wang")
    reported = "\n".join(lift(Request("2", "Li"), device.store).lines)
    assert "another withdrawal still hides" in reported
    assert "shows it again" not in reported


def test_what_is_on_the_disk_still_is_shown_again_as_soon_as_it_is_lifted(device: Device) -> None:
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.ships, None)
    device.withdraw(PERSON)
    assert not sees_person(selector.load(selector.select_first(), lambda *_: None))
    lift(Request(PERSON, "Li"))
    loaded_pack = selector.select_first().load_cached() or selector.load(selector.select_first(), lambda *_: None)
    assert sees_person(loaded_pack)
    assert files_not_there(loaded_pack) == []


def test_what_is_lifted_while_the_screen_is_waited_for_stays_prepared(device: Device) -> None:
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.ships, None)
    lifted: list[LoadedPack] = []

    def lifts() -> None:
        lift(Request(PERSON, "Wang"))
        lifted.append(selector.load(selector.select_first(), lambda *_: None))

    withdraw(device.store, Request(PERSON, "Li"), lifts)
    assert sees_person(lifted[0])
    assert files_not_there(lifted[0]) == []


@pytest.mark.parametrize(
    "name", ["pictures/1", "pictures/wang", "pictures/wang.svg", PERSON, "wang.svg", "people/wang"]
)
@pytest.mark.parametrize("earlier", [False, True])
def test_the_name_that_withdrew_it_lifts_it(
    device: Device, capsys: pytest.CaptureFixture[str], name: str, earlier: bool
) -> None:
    device.withdraw(name)
    if earlier:  # a list of an earlier program knows no such names
        entries = read_withdrawals().entries
        write_withdrawals(Withdrawals(tuple(replace(entry, called=()) for entry in entries)))
    assert main(["pack", "withdraw", "--lift", name, "--language", "en"]) == 0, capsys.readouterr().err
    assert read_withdrawals() == Withdrawals()


def test_a_name_of_two_withdrawals_lifts_neither_and_tells_their_numbers(device: Device) -> None:
    both = (Withdrawal("page", "numbers/bar", when="2026-11-28"), Withdrawal("file", "media/bar", ("a" * 64,)))
    write_withdrawals(Withdrawals(both))
    with pytest.raises(
        RefusedError, match=r"bar may be any of 1  the page numbers/bar, 2  the file media/bar.* --lift 1"
    ):
        lift(Request("bar", "Li"))
    assert read_withdrawals().entries == both
    lift(Request("2", "Li"))
    assert read_withdrawals().entries == both[:1]


def listed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `--list` prints, line by line, each as far as its name."""
    capsys.readouterr()
    assert main(["pack", "withdraw", "--list", "--language", "en"]) == 0
    return [line.split("  ")[:2] and "  ".join(line.split("  ")[:2]) for line in capsys.readouterr().out.splitlines()]


def test_a_number_of_the_list_means_the_same_after_another_was_lifted(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who reads the list and lifts the first and the second of three leaves the third where it is."""
    for page in ("people/wang", "people/others", "water/first"):
        device.withdraw(page)
    for number in ("1", "2"):
        lift(Request(number, "Li"))
    assert listed(capsys) == ["3  the page water/first"]
    for number in ("1", "2", "4"):
        with pytest.raises(RefusedError, match="is not withdrawn on this device; withdrawn are: water/first"):
            lift(Request(number, "Li"))


def test_a_number_of_the_list_is_not_given_to_another(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    device.withdraw("people/wang")
    device.withdraw("people/others")
    lift(Request("2", "Li"))
    device.withdraw("water/first")
    assert listed(capsys) == ["1  the page people/wang", "3  the page water/first"]
    device.withdraw("people/wang")
    assert [line[:1] for line in listed(capsys)] == ["1", "3"]


def test_the_list_of_an_earlier_program_is_numbered_from_one_and_stays_so(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    for page in ("people/wang", "people/others"):
        device.withdraw(page)
    outer = json.loads(paths.withdrawn().read_bytes())
    entries = [{k: v for k, v in entry.items() if k != "number"} for entry in json.loads(outer["withdrawn"])]
    words = json.dumps(entries)
    digest = hashlib.sha256(words.encode()).hexdigest()
    paths.withdrawn().write_text(json.dumps({"sha256": digest, "number": 9, "withdrawn": words}), "utf-8")
    assert [line[:1] for line in listed(capsys)] == ["1", "2"]
    lift(Request("1", "Li"))
    assert listed(capsys) == ["2  the page people/others"]


def test_who_withdrew_it_first_and_why_stays_when_it_is_withdrawn_again(device: Device) -> None:
    device.withdraw("pictures/1", "a letter\nof 3 May")
    (first,) = read_withdrawals().entries
    device.withdraw("people/others")
    protocol = withdraw(device.store, Request("pictures/wang", "Zhao", "tidying"))
    assert "withdrawn by Li" in protocol.lines[0]
    assert "on the list already" in protocol.lines[1]
    again = read_withdrawals().entries[0]
    assert (again.when, again.by, again.why) == (first.when, "Li", "a letter of 3 May")
    assert again.called == ("pictures/1", "pictures/wang")


def test_what_two_entries_hide_stays_hidden_when_one_is_lifted(device: Device) -> None:
    device.withdraw("pictures/1")
    device.withdraw(str(device.top / "pack-1.0" / PERSON))
    protocol = lift(Request("pictures/media/wang.svg", "Li"))
    assert any("another withdrawal still hides" in line for line in protocol.lines)
    assert not sees_person(device.shown())
    with pytest.raises(RefusedError, match=r"withdrawn are: wang\.svg"):
        lift(Request("nothing", "Li"))


def test_during_an_installation_the_list_is_obeyed_and_the_rest_is_told(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.packs.store.installer.PATIENCE", 0.2)
    with locked(device.store.folder / LOCK):
        protocol = device.withdraw(PERSON)
    assert not protocol.complete
    assert any("the packs' own copies are still on the disk" in line for line in protocol.rest)
    assert len(device.files()) == 2
    # Whoever makes a pack ready next removes them.
    assert not sees_person(device.shown())
    assert device.files() == []


def test_what_is_withdrawn_while_a_pack_is_installed_is_not_in_it(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = consent_pack(device.top / "pack-3", "3.0")
    reported: list[bool] = []
    monkeypatch.setattr("kiosk.packs.store.installer.PATIENCE", 0.2)

    def report(*_: object) -> None:
        if not reported:
            reported.append(True)
            device.withdraw(PERSON)

    device.store.install(folder, device.assets, None, report)
    assert not sees_person(device.shown())
    assert device.files() == []


def test_a_name_that_nothing_has_is_refused_with_what_there_is(device: Device) -> None:
    with pytest.raises(RefusedError) as caught:
        device.withdraw("people/nobody")
    assert "people/wang" in caught.value.message
    assert read_withdrawals() == Withdrawals()


def test_names_are_those_of_the_built_in_pack_where_it_is_live(
    device: Device, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And not those of another pack that ships, whose folder comes before it."""
    monkeypatch.setattr(paths, "DEFAULT_PACK", "consent")
    shutil.copytree(SMALL, tmp_path / "content" / "a-pack")
    device.store.rollback()
    device.store.rollback()
    assert device.store.store_index().live == ""
    with pytest.raises(RefusedError, match=r"nearest in consent 0.9 \(built-in\): .*people/wang"):
        device.withdraw("people/nobody")
    device.withdraw("pictures/1")
    assert read_withdrawals().entries[0].name == "pictures/media/wang.svg"


def test_a_number_is_that_of_the_pack_on_the_screen(device: Device) -> None:
    device.install(consent_pack(device.top / "pack-3", "3.0", person=False))
    shown = next(pack for pack in device.store.store_index().packs if pack.version == "2.0")
    withdraw(device.store, Request("pictures/1", "Li", screen=device.store.pack_folder(shown)))
    assert read_withdrawals().entries[0].name == "pictures/media/wang.svg"


def test_a_number_counts_what_visitors_see(device: Device) -> None:
    """Once the first picture is gone, the screen says "1 / 2" of what the pack lists as its second and fourth."""
    device.withdraw("pictures/wang")
    device.withdraw("pictures/2")
    assert [entry.name for entry in read_withdrawals().entries] == [
        "pictures/media/wang.svg",
        "pictures/media/tower.svg",
    ]


def test_a_number_leaves_out_what_is_withdrawn_as_a_file(device: Device) -> None:
    device.withdraw(PERSON)
    device.withdraw("pictures/1")
    assert read_withdrawals().entries[-1].name == "pictures/media/field.svg"


def test_a_number_that_was_used_is_asked_back_with_titles_and_files(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    device.withdraw("pictures/1")
    before = read_withdrawals().entries
    nobody = ["--control", str(device.top / "nobody")]
    assert main(["pack", "withdraw", "pictures/1", "--language", "en", *nobody]) == 1
    output = capsys.readouterr()
    assert "already" in output.err
    assert "2 画二 / Picture 2 (pictures/media/tower.svg)" in output.err
    assert "Ms Wang" not in output.err
    assert read_withdrawals().entries == before
    assert main(["pack", "withdraw", "pictures/1", "--language", "zh", *nobody]) == 1
    assert "请按文件" in capsys.readouterr().err
    assert main(["pack", "withdraw", "pictures/media/tower.svg", *nobody]) == 0
    assert read_withdrawals().entries[-1].name == "pictures/media/tower.svg"


def test_a_number_is_asked_back_where_nobody_says_what_the_screen_shows(device: Device) -> None:
    with pytest.raises(RefusedError, match=r"cannot be determined.*1 王女士 / Ms Wang \(pictures/media/wang\.svg\)"):
        withdraw(device.store, Request("pictures/1", "Li", seen=False))
    with pytest.raises(RefusedError, match="cannot be determined"):
        withdraw(device.store, Request("pictures/1", "Li", screen=device.top / "moved away"))
    assert read_withdrawals() == Withdrawals()
    assert withdraw(device.store, Request("pictures/wang.svg", "Li", seen=False)).complete


def test_a_number_that_is_also_a_files_name_is_asked_back(device: Device) -> None:
    device.install(consent_pack(device.top / "pack-3", "3.0", file="media/2.svg"))
    with pytest.raises(RefusedError, match="cannot be determined"):
        device.withdraw("pictures/2")
    device.withdraw("pictures/2.svg")
    assert read_withdrawals().entries[-1].name == "pictures/media/2.svg"


@pytest.mark.parametrize("words", [["list"], ["rollback"], ["use", "consent", "1.0"]])
def test_a_list_that_cannot_be_read_is_told_where_packs_are_listed_and_changed(
    device: Device, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.write_text("nonsense", "utf-8")
    for language, reported in (("en", "cannot be read, so nothing is shown"), ("zh", "什么都不显示")):
        main(["pack", *words, "--language", language])
        output = capsys.readouterr()
        assert reported in output.err
        assert "a running kiosk takes it" not in output.out


def test_what_a_terminal_would_obey_is_shown_and_not_obeyed(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    sequence = "\x1b[1mbold\x1b[0m\x07 \x9b1m \u202eback"
    nobody = ["--control", str(device.top / "nobody")]
    assert main(["pack", "withdraw", PERSON, "--by", sequence, "--why", sequence, *nobody]) == 0
    # An earlier program wrote the words as they came.
    raw = tuple(replace(entry, why=sequence, by=sequence) for entry in read_withdrawals().entries)
    write_withdrawals(Withdrawals(raw))
    assert main(["pack", "withdraw", "--list"]) == 0
    output = capsys.readouterr()
    assert "\\x1b[1mbold\\x1b[0m" in output.out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(output.out + output.err)
    (protocol,) = paths.protocols().iterdir()
    assert "\x1b" not in protocol.read_text("utf-8")


def test_at_a_place_a_number_is_that_of_the_packs_own_list(device: Device) -> None:
    """So the operator menu, which shows an installed pack, names what somebody looks at."""
    device.withdraw("pictures/1")
    withdraw(device.store, Request("pictures/3", "Li", place=device.store.store_index().live))
    assert read_withdrawals().entries[-1].name == "pictures/media/tower.svg"


def own_pack(device: Device) -> Path:
    """A pack that no store has, as `--pack DIR` shows it: of the same id and version as one that is installed."""
    folder = consent_pack(device.top / "own", "2.0", file="media/her.svg")
    drawing = folder / "media" / "her.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("the person", "the person, another time"), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["pictures/1", "her.svg", "media/her.svg", "FOLDER/media/her.svg"])
def test_what_is_withdrawn_is_that_of_a_folder_on_the_screen(device: Device, name: str) -> None:
    own = own_pack(device)
    digest = hashlib.sha256((own / "media" / "her.svg").read_bytes()).hexdigest()
    name = name.replace("FOLDER", str(own))
    protocol = withdraw(device.store, Request(name, "Li", screen=own))
    assert protocol.complete, protocol.urgent
    assert digest in read_withdrawals().hashes
    loaded_pack = PackSelector(device.assets, paths.cache(), device.store.widths(), own, None)
    assert not sees_person(loaded_pack.load(loaded_pack.select_first(), lambda *_: None))
    reported = "\n".join((*protocol.urgent, *protocol.lines, *protocol.rest))
    assert "no pack on this device has the bytes" not in reported
    assert f"consent 2.0 ({own}): it was shown at" in reported
    assert f"{own / 'media' / 'her.svg'} stays on the disk" in reported
    assert "belongs to the program" not in "\n".join(line for line in protocol.rest if "her.svg" in line)
    # And by the same name it is lifted.
    lift(Request(name, "Li", screen=own), device.store)
    assert read_withdrawals() == Withdrawals()


def test_names_that_are_told_are_those_of_the_folder_on_the_screen(device: Device) -> None:
    own = own_pack(device)
    with pytest.raises(RefusedError, match=r"media/her\.svg"):
        withdraw(device.store, Request("media/hre.svg", "Li", screen=own))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("people/wnag", "people/wang"),
        ("people/other", "people/others"),
        ("picture/wang.svg", "pictures/media/wang.svg"),
        ("media/wan.svg", "media/wang.svg"),
        ("pictures/99", "pictures/1"),
        ("WANG.SVG", "media/wang.svg"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_names_and_few(device: Device, typed: str, meant: str) -> None:
    with pytest.raises(RefusedError) as caught:
        device.withdraw(typed)
    reported = caught.value.message
    names = reported.rpartition(": ")[2].split(", ")
    assert len(names) <= 6
    assert any(name.startswith(meant) for name in names[:2]), reported
    assert "consent 2.0" in reported


@pytest.mark.parametrize("where", ["pictures/", "pictures/media/", "media/", ""])
def test_a_name_from_another_system_is_found_and_lifted_though_its_letters_stand_in_two_pieces(
    device: Device, where: str
) -> None:
    """As macOS writes é, and whoever copies the name from there."""
    device.install(consent_pack(device.top / "pack-3", "3.0", file="media/café 王.svg"))
    name = normalize("NFD", f"{where}café 王.svg")
    assert device.withdraw(name).complete
    assert not sees_person(device.shown())
    lift(Request(name, "Li"), device.store)
    assert read_withdrawals() == Withdrawals()


def test_a_file_of_another_system_is_told_with_what_it_is_called_like_here(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.install(consent_pack(device.top / "pack-3", "3.0", file="media/café.svg"))
    monkeypatch.chdir(device.top)
    name = normalize("NFD", "café.svg")
    Path(name).write_text("another picture", "utf-8")
    reported = "\n".join(device.withdraw(name).urgent)
    assert "consent 3.0 (installed) has media/café.svg with other bytes" in reported
    lift(Request("café.svg", "Li"), device.store)
    assert read_withdrawals() == Withdrawals()


def test_no_name_is_proposed_that_would_be_refused(device: Device) -> None:
    with pytest.raises(RefusedError) as refused:
        device.withdraw("panels/peple.yam")
    assert ".yaml" not in refused.value.message


@pytest.mark.parametrize("kind", ["nothing", "file"])
def test_a_store_that_is_no_folder_is_refused(device: Device, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    place = device.top / "elsewhere"
    if kind == "file":
        place.touch()
    assert main(["pack", "withdraw", "pictures/1", "--store", str(place), "--language", "en"]) == 1
    assert "is no folder, and no store" in capsys.readouterr().err
    assert read_withdrawals() == Withdrawals()


@pytest.mark.parametrize(
    ("lifts", "words"),
    [
        (False, "无法写入：磁盘是只读的。请先用 `kiosk ctl out-of-service on` 暂停服务"),
        (True, "没有恢复任何内容：磁盘是只读的"),
    ],
)
def test_a_read_only_disk_is_told_in_the_readers_language(
    device: Device, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lifts: bool, words: str
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    device.withdraw("pictures/wang")
    monkeypatch.setattr("kiosk.packs.store.withdrawal_lock.take", fail)
    assert main(["pack", "withdraw", *(["--lift"] if lifts else []), "pictures/wang", "--language", "zh"]) == 1
    assert words in capsys.readouterr().err


def test_a_name_of_two_files_is_asked_back(device: Device) -> None:
    folder = consent_pack(device.top / "pack-3", "3.0", file="media/b/wang.svg")
    device.install(folder)
    with pytest.raises(RefusedError, match="may be any of"):
        device.withdraw("wang.svg")


def test_a_file_that_no_pack_has_goes_on_the_list_and_that_is_told_first(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = device.top / "stranger.png"
    stranger.write_bytes(b"\x89PNG of somebody")
    words = ["pack", "withdraw", str(stranger), "--control", str(device.top / "nobody")]
    for language, first in (("en", "no pack on this device has the bytes of"), ("zh", "都没有与")):
        assert main([*words, "--language", language]) == 1
        output = capsys.readouterr()
        assert first in output.err.splitlines()[0]
        assert "shows it any more" not in output.out
        assert "都不再显示它" not in output.out
    assert len(read_withdrawals().hashes) == 1
    protocol = device.withdraw(str(stranger))
    assert f"{stranger} itself stays where it is" in protocol.rest
    assert protocol.file is not None
    assert protocol.file.read_text("utf-8").startswith("no pack on this device has the bytes of")


@pytest.mark.parametrize("name", ["pictures/wang.svg", "media/wang.svg", "wang.svg", "pictures/media/wang.svg"])
def test_a_file_here_that_is_called_like_one_of_a_pack_is_not_taken_in_silence(
    device: Device, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = device.top / "here"
    (here / name).parent.mkdir(parents=True)
    (here / name).write_bytes(b"other bytes")
    monkeypatch.chdir(here)
    protocol = device.withdraw(name)
    assert not protocol.complete
    assert sees_person(device.shown())
    reported = "\n".join(protocol.urgent[1:])
    for pack, where in (("consent 2.0", "installed"), ("consent 1.0", "installed"), ("consent 0.9", "built-in")):
        assert f"{pack} ({where}) has media/wang.svg with other bytes" in reported
    call = protocol.urgent[1].rpartition("`kiosk pack withdraw ")[2].removesuffix("`")
    assert not Path(call).exists()
    assert device.withdraw(call).complete
    assert not sees_person(device.shown())


def test_an_empty_file_is_refused(device: Device) -> None:
    empty = device.top / "empty.png"
    empty.touch()
    with pytest.raises(RefusedError, match="is empty"):
        device.withdraw(str(empty))
    assert read_withdrawals() == Withdrawals()


def test_a_whole_pack_is_no_picture_and_staff_are_told_what_to_name(device: Device) -> None:
    """Its archive's own bytes are on no screen: to list them would take nothing away."""
    archive = device.top / "consent-1.0.kioskpack"
    archive.write_bytes(b"PK\x03\x04")
    for name in (archive, device.top / "not-there.KIOSKPACK", device.top / "pack-1.0"):
        with pytest.raises(RefusedError, match=r"is a whole pack.*`kiosk pack remove`"):
            device.withdraw(str(name))
    archive.rename(device.top / "photos.zip")
    with pytest.raises(RefusedError, match=r"is an archive of other files.*unpack it"):
        device.withdraw(str(device.top / "photos.zip"))
    assert read_withdrawals() == Withdrawals()


@pytest.mark.parametrize("how", ["spoilt", "newer", "folder"])
def test_a_store_whose_list_cannot_be_read_stops_no_withdrawal(
    device: Device, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    """Neither of a file nor of a picture, and the copies are removed all the same: whose picture it is cannot wait."""
    for file in device.store.folder.glob("store*.json"):
        if how == "folder":
            file.unlink()
            file.mkdir()
        else:
            file.write_text("spoilt" if how == "spoilt" else '{"format": 99}', "utf-8")
    for name in ("pictures/1", str(device.top / "pack-1.0" / "media" / "tower.svg")):
        words = ["pack", "withdraw", name, "--control", str(device.top / "nobody")]
        assert main([*words, "--language", "en"]) == 1
        assert "the store's list" in capsys.readouterr().err
    first, second = read_withdrawals().entries
    assert (first.kind, first.name, second.kind) == ("picture", "pictures/media/wang.svg", "file")
    assert device.files() == []
    assert sorted(device.store.folder.glob("packs/consent/*/pack/media/tower.svg")) == []


def test_a_disk_that_takes_no_list_withdraws_nothing(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.device.withdrawal_list.write_whole", fail)
    with pytest.raises(RefusedError, match=r"nothing was withdrawn: the disk is full.*kiosk pack remove"):
        device.withdraw(str(device.top / "pack-1.0" / "media" / "tower.svg"))
    assert len(device.files()) == 2


def test_a_full_disk_is_given_room_by_what_was_prepared_of_the_file(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.packs.store import withdrawing as module

    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.ships, None)
    selector.load(selector.select_first(), lambda *_: None)
    tries: list[bool] = []

    def full_once(listed: Withdrawals) -> None:
        tries.append(True)
        if len(tries) == 1:
            raise OSError(28, "No space left on device")
        write_withdrawals(listed)

    monkeypatch.setattr(module, "write_withdrawals", full_once)
    device.withdraw(PERSON)
    assert not sees_person(device.shown())


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stocked: Path, assets: ProductAssets) -> Iterator[Device]:
    """A device on a small disk of its own, that has no cache; the test fills it."""
    with disk(tmp_path, "ext4") as place:
        shutil.copytree(stocked, place, symlinks=True, dirs_exist_ok=True)
        shutil.rmtree(place / "cache", ignore_errors=True)
        at_home(place, monkeypatch)
        monkeypatch.setattr("kiosk.packs.store.staging.SPARE", 0)  # such a small disk has no room for it
        (place / "data" / "yi-kiosk" / "withdrawn.lock").touch()
        yield Device(place, assets, Installer(paths.store()), place / "content" / "consent")


@pytest.mark.parametrize("there", ["prepared", "copies"])
def test_on_a_full_disk_what_the_store_has_of_the_picture_makes_room(full: Device, there: str) -> None:
    folder = consent_pack(full.top / "pack-3", "3.0")
    picture = folder / PERSON
    picture.write_text(picture.read_text("utf-8").replace("the person", f"the person {'x' * 50_000}"), "utf-8")
    full.install(folder)
    if there == "copies":
        shutil.rmtree(full.store.folder / "made")
    fill(full.top)
    protocol = full.withdraw("pictures/1")
    assert protocol.complete, protocol.rest
    assert sum(line.startswith("removed: ") for line in protocol.lines) == (5 if there == "prepared" else 3)
    assert len(read_withdrawals().hashes) == 2
    assert full.files() == []
    assert [removed_files(full.store.pack_folder(pack)) for pack in full.store.store_index().packs] == [{PERSON}] * 3


@pytest.mark.parametrize("there", ["prepared", "copies"])
def test_on_a_full_disk_copies_go_also_where_the_list_itself_has_room(full: Device, tmp_path: Path, there: str) -> None:
    stranger = tmp_path / "stranger.png"
    stranger.write_bytes(b"stranger")
    full.withdraw(str(stranger))
    if there == "copies":
        shutil.rmtree(full.store.folder / "made")
    fill(full.top)
    protocol = full.withdraw("pictures/1")
    assert protocol.complete, protocol.rest
    assert full.files() == []
    assert all(removed_files(full.store.pack_folder(pack)) == {PERSON} for pack in full.store.store_index().packs)
    assert not sees_person(full.shown())
    fill(full.top)
    assert full.withdraw("pictures/2").complete


def test_on_a_full_disk_the_list_has_room_for_a_file_that_is_not_on_it(full: Device, tmp_path: Path) -> None:
    """And where there is no list yet, staff are reported how to make room."""
    fill(full.top)
    stranger, other = tmp_path / "stranger.png", tmp_path / "other.png"
    for file in (stranger, other):
        file.write_bytes(file.name.encode())
    with pytest.raises(RefusedError, match=r"nothing was withdrawn: the disk is full.*kiosk pack remove"):
        full.withdraw(str(stranger))
    assert read_withdrawals() == Withdrawals()
    (full.top / "filler").unlink()
    full.withdraw(str(stranger))
    fill(full.top)
    full.withdraw(str(other))
    assert [entry.name for entry in read_withdrawals().entries] == [stranger.name, other.name]
    paths.withdrawn().write_bytes(b"")
    assert len(read_withdrawals().entries) == 2


def test_a_protocol_that_finds_no_room_is_told_with_what_holds_and_how_to_make_room(
    full: Device, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list has room of its own; a protocol has none, and whoever files it must know that there is no file."""
    files = [tmp_path / name for name in ("stranger.png", "other.png")]
    for file in files:
        file.write_bytes(file.name.encode())
    full.withdraw(str(files[0]))
    fill(full.top)
    words = ["pack", "withdraw", "--control", str(full.top / "nobody"), "--language"]
    for language, output in (
        ("en", ("the withdrawal holds", "could not be kept in", "No space left on device", "kiosk pack remove")),
        ("zh", ("撤下仍然有效", "无法保存到", "磁盘已满", "kiosk pack remove")),
    ):
        main([*words, language, str(files[1])])
        noted = " ".join(capsys.readouterr().err.split())
        assert [each for each in output if each.replace(" ", "") not in noted.replace(" ", "")] == [], noted
    assert [entry.name for entry in read_withdrawals().entries] == ["stranger.png", "other.png"]
    assert main([*words, "en", "--lift", str(files[1])]) == 0
    noted = " ".join(capsys.readouterr().err.split())
    assert "what was lifted stays lifted, but the protocol could not be kept in" in noted
    assert [entry.name for entry in read_withdrawals().entries] == ["stranger.png"]
    (full.top / "filler").unlink()
    assert full.withdraw(str(files[1])).file is not None


def test_two_protocols_of_one_moment_are_both_kept(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands still, as that of a machine whose battery is empty may, names both alike."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(2001, 1, 1, 10, tzinfo=tz)

    monkeypatch.setattr("kiosk.packs.store.withdrawing.datetime", Stopped)
    first, second = device.withdraw("pictures/1").file, lift(Request("1", "Li"), device.store).file
    assert first is not None
    assert second is not None
    assert "withdrawn by Li" in first.read_text("utf-8")
    assert "lifted by Li" in second.read_text("utf-8")


def test_a_protocol_whose_folder_may_not_be_written_is_told_without_talk_of_room(device: Device) -> None:
    paths.protocols().parent.mkdir(parents=True, exist_ok=True)
    paths.protocols().write_text("a file is in the way", "ascii")
    protocol = device.withdraw("pictures/1")
    assert protocol.file is None
    assert any("the withdrawal holds" in line and "could not be kept" in line for line in protocol.rest)
    assert not any("kiosk pack remove" in line for line in protocol.rest)


@pytest.mark.parametrize("broken", ["neither", "list", "copy"])
@pytest.mark.parametrize("step", [1, 2])
def test_one_list_is_whole_whenever_the_power_goes_on_a_full_disk(
    device: Device, monkeypatch: pytest.MonkeyPatch, step: int, broken: str
) -> None:
    first = Withdrawals((Withdrawal("file", "wang.svg", ("a" * 64,)),))
    second = first.with_entry(Withdrawal("file", "li.svg", ("b" * 64,)))
    write_withdrawals(first)
    named = {"list": paths.withdrawn(), "copy": copy_of(paths.withdrawn())}
    if broken in named:
        named[broken].write_bytes(named[broken].read_bytes().replace(b"a", b"c"))
    steps = 0

    def refuse(file: Path, data: bytes, mode: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    def half(file: Path, data: bytes) -> None:
        nonlocal steps
        steps += 1
        file.write_bytes(data if steps < step else data[: len(data) // 2])
        if steps == step:
            raise KeyboardInterrupt  # the power goes

    monkeypatch.setattr("kiosk.device.withdrawal_list.write_whole", refuse)
    monkeypatch.setattr("kiosk.device.disk.overwrite", half)
    with pytest.raises(KeyboardInterrupt):
        write_withdrawals(second)
    assert read_withdrawals() == (first if step == 1 else second)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_list_that_the_disk_refuses_half_way_is_as_it_was_told(
    device: Device, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The copy is written first, and would be believed: what was not lifted would be on the screen again."""
    device.withdraw(PERSON)
    before = read_withdrawals()
    write = withdrawal_list.write_whole

    def refuse(file: Path, data: bytes, mode: int = 0o644) -> None:
        if file == paths.withdrawn():
            raise OSError(number, os.strerror(number), str(file))
        write(file, data, mode)

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as at:
        at.setattr(withdrawal_list, "write_whole", refuse)
        at.setattr(withdrawal_list, "overwrite_both", no_room)
        with pytest.raises(RefusedError, match="nothing was lifted"):
            lift(Request("1", "Li"), device.store)
        with pytest.raises(RefusedError, match="nothing was withdrawn"):
            device.withdraw("people/others")
    monkeypatch.setattr(withdrawal_list, "_known", {})  # the next program
    assert read_withdrawals() == before
    assert list_trouble() is None
    assert not sees_person(device.shown())
    paths.withdrawn().unlink()
    monkeypatch.setattr(withdrawal_list, "_known", {})
    assert read_withdrawals() == before


def test_a_pack_that_is_named_by_its_id_obeys_too(device: Device) -> None:
    device.withdraw(PERSON)
    pack = device.store.store_index().at(device.store.store_index().live)
    assert pack is not None
    selector = PackSelector(device.assets, paths.cache(), device.store.widths(), device.store.pack_folder(pack), None)
    assert not sees_person(selector.load(selector.select_first(), lambda *_: None))


def test_on_the_command_line(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["pack", "withdraw", "pictures/1", "--by", "Li", "--why", "a letter", "--language", "en"]
    assert main([*words, "--control", str(device.top / "nobody")]) == 0
    output = capsys.readouterr()
    assert "withdrawn by Li at" in output.out
    assert "no kiosk of the user" in output.err
    assert main(["pack", "withdraw", "--list", "--language", "zh"]) == 0
    assert "pictures/media/wang.svg" in capsys.readouterr().out
    assert main(["pack", "install", str(device.top / "pack-2.0"), "--language", "en"]) == 0
    assert "left out, for it is withdrawn on this device: media/wang.svg" in capsys.readouterr().err
    assert main(["pack", "list"]) == 0
    assert main(["pack", "withdraw", "--lift", "1", "--language", "zh"]) == 0
    assert "恢复" in capsys.readouterr().out
    assert main(["pack", "withdraw", "--list", "--language", "en"]) == 0
    assert "nothing is withdrawn" in capsys.readouterr().out
    assert main(["pack", "withdraw", "nothing/here"]) == 1
    assert main(["pack", "withdraw"]) == 2


def test_an_archive_is_built_with_a_word_of_warning(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    device.withdraw(PERSON)
    folder = device.top / "pack-2.0"
    assert main(["pack", "build", str(folder), "--out", str(device.top / "out"), "--language", "en"]) == 0
    assert "media/wang.svg is withdrawn on this machine" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["a photo as it was installed", "a picture saved again", "a page"])
def test_an_archive_is_built_with_a_warning_of_all_that_a_device_here_would_hide(
    device: Device, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    folder = device.top / "pack-3"
    if what == "a photo as it was installed":
        device.install(photographed(folder, "3.0").parents[1])
        device.withdraw("pictures/media/wang.jpg")
    elif what == "a picture saved again":
        device.withdraw(f"pictures/{PERSON}")
        saved_again(folder, "3.0")
    else:
        device.withdraw("people/others")
        consent_pack(folder, "3.0")
    assert main(["pack", "build", str(folder), "--out", str(device.top / "out"), "--language", "en"]) == 0
    names = {"a photo as it was installed": "media/wang.jpg", "a page": "people/others"}
    assert f"{names.get(what, PERSON)} is withdrawn on this machine" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["by its path", "by a file of that name"])
def test_an_installation_tells_of_a_file_that_was_perhaps_only_saved_again(
    device: Device, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    """A file is known by its bytes alone: who saved it again, and sent it again, is reported that it is shown."""
    device.withdraw(PERSON if way == "by its path" else str(device.ships / PERSON))
    assert main(["pack", "install", str(device.top / "pack-2.0"), "--language", "en"]) == 0
    assert "other bytes" not in capsys.readouterr().err
    folder = saved_again(device.top / "pack-3", "3.0")
    assert main(["pack", "install", str(folder), "--language", "en"]) == 0
    reported = " ".join(capsys.readouterr().err.split())
    assert "media/wang.svg is shown: a file of this name is withdrawn on this device, with other bytes" in reported
    assert "kiosk pack withdraw media/wang.svg" in reported
    assert sees_person(device.shown())
    device.withdraw(PERSON)
    assert main(["pack", "install", str(folder), "--language", "zh"]) == 0
    assert "同名" not in capsys.readouterr().err


def test_an_installation_tells_of_a_picture_whose_gallery_has_another_id_and_that_was_saved_again(
    device: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    device.withdraw("pictures/1")
    folder = consent_pack(device.top / "pack-3", "3.0")
    gallery = folder / "galleries" / "pictures.yaml"
    gallery.rename(gallery.with_name("photos.yaml"))
    for sheet in folder.rglob("*.yaml"):
        words = (
            sheet.read_text("utf-8")
            .replace("id: pictures", "id: photos")
            .replace("gallery: pictures", "gallery: photos")
        )
        sheet.write_text(words.replace(", pictures]", ", photos]").replace("opens: pictures", "opens: photos"), "utf-8")
    (folder / PERSON).write_text(DRAWING.format(mark="the person, saved again"), "utf-8")
    assert main(["pack", "install", str(folder), "--language", "en"]) == 0
    noted = " ".join(capsys.readouterr().err.split())
    assert f"{PERSON} is shown: a file of this name is withdrawn on this device, with other bytes" in noted
    assert f"`kiosk pack withdraw {PERSON}`" in noted


def test_an_installation_tells_which_pages_it_leaves_out(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    device.withdraw("people/others")
    assert main(["pack", "install", str(device.top / "pack-2.0"), "--language", "en"]) == 0
    assert "left out, for it is withdrawn on this device: people/others" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "reported"), [("en", "  staff, in the operator menu"), ("zh", "  工作人员（操作菜单）")]
)
def test_what_staff_withdrew_on_the_screen_is_told_in_the_readers_language(
    device: Device, capsys: pytest.CaptureFixture[str], language: str, reported: str
) -> None:
    protocol = withdraw(device.store, Request(PERSON, OPERATOR_MENU))
    assert protocol.lines[0].startswith("withdrawn by staff, in the operator menu at ")
    assert main(["pack", "withdraw", "--list", "--language", language]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(reported)


def test_what_no_yaml_names_stays_behind_and_is_named(device: Device, capsys: pytest.CaptureFixture[str]) -> None:
    folder = consent_pack(device.top / "pack-3", "3.0", person=False)
    for name in ("media/wang.svg", "notes.txt", "notes/a.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("the person", "utf-8")
    assert main(["pack", "build", str(folder), "--out", str(device.top / "out"), "--language", "en"]) == 0
    reported = capsys.readouterr().err
    assert "left out, for no YAML file of the pack names them: media/wang.svg, notes.txt, notes/a.yaml" in reported
    with zipfile.ZipFile(device.top / "out" / "consent-3.0.kioskpack") as archive:
        names = [name for name in archive.namelist() if name.startswith("pack/")]
    assert sorted(names) == sorted(
        ["pack/pack.yaml", "pack/galleries/pictures.yaml", "pack/media/field.svg", "pack/media/tower.svg"]
        + [f"pack/panels/{name}.yaml" for name in ("about", "bronze", "letters", "water")]
    )
    assert main(["pack", "install", str(folder), "--language", "en"]) == 0
    reported = " ".join(capsys.readouterr().err.split())
    assert "left out, for no YAML file of the pack names them: media/wang.svg, notes.txt, notes/a.yaml" in reported
    assert not (device.store.folder / device.store.store_index().live / "pack" / "media" / "wang.svg").exists()


@pytest.mark.parametrize("name", ["pack.yaml", "panels/people.yaml"])
def test_the_words_of_a_pack_are_no_file_to_withdraw(
    device: Device, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Named as the pack names it, or lying there: no pack would open any more."""
    for folder in (device.top, device.ships):
        monkeypatch.chdir(folder)
        with pytest.raises(RefusedError, match="has the words of a pack"):
            withdraw(device.store, Request(name, "Li"))
    assert read_withdrawals() == Withdrawals()


@pytest.mark.parametrize("what", ["nothing", "a page", "the screen", "another list"])
def test_an_inspection_removes_only_what_the_screen_obeys(
    device: Device, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """A withdrawal of a moment ago is still on the screen, and read from the disk."""
    monkeypatch.setattr("os.nice", lambda _: 19)
    digest = hashlib.sha256((device.ships / PERSON).read_bytes()).hexdigest()
    page, file = Withdrawal("page", "people/wang"), Withdrawal("file", PERSON, (digest,))
    listed = {"nothing": (), "a page": (page,)}.get(what, (page, file))
    obeyed = Withdrawals((page,) if what == "another list" else listed)
    if listed:
        write_withdrawals(Withdrawals(listed))
    (device.store.folder / "incoming" / "left").mkdir(parents=True)
    copies = [path for path in device.files() if device.store.folder in path.parents]
    assert copies
    assert inspection(str(device.store.folder), device.store.store_index().live, obeyed.digest) == 0
    found = read_damage(capsys.readouterr().out)
    assert found is not None
    assert not found
    removes = what == "the screen"
    assert bool(found.removed) is removes
    assert [path for path in copies if path.exists()] == ([] if removes else copies)
    assert (device.store.folder / "incoming" / "left").exists() is not removes


KIOSK = """
import signal, socket, sys
from pathlib import Path
from kiosk_launcher.instance_lock import hold
hold(Path(sys.argv[1]))
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[2])
server.listen()
print("ready", flush=True)
while True:
    caller, _ = server.accept()
    caller.makefile().readline()
    caller.sendall(b'{"obeys": "what was before"}\\n')
    caller.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals and sockets of POSIX")
@pytest.mark.parametrize("how", ["disobeys", "suspended", "silent"])
def test_a_screen_that_does_not_obey_is_told_first_and_nothing_is_claimed(
    device: Device, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("kiosk.cli.withdraw_command.OBEYS", 0.5)
    monkeypatch.setattr("kiosk.cli.withdraw_command.ANSWER", 0.2)
    socket = Path(tempfile.mkdtemp(dir="/tmp")) / "control"  # a socket's path is short
    control = device.top / "nobody" if how == "silent" else socket
    command = [sys.executable, "-c", KIOSK, str(paths.instance_lock()), str(socket)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kiosk:
        try:
            assert kiosk.stdout is not None
            assert kiosk.stdout.readline() == "ready\n"
            if how == "suspended":
                kiosk.send_signal(signal.SIGSTOP)
            for language, claim in (("en", "no pack on this device shows it"), ("zh", "都不再显示它")):
                words = ["pack", "withdraw", "pictures/wang", "--language", language, "--control", str(control)]
                assert main(words) == 1
                output = capsys.readouterr()
                assert claim not in output.out + output.err
                first = output.err.splitlines()[0]
                if how == "disobeys":
                    assert {"en": "still shows", "zh": "还在显示"}[language] in first
                else:
                    assert str(kiosk.pid) in first
                    assert ("CONT" in first) == (how == "suspended")
                assert "no kiosk of the user" not in output.err
        finally:
            kiosk.kill()
            shutil.rmtree(socket.parent)
    assert main(["pack", "withdraw", "pictures/wang", "--language", "en", "--control", str(control)]) == 0
    assert "no pack on this device shows it any more" in capsys.readouterr().out


WANG, OTHERS = Withdrawal("page", "people/wang"), Withdrawal("page", "people/others")


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows is read by another program, which has read nothing yet."""
    monkeypatch.setattr("kiosk.device.withdrawal_list._known", {})


def remove_the_list() -> None:
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.unlink()


def test_a_list_that_never_was_withdraws_nothing_and_is_no_trouble(device: Device) -> None:
    assert read_withdrawals() == Withdrawals()
    assert list_trouble() is None


def test_a_list_that_is_gone_is_known_to_the_next_start_by_the_reserve(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.withdraw(PERSON)
    listed = read_withdrawals()
    shutil.rmtree(paths.withdrawn().parent / "withdrawals")
    remove_the_list()
    forget(monkeypatch)
    assert read_withdrawals() == listed
    assert "is gone" in (list_trouble() or "")
    assert not sees_person(device.shown())
    # What changes it next writes it whole.
    device.withdraw("people/others")
    assert read_withdrawals().entries[0] == listed.entries[0]
    assert list_trouble() is None


def test_an_older_list_that_was_put_back_lifts_nothing(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    write_withdrawals(Withdrawals((WANG,)))
    older = paths.withdrawn().read_bytes()
    write_withdrawals(Withdrawals((WANG, OTHERS)))
    for file in (paths.withdrawn(), copy_of(paths.withdrawn())):
        file.write_bytes(older)
    forget(monkeypatch)
    assert set(read_withdrawals().entries) == {WANG, OTHERS}
    assert "older one" in (list_trouble() or "")
    lift(Request("people/others", "Li"))
    forget(monkeypatch)
    assert read_withdrawals().entries == (WANG,)
    assert list_trouble() is None


def test_a_lift_while_the_list_is_gone_lifts_that_alone(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    write_withdrawals(Withdrawals((WANG, OTHERS)))
    remove_the_list()
    forget(monkeypatch)
    lift(Request("people/wang", "Li"))
    assert read_withdrawals().entries == (OTHERS,)


def test_the_list_of_an_earlier_program_is_believed_as_it_stands(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts no changes."""

    def written(*entries: Withdrawal) -> bytes:
        words = json.dumps([{**asdict(entry), "hashes": []} for entry in entries])
        return json.dumps({"sha256": hashlib.sha256(words.encode()).hexdigest(), "withdrawn": words}).encode()

    paths.withdrawn().write_bytes(written(WANG, OTHERS))
    assert set(read_withdrawals().entries) == {WANG, OTHERS}
    paths.withdrawn().write_bytes(written(WANG))
    assert read_withdrawals().entries == (WANG,)
    write_withdrawals(Withdrawals(()))
    forget(monkeypatch)
    assert read_withdrawals() == Withdrawals()


def test_where_the_reserve_cannot_be_written_it_is_withdrawn_all_the_same(device: Device) -> None:
    paths.reserves().parent.mkdir(parents=True, exist_ok=True)
    paths.reserves().write_text("in the way", "utf-8")
    assert device.withdraw(PERSON).complete
    assert not sees_person(device.shown())


@pytest.mark.parametrize("loss", ["gone", "older", "damaged"])
def test_a_reserve_that_is_lost_or_behind_is_written_again_and_outlives_the_list(
    device: Device, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    device.withdraw("people/others")
    reserve = reserve_of(paths.withdrawn())
    older = reserve.read_bytes()
    device.withdraw(PERSON)
    listed = read_withdrawals()
    if loss == "gone":
        shutil.rmtree(reserve.parent)
    else:
        reserve.write_bytes(older if loss == "older" else b"damaged")
    assert renew_reserve() is None
    remove_the_list()
    forget(monkeypatch)
    assert read_withdrawals() == listed


def test_a_reserve_that_cannot_be_written_is_told_until_it_can(device: Device) -> None:
    assert renew_reserve() is None
    paths.reserves().parent.mkdir(parents=True, exist_ok=True)
    paths.reserves().write_text("in the way", "utf-8")
    device.withdraw(PERSON)
    watch = DataFolderWatch(())
    watch.look()
    assert [str(reserve_of(paths.withdrawn())) in message for message in watch.messages()] == [True]
    assert "第二份副本" in watch.messages()[0].in_language(catalogue("zh"))
    paths.reserves().unlink()
    watch.look()
    assert watch.messages() == []
    assert reserve_of(paths.withdrawn()).exists()


def test_two_data_folders_that_share_a_state_folder_have_a_reserve_each(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_withdrawals(Withdrawals((WANG,)))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    assert read_withdrawals() == Withdrawals()


@pytest.mark.parametrize("reads", [read_withdrawals, list_trouble])
def test_a_list_that_is_written_while_it_is_read_is_not_taken_for_an_older_one(
    device: Device, monkeypatch: pytest.MonkeyPatch, reads: Callable[[], object]
) -> None:
    """A lift would be undone by it, for good: what is lifted between the two files that are read, in either order."""
    write_withdrawals(Withdrawals((WANG, OTHERS)))
    forget(monkeypatch)
    parse = withdrawal_list._parse
    waiting = [Withdrawals((WANG,))]

    def parse_and_lift(data: bytes) -> Withdrawals:
        found = parse(data)
        if waiting:
            lifts = "from kiosk.device.withdrawal_list import *; import sys; write_withdrawals(Withdrawals((WANG,)))"
            words = lifts.replace("WANG", "Withdrawal('page', 'people/wang')")
            waiting.clear()
            subprocess.run([sys.executable, "-c", words], check=True, timeout=60)
        return found

    monkeypatch.setattr(withdrawal_list, "_parse", parse_and_lift)
    assert reads() in (None, Withdrawals((WANG, OTHERS)), Withdrawals((WANG,)))
    assert waiting == []
    assert read_withdrawals().entries == (WANG,)
    assert list_trouble() is None
