"""Block kinds that pages are made of: one folder, and one line here, for each.

For the kind `chart`, `ChartBlock` in chart/chart_block.py is the model, its view data and its layout traits, and
chart/ChartBlock.qml draws it, and chart/schema.zh.yaml has the Chinese words of its schema. docs/content-format.md has
the section `chart`.
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

# The model's union of all blocks imports each of them, so it must be imported first.
import kiosk.content.model  # noqa: E402, F401
