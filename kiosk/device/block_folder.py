"""Folder of a hall's own blocks: what is in it, and whether nobody but the administrator may change it.

What lies there is code that runs with the kiosk's rights. So each file must belong to root or to the user of this
process, and no other user may write it, its folder, or a folder above. All files are read at once, and what was read is
what runs. Nothing is run here.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kiosk import paths
from kiosk.content.block_source import BlockSource
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message, UserText
from kiosk.device.errors import why

KIND = re.compile(r"[a-z][a-z0-9]{1,31}\Z")
READ = {".py", ".qml", ".yaml", ""}  # "" is qmldir; the rest (pictures, shaders) is only looked for by its QML
MOST_FILES = 200
MOST_BYTES = 1_000_000
EXPECTED = "files that only root, or the user of this program, may change"
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class BlockFolder:
    """The blocks in a `folder`, by kind, and why others in it are refused; None: the hall has none of its own."""

    folder: Path | None = None
    sources: Mapping[str, BlockSource] = field(default_factory=dict)
    problems: Mapping[str, Diagnostic] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Return what identifies the content of all blocks; "" without any."""
        if not self.sources:
            return ""
        return sha256("".join(source.fingerprint() for source in self.sources.values()).encode("ascii")).hexdigest()


class _UnsafeError(Exception):
    """Somebody else may change what would run; the message says where."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def read_block_folder(folder: Path) -> BlockFolder:
    """Read the blocks in a folder: each subfolder is one, named by its kind. Never raises for what is in it.

    A problem of the folder as a whole has the key "".
    """
    real = Path(os.path.realpath(folder))
    try:
        for above in {*folder.absolute().parents, *real.parents}:
            _refuse_others(above, above.stat(), sticky=True)
        _refuse_others(real, real.stat())
        names = sorted(entry.name for entry in os.scandir(real) if entry.is_dir() or entry.is_symlink())
    except _UnsafeError as error:
        return BlockFolder(folder, problems={"": _unsafe(folder, error)})
    except OSError as error:
        return BlockFolder(folder, problems={"": _problem(folder, _absent(error), "a folder", _right_place())})
    sources, problems = {}, {}
    for name in names:
        if name.startswith((".", "__")):
            continue
        found = _read_kind(real / name)
        if isinstance(found, BlockSource):
            sources[name] = found
        else:
            problems[name] = found
    return BlockFolder(folder, sources, problems)


def _absent(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return Message("the folder of the hall's blocks is missing")
    if isinstance(error, NotADirectoryError):
        return Message("what should be the folder of the hall's blocks is a file")
    return Message("the folder of the hall's blocks cannot be read: {reason}", reason=why(error))


def _read_kind(folder: Path) -> BlockSource | Diagnostic:
    name = folder.name
    if not KIND.match(name):
        message = Message("{name} cannot be a kind of block", name=_quoted(name))
        expected = "two to 32 small letters a to z and digits, a letter first"
        return _problem(folder, message, expected, "rename the folder, and its files and class too")
    if (paths.blocks() / name).is_dir():
        message = Message("{name} is a kind of the program itself, which stays", name=_quoted(name))
        return _problem(folder, message, "another name", "rename the folder, and its files and class too")
    files: dict[str, bytes] = {}
    try:
        for number, (file, seen) in enumerate(_walk(folder)):
            if number >= MOST_FILES:
                message = Message("a block has more than {most} files", most=MOST_FILES)
                return _problem(folder, message, Message("at most {most}", most=MOST_FILES), _move_away())
            _refuse_others(file, seen)
            if stat.S_ISREG(seen.st_mode) and file.parent == folder and file.suffix in READ:
                files[file.name] = _read(file)
    except _UnsafeError as error:
        return _unsafe(folder, error)
    except OSError as error:
        message = Message("this block cannot be read: {why}", why=why(error))
        return _problem(Path(error.filename or folder), message, "a file", _move_away())
    source = BlockSource(name, folder, files)
    return _missing(source) or source


def _missing(source: BlockSource) -> Diagnostic | None:
    for needed in (source.module, source.qml("Block")):
        if needed not in source.files:
            message = Message(
                "{file} is missing, without which {name} is no block", file=needed, name=_quoted(source.kind)
            )
            expected = Message("a file {file}", file=needed)
            return _problem(source.folder, message, expected, "add it; see `kiosk help blocks`")
    return None


def _walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield everything of a block, the folder itself first; links are not followed. Raises OSError."""
    yield folder, folder.lstat()
    for place, folders, files in os.walk(folder, onerror=_raise):
        for name in sorted((*folders, *files)):
            entry = Path(place, name)
            yield entry, entry.lstat()


def _raise(error: OSError) -> None:
    raise error


def _read(file: Path) -> bytes:
    """Return the content of a file, which is still the one that was looked at. Raises OSError, _UnsafeError."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        _refuse_others(file, os.fstat(handle))
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _UnsafeError(Message("{file} is larger than {most} MB", file=file, most=MOST_BYTES // 10**6))
    return data


def _refuse_others(place: Path, seen: os.stat_result, *, sticky: bool = False) -> None:
    """Raise _UnsafeError where another user may change a file or folder, or it is neither.

    `sticky`: in a folder such as /tmp others may not touch what is not theirs.
    """
    if not (stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode)):
        raise _UnsafeError(Message("{place} is a link, or no ordinary file", place=place))
    if os.name != "posix":
        return
    if seen.st_uid not in {0, os.geteuid()}:
        raise _UnsafeError(Message("{place} belongs to {owner}", place=place, owner=_user(seen.st_uid)))
    if seen.st_mode & _OTHERS and not (sticky and seen.st_mode & stat.S_ISVTX):
        raise _UnsafeError(Message("{place} can be changed by other users", place=place))


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _quoted(name: str) -> UserText:
    return UserText(name if name.isprintable() else ascii(name)[1:-1])


def _unsafe(folder: Path, error: _UnsafeError) -> Diagnostic:
    message = Message("code from here is not run: {why}", why=error.message)
    fix = Message("as root: chown -R root: {folder}; chmod -R go-w {folder}; the folders above it alike", folder=folder)
    return _problem(folder, message, EXPECTED, fix)


def _problem(place: Path, message: Message, expected: str, fix: str) -> Diagnostic:
    return Diagnostic(SourceLocation(str(place)), message, expected, fix, kind="blocks")


def _right_place() -> str:
    return "put it there, or correct the path"


def _move_away() -> str:
    return "move what does not belong there out of the folder"
