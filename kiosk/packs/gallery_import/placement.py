"""Placement of a gallery in its pack, completely or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from kiosk.device.disk import flush_folder, flush_tree, write_whole
from kiosk.packs.scaffold import SCHEMAS, write_schemas


def place(pack: Path, pictures: Sequence[tuple[Path, str]], texts: Sequence[tuple[str, str]]) -> None:
    """Move pictures to their places, then write texts to theirs (paths in the pack). Raises OSError, with all undone.

    No picture replaces another. A power cut leaves at most unused pictures, since the texts come last.
    """
    with ExitStack() as undoing:
        for copy, path in pictures:
            _make_folder(pack / path, undoing)
            copy.chmod(0o644)
            if (pack / path).exists():
                raise FileExistsError(17, "a file of that name came in between", path)
            copy.rename(pack / path)
            undoing.callback(_remove, pack / path)
        for folder in {(pack / path).parent for _, path in pictures}:
            flush_tree(folder)
        for path, text in texts:
            _make_folder(pack / path, undoing)
            before = (pack / path).read_bytes() if (pack / path).exists() else None
            write_whole(pack / path, text.encode())
            undoing.callback(_restore, pack / path, before)
        flush_folder(pack)
        if not (pack / SCHEMAS).exists():
            write_schemas(pack / SCHEMAS)
        undoing.pop_all()


def _make_folder(file: Path, undoing: ExitStack) -> None:
    missing = [folder for folder in file.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        undoing.callback(_remove_folder, folder)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _restore(file: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            file.unlink()
        else:
            write_whole(file, before)
