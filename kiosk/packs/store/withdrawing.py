"""Withdrawals on this device, carried out and lifted, and the protocol of each for staff's files.

The list comes first: from then on no pack shows the content, whatever else fails. Then everything that can be removed
is. What is out of reach is reported, since a person's right does not end at this disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kiosk import paths
from kiosk.analytics.journal.clock_doubt import dated, is_wrong
from kiosk.content.messages import Message, harmless, together
from kiosk.content.redaction import Use
from kiosk.device.disk import FULL, discard, make_folder, write_new
from kiosk.device.errors import RefusedError, for_the_disk, why
from kiosk.device.withdrawal_list import (
    IN_DOUBT,
    UnreadableListError,
    Withdrawal,
    Withdrawals,
    known_withdrawals,
    read_withdrawals,
    write_withdrawals,
)
from kiosk.packs.store.index import StoreIndex
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.layout import COMPILED
from kiosk.packs.store.purge import Purged, purge_cache, purge_made, purge_prepared
from kiosk.packs.store.withdrawal_lock import changing
from kiosk.packs.store.withdrawal_targets import (
    IN_FOLDER,
    INSTALLED,
    SHIPS,
    Counting,
    PackHere,
    WithdrawalTarget,
    composed,
    digest_of,
    find_target,
    is_first,
    packs_here,
)

NOTHING = Message("nothing was withdrawn")
NOT_LIFTED = Message("nothing was lifted")
UNWRITTEN = Message(
    "nothing was withdrawn, for the list of it, {file}, cannot be written: {why}. Take the screen from visitors, "
    "`kiosk ctl out-of-service on`; let this user write that file, on a disk that is not read-only; and withdraw it "
    "again"
)
GONE = Message("no pack on this device shows it any more: installed, built-in, looked at or gone back to")
LISTED = Message("it is on the list: what is made ready for the screen from now on is without it")
NO_ROOM = Message(
    "nothing was withdrawn: the disk is full, and what was prepared of it made too little room; make some with `kiosk "
    "pack remove`, or remove other files from this disk, and withdraw it again"
)
UNKEPT_WITHDRAWAL = Message(
    "the withdrawal holds, but the protocol could not be kept in {folder}: {why}. This message is the only record: "
    "copy or photograph it now; `kiosk pack withdraw --list` tells later what was withdrawn, by whom, when and why"
)
UNKEPT_LIFT = Message(
    "what was lifted stays lifted, but the protocol could not be kept in {folder}: {why}. This message is the only "
    "record: copy or photograph it now"
)
MAKE_ROOM = Message("make room on this disk: `kiosk pack remove`, or remove other files from it")
AGAIN = Message("it was on the list already: who withdrew it, when and why stay as they were recorded first")
STAYS = {
    SHIPS: Message("{file} stays on the disk, for it belongs to the program; no pack shows it"),
    IN_FOLDER: Message("{file} stays on the disk, for its pack is in a folder of its own; no pack shows it"),
}
OPERATOR_MENU = "operator menu · 操作菜单"  # in the list, where earlier programs show it as it is
KINDS = {"file": Message("the file"), "page": Message("the page"), "picture": Message("the picture of a gallery")}


class ScreenReport(NamedTuple):
    """The state of the screen for staff; `obeys` is False if it may still show withdrawn content."""

    message: Message
    obeys: bool = True


Shown = Callable[[], ScreenReport | None]
"""Waits until the kiosk that runs obeys the list; returns what of it staff should know, None where it does."""


class Request(NamedTuple):
    """Staff's request; the pack at `place` takes precedence, and a picture's number is that of its own list.

    None: the one in the folder that the `screen` shows, or the live one. `seen` is False if a running kiosk does not
    report what it shows, or does not obey the list yet: a picture's number is then uncertain.
    """

    name: str
    by: str
    why: str = ""
    place: str | None = None
    screen: Path | None = None
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Protocol:
    """What was done, as lines for staff; `rest` was not reached. `file` is where it is kept; None: `rest` says why not.

    `urgent` comes first: somebody has to act, or the intended content is not withdrawn.
    """

    lines: tuple[Message, ...]
    rest: tuple[Message, ...] = ()
    complete: bool = True
    file: Path | None = None
    urgent: tuple[Message, ...] = ()


def withdraw(store: Installer, request: Request, shown: Shown = lambda: None) -> Protocol:
    """Withdraw what a name means, and remove it from this device. RefusedError means that nothing has changed."""
    store_index, incident = _store_index(store)
    packs = packs_here(store, store_index, request.place, request.screen)
    target = find_target(request.name, packs, _counting(request, packs), known_withdrawals())
    entry = replace(target.withdrawal, by=_line(request.by), why=_line(request.why), called=(composed(request.name),))
    try:
        with changing(NOTHING) as before:
            entry = _now_dated(entry, before)
            listed = before.with_entry(entry)
            made = _write(store, listed, entry)
    except RefusedError as refused:
        if isinstance(error := refused.__cause__, OSError):
            raise RefusedError(Message(UNWRITTEN.template, file=paths.withdrawn(), why=why(error))) from error
        raise
    again = before.find(entry.kind, entry.name) is not None
    entry = listed.find(entry.kind, entry.name) or entry
    screen = shown()
    purged, hindered = _purge(store, entry)
    purged = [*made, *purged]
    gone = [
        Message("{pack}: it was shown at {places}", pack=each.called, places=", ".join(places))
        for each in packs
        if (places := list(dict.fromkeys(_places(each, entry))))
    ]
    urgent = [*([screen.message] if screen and not screen.obeys else []), *_mistaken(target)]
    lines = [
        _heading(entry),
        *([AGAIN] if again else []),
        *([] if target.unknown else [LISTED if urgent else GONE]),
        *gone,
        *(
            Message(
                "{file} stays, for it is shown at {place} as well; withdraw it by its name if it must go",
                file=use.file,
                place=use.where,
            )
            for use in target.stays
        ),
        *(Message("removed: {file}", file=each.path) for each in purged if not each.why),
    ]
    rest = [
        *([screen.message] if screen and screen.obeys else []),
        *(message for message in (incident, hindered) if message),
        *(Message("not removed: {file}: {why}", file=each.path, why=each.why) for each in purged if each.why),
        *_unreached(packs, entry, target),
    ]
    whole = not urgent and not incident and not hindered and not any(each.why for each in purged)
    return _kept(Protocol(tuple(lines), tuple(rest), whole, urgent=tuple(urgent)), UNKEPT_WITHDRAWAL)


def lift(request: Request, store: Installer | None = None) -> Protocol:
    """Lift a withdrawal: by its number or name in the list, a file, or a name that the packs in `store` give a meaning.

    Raises RefusedError.
    """
    packs = packs_here(store, _store_index(store)[0], request.place, request.screen) if store else []
    with changing(NOT_LIFTED) as before:
        lifted = _meant(request, before, packs)
        rest = before.without([lifted])
        try:
            write_withdrawals(rest)
        except OSError as error:
            raise for_the_disk(NOT_LIFTED, error) from error
    now = _local(_now_dated(lifted, before))
    message = Message("lifted by {by} at {when}: {what}", by=_who(request.by), when=now, what=_what(lifted))
    lines = [Message("{what} ({why})", what=message, why=_line(request.why)) if request.why else message]
    if rest.hashes.intersection(lifted.hashes):
        lines.append(Message("another withdrawal still hides files of it; `kiosk pack withdraw --list` says which"))
    lines += [Message("{pack} shows it again", pack=each.called) for each in packs if _has_now(each, lifted, rest)]
    if not packs or any(_lacks(each, lifted) for each in packs):
        lines.append(Message("what was removed comes back with the next installation of a pack that has it"))
    return _kept(Protocol(tuple(lines)), UNKEPT_LIFT)


def describe(entry: Withdrawal) -> Message:
    """Return an entry of the list as one line, with the number by which it can be lifted."""
    when = _local(entry)
    line = Message(
        "{number}  {what}  {when}  {by}", number=entry.number, what=_what(entry), when=when, by=_who(entry.by)
    )
    return Message("{what} ({why})", what=line, why=_line(entry.why)) if entry.why else line


def _counting(request: Request, packs: Sequence[PackHere]) -> Counting | None:
    """Return how visitors count, or None if a place was given. Raises RefusedError for an unreadable list."""
    if request.place is not None:
        return None
    try:
        withdrawn = read_withdrawals()
    except UnreadableListError as error:
        raise RefusedError(error.message) from error
    on_screen = request.screen is None or is_first(packs, request.screen)
    return Counting(withdrawn, request.seen and on_screen)


def _store_index(store: Installer) -> tuple[StoreIndex, Message | None]:
    """Return the index, and why it is unknown if so: nobody's right waits for a repair of the store."""
    try:
        return store.store_index(), None
    except RefusedError as refused:
        return StoreIndex(), refused.message
    except OSError as error:
        return StoreIndex(), for_the_disk(Message("the store cannot be read"), error).message


def _purge(store: Installer, entry: Withdrawal) -> tuple[list[Purged], Message | None]:
    """Remove what can be removed; return that, and why the store could not be changed.

    What somebody lifted during the wait for the screen stays: it may be on the screen again.
    """
    listed = known_withdrawals()
    hashes = set(entry.hashes) if listed is None else listed.hashes.intersection(entry.hashes)
    purged = list(purge_cache(paths.cache(), hashes))
    try:
        return [*purged, *store.purge()], None
    except RefusedError as refused:
        return purged, Message(
            "the packs' own copies are still on the disk ({why}); the next change of the store removes them",
            why=refused.message,
        )


def _places(each: PackHere, entry: Withdrawal) -> Iterator[str]:
    if entry.kind == "page" and entry.name in _pages(each):
        yield entry.name
    for use in each.uses:
        if _is_meant(each, use, entry):
            yield use.where


def _mistaken(target: WithdrawalTarget) -> Iterator[Message]:
    """Yield what may be meant by a named file on this disk whose bytes no pack has."""
    if not target.unknown or target.source is None:
        return
    yield Message(
        "no pack on this device has the bytes of {file}: nothing leaves the screen by this; they are on the list, for "
        "packs that come later",
        file=target.source,
    )
    for each in target.namesakes:
        yield Message(
            "{pack} has {file} with other bytes, which are not withdrawn by this; if that one was meant: `{call}`",
            pack=each.pack,
            file=each.file,
            call=each.call,
        )


def _unreached(packs: Iterable[PackHere], entry: Withdrawal, target: WithdrawalTarget) -> Iterator[Message]:
    hashes = set(entry.hashes)
    staying: list[Path] = []
    for each in packs:
        for file, digest in each.digests.items() if each.kind != INSTALLED else ():
            if digest in hashes:
                staying.append(each.folder / file)
                yield Message(STAYS[each.kind].template, file=each.folder / file)
    if target.source is not None and target.source not in staying:
        yield Message("{file} itself stays where it is", file=target.source)
    for archive in _archives(hashes):
        yield Message("{file} on a stick that is plugged in has it", file=archive)
    yield Message(
        "not reached: the folders of who writes the packs, archives (.kioskpack) elsewhere, sticks, copies of this "
        "disk, other devices; withdraw it there too"
    )


def _archives(hashes: set[str]) -> Iterator[Path]:
    from kiosk.device.usb_sticks import archives, sticks
    from kiosk.packs.store.verification import opened

    for stick in sticks():
        for file in archives(stick):
            with suppress(OSError, RefusedError), opened(file, None) as (archive, _):
                if any(stored.sha256 in hashes for stored in archive.manifest.files.values()):
                    yield file


def _has_now(each: PackHere, lifted: Withdrawal, rest: Withdrawals) -> bool:
    """Return whether a pack has lifted content on this disk, and nothing else hides it there."""
    if lifted.kind == "page":
        return lifted.name not in rest.pages and lifted.name in _pages(each)
    hidden = rest.pages | rest.pictures
    return any(
        _is_meant(each, use, lifted)
        and each.digest(use.file) not in rest.hashes
        and use.where not in hidden
        and (each.folder / use.file).is_file()
        for use in each.uses
    )


def _lacks(each: PackHere, lifted: Withdrawal) -> bool:
    """Return whether files of lifted content are missing from a pack on this disk."""
    wanted = set(lifted.hashes)
    files = {file for file, digest in each.digests.items() if digest in wanted}
    files |= {use.file for use in each.uses if _is_meant(each, use, lifted)}
    return any(not (each.folder / file).is_file() for file in files)


def _is_meant(each: PackHere, use: Use, entry: Withdrawal) -> bool:
    """Return whether a withdrawal covers a file where a pack shows it: by its bytes, or as a re-saved picture."""
    return each.digest(use.file) in entry.hashes or (entry.kind == "picture" and use.where == entry.name)


def _pages(each: PackHere) -> set[str]:
    return {f"{panel.id}/{page.id}" for panel in each.pack.panels for page in panel.pages}


def _meant(request: Request, withdrawals: Withdrawals, packs: Sequence[PackHere]) -> Withdrawal:
    """Return the entry of this number, else the one that a name means, by the most direct meaning."""
    name, entries = composed(request.name), withdrawals.entries
    numbers = {entry.number: entry for entry in entries}
    if name.isdecimal() and int(name) in numbers:
        return numbers[int(name)]
    meanings: tuple[Callable[[], list[Withdrawal]], ...] = (
        lambda: [entry for entry in entries if name in {composed(each) for each in (entry.name, *entry.called)}],
        lambda: [entry for entry in entries if name == composed(entry.name).rpartition("/")[2]],
        lambda: _of_file(Path(request.name), withdrawals),
        lambda: _of_packs(request, withdrawals, packs) if packs else [],
    )
    found = next((found for meaning in meanings if (found := meaning())), [])
    if not found:
        names = ", ".join(entry.name for entry in entries) or "–"
        message = Message("{name} is not withdrawn on this device; withdrawn are: {names}", name=name, names=names)
        raise RefusedError(message)
    if len(found) > 1:
        numbered = [Message("{number}  {what}", number=entry.number, what=_what(entry)) for entry in found]
        message = Message(
            "{name} may be any of {names}; give its number: `kiosk pack withdraw --lift {number}`",
            name=name,
            names=together(numbered, len(numbered)),
            number=found[0].number,
        )
        raise RefusedError(message)
    return found[0]


def _of_file(file: Path, withdrawals: Withdrawals) -> list[Withdrawal]:
    """Return the entries of a file on this disk: as a file, else as what it belongs to."""
    with suppress(OSError):
        if file.is_file():
            digest = digest_of(file)
            found = [entry for entry in withdrawals.entries if digest in entry.hashes]
            return [entry for entry in found if entry.kind == "file"] or found
    return []


def _of_packs(request: Request, withdrawals: Withdrawals, packs: Sequence[PackHere]) -> list[Withdrawal]:
    """Return the entry of what the name would withdraw now."""
    with suppress(RefusedError):
        target = find_target(request.name, packs).withdrawal
        return [entry for entry in withdrawals.entries if (entry.kind, entry.name) == (target.kind, target.name)]
    return []


def _line(words: str) -> str:
    """Return words as one line of a list, with terminal control characters escaped."""
    return harmless(" ".join(words.split()))


def _write(store: Installer, listed: Withdrawals, entry: Withdrawal) -> list[Purged]:
    """Write the list; on a full disk, copies of the file are removed to make room. Return what was removed for that.

    Raises RefusedError.
    """
    made: list[Purged] = []
    for room in (_no_room, *_rooms(store, frozenset(entry.hashes))):
        with suppress(RefusedError, OSError):
            made += room()
        try:
            write_withdrawals(listed)
        except OSError as error:
            if error.errno not in FULL:
                raise for_the_disk(NOTHING, error) from error
        else:
            return made
    raise RefusedError(NO_ROOM)


def _rooms(store: Installer, hashes: frozenset[str]) -> Iterator[Callable[[], list[Purged]]]:
    """Yield ways to make room on a full disk, the least missed first."""
    yield lambda: list(purge_prepared(paths.cache(), hashes))
    yield lambda: list(purge_made(store.folder, hashes))
    yield _discard_compiled
    yield lambda: store.make_room(hashes)


def _no_room() -> list[Purged]:
    return []


def _discard_compiled() -> list[Purged]:
    """Remove the cache's compiled data, which the next start makes again."""
    discard(paths.cache() / COMPILED)
    return []


def _kept(protocol: Protocol, unkept: Message) -> Protocol:
    """Keep a protocol, in all staff languages, in a file of its own; else add `unkept` to it."""
    from kiosk.device.message_catalog import catalogue, staff_languages

    folder = paths.protocols()
    name = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S.%f}"
    words = [
        "\n".join(
            message.in_language(catalogue(language)) for message in (*protocol.urgent, *protocol.lines, *protocol.rest)
        )
        for language in staff_languages()
    ]
    try:
        make_folder(folder)
        file = _write_new(folder, name, ("\n\n".join(words) + "\n").encode("utf-8"))
    except OSError as error:
        rest = [Message(unkept.template, folder=folder, why=why(error)), *([MAKE_ROOM] if error.errno in FULL else [])]
        return replace(protocol, rest=(*protocol.rest, *rest))
    return replace(protocol, file=file)


def _write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a protocol, and return its path; a clock that stands still or is set back names several alike."""
    file, number = folder / f"{name}.txt", 1
    while True:
        try:
            write_new(file, data, 0o600)
        except FileExistsError:
            number += 1
            file = folder / f"{name}-{number}.txt"
        else:
            return file


def _heading(entry: Withdrawal) -> Message:
    message = Message("withdrawn by {by} at {when}: {what}", by=_who(entry.by), when=_local(entry), what=_what(entry))
    return Message("{what} ({why})", what=message, why=entry.why) if entry.why else message


def _who(by: str) -> str:
    return Message("staff, in the operator menu") if by == OPERATOR_MENU else by


def _what(entry: Withdrawal) -> Message:
    digests = ", ".join(digest[:12] for digest in entry.hashes)
    what = Message("{kind} {name}", kind=KINDS.get(entry.kind, Message("{kind}", kind=entry.kind)), name=entry.name)
    return Message("{what} [SHA-256 {digests}]", what=what, digests=digests) if digests else what


def _now_dated(entry: Withdrawal, listed: Withdrawals) -> Withdrawal:
    """Return an entry with the present time, in doubt if the clock is."""
    now = datetime.now(UTC)
    wrong = is_wrong(now, (other.when for other in listed.entries if not other.clock))
    return replace(entry, when=now.isoformat(timespec="seconds"), clock=IN_DOUBT if wrong else "")


def _local(entry: Withdrawal) -> Message:
    when = entry.when
    with suppress(ValueError):
        when = f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    return dated(when, doubtful=bool(entry.clock))
