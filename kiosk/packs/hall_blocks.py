"""Blocks of the hall's own in this process: which folder, which kinds, and which packs may use them.

Whoever starts a process names the folder by `use_blocks`; nothing is run then. The code of the blocks runs when a pack
is read for the first time. A pack that came from elsewhere, in an archive, may use them only if it is signed with a key
that the device trusts: it hands data to code that has not been tested against hostile packs (decision 0055).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.content.archive.archive_format import MANIFEST, SIGNATURE
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Message
from kiosk.device.block_folder import BlockFolder, read_block_folder
from kiosk.device.errors import RefusedError, why

if TYPE_CHECKING:
    from kiosk.content.issues import Issue
    from kiosk.content.rules import ProductCatalog

IN_PLACE = "pack"  # the name of a pack's folder beside its manifest, in the store or where an archive was unpacked


Tell = Callable[[Diagnostic], None]


def _say_nothing(_: Diagnostic) -> None:
    """Ignore the problems here: the caller that asks for them reports them."""


class _Used:
    """The blocks of this process. `refused`: why kinds are not used, once their code was run; None before that.

    `tell` hears each problem when it is found.
    """

    def __init__(self) -> None:
        self.blocks = BlockFolder()
        self.tell: Tell = _say_nothing
        self.refused: Mapping[str, Diagnostic] | None = None
        self.lock = threading.Lock()


_used = _Used()


def use_blocks(folder: Path | None, tell: Tell = _say_nothing) -> BlockFolder:
    """Take the blocks in this folder from now on, as they are now; None: there are none. Their code is not run yet.

    `tell` hears each problem when it is found, now or when the code is run.
    """
    with _used.lock:
        if _used.refused is not None and _used.blocks.sources:
            from kiosk.blocks.registry import forget

            forget()
        _used.blocks = read_block_folder(folder) if folder is not None else BlockFolder()
        _used.refused = None
        _used.tell = tell
        for problem in _used.blocks.problems.values():
            tell(problem)
        return _used.blocks


def blocks_in_use() -> BlockFolder:
    """Return the blocks that this process takes."""
    return _used.blocks


def blocks_argument() -> str:
    """Return the folder as an argument of a process that this one starts; "" without one."""
    return str(_used.blocks.folder or "")


def use_argument(word: str) -> None:
    """Take the blocks that such an argument names."""
    use_blocks(Path(word) if word else None)


def qml_folders() -> dict[str, str]:
    """Return by kind the address of the folder with its QML files, ending in a slash."""
    return {kind: f"{source.folder.as_uri()}/" for kind, source in _used.blocks.sources.items()}


def run_blocks() -> Mapping[str, Diagnostic]:
    """Run the code of the blocks, once, so that packs can be read with them; return why kinds are refused.

    What concerns the folder as a whole has the key "".
    """
    with _used.lock:
        if _used.refused is None:
            found: Mapping[str, Diagnostic] = {}
            if _used.blocks.sources:
                from kiosk.blocks.registry import register

                found = register(_used.blocks.sources.values())
            _used.refused = {**_used.blocks.problems, **found}
            for problem in found.values():
                _used.tell(problem)
        return _used.refused


def catalog_for(pack: Path) -> ProductCatalog:
    """Return the product's names for the pack in a folder, with the kinds of the hall that it may not use."""
    return _catalog(_distrust(pack))


def catalog_for_arriving(*, trusted: bool) -> ProductCatalog:
    """Return the same for a pack on its way into the store; `trusted`: its archive is signed with a trusted key."""
    return _catalog(_sign_it() if _used.blocks.sources and not trusted else None)


def fault_of(error: BaseException) -> Diagnostic | None:
    """Return the problem where a block of the hall raised an exception; None if it comes from elsewhere."""
    if not _used.blocks.sources:
        return None
    from kiosk.blocks.registry import fault_of as found

    return found(error)


def stamp_for(pack: Path) -> str:
    """Return what a compiled pack depends on besides its own files: the blocks, and the keys if it came from elsewhere.

    "" if this process takes no blocks.
    """
    if not (fingerprint := _used.blocks.fingerprint):
        return ""
    keys = [path for folder in paths.trusted_keys() for path in (folder, *sorted(_files(folder)))]
    watched = (*keys, pack.parent / SIGNATURE) if _came_from_elsewhere(pack) else ()
    return f" {fingerprint} {[_stat(file) for file in watched]}"


def _catalog(distrust: Message | None) -> ProductCatalog:
    """Return the catalog; `distrust`: why this pack may use no kind of the hall."""
    from kiosk.content.issues import quoted
    from kiosk.packs.product_catalog import product_catalog

    faulty, known = run_blocks(), product_catalog()
    refused: dict[str, Issue] = {}
    for kind, problem in faulty.items():
        if kind:
            message = Message(
                "{name} is a block of this hall that is not in use: {why}",
                name=quoted(kind),
                why=Message.of(problem.message),
            )
            fix = Message("fix it at {place}, or leave the block out here", place=problem.location)
            refused[kind] = _issue(kind, message, "a block that works", fix)
    for kind in _used.blocks.sources if distrust is not None else ():
        message = Message("{name} is a block of this hall, which only a signed pack may use", name=quoted(kind))
        refused[kind] = _issue(kind, message, "a pack that is signed with a key which this device trusts", distrust)
    return replace(known, refused_blocks=refused) if refused else known


def _issue(kind: str, message: Message, expected: str, fix: Message | None) -> Issue:
    from kiosk.content.issues import Issue

    return Issue(message, expected, fix or "", kind="block", path=(kind,), at_key=True, named=False)


def _distrust(pack: Path) -> Message | None:
    """Return why the pack in a folder may not use the hall's blocks, as a fix; None if it may.

    A folder named on a command line is trusted: the user could run any program as well.
    """
    if not _used.blocks.sources or not _came_from_elsewhere(pack):
        return None
    from kiosk.packs.store.signing_keys import judge, trusted_in

    try:
        keys = trusted_in(paths.trusted_keys())
        written = (pack.parent / MANIFEST).read_bytes()
        signature = (pack.parent / SIGNATURE).read_bytes() if (pack.parent / SIGNATURE).exists() else None
    except RefusedError as refused:
        return refused.message
    except OSError as error:
        return Message("{file} cannot be read: {reason}", file=error.filename, reason=why(error))
    if keys is None or signature is None:
        return _sign_it()
    fault = judge(written, signature, keys).fault
    return Message("{fix}; this one {fault}", fix=_sign_it(), fault=fault) if fault else None


def _sign_it() -> Message:
    return Message(
        "build it with `kiosk pack build --sign KEY`, put the key's .pub into {folder}, and install it again",
        folder=paths.trusted_keys()[-1],
    )


def _came_from_elsewhere(pack: Path) -> bool:
    """Return whether a pack's folder lies beside a manifest: in the store, or where an archive was unpacked."""
    return pack.name == IN_PLACE and (pack.parent / MANIFEST).exists()


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [Path(entry.path) for entry in os.scandir(folder)]
    return []


def _stat(file: Path) -> tuple[str, int, int]:
    with suppress(OSError):
        seen = file.stat()
        return str(file), seen.st_size, seen.st_mtime_ns
    return str(file), -1, 0
