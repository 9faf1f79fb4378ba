"""A pack made ready for the screen: read, checked, and its pictures prepared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.services.importer import Prepared, failures_as_problems, prepare

if TYPE_CHECKING:
    from kiosk.content.model import Pack
    from kiosk.content.problems import Problem

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Provision:
    """`pack` is None where any problem is an error; `media` maps each file of the pack to what was made of it."""

    pack: Pack | None
    media: dict[str, Prepared] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    note: str = ""


def provide(folder: Path, cache: Path, widths: Sequence[int], report: Report | None = None) -> Provision:
    """Read the pack in `folder` and prepare its pictures at `widths` (px). Never raises for bad content."""
    from kiosk.content.loader import load_pack
    from kiosk.services.knowledge import knowledge

    loaded = load_pack(folder, knowledge())
    files = {use.file: folder / use.file for use in loaded.media}
    if loaded.pack is None:
        return Provision(None, problems=loaded.problems)
    imported = prepare(list(files.values()), cache, widths, report)
    problems = loaded.problems + failures_as_problems(imported.failures, loaded.media, folder)
    sound = all(problem.severity != "error" for problem in problems)
    media = {name: imported.pictures[path] for name, path in files.items() if path in imported.pictures}
    return Provision(loaded.pack if sound else None, media, problems, imported.note)
