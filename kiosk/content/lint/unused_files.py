"""Files of the pack that nothing shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.yaml.source_document import SourceDocument

READ = {"pack.yaml", "README.md", "README", "LICENSE", "LICENSE.md", "CHANGELOG.md"}


def unused(files: Sequence[str], sheets: Sequence[SourceDocument], theme: str) -> Iterator[Diagnostic]:
    """Yield a warning for each file of the pack's folder that no YAML file names."""
    named = {word.strip().removeprefix("./") for sheet in sheets for word in _words(sheet.plain)}
    named.add(theme.removeprefix("./"))
    for file in files:
        place = PurePosixPath(file)
        is_read = file in READ or (place.suffix == ".yaml" and place.parts[0] in {"panels", "galleries"})
        if not is_read and file not in named:
            fix = "show it somewhere, or delete it: it makes the pack larger for nothing"
            yield Diagnostic(
                SourceLocation(file), "nothing shows this file", "files that are used", fix, "warning", "unused"
            )


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    else:
        for item in value.values():
            yield from _words(item)
