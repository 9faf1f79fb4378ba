"""A pack to begin with: a copy of resources/new-pack under a name of its own, and what editors know of its files."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

from kiosk import paths
from kiosk.content.model.types import ID, ID_EXPECTED
from kiosk.content.telling import Quoted, Told
from kiosk.services.store.disk import write_whole
from kiosk.services.store.refused import RefusedError, for_the_disk

SCHEMAS = ".schemas"
MOST_TITLE = 60
_MOST_ID = 64
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def make_pack(folder: Path, title: str = "") -> list[Path]:
    """Make a pack in `folder`, which is not there yet, and return its files; the folder's name becomes the pack's id.

    `title` is the same in every language; without one the pack keeps that of the model. The whole pack or nothing is
    made. Raises RefusedError.
    """
    _refuse_unsound(folder, title.strip())
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(paths.resources() / "new-pack", unfinished)
        write_schemas(unfinished / SCHEMAS)
        front = unfinished / "pack.yaml"
        front.write_text(_renamed(front.read_text(encoding="utf-8"), folder.name, title.strip()), encoding="utf-8")
        unfinished.rename(folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise for_the_disk(Told("{folder} was not made", folder=folder), error) from error
    return sorted(file for file in folder.rglob("*") if file.is_file() and SCHEMAS not in file.parts)


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schema of each sort of file into `folder` and return the files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file in _schemas():
        write_whole(folder / file.name, file.read_bytes())
        written.append(folder / file.name)
    return written


def all_schemas() -> dict[str, object]:
    """Return the JSON Schema of each sort of file by its name: pack, panel, gallery, theme."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in _schemas()}


def suggested_id(name: str) -> str:
    """Return an id that is near to a name, Chinese by its sound; empty where nothing of it could be one."""
    if _CHINESE.search(name):
        from pypinyin import lazy_pinyin

        name = " ".join(lazy_pinyin(name))
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(words)[:_MOST_ID].strip("-")


def _schemas() -> list[Path]:
    return sorted((paths.resources() / "schemas").glob("*.json"))


def _refuse_unsound(folder: Path, title: str) -> None:
    name = folder.name
    if not ID.match(name) or len(name) > _MOST_ID:
        message = Told("{name} cannot be the name of a pack: {expected}", name=Quoted(name), expected=Told(ID_EXPECTED))
        if near := suggested_id(name):
            message = Told("{message}; write {name}", message=message, name=folder.with_name(near))
        raise RefusedError(message)
    if os.path.lexists(folder):
        raise RefusedError(
            Told("{folder} is there already, and nothing in it was changed; give another name", folder=folder)
        )
    if title and (len(title) > MOST_TITLE or not title.isprintable()):
        raise RefusedError(Told("a title is one line of at most {most} signs", most=MOST_TITLE))


def _renamed(front: str, name: str, title: str) -> str:
    """Return the model's pack.yaml with this id, and with this title where there is one."""
    front = re.sub(r"^id: new-pack", f"id: {name}".ljust(len("id: new-pack")), front, count=1, flags=re.MULTILINE)
    if title:
        # JSON's strings are YAML's too, whatever signs the title has.
        written = f"title: {json.dumps(title, ensure_ascii=False)}"
        front = re.sub(r"^title: .*$", lambda _: written, front, count=1, flags=re.MULTILINE)
    return front
