"""A pack becomes one file: always the same bytes, whole or not at all, with the name of its signer."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import pyvips

from kiosk.cli import main
from kiosk.content.loader import load_pack
from kiosk.device.errors import RefusedError
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store import archive_builder
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.pack_files import survey
from kiosk.packs.store.signing_keys import make_keys, read_public, signing_with, trusted_in
from kiosk.packs.store.verification import verify
from tests.unit.conftest import SamplePack
from tests.unit.packs.gallery_import import photos


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def archive_of(folder: Path, out: Path) -> Path:
    pack = load_pack(folder, product_catalog()).pack
    assert pack is not None
    return build(folder, pack, out)


def trust(tmp_path: Path, public: Path) -> None:
    folder = tmp_path / "config" / "yi-kiosk" / "trusted-keys"
    folder.mkdir(parents=True)
    (folder / public.name).write_bytes(public.read_bytes())


def test_the_same_pack_gives_the_same_bytes(sample: SamplePack, pack: Path, tmp_path: Path) -> None:
    for file in pack.rglob("*"):
        os.utime(file, (1, 1))
    (pack / "media" / ".thumbs").write_text("hidden", "utf-8")
    (pack / "pack.yaml~").write_text("an editor's copy", "utf-8")
    (pack / "pack.yaml").chmod(0o600)
    assert archive_of(pack, tmp_path / "out").read_bytes() == sample.plain.read_bytes()


def test_a_photo_goes_without_its_place_and_stands_as_before(pack: Path, tmp_path: Path) -> None:
    file = pack / "media" / "field.jpg"
    photos.photo((600, 400)).save(file, exif=photos.exif(6, description="Two boats"))
    front = pack / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("media/field.svg", "media/field.jpg"), "utf-8")
    data = archive_of(pack, tmp_path / "out").read_bytes()
    begin = data.index(b"\xff\xd8\xff")
    assert b"Two boats" not in data
    assert pyvips.Image.new_from_buffer(data[begin:], "").autorot().height == 600
    assert b"Two boats" in file.read_bytes()


def test_what_systems_leave_in_a_pack_stays_there(pack: Path) -> None:
    before = survey(pack)
    (pack / "media" / "@eaDir" / "park.jpg").mkdir(parents=True)
    (pack / "media" / "@eaDir" / "park.jpg" / "SYNOPHOTO_THUMB:XL.jpg").write_bytes(b"x")
    for name in ("Thumbs.db", "desktop.ini", "._park.jpg", ".DS_Store"):
        (pack / "media" / name).write_bytes(b"x")
    assert survey(pack) == before


def test_an_archive_is_told_by_its_name_and_leaves_nothing_beside_it(pack: Path, tmp_path: Path) -> None:
    archive = archive_of(pack, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == [archive.name]
    assert archive.name.endswith("-2.1.0.kioskpack")


def test_a_file_that_changes_meanwhile_stops_it_and_nothing_is_left(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = archive_builder._read

    def read_and_change(path: Path) -> archive_builder._Source:
        source = read(path)
        if path.name == "pack.yaml":
            path.write_bytes(path.read_bytes() + b"\n")
        return source

    monkeypatch.setattr(archive_builder, "_read", read_and_change)
    with pytest.raises(RefusedError, match=r"pack\.yaml was changed while the pack was built"):
        archive_of(pack, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_cannot_travel_is_told_by_its_name(pack: Path) -> None:
    (pack / "media" / "a*.png").write_bytes(b"x")
    (pack / "media" / "link.png").symlink_to(pack / "pack.yaml")
    (pack / "media" / "Field.svg").write_bytes(b"x")
    os.mkfifo(pack / "media" / "pipe.png")
    _, problems = survey(pack)
    assert {(problem.location.file, str(problem.message)) for problem in problems} == {
        ("media/a*.png", 'has a character in its name that Windows cannot write: "*"'),
        ("media/link.png", "is a link"),
        ("media/pipe.png", "is a device and not a file"),
        (
            "media/field.svg",
            'would fall on "media/Field.svg", on disks that take capital and small letters for the same',
        ),
    }


def test_a_private_key_is_nobody_elses(sample: SamplePack, tmp_path: Path) -> None:
    assert stat.S_IMODE(sample.private.stat().st_mode) == 0o600
    with pytest.raises(RefusedError, match="is there already"):
        make_keys("hall", sample.private.parent)


def test_a_key_that_is_none_is_told(sample: SamplePack, tmp_path: Path) -> None:
    for data in (b"", b"{}", b'{"keyid": 1}', sample.private.read_bytes()):
        (tmp_path / "odd.pub").write_bytes(data)
        with pytest.raises(RefusedError, match="no public key"):
            read_public(tmp_path / "odd.pub")
    with pytest.raises(RefusedError, match="no private key"):
        signing_with(sample.public)
    with pytest.raises(RefusedError, match="cannot be read"):
        signing_with(tmp_path / "gone.key")


def test_who_signed_is_told_and_a_changed_archive_is_not_taken(sample: SamplePack, tmp_path: Path) -> None:
    trusted = {key.key.keyid: key for key in [read_public(sample.public)]}
    assert verify(sample.signed, trusted)[1].signed == "hall"
    assert verify(sample.plain, None)[1].signed == ""
    forged = bytearray(sample.signed.read_bytes())
    place = forged.index(b'"version": "2.1.0"') + len(b'"version": "')
    forged[place : place + 1] = b"9"
    (tmp_path / "forged.kioskpack").write_bytes(forged)
    with pytest.raises(RefusedError) as refused:
        verify(tmp_path / "forged.kioskpack", trusted)
    assert refused.value.problems[0].message == "was changed after it was signed"


@pytest.mark.parametrize("case", ["unsigned", "foreign", "nobody"])
def test_a_device_that_trusts_keys_takes_nothing_else(sample: SamplePack, tmp_path: Path, case: str) -> None:
    folder = tmp_path / "trusted"
    folder.mkdir()
    if case != "nobody":
        make_keys("other", tmp_path)
        (tmp_path / "other.pub").rename(folder / "other.pub")
    archive = sample.plain if case == "unsigned" else sample.signed
    with pytest.raises(RefusedError) as refused:
        verify(archive, trusted_in([folder, tmp_path / "none"]))
    output = str(refused.value.problems[0].message)
    assert output.startswith(
        "is not signed" if case == "unsigned" else "is signed with a key that this device does not"
    )


def test_a_trusted_key_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    assert trusted_in([tmp_path / "none"]) is None
    (tmp_path / "broken.pub").write_text("{", "utf-8")
    with pytest.raises(RefusedError, match="no public key"):
        trusted_in([tmp_path])
    with pytest.raises(RefusedError, match="cannot be read"):
        trusted_in([tmp_path / "broken.pub"])


def test_build_and_verify_as_staff_do(
    sample: SamplePack, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert main(["pack", "build", str(pack), "--out", str(tmp_path), "--sign", str(sample.private)]) == 0
    archive = tmp_path / sample.signed.name
    assert archive.read_bytes() == sample.signed.read_bytes()
    capsys.readouterr()
    assert main(["pack", "verify", str(archive), "--key", str(sample.public), "--language", "zh"]) == 0
    reported = capsys.readouterr().out.splitlines()
    assert reported[0].startswith("small 2.1.0")
    assert reported[-1] == "已签名，密钥 hall"
    trust(tmp_path, sample.public)
    assert main(["pack", "verify", str(sample.plain)]) == 1
    assert "is not signed, and this device takes only what is signed with: hall" in capsys.readouterr().err


def test_a_pack_with_errors_is_not_built(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (pack / "media" / "tower.svg").write_bytes(b"<svg")
    assert main(["pack", "build", str(pack), "--out", str(tmp_path / "out")]) == 1
    output = capsys.readouterr().err
    assert "media/tower.svg" in output
    assert output.splitlines()[-1] == "the pack was not built [YK-608]"
    assert not (tmp_path / "out").exists()
    assert main(["pack", "build", str(tmp_path / "none")]) == 1


def test_keygen_says_what_goes_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "keygen", "hall", "--out", str(tmp_path)]) == 0
    assert "hall.pub: copy it onto each device, into " in capsys.readouterr().out
    assert main(["pack", "keygen", "hall", "--out", str(tmp_path)]) == 1
    assert main(["pack", "keygen", "../hall"]) == 2
    assert main(["pack", "verify", str(tmp_path / "none.kioskpack")]) == 1
