"""Visitor of a tour: the language and settings chosen first."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.session.state import CONTRASTS, TEXT_SIZES


@dataclass(frozen=True, slots=True)
class TourVisitor:
    """`language` "" is the pack's first; `text_size` in per cent, one of 100, 135, 200; `contrast` by its name.

    Raises ValueError for a size or a contrast that the accessibility sheet does not offer.
    """

    language: str = ""
    text_size: int = 100
    contrast: str = "dark"

    def __post_init__(self) -> None:
        if self.text_size not in TEXT_SIZES:
            raise ValueError(f"text is shown in {', '.join(map(str, TEXT_SIZES))} per cent, not in {self.text_size}")
        if self.contrast not in CONTRASTS:
            raise ValueError(f'there is no contrast "{self.contrast}": it is one of {", ".join(CONTRASTS)}')

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the controls of the accessibility sheet to touch."""
        size = () if self.text_size == TEXT_SIZES[0] else (f"access:text-size:{self.text_size}",)
        contrast = () if self.contrast == CONTRASTS[0] else (f"access:contrast:{self.contrast}",)
        return size + contrast
