"""What the flow needs to know of a pack: what there is to open, and how long a page takes to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.flow import reading

if TYPE_CHECKING:
    from kiosk.content.model import Pack


@dataclass(frozen=True, slots=True)
class Outline:
    """One pack, as ids and counts.

    `languages`: at least one, the first is the default. `panels`: the page ids of each panel. `galleries`: the number
    of pictures of each. `reading`: for each panel and page the seconds that reading takes, by language.
    `opens`: what each attract scene opens ("" for Home), in the order of the loop; a panel's scene opens that panel
    where it names nothing else.
    """

    languages: tuple[str, ...]
    panels: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    galleries: Mapping[str, int] = field(default_factory=dict, hash=False)
    reading: Mapping[str, tuple[Mapping[str, float], ...]] = field(default_factory=dict, hash=False)
    opens: tuple[str, ...] = ()
    pack: str = ""
    version: str = ""

    def reading_seconds(self, panel: str, page: int, language: str) -> float:
        """Estimated seconds to read one page; 0 where the outline has no estimate."""
        pages = self.reading.get(panel, ())
        return pages[page].get(language, 0.0) if page < len(pages) else 0.0


def of(pack: Pack) -> Outline:
    """The outline of a loaded pack."""
    return Outline(
        languages=tuple(pack.languages),
        panels={panel.id: tuple(page.id for page in panel.pages) for panel in pack.panels},
        galleries={gallery.id: len(gallery.pictures) for gallery in pack.galleries},
        reading={
            panel.id: tuple(reading.seconds(page, pack.languages) for page in panel.pages) for panel in pack.panels
        },
        opens=tuple(scene.opens or getattr(scene, "panel", None) or "" for scene in pack.attract),
        pack=pack.id,
        version=pack.version,
    )
