"""The kinds of block that pages are made of: a folder for each, and a line here.

Of the kind `chart` the model, its view data and its layout traits are `ChartBlock` in chart/chart_block.py, and the
Chinese words of its schema in chart/schema.zh.yaml. Found by its name: `ChartBlock.qml` in qml/Kiosk/Blocks draws it,
and docs/content-format.md has the section `chart`.
"""

from __future__ import annotations

KINDS = (
    "text",
    "figures",
    "cards",
    "voice",
    "timeline",
    "steps",
    "chart",
    "compare",
    "hotspots",
    "flow",
    "rings",
    "quiz",
    "match",
    "poll",
    "video",
    "audio",
    "gallery",
    "link",
    "qr",
    "sources",
)
"""In the order in which messages list them."""

# Whatever is imported first: the model's union of all blocks has to begin, for it imports each of them.
import kiosk.content.model  # noqa: E402, F401
