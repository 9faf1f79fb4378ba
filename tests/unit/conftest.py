"""A small pack, its archives and a key, made once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.content.loader import load_pack
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.scaffold import make_pack
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.signing_keys import make_keys, signing_with

SMALL = Path(__file__).parents[1] / "packs" / "small"


@dataclass(frozen=True)
class SamplePack:
    """The small pack, its archive without and with a signature, and the two files of the key."""

    pack: Path
    plain: Path
    signed: Path
    private: Path
    public: Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SamplePack:
    top = tmp_path_factory.mktemp("sample")
    private, public = make_keys("hall", top / "keys")
    loaded = load_pack(SMALL, product_catalog()).pack
    assert loaded is not None
    plain = build(SMALL, loaded, top / "plain")
    signed = build(SMALL, loaded, top / "signed", signing_with(private))
    return SamplePack(SMALL, plain, signed, private, public)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack as `kiosk pack new` makes it."""
    folder = tmp_path_factory.mktemp("made") / "hall"
    make_pack(folder)
    return folder


@pytest.fixture
def pack(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new pack of one's own in the current folder, and staff who are reported in English."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(made, tmp_path / "hall"))
