"""Charts that do not say when their numbers held or were reported, or who gives them; figures the rules ask."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.findings import also, see
from kiosk.content.model import ChartBlock, Part
from kiosk.content.model.items import is_dated
from kiosk.content.problems import Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.walk import walk

# (no year, no source) → what is missing, what to add
UNDATED = {
    (True, True): ("this chart has no year and no source", "add year: … (or reported: …) and source: …"),
    (True, False): ("this chart has no year", "add year: …, or reported: … where nobody says when it held"),
    (False, True): ("this chart has no source", "add source: …"),
}


def undated_charts(sheet: Sheet, root: Part) -> Iterator[Problem]:
    """Yield a warning for each chart without a date or a source."""
    for path, part in walk(root):
        if isinstance(part, ChartBlock) and (told := UNDATED.get((not is_dated(part), part.source is None))):
            message, mend = told
            expected = "when the figure held or was reported, and who gives it"
            yield Problem(sheet.mark(path), message, expected, also(mend, see("chart")), "warning", "undated")
