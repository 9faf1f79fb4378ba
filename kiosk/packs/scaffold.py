"""Scaffold of a new pack: a named copy of resources/new-pack, and the JSON Schemas of its files for editors."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from kiosk import paths
from kiosk.content.archive.portable_names import is_reserved
from kiosk.content.identifiers import ID, LANGUAGE
from kiosk.content.json_schema import with_blocks
from kiosk.content.languages import unknown_language
from kiosk.content.messages import Message, UserText
from kiosk.content.model.base import Part
from kiosk.content.model.scalars import ID_EXPECTED
from kiosk.content.yaml import read_mapping
from kiosk.device.disk import unfinished_of, write_whole
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.packs.hall_blocks import blocks_in_use, run_blocks

SCHEMAS = ".schemas"
PANEL = "panel"
WORDS = "schema.zh.yaml"  # of a block
MOST_TITLE = 60
_MOST_ID = 64
OWN_LANGUAGES = ("zh", "en")
# Words of the template: {zh: …, en: …} within a line, or one language a line.
_FLOW = re.compile(
    r"(?P<start>\{)zh: (?P<zh>\"[^\"]*\"|[^,{}\"]*), en: (?P<en>\"[^\"]*\"|[^,{}\"]*)(?P<end>\})(?P<indent>(?!))?"
)
_BLOCK = re.compile(r"(?P<start>^(?P<indent> +))zh: (?P<zh>.*)\n +en: (?P<en>.*)(?P<end>$)", re.MULTILINE)
_COMMAND = re.compile(r" +kiosk [ -~]+? {3,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def make_pack(folder: Path, title: str = "", languages: Sequence[str] = OWN_LANGUAGES) -> list[Path]:
    """Create a pack in the new folder `folder`, and return its files; the folder's name becomes the pack's id.

    `title` is the same in every language; without one the pack keeps the template's. Its words appear under each of
    the `languages`: in Chinese if one is Chinese, else in English. The pack is created completely or not at all.
    Raises RefusedError.
    """
    _refuse_unsound(folder, title.strip())
    _refuse_languages(languages)
    unfinished = unfinished_of(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(paths.resources() / "new-pack", unfinished)
        write_schemas(unfinished / SCHEMAS)
        front = unfinished / "pack.yaml"
        for file in unfinished.rglob("*.yaml"):
            file.write_text(in_languages(file.read_text(encoding="utf-8"), languages), encoding="utf-8")
        front.write_text(_renamed(front.read_text(encoding="utf-8"), folder.name, title.strip()), encoding="utf-8")
        unfinished.rename(folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise for_the_disk(Message("{folder} was not made", folder=folder), error) from error
    return sorted(file for file in folder.rglob("*") if file.is_file() and SCHEMAS not in file.parts)


def in_languages(text: str, languages: Sequence[str]) -> str:
    """Return a template file with its words under these languages; without Chinese, its notes in English alone."""
    if tuple(languages) == OWN_LANGUAGES:
        return text

    def words(found: re.Match[str]) -> str:
        chosen = {language: found["zh" if _is_chinese(language) else "en"] for language in languages}
        joint = f"\n{found['indent']}" if found["indent"] is not None else ", "
        return found["start"] + joint.join(f"{language}: {value}" for language, value in chosen.items()) + found["end"]

    text = text.replace("languages: [zh, en]", f"languages: [{', '.join(languages)}]".ljust(len("languages: [zh, en]")))
    lines = [_FLOW.sub(words, line) for line in text.split("\n")]
    text = _BLOCK.sub(words, "\n".join(lines))
    return text if any(map(_is_chinese, languages)) else _english_notes(text)


def _is_chinese(language: str) -> bool:
    return language.partition("-")[0] == "zh"


def _english_notes(text: str) -> str:
    """Return a file without Chinese in its notes, removing the text before · in a note, and lines of Chinese alone."""
    lines = (_english_note(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _english_note(line: str) -> str | None:
    before, sign, note = line.partition("# ")
    if not sign or not _CHINESE.search(note):
        return line
    chinese, middle, english = note.rpartition(" · ")
    if not middle:
        return before.rstrip() if before.strip() else None
    # A command precedes both.
    command = chinese[: found.end()] if (found := _COMMAND.match(chinese)) else ""
    return f"{before}# {command}{english}"


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schema of each kind of file into `folder` and return the files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with_own = blocks_in_use().sources
    for file in _schemas():
        data = file.read_bytes()
        if file.stem == PANEL and with_own:
            data = json.dumps(all_schemas()[PANEL], ensure_ascii=False, indent=1).encode() + b"\n"
        write_whole(folder / file.name, data)
        written.append(folder / file.name)
    return written


def all_schemas() -> dict[str, object]:
    """Return the JSON Schema of each kind of file by its name: pack, panel, gallery, theme.

    That of a panel knows the hall's own blocks too.
    """
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in _schemas()}
    refused = run_blocks()
    kinds = [kind for kind in blocks_in_use().sources if kind not in refused]
    return found | {PANEL: with_blocks(found[PANEL], kinds, _explain)} if kinds else found


def _explain(part: type[Part], key: str) -> str:
    """Return what a block's author says of a part or a field, in Chinese (schema.zh.yaml) if there is any, and English.

    In that file a part is named by its noun, and a field by its part's and its own: `bell block.title`.
    """
    described = part.model_fields[part.keys()[key]].description if key else part.__doc__
    english = " ".join((described or "").split())
    kind = part.__module__.rpartition(".")[2]
    source = blocks_in_use().sources.get(kind)
    words, _ = read_mapping(source.folder / WORDS, source.folder) if source and WORDS in source.files else ({}, [])
    chinese = str((words or {}).get(f"{part.noun}.{key}" if key else part.noun, ""))
    return "\n\n".join(filter(None, (chinese, english)))


def suggested_id(name: str) -> str:
    """Return an id similar to a name, with Chinese in pinyin; empty if no part of the name can form one."""
    if _CHINESE.search(name):
        from pypinyin import lazy_pinyin

        name = " ".join(lazy_pinyin(name))
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(words)[:_MOST_ID].strip("-")


def _schemas() -> list[Path]:
    return sorted((paths.resources() / "schemas").glob("*.json"))


def _refuse_unsound(folder: Path, title: str) -> None:
    name = folder.name
    if is_reserved(name):
        message = Message(
            "{name} is a name that Windows keeps for itself; write {other}", name=UserText(name), other=f"{name}-1"
        )
        raise RefusedError(message)
    if not ID.match(name) or len(name) > _MOST_ID:
        message = Message(
            "{name} cannot be the name of a pack: {expected}", name=UserText(name), expected=Message(ID_EXPECTED)
        )
        if near := suggested_id(name):
            message = Message("{message}; write {name}", message=message, name=folder.with_name(near))
        raise RefusedError(message)
    if os.path.lexists(folder):
        raise RefusedError(
            Message("{folder} is there already, and nothing in it was changed; give another name", folder=folder)
        )
    if title and (len(title) > MOST_TITLE or not title.isprintable()):
        raise RefusedError(Message("a title is one line of at most {most} characters", most=MOST_TITLE))


def _refuse_languages(languages: Sequence[str]) -> None:
    if not languages or len(set(languages)) < len(languages):
        raise RefusedError(Message("name each language once, as --languages {example}", example="de,en"))
    for language in languages:
        if not LANGUAGE.match(language):
            raise RefusedError(
                Message("{language} is no language code such as zh, en or zh-Hant", language=UserText(language))
            )
        if fault := unknown_language(language):
            raise RefusedError(Message("{message}; {fix}", message=fault[0], fix=fault[1]))


def _renamed(front: str, name: str, title: str) -> str:
    """Return the template's pack.yaml with this id, and with this title if given."""
    front = re.sub(r"^id: new-pack", f"id: {name}".ljust(len("id: new-pack")), front, count=1, flags=re.MULTILINE)
    if title:
        # JSON's strings are YAML's too, whatever characters the title has.
        written = f"title: {json.dumps(title, ensure_ascii=False)}"
        front = re.sub(r"^title: .*$", lambda _: written, front, count=1, flags=re.MULTILINE)
    return front
