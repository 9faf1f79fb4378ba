"""Charts and flows that do not say when their numbers held or were reported, or who gives them. Figures ask by rule."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import join_hints, see
from kiosk.content.model import ChartBlock, FlowBlock, Part
from kiosk.content.model.items import is_dated
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

# (no year, no source) → what is missing of a chart, and of a flow; what to add
UNDATED = {
    (True, True): (
        "this chart has no year and no source",
        "this flow has no year and no source",
        "add year: … (or reported: …) and source: …",
    ),
    (True, False): (
        "this chart has no year",
        "this flow has no year",
        "add year: …, or reported: … where nobody says when it held",
    ),
    (False, True): ("this chart has no source", "this flow has no source", "add source: …"),
}


def undated_numbers(sheet: SourceDocument, root: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each chart, and each flow with numbers, without a date or a source."""
    for path, part in walk(root):
        if isinstance(part, ChartBlock) or (isinstance(part, FlowBlock) and part.counts):
            told = UNDATED.get((not is_dated(part), part.source is None))
            if told:
                of_chart, of_flow, fix = told
                message = of_chart if isinstance(part, ChartBlock) else of_flow
                expected = "when the figure held or was reported, and who gives it"
                yield Diagnostic(
                    sheet.mark(path), message, expected, join_hints(fix, see(part.anchor())), "warning", "undated"
                )
