"""Targets of a withdrawal: the file, page or picture that a name means, and what goes with it."""

from __future__ import annotations

import hashlib
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kiosk import paths
from kiosk.content.archive.archive_format import END_MARK, LOCAL_MARK, SUFFIX
from kiosk.content.loader import load_pack
from kiosk.content.messages import Message, together
from kiosk.content.model import Pack
from kiosk.content.model.picture import GalleryPicture
from kiosk.content.redaction import Use, Withheld, hidden_files, path_of, uses, withhold
from kiosk.device.errors import RefusedError
from kiosk.device.withdrawal_list import Withdrawal, Withdrawals
from kiosk.media.pictures.metadata_stripper import readable_digest, shipped_digest
from kiosk.packs.hall_blocks import catalog_for
from kiosk.packs.store.index import BUILT_IN, StoreIndex
from kiosk.packs.store.layout import PACK
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.purge import places
from kiosk.packs.store.removed_files import installed_manifest, removed_files

MOST = 40  # names listed if several fit
FEW = 5  # names listed if none fits
LONGEST = 200  # letters of a name that are compared
INSTALLED, SHIPS, IN_FOLDER = "installed", "ships", "in a folder"
SHEETS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class PackHere:
    """A pack on this device: INSTALLED in its store, SHIPS with the product, or IN_FOLDER, which the screen shows.

    `folder` contains its pack.yaml.
    """

    folder: Path
    name: str
    pack: Pack
    digests: Mapping[str, str]
    kind: str = INSTALLED
    _hashes: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def called(self) -> Message:
        """Return its name for staff: the same pack may both ship with the product and be installed."""
        if self.kind == SHIPS:
            return Message("{pack} (built-in)", pack=self.name)
        if self.kind == IN_FOLDER:
            return Message("{pack} ({folder})", pack=self.name, folder=self.folder)
        return Message("{pack} (installed)", pack=self.name)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Return each use of a file."""
        return tuple(uses(self.pack))

    def digest(self, file: str) -> str:
        """Return the SHA-256 of a file of the pack; "" if it cannot be read."""
        return self.digests.get(file, "")

    def hashes(self, file: str) -> tuple[str, ...]:
        """Return the same, and that of the file as it would be installed; empty if it cannot be read."""
        if file not in self._hashes:
            shipped = readable_digest(self.folder / file) if self.kind != INSTALLED else ""
            self._hashes[file] = tuple(dict.fromkeys(filter(None, (self.digest(file), shipped))))
        return self._hashes[file]


@dataclass(frozen=True)
class WithdrawalTarget:
    """The content to withdraw; `stays` are files of a page that are shown elsewhere too, with one of those places.

    `source`: the named file on this disk; `namesakes` are files of packs with its name, which may be meant if no pack
    has its bytes.
    """

    withdrawal: Withdrawal
    source: Path | None = None
    stays: tuple[Use, ...] = field(default=())
    unknown: bool = False
    namesakes: tuple[Namesake, ...] = ()


class Namesake(NamedTuple):
    """A file of a pack with the name, but not the bytes, of one on this disk; `call` withdraws it."""

    pack: Message
    file: str
    call: str


def packs_here(
    store: PackStore, store_index: StoreIndex, first: str | None = None, screen: Path | None = None
) -> list[PackHere]:
    """Return the readable packs of this device; the one at the place `first` comes first.

    Without `first`, the one in the folder that the `screen` shows, which may be outside any store, else the live one.

    Packs in the store's folder are on this device, whether or not the index lists them.
    """
    screen = screen if first is None else None
    first = store_index.live if first is None else first
    known = [pack.install_path for pack in store_index.packs]
    lying = [place.relative_to(store.folder).as_posix() for place in places(store.folder)]
    ordered = sorted(dict.fromkeys((*known, *lying)), key=lambda place: place != first)
    found = [_read(store.folder / place / PACK, INSTALLED, _sealed(store.folder / place)) for place in ordered]
    folders = sorted(sheet.parent for sheet in paths.content().glob("*/pack.yaml"))
    folders.sort(key=lambda folder: folder.name != paths.DEFAULT_PACK)
    shipped = [_read(folder, SHIPS, None) for folder in folders]
    both = (*shipped, *found) if first == BUILT_IN else (*found, *shipped)
    packs = [pack for pack in both if pack is not None]
    if screen is None:
        return packs
    there = [pack for pack in packs if _is_same(pack.folder, screen)]
    if not there and (own := _read(screen, IN_FOLDER, None)) is not None:
        there = [own]
    return [*there, *(pack for pack in packs if pack not in there)]


@dataclass(frozen=True)
class Counting:
    """How a picture's number is understood: as visitors count in the first pack, without what is `withdrawn`.

    `certain` is False if it is unknown whether the screen shows this pack without exactly that.
    """

    withdrawn: Withdrawals = field(default_factory=Withdrawals)
    certain: bool = True


def is_first(packs: Sequence[PackHere], screen: Path) -> bool:
    """Return whether the first pack is the one in the folder that the screen shows."""
    return bool(packs) and _is_same(packs[0].folder, screen)


def find_target(
    name: str, packs: Sequence[PackHere], counting: Counting | None = None, withdrawn: Withdrawals | None = None
) -> WithdrawalTarget:
    """Return the target of a file on this disk, panel/page, gallery/picture or a file of a pack.

    A picture is named by its file or by its number from 1: as visitors count, or, without a `counting`, as listed in
    the first pack that has the gallery. What is `withdrawn` shows nothing any more.
    Raises RefusedError, also if a number may mean several pictures.
    """
    if PurePosixPath(name).suffix in SHEETS:
        message = Message(
            "{name} has the words of a pack, which would not open without it; withdraw the page, as panel/page, or a "
            "picture",
            name=name,
        )
        raise RefusedError(message)
    _refuse_whole_packs(name)
    with suppress(OSError):
        if Path(name).is_file():
            return _source(name, packs)
    name = composed(name)
    target = _page(name, packs, withdrawn) or _picture(name, packs, counting) or _file(name, packs)
    if target is None:
        raise RefusedError(_unknown(name, packs))
    return target


def _refuse_whole_packs(name: str) -> None:
    """Raise RefusedError for an archive, or a pack's folder: neither appears on a screen."""
    path = Path(name)
    with suppress(OSError):
        if path.suffix.lower() == SUFFIX or (path / "pack.yaml").is_file():
            raise RefusedError(
                Message(
                    "{name} is a whole pack, and no picture or page; nothing was withdrawn. Name what nobody may see "
                    "any more: a picture as gallery/picture, a page as panel/page, or a file of it, such as "
                    "media/park.jpg. A pack is taken off this device by `kiosk pack remove`",
                    name=name,
                )
            )
        if path.is_file() and _is_zip(path):
            raise RefusedError(
                Message(
                    "{name} is an archive of other files, and nothing was withdrawn: unpack it, and name each picture "
                    "in it that nobody may see any more",
                    name=name,
                )
            )


def _is_zip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(LOCAL_MARK)) in {LOCAL_MARK, END_MARK}


def composed(name: str) -> str:
    """Return a name in the composed form that packs use; other systems decompose accented letters."""
    return unicodedata.normalize("NFC", name)


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _source(name: str, packs: Sequence[PackHere]) -> WithdrawalTarget:
    """Return the target of a file on this disk. Raises OSError; RefusedError if empty: every empty file would match."""
    file = Path(name)
    if not file.stat().st_size:
        raise RefusedError(Message("{file} is empty, and is not withdrawn: it is no picture of anybody", file=name))
    # A built or installed pack has the picture without its metadata.
    hashes = tuple(dict.fromkeys((digest_of(file), shipped_digest(file))))
    withdrawal, source = Withdrawal("file", composed(file.name), hashes), file.absolute()
    if any(set(hashes).intersection(each.digests.values()) for each in packs):
        return WithdrawalTarget(withdrawal, source)
    return WithdrawalTarget(withdrawal, source, unknown=True, namesakes=tuple(_namesakes(name, packs)))


def _namesakes(name: str, packs: Sequence[PackHere]) -> Iterator[Namesake]:
    name = composed(name)
    gallery, _, part = name.partition("/")
    for each in packs:
        meant = {file for file in each.digests if PurePosixPath(file).name == Path(name).name}
        meant |= {file for file in [_picture_file(each.pack, gallery, part)] if file is not None}
        for file in sorted(meant):
            yield Namesake(each.called, file, _call(file, each))


def _call(file: str, each: PackHere) -> str:
    """Return the name that withdraws a file of a pack from this folder, even if a file of this folder has that path."""
    shown = [
        f"{gallery.id}/{file}"
        for gallery in each.pack.galleries
        for use in gallery.pictures
        if path_of(use.file) == file
    ]
    free = next((name for name in (*shown, file) if not Path(name).exists()), "")
    return f"kiosk pack withdraw {shlex.quote(free)}" if free else f"cd / && kiosk pack withdraw {shlex.quote(file)}"


def _page(name: str, packs: Sequence[PackHere], withdrawn: Withdrawals | None) -> WithdrawalTarget | None:
    """Return a page, with the files that nothing else shows, so that it does not come back under another id."""
    gone = withdrawn or Withdrawals()
    hidden = gone.pages | gone.pictures | {name}
    if not any(name == f"{panel.id}/{page.id}" for each in packs for panel in each.pack.panels for page in panel.pages):
        return None
    elsewhere = {
        digest: use
        for each in packs
        for use in each.uses
        if use.where not in hidden
        for digest in each.hashes(use.file)
        if digest not in gone.hashes
    }
    own: list[str] = []
    stays: dict[str, Use] = {}
    for each in packs:
        for use in (use for use in each.uses if use.where == name):
            hashes = each.hashes(use.file)
            other = next((elsewhere[digest] for digest in hashes if digest in elsewhere), None)
            if other is not None:
                stays[use.file] = Use(use.file, other.where)
            else:
                own += hashes
    return WithdrawalTarget(Withdrawal("page", name, tuple(dict.fromkeys(own))), stays=tuple(stays.values()))


def _picture(name: str, packs: Sequence[PackHere], counting: Counting | None) -> WithdrawalTarget | None:
    """Return a picture of a gallery, with its bytes in every pack."""
    gallery, _, part = name.partition("/")
    having = [each for each in packs if each.pack.gallery(gallery)]
    if counting is not None and having and part.isdecimal():
        file = _counted(name, having[0], replace(counting, certain=counting.certain and having[0] is packs[0]))
    else:
        found = (_picture_file(each.pack, gallery, part) for each in having)
        file = next((file for file in found if file is not None), None)
    if file is None:
        return None
    where = f"{gallery}/{file}"
    hashes = (digest for each in packs for use in each.uses if use.where == where for digest in each.hashes(file))
    return WithdrawalTarget(Withdrawal("picture", where, tuple(dict.fromkeys(hashes))))


def _counted(name: str, each: PackHere, counting: Counting) -> str | None:
    """Return the picture's file that a number means; None if there is none. Raises RefusedError if it is ambiguous."""
    gallery, _, part = name.partition("/")
    shown = _shown(each, gallery, counting.withdrawn)
    files = [path_of(picture.file) for picture in shown]
    counted = files[int(part) - 1] if 1 <= int(part) <= len(files) else None
    called = {file for file in _listed_files(each.pack, gallery) if part in {PurePosixPath(file).name, _stem(file)}}
    used = any(
        name in entry.called and entry.name.startswith(f"{gallery}/")
        for entry in counting.withdrawn.entries
        if entry.kind == "picture"
    )
    one = len({counted, *called} - {None}) <= 1
    readable = all(map(each.digest, files))
    if one and readable and (counting.certain or counted is None) and not (used and counted is not None):
        return next(iter(called), counted)
    if not shown:
        return None
    message = Message(
        "{name} was withdrawn already, and what was the next picture may have this number now; nothing was withdrawn. "
        "Name the picture by its file; {pack} shows: {names}"
        if used
        else "which picture {name} is on the screen cannot be determined; nothing was withdrawn. Name the "
        "picture by its file; {pack} shows: {names}",
        name=name,
        pack=each.called,
        names=together([_numbered(n, gallery, picture, each.pack) for n, picture in enumerate(shown, 1)], MOST),
    )
    raise RefusedError(message)


def _shown(each: PackHere, gallery: str, withdrawn: Withdrawals) -> tuple[GalleryPicture, ...]:
    """Return the pictures of a gallery that visitors see, in order."""
    hidden = removed_files(each.folder)
    hidden |= hidden_files(each.pack, each.digests, withdrawn.hashes, withdrawn.pictures)
    if each.kind != INSTALLED and withdrawn.hashes:  # a picture may be withdrawn as it would be installed
        hidden |= {
            file
            for file in _listed_files(each.pack, gallery)
            if readable_digest(each.folder / file) in withdrawn.hashes
        }
    rest = withhold(each.pack, Withheld(frozenset(hidden), withdrawn.pages, withdrawn.pictures)).gallery(gallery)
    return rest.pictures if rest else ()


def _numbered(number: int, gallery: str, picture: GalleryPicture, pack: Pack) -> Message:
    titles = dict.fromkeys(picture.title.by_language(pack.languages).values())
    file = f"{gallery}/{path_of(picture.file)}"
    return Message("{number} {title} ({file})", number=number, title=" / ".join(titles), file=file)


def _stem(file: str) -> str:
    return PurePosixPath(file).stem


def _listed_files(pack: Pack, gallery: str) -> list[str]:
    found = pack.gallery(gallery)
    return [path_of(picture.file) for picture in found.pictures] if found else []


def _picture_file(pack: Pack, gallery: str, part: str) -> str | None:
    files = _listed_files(pack, gallery)
    if part.isdecimal() and 1 <= int(part) <= len(files):
        return files[int(part) - 1]
    return next((file for file in files if part in {file, PurePosixPath(file).name, _stem(file)}), None)


def _file(name: str, packs: Sequence[PackHere]) -> WithdrawalTarget | None:
    """Return a file of a pack, by its path or its name alone, with its bytes in every pack."""
    known = {file for each in packs for file in each.digests}
    fitting = {file for file in known if file == name.removeprefix("./")} or {
        file for file in known if PurePosixPath(file).name == name
    }
    if len(fitting) > 1:
        raise RefusedError(
            Message("{name} may be any of {names}; give the whole path", name=name, names=_listed(fitting))
        )
    if not fitting:
        return None
    (file,) = fitting
    hashes = (digest for each in packs if file in each.digests for digest in each.hashes(file))
    return WithdrawalTarget(Withdrawal("file", file, tuple(dict.fromkeys(hashes))))


def _read(folder: Path, kind: str, sealed: Mapping[str, str] | None) -> PackHere | None:
    loaded = load_pack(folder, catalog_for(folder), removed_files(folder))
    if loaded.pack is None:
        return None
    digests = dict(sealed or {})
    for use in loaded.media if sealed is None else ():
        with suppress(OSError):
            digests[use.file] = digest_of(folder / use.file)
    known = {use.file for use in loaded.media}
    digests = {file: digest for file, digest in digests.items() if file in known or sealed is not None}
    return PackHere(folder, f"{loaded.pack.id} {loaded.pack.version}", loaded.pack, digests, kind)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _sealed(place: Path) -> Mapping[str, str]:
    manifest = installed_manifest(place)
    return {name: stored.sha256 for name, stored in manifest.files.items()} if manifest else {}


def _unknown(name: str, packs: Sequence[PackHere]) -> Message:
    """Say that no pack has such a name, and list the nearest names: in the first pack, else in any other."""
    for each in packs:
        if near := _nearest(name, _names(each.pack, each.digests)):
            return Message(
                "{name} is no file, and no pack on this device has a page, a picture or a file of this name; nearest "
                "in {pack}: {names}",
                name=name,
                pack=each.called,
                names=", ".join(near),
            )
    if not packs:
        return Message("{name} is no file, and there is no pack on this device that can be read", name=name)
    names = [*dict.fromkeys(_names(packs[0].pack, ()).values())]
    return Message(
        "{name} is no file, and no pack on this device has a page, a picture or a file of this name; {pack} has: "
        "{names}",
        name=name,
        pack=packs[0].called,
        names=", ".join(names[:FEW]) + (", …" if len(names) > FEW else "") or "–",
    )


def _nearest(name: str, names: Mapping[str, str]) -> list[str]:
    """Return the most likely of these names, by how they may be typed; empty if none is near."""
    typed = name.lower()[:LONGEST]
    gallery, _, part = typed.partition("/")
    found = [names[gallery]] if part.isdecimal() and gallery in names else []
    found += [names[other] for other in get_close_matches(typed, names, n=2 * FEW, cutoff=0.6)]
    return list(dict.fromkeys(found))[:FEW]


def _names(pack: Pack, files: Iterable[str]) -> dict[str, str]:
    """Return what can be withdrawn of a pack (pages, pictures, files) by how it may be typed, in lower case."""
    names = {f"{panel.id}/{page.id}": f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages}
    for gallery in pack.galleries:
        names[gallery.id] = f"{gallery.id}/1–{len(gallery.pictures)}"
        for file in map(path_of, (picture.file for picture in gallery.pictures)) if files else ():
            names |= dict.fromkeys(
                (f"{gallery.id}/{file}", f"{gallery.id}/{PurePosixPath(file).name}"), f"{gallery.id}/{file}"
            )
    for file in (file for file in files if PurePosixPath(file).suffix not in SHEETS):
        names |= {file: file, PurePosixPath(file).name: file}
    return {typed.lower(): shown for typed, shown in names.items()}


def _listed(names: Iterable[str]) -> str:
    ordered = list(names)
    return ", ".join(ordered[:MOST]) + (", …" if len(ordered) > MOST else "")
