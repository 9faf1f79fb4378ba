"""The theme that a pack brings: read like its other files, and refused if visitors could not read it."""

from __future__ import annotations

from kiosk.content.contrast import contrast_problems, new_accent_problems
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.media_files import MediaFiles, path_fault
from kiosk.content.theme import PackTheme, Theme
from kiosk.content.validation import validate
from kiosk.content.yaml import SourceDocument, read_sheet
from kiosk.content.yaml.contained_files import mapping_of


def own_theme(
    media_files: MediaFiles, front: SourceDocument, ours: Theme | None
) -> tuple[Theme | None, list[Diagnostic]]:
    """Return the theme that pack.yaml names as ./FILE, laid over ours, and what is wrong with it.

    None if the pack brings none, if its file is missing (which the rules report), or if the product has none.
    """
    name = front.plain.get("theme") if front.root else None
    if ours is None or not isinstance(name, str) or not name.strip().startswith("./"):
        return None, []
    file = name.strip().removeprefix("./")
    if path_fault(file) or media_files.present(file):
        return None, []
    sheet = read_sheet(media_files.folder / file, file)
    if mapping_of(sheet) is None:
        return None, [*sheet.problems, *sheet.warnings]
    own, problems = validate(sheet, PackTheme)
    problems += sheet.warnings
    if own is None:
        return None, problems
    problems += new_accent_problems(sheet, own, ours)
    problems += contrast_problems(sheet, own, ours)
    return ours.with_pack_theme(own), problems
