"""A pack's folder → the model, or every fault that prevents it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.content.archive.archive_format import SUFFIX
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.duplicates import find_duplicates
from kiosk.content.identifiers import ID, LANGUAGE
from kiosk.content.media_files import MediaFiles
from kiosk.content.messages import Message
from kiosk.content.model import Gallery, Pack, PackSheet, Panel, Part
from kiosk.content.model.base import MediaKind
from kiosk.content.model_walk import walk
from kiosk.content.pack_theme import own_theme
from kiosk.content.recovery import sound_part
from kiosk.content.rules import PackContext, ProductCatalog
from kiosk.content.shared_cause import without_repeats
from kiosk.content.theme import Theme
from kiosk.content.translation_coverage import Coverage, coverage
from kiosk.content.validation import validate
from kiosk.content.webvtt import Cue, read_captions
from kiosk.content.yaml import SourceDocument, read_sheet
from kiosk.content.yaml.contained_files import mapping_of

__all__ = ["MediaUse", "ParsedPack", "ProductCatalog", "load_pack"]

MOST_FILES = 500
FRONT = "pack.yaml"
_ELSEWHERE = {
    "panels": "this is a panel, in the folder of the galleries",
    "galleries": "this is a gallery, in the folder of the panels",
}
# Names that people give the two folders, in small letters.
_FOLDERS = {
    **dict.fromkeys(("panels", "panel", "主题", "面板", "topics"), "panels"),
    **dict.fromkeys(("galleries", "gallery", "gallerys", "galerie", "图集", "图库"), "galleries"),
}


# As written by an editor that hides file extensions, or by a program with other habits.
_LIKE_YAML = re.compile(r"(.+?)\.ya?ml(?:\.txt)?\Z", re.IGNORECASE)
_LIKE_FRONT = re.compile(r"pack\.(ya?ml(\.txt)?|txt)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class MediaUse:
    """A file that the pack shows: path relative to the pack (posix), and where it is named."""

    file: str
    location: SourceLocation
    kind: MediaKind = "picture"


@dataclass(frozen=True)
class ParsedPack:
    """The result of reading a folder. `pack` is None if and only if some problem is an error.

    `media` are the files that can be opened, `captions` maps each caption file, as `media` names it, to its cues.
    `theme` is the pack's theme laid over the product's; None: the product's alone. `parts` are the files with their
    content: of one with errors, what is sound. `coverage` covers every file that could be read.
    """

    pack: Pack | None
    problems: tuple[Diagnostic, ...]
    media: tuple[MediaUse, ...] = ()
    captions: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    theme: Theme | None = None
    parts: tuple[tuple[SourceDocument, Part], ...] = ()
    coverage: tuple[Coverage, ...] = ()


def load_pack(folder: Path, catalog: ProductCatalog, withdrawn: AbstractSet[str] = frozenset()) -> ParsedPack:
    """Read and check a whole pack. Bad content is returned as problems, all at once; nothing is raised for it.

    `withdrawn` are files, by their paths in the pack, that were removed on purpose: they are not reported missing.
    """
    if not folder.is_dir():
        message = "the pack's folder is a file" if folder.exists() else "the pack's folder does not exist"
        fix = "give the folder that has pack.yaml in it"
        return ParsedPack(
            None, (Diagnostic(SourceLocation(folder.name or "."), message, "a folder", fix, kind="missing"),)
        )
    problems: list[Diagnostic] = []
    front = read_sheet(folder / FRONT, FRONT)
    if [problem.kind for problem in front.problems] == ["missing"]:
        front.problems[:] = [replace(front.problems[0], fix=_missing_front(folder))]
    panels = _sheets(folder, "panels", problems)
    galleries = _sheets(folder, "galleries", problems)
    panels, galleries = _in_their_places(folder, panels, galleries, problems)
    sheets = [front, *panels, *galleries]
    for sheet in sheets:
        if sheet.root is None and sheet.is_legible:
            sheet.root = sheet.remains  # its problems keep the pack from loading, and hide no others
        mapping_of(sheet)
    media_files = MediaFiles(folder, withdrawn)
    theme, found = own_theme(media_files, front, catalog.theme)
    problems += found
    if theme is not None:
        catalog = replace(catalog, accents=frozenset(theme.contrasts.dark.accents))
    context = _context(media_files, catalog, front, panels, galleries)

    built: list[tuple[SourceDocument, Part]] = []
    sound: list[tuple[SourceDocument, Part]] = []
    covered: list[Coverage] = []
    for sheet, model in _with_models(front, panels, galleries):
        if sheet.root is not None:
            part, found = validate(sheet, model, context)
            problems += found
            covered.append(coverage(sheet.file, context.texts, context.languages))
            context.texts.clear()
            built += [(sheet, part)] if part else []
            left = (sheet, part) if part else sound_part(sheet, model, context)
            sound += [left] if left else []
    for sheet in sheets:
        problems += [*sheet.problems, *sheet.warnings]
    problems += find_duplicates(front, panels, galleries)
    refused = {problem.location for problem in problems if problem.severity == "error"}
    media = tuple(use for use in _media(sound) if use.location not in refused)
    captions = _captions(folder, [use for use in media if use.file not in withdrawn], problems)
    ordered = tuple(sorted(set(without_repeats(problems))))
    if any(problem.severity == "error" for problem in ordered):
        return ParsedPack(None, ordered, media, captions, parts=tuple(sound), coverage=tuple(covered))
    pack = _assemble([part for _, part in built])
    return ParsedPack(pack, ordered, media, captions, theme, tuple(built), tuple(covered))


def _missing_front(folder: Path) -> Message:
    """Return how to provide the pack.yaml that a folder lacks."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        names = []
    meant = next((name for name in names if _LIKE_FRONT.match(name)), None)
    if meant is not None:
        return Message("rename {file} to {name}", file=meant, name=FRONT)
    if {"panels", "galleries"} & set(names):
        return Message("create {file}", file=FRONT)
    if archive := next((name for name in names if name.lower().endswith(SUFFIX)), None):
        return Message("give the file {file} in it to `kiosk pack install` or `kiosk pack verify`", file=archive)
    return Message("give the folder that has pack.yaml in it; a new pack is made by `kiosk pack new`")


def _sheets(folder: Path, name: str, problems: list[Diagnostic]) -> list[SourceDocument]:
    """Read the YAML files of a subfolder in the order of their names."""
    fix: str = Message("make {name} a folder with one YAML file each", name=name)
    try:
        if (folder / name).is_symlink():
            problems.append(
                Diagnostic(SourceLocation(name), Message("{name} is a link", name=name), "a folder", fix, kind="file")
            )
            return []
        files = sorted(path.name for path in (folder / name).iterdir())
    except FileNotFoundError:
        return []
    except OSError:
        problems.append(
            Diagnostic(
                SourceLocation(name),
                Message("{name} cannot be read as a folder", name=name),
                "a folder",
                fix,
                kind="file",
            )
        )
        return []
    visible = [file for file in files if not file.startswith(".") and not file.endswith("~")]
    if len(visible) > MOST_FILES:
        message: str = Message("{name} has too many files: {count}", name=name, count=len(visible))
        expected = Message("at most {most} files", most=MOST_FILES)
        problems.append(
            Diagnostic(SourceLocation(name), message, expected, "divide the pack into several", kind="count")
        )
    for file in visible:
        if not file.isprintable():
            shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in file)
            message = "this file is not read: its name has characters that cannot be shown"
            problems.append(
                Diagnostic(SourceLocation(f"{name}/{shown}"), message, "NAME.yaml", "rename the file", kind="name")
            )
        elif not file.endswith(".yaml") and (folder / name / file).is_dir():
            fix = Message("move its .yaml files into {folder}, and the folder away", folder=f"{name}/")
            message = "this is a folder, and what is in it is not read"
            problems.append(Diagnostic(SourceLocation(f"{name}/{file}"), message, "NAME.yaml", fix, kind="name"))
        elif not file.endswith(".yaml"):
            stem = _LIKE_YAML.match(file)
            fix = Message("rename it to {name}", name=f"{stem[1]}.yaml") if stem else "move it away"
            message = "this file is not read: its name does not end in .yaml"
            problems.append(Diagnostic(SourceLocation(f"{name}/{file}"), message, "NAME.yaml", fix, kind="name"))
    yaml = [file for file in visible if file.endswith(".yaml") and file.isprintable()]
    sheets = [read_sheet(folder / name / file, f"{name}/{file}") for file in yaml[:MOST_FILES]]
    # A file with only its name wrong still counts as present, so that links to it are not reported as well.
    meant = [found[1] for file in visible if not file.endswith(".yaml") and (found := _LIKE_YAML.match(file))]
    below = [path.stem for path in sorted((folder / name).glob("*/*.yaml"))[:MOST_FILES]]
    return sheets + [SourceDocument(f"{name}/{stem}.yaml", None, []) for stem in [*meant, *below]]


def _in_their_places(
    folder: Path, panels: list[SourceDocument], galleries: list[SourceDocument], problems: list[Diagnostic]
) -> tuple[list[SourceDocument], list[SourceDocument]]:
    """Return the panels and the galleries, wherever their files are; a file or folder in a wrong place is reported."""
    found: dict[str, list[SourceDocument]] = {"panels": [], "galleries": []}
    for sheet in [*panels, *galleries]:
        there = sheet.file.split("/")[0]
        kind = _kind_of(sheet) or there
        found[kind].append(sheet)
        if kind != there:
            message = _ELSEWHERE[kind]
            problems.append(_misplaced(sheet.file, message, f"{kind}/{sheet.file.split('/')[1]}"))
    try:
        entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        entries = []
    for path in entries:
        kind = _FOLDERS.get(path.name.lower(), "")
        if kind and path.name != kind and path.is_dir() and (below := sorted(path.glob("*.yaml"))[:MOST_FILES]):
            message, fix = "this folder is not read", Message("rename it to {name}", name=kind)
            if (folder / kind).is_dir() and not (folder / kind).samefile(path):
                fix = Message("move its .yaml files into {folder}, and the folder away", folder=f"{kind}/")
            problems.append(Diagnostic(SourceLocation(path.name), message, f"{kind}/", fix, kind="name"))
            found[kind] += [SourceDocument(f"{kind}/{each.name}", None, []) for each in below]
        elif path.suffix == ".yaml" and path.name != FRONT and path.is_file():
            sheet = read_sheet(path, path.name)
            if kind := _kind_of(sheet):
                problems.append(
                    _misplaced(path.name, "this file is not read: it is beside pack.yaml", f"{kind}/{path.name}")
                )
                found[kind].append(SourceDocument(f"{kind}/{path.name}", None, []))
    return found["panels"], found["galleries"]


def _kind_of(sheet: SourceDocument) -> str:
    """Return the folder where a file with these fields belongs; "" if they do not show it."""
    plain = sheet.plain if sheet.root is not None else None
    if not isinstance(plain, dict) or ("pages" in plain) == ("pictures" in plain):
        return ""
    return "panels" if "pages" in plain else "galleries"


def _misplaced(file: str, message: str, place: str) -> Diagnostic:
    fix = Message("move it to {place}", place=place)
    return Diagnostic(SourceLocation(file), message, place, fix, kind="name")


def _context(
    media_files: MediaFiles,
    catalog: ProductCatalog,
    front: SourceDocument,
    panels: list[SourceDocument],
    galleries: list[SourceDocument],
) -> PackContext:
    """Gather what is known of the pack before anything is valid, so that one fault is not reported twice."""
    plain = front.plain or {}
    languages = [code.strip() for code in _list(plain, "languages") if isinstance(code, str)]
    sound = len(languages) == len(_list(plain, "languages")) and all(LANGUAGE.match(code) for code in languages)
    return PackContext(
        catalog=catalog,
        media_files=media_files,
        languages=tuple(languages) if sound else (),
        panels={_id(sheet): _pages(sheet) for sheet in panels},
        galleries=frozenset(_id(sheet) for sheet in galleries),
        sources=None if front.root is None else frozenset(_ids(plain, "sources")),
        titles=_titles(plain, panels, galleries),
    )


def _titles(
    front: dict[str, Any], panels: list[SourceDocument], galleries: list[SourceDocument]
) -> dict[tuple[str, str], str]:
    """Return the ids by (topic, title in any language), for whoever writes the title in place of the id."""
    found: dict[tuple[str, str], str] = {}
    named = [
        (topic, each.plain.get("title"), _id(each))
        for topic, sheets in (("gallery", galleries), ("panel", panels))
        for each in sheets
        if each.root
    ]
    named += [
        ("source", item.get("title"), str(item.get("id"))) for item in _list(front, "sources") if isinstance(item, dict)
    ]
    for topic, title, name in named:
        for words in title.values() if isinstance(title, dict) else [title]:
            if isinstance(words, str):
                found[topic, words.strip()] = name
                found |= {("place", words.strip()): name} if topic != "source" else {}
    return found


def _id(sheet: SourceDocument) -> str:
    written = sheet.plain.get("id") if sheet.root else None
    # An invalid id is reported in its place, and links by the file's name are right.
    return written.strip() if isinstance(written, str) and ID.match(written.strip()) else Path(sheet.file).stem


def _pages(sheet: SourceDocument) -> frozenset[str] | None:
    """Return the ids of a panel's pages; None unless all are sound."""
    pages = _list(sheet.plain, "pages") if sheet.root else []
    ids = _ids(sheet.plain, "pages") if pages else []
    return frozenset(ids) if pages and len(ids) == len(pages) and all(ID.match(name) for name in ids) else None


def _list(plain: dict[str, Any], key: str) -> list[Any]:
    value = plain.get(key)
    return value if isinstance(value, list) else []


def _ids(plain: dict[str, Any], key: str) -> list[str]:
    ids = (item.get("id") for item in _list(plain, key) if isinstance(item, dict))
    return [name.strip() for name in ids if isinstance(name, str)]


def _with_models(
    front: SourceDocument, panels: list[SourceDocument], galleries: list[SourceDocument]
) -> list[tuple[SourceDocument, type[PackSheet | Panel | Gallery]]]:
    return [(front, PackSheet), *((sheet, Panel) for sheet in panels), *((sheet, Gallery) for sheet in galleries)]


def _assemble(parts: list[Part]) -> Pack:
    front = next(part for part in parts if isinstance(part, PackSheet))
    place = {name: number for number, name in enumerate(front.home.tiles)}
    panels = sorted((p for p in parts if isinstance(p, Panel)), key=lambda p: place.get(p.id, len(place)))
    galleries = sorted((g for g in parts if isinstance(g, Gallery)), key=lambda g: place.get(g.id, len(place)))
    fields = {name: getattr(front, name) for name in PackSheet.model_fields}
    return Pack.model_construct(**fields, panels=tuple(panels), galleries=tuple(galleries))


def _media(built: list[tuple[SourceDocument, Part]]) -> tuple[MediaUse, ...]:
    return tuple(
        MediaUse(file.removeprefix("./"), sheet.location((*path, *below)), kind)
        for sheet, root in built
        for path, part in walk(root)
        for below, file, kind in part.media()
    )


def _captions(folder: Path, media: Sequence[MediaUse], problems: list[Diagnostic]) -> dict[str, tuple[Cue, ...]]:
    """Read every caption file once, and add its faults to `problems`."""
    read: dict[str, tuple[Cue, ...]] = {}
    for file in dict.fromkeys(use.file for use in media if use.kind == "captions"):
        read[file], found = read_captions(folder / file, file)
        problems += found
    return read
