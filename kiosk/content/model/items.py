"""Items that blocks and scenes share: figures, links, and numbers that hold for a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from pydantic import ValidationInfo, model_validator

from kiosk.content.issues import Issue, join_hints, raise_issues, run_checks, see
from kiosk.content.model.base import Destination, Part
from kiosk.content.model.scalars import Id, PanelId, SourceId, Year
from kiosk.content.model.text import Text

if TYPE_CHECKING:
    from kiosk.content.model.block_base import BlockSerializer, Value


class DatedNumber(Protocol):
    """A map with numbers that held, or were reported, in one year, and that somebody gives."""

    @property
    def year(self) -> str | None:
        """When they held."""

    @property
    def reported(self) -> str | None:
        """When they were reported, if it is unknown when they held."""

    @property
    def source(self) -> str | None:
        """The id of the source that gives them."""

    @classmethod
    def anchor(cls) -> str:
        """Return its section of the format's documentation."""


# (no year, no source) → what to add
_ADD = {
    (True, True): "add year: … (or reported: …) and source: …",
    (True, False): "add year: …, or reported: … where nobody says when it held",
    (False, True): "add source: …",
}


def is_dated(number: DatedNumber) -> bool:
    """Return whether it says when it held, or when it was reported."""
    return bool(number.year or number.reported)


def dated_once(number: DatedNumber) -> None:
    """Refuse a number that says both when it held and when it was reported. Raises PydanticCustomError."""
    if number.year and number.reported:
        message = "has no place beside year"
        fix = "keep year where it is known when the number held, else reported"
        raise_issues(
            Issue(message, "either year or reported", join_hints(fix, see(number.anchor())), path=("reported",))
        )


def undated(
    number: DatedNumber, messages: Mapping[tuple[bool, bool], str], *, needs_source: bool = True
) -> Iterator[Issue]:
    """Yield a warning if it has no year, or no source although it `needs_source`; the hint names the missing ones."""
    missing = (not is_dated(number), needs_source and number.source is None)
    if fix := _ADD.get(missing):
        expected = "when the figure held or was reported, and who gives it"
        yield Issue(
            messages[missing], expected, join_hints(fix, see(number.anchor())), "warning", "undated", named=False
        )


class Figure(Part):
    """A number that is shown big, with its source and the `year` in which it held, else in which it was `reported`."""

    noun: ClassVar[str] = "figure"

    value: Text
    before: Text | None = None
    unit: Text | None = None
    label: Text
    year: Year | None = None
    reported: Year | None = None
    source: SourceId | None = None

    @model_validator(mode="after")
    def _dated(self, info: ValidationInfo) -> Figure:
        dated_once(self)
        run_checks(info.context, "figure", self)
        return self


class Link(Part):
    """The way to another panel, or to one page of it."""

    noun: ClassVar[str] = "link"

    panel: PanelId
    page: Id | None = None
    label: Text | None = None

    @model_validator(mode="after")
    def _page_exists(self, info: ValidationInfo) -> Self:
        run_checks(info.context, "link", self)
        return self

    def leads_to(self) -> Destination:
        """Return the panel, or its page."""
        return Destination(panel=self.panel, page=self.page)

    def view_data(self, make: BlockSerializer) -> Value:
        """Return where it leads, and its label, by default that of the page or panel."""
        panel = make.pack.panel(self.panel)
        page = next((page for page in panel.pages if page.id == self.page), None) if panel else None
        label = self.label or (page.title if page else panel.title if panel else None)
        return {"panel": self.panel, "page": self.page or "", "label": make.text(label)}
