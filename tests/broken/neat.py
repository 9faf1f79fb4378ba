"""The small sound pack again, with all that a good editor would ask for: alt texts, credits, and what is cited."""

from __future__ import annotations

from tests.broken.base import FILES, GALLERY, PACK, PANEL

PARK = "alt: {zh: 园区, en: The park}, credit: {zh: 园区, en: The park}"

NEAT: dict[str, bytes] = FILES | {
    "pack.yaml": PACK.replace("picture: media/park.png", f"picture: {{file: media/park.png, {PARK}}}").encode(),
    "panels/industry.yaml": PANEL.replace(
        "  caption: {zh: 园区, en: The park}\n",
        "  alt: {zh: 园区, en: The park}\n",
    )
    .replace("- id: first\n", "- id: first\n    cites: {article: [1, 2]}\n")
    .encode(),
    "galleries/places.yaml": GALLERY.replace(
        "    kind: illustration\n",
        "    kind: illustration\n    alt: {zh: 大厅, en: The hall}\n"
        "    credit: {zh: 本馆, en: The hall}\n    cites: {article: [3]}\n",
    ).encode(),
}
