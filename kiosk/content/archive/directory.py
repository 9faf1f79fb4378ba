"""The directory of an archive, line by line: any other form is reported, and nothing is unpacked for it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import BinaryIO

from kiosk.content.archive import archive_limits
from kiosk.content.archive.archive_format import CENTRAL, CENTRAL_MARK, END, END_MARK, LOCAL, LOCAL_MARK, SUFFIX, Entry
from kiosk.content.archive.portable_names import name_fault
from kiosk.content.messages import Message

COMPRESSED = "is compressed"
PUFFED = "is compressed, and would unpack to {times} times its size"
OTHER_FIELDS = "has fields that were not written by `kiosk pack build`"
FOLDER = "is a folder; an archive holds files only"
ENCRYPTED = "is encrypted"
TAIL = 66_000  # bytes that are searched for the end of a zip, as other readers do
_ZIP64 = b"PK\x06\x07"
# By their first bytes, and where these are.
_OTHER_PROGRAMS = (
    (0, b"Rar!", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (257, b"ustar", "tar"),
)
_HEAD_BYTES = 300


class FormError(Exception):
    """The file is not an archive, or not a whole one; the words are for staff. `fix`: if there is a better one."""

    def __init__(self, message: Message, fix: Message | None = None) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


class Directory:
    """`count` lines of a directory that begins at `offset` and has `size` bytes, up to the end of the file.

    `fault`: why it is not that of an archive although its lines can be read.
    """

    def __init__(self, stream: BinaryIO, length: int) -> None:
        """Find the directory. Raises FormError, OSError."""
        if length > archive_limits.ARCHIVE_BYTES:
            raise FormError(Message("is larger than {most} GB", most=archive_limits.ARCHIVE_BYTES // 10**9))
        tail_at = max(0, length - TAIL)
        stream.seek(tail_at)
        tail = stream.read(TAIL)
        place = tail.rfind(END_MARK)
        if place < 0 or len(tail) - place < END.size:
            raise _headless(stream)
        _, disk, first, here, count, size, offset, comment = END.unpack_from(tail, place)
        if tail[place - 20 : place - 16] == _ZIP64 or count == 0xFFFF or max(count, here) > archive_limits.ENTRIES:
            raise FormError(
                Message("holds too many files, or too much: at most {most} files", most=archive_limits.ENTRIES)
            )
        behind = comment or len(tail) - place > END.size
        self.fault = Message("has something behind its end") if behind else None
        if disk or first or here != count:
            raise FormError(Message("is one of several parts"))
        if offset + size != tail_at + place:
            raise FormError(Message("is not as long as it says: something is missing, or was put in"))
        stream.seek(offset)
        self.count, self.offset, self._bytes = count, offset, stream.read(size)

    def lines(self) -> Iterator[tuple[str, Entry | Message]]:
        """Yield each entry by its name, or its fault. Raises FormError if the lines end too early."""
        place, due, sound = 0, 0, True
        for _ in range(self.count):
            if self._bytes[place : place + 4] != CENTRAL_MARK or len(self._bytes) - place < CENTRAL.size:
                raise FormError(Message("has a directory that cannot be read"))
            fields = CENTRAL.unpack_from(self._bytes, place)
            name_length, extra, comment = fields[10:13]
            name_at = place + CENTRAL.size
            raw = self._bytes[name_at : name_at + name_length]
            place = name_at + name_length + extra + comment
            name = raw.decode("utf-8", "backslashreplace")
            entry = Entry(name, fields[9], fields[7], fields[16])
            fault = _fault(raw, fields, entry, due)
            sound = sound and fault is None
            yield name, fault or entry
            due = entry.offset + LOCAL.size + name_length + fields[8]
        if place != len(self._bytes) or (sound and due != self.offset):
            raise FormError(Message("is not as long as it says: something is missing, or was put in"))


def _headless(stream: BinaryIO) -> FormError:
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    if head.startswith(LOCAL_MARK):
        return FormError(Message("is cut short"))
    if not head:
        return FormError(Message("has no bytes"))
    for at, magic, kind in _OTHER_PROGRAMS:
        if head.startswith(magic, at):
            message = Message("is a {kind} file, and not made by `kiosk pack build`", kind=kind)
            fix = Message(
                "unpack it, and give the {suffix} in it, or the folder that has pack.yaml in it", suffix=SUFFIX
            )
            return FormError(message, fix)
    return FormError(Message("is not an archive"))


def _fault(raw: bytes, fields: tuple[int, ...], entry: Entry, due: int) -> Message | None:
    if fields[3] & 1:
        return Message(ENCRYPTED)
    return (
        _kind_fault(fields[1], fields[15])
        or _name_fault(raw, entry.name)
        or _size_fault(fields[4], fields[8], fields[9])
        or _place_fault(fields, entry, due)
    )


def _size_fault(method: int, packed: int, size: int) -> Message | None:
    if method:
        times = size // max(1, packed)
        if times > 100:
            return Message(PUFFED, times=times)
        return Message(COMPRESSED)
    if packed != size:
        return Message("has two sizes: {one} and {other} bytes", one=packed, other=size)
    if size > archive_limits.ENTRY_BYTES:
        return Message("is larger than {most} MB", most=archive_limits.ENTRY_BYTES // 10**6)
    return None


def _place_fault(fields: tuple[int, ...], entry: Entry, due: int) -> Message | None:
    if entry.offset != due:
        return Message("does not lie where it should: it overlaps another, or leaves a gap")
    if CENTRAL.pack(CENTRAL_MARK, *fields[1:]) != entry.central()[: CENTRAL.size]:
        return Message(OTHER_FIELDS)
    return None


def _kind_fault(by: int, attributes: int) -> Message | None:
    mode = attributes >> 16 if by >> 8 == 3 else 0
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        return Message("is a link")
    if kind in {stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK}:
        return Message("is a device and not a file")
    if kind == stat.S_IFDIR or attributes & 0x10:
        return Message(FOLDER)
    return None


def _name_fault(raw: bytes, name: str) -> Message | None:
    if raw.decode("utf-8", "replace") != name:
        return Message("has a name that is not UTF-8")
    if name.endswith("/"):
        return Message("is a folder; an archive holds files only")
    return name_fault(name)
