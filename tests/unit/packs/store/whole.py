"""Whether what a store says is live is all there, byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.content.archive.archive_format import MANIFEST
from kiosk.content.archive.manifest import read_manifest
from kiosk.packs.store.pack_store import PackStore


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken_in(store: PackStore) -> list[str]:
    """What is not as it should be in the packs that the ledger names, the live one first of all."""
    store_index = store.store_index()
    places = {pack.install_path for pack in store_index.packs}
    wrong = [place for place in (store_index.live, *store_index.before) if place and place not in places]
    for pack in store_index.packs:
        written = (store.folder / pack.install_path / MANIFEST).read_bytes()
        if hashlib.sha256(written).hexdigest() != pack.digest:
            wrong.append(f"{pack.install_path}/{MANIFEST}")
        found = {name: hashlib.sha256(data).hexdigest() for name, data in files_of(store.pack_folder(pack)).items()}
        due = {name: file.sha256 for name, file in read_manifest(written).files.items()}
        wrong += [
            f"{pack.install_path}/{name}" for name in found.keys() | due.keys() if found.get(name) != due.get(name)
        ]
        if not list((store.folder / pack.install_path / "compiled").glob("*.json")):
            wrong.append(f"{pack.install_path}/compiled")
    return wrong
