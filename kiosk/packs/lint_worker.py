"""Lint worker: `kiosk pack check` as data, `python -m …lint_worker FOLDER CACHE LANGUAGE SCREEN BLOCKS`.

A separate process beside the preview, at a low priority, so that no save waits for it. It prints two lines of JSON:
{"problems": […]}, each as from `Diagnostic.as_dict` in that language; and, once the pages are laid out for the screen,
{"problems": […], "pages": […]}, with the problems found there, and each page as from `PaginatedPage.as_dict`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.screen_sizes import read_screen_size
from kiosk.device.message_catalog import catalogue
from kiosk.packs.hall_blocks import use_argument
from kiosk.packs.pack_check import Screens, examine

# Of each page, by its panel's id and its own: its number of parts by language and text size in per cent.
Parts = Mapping[tuple[str, str], Mapping[tuple[str, int], int]]


def main(folder: str, cache: str, language: str, screen: str, blocks: str) -> int:
    """Examine, print, and return 0; 1 if the folder is gone. `blocks`: the folder of the hall's own, "" for none."""
    use_argument(blocks)
    if hasattr(os, "nice"):
        os.nice(10)
    words = catalogue(language)
    size = read_screen_size(screen)
    for screens in (None, Screens([size] if size else [])):
        try:
            found = examine(Path(folder), Path(cache), screens=screens)
        except OSError:
            return 1
        line: dict[str, Any] = {"problems": [problem.translated(words).as_dict() for problem in found.problems]}
        if screens:
            line["pages"] = [page.as_dict() for page in found.pages]
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    return 0


def read_remarks(line: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the problems of such a line."""
    return tuple(map(Diagnostic.of, line["problems"]))


def read_parts(line: Mapping[str, Any]) -> Parts:
    """Return the number of parts of each page in such a line; empty before the pages are laid out."""
    return {
        (page["panel"], page["page"]): {(at["language"], at["text-size"]): at["parts"] for at in page["parts"]}
        for page in line.get("pages", ())
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
