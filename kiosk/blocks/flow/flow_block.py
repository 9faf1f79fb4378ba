"""Flow block: stations along a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import Field, model_validator

from kiosk.content.issues import Issue, at_most, join_hints, raise_issues, see
from kiosk.content.messages import FieldName, Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import dated_once, undated
from kiosk.content.model.scalars import Icon, SourceId, Total, Year
from kiosk.content.model.text import Text

# (no year, no source) → message
UNDATED = {
    (True, True): "this flow has no year and no source",
    (True, False): "this flow has no year",
    (False, True): "this flow has no source",
}
MOST_COUNTED = 20


class Station(Part):
    """One station of a flow. `value`, `before` and `unit` are those of a figure; they and the title are read as one.

    `named` are those of its `total` that the source names; the others are drawn blank.
    """

    noun: ClassVar[str] = "station"
    prose: ClassVar[str] = "text"

    title: Text
    value: Text | None = None
    before: Text | None = None
    unit: Text | None = None
    icon: Icon | None = None
    text: Text | None = None
    named: tuple[Text, ...] = Field((), max_length=8)
    total: Total | None = None

    @property
    def blanks(self) -> int:
        """Return the number of studs drawn blank."""
        return (self.total or len(self.named)) - len(self.named)

    @model_validator(mode="after")
    def _countable(self) -> Station:
        if self.total is not None and self.total > MOST_COUNTED:
            message = Message("{count} blank studs are more than the eye counts", count=self.total - len(self.named))
            fix = join_hints("leave total out: the value says how many there are", see("station"))
            raise_issues(Issue(message, at_most(MOST_COUNTED), fix, kind="count", path=("total",), named=False))
        if self.blanks < 0:
            message = Message.plural(
                '"total" is {total}, but one is named',
                '"total" is {total}, but {count} are named',
                total=self.total or 0,
                count=len(self.named),
            )
            expected = Message("at least {least}", least=len(self.named))
            raise_issues(Issue(message, expected, see("station"), kind="count", path=("total",), named=False))
        return self


class FlowBlock(BaseBlock):
    """Stations on the gold line, from left to right; a touch on one shows its text. `unnamed`: of blank studs."""

    noun: ClassVar[str] = "flow block"
    kind: ClassVar[str] = "flow"
    synonyms: ClassVar[str] = "flowchart chain pipeline sequence 流程 流程图"
    wrapper: ClassVar[str] = "flow"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="stations", in_pieces=True, wide=True, within_reach=True)

    stations: tuple[Station, ...] = Field(min_length=2, max_length=6)
    unnamed: Text | None = None
    year: Year | None = None
    reported: Year | None = None
    source: SourceId | None = None

    @property
    def counts(self) -> bool:
        """Return whether any station has a number, which needs a date and a source."""
        return any(station.value is not None for station in self.stations)

    @model_validator(mode="after")
    def _blanks_are_reported(self) -> FlowBlock:
        dated_once(self)
        blank = next((number for number, station in enumerate(self.stations) if station.blanks), None)
        if blank is not None and self.unnamed is None:
            message = Message("station {number} has blank studs, and nothing says what they are", number=blank + 1)
            fix = join_hints("add unnamed: …, which visitors read beside them", see("flow"))
            expected = "unnamed, or a name for each"
            raise_issues(Issue(message, expected, fix, path=("stations", blank, "total"), named=False))
        return self

    def remarks(self) -> Iterator[Issue]:
        """Yield an issue if its numbers have no date, or no source."""
        if self.counts:
            yield from undated(self, UNDATED)

    def unseen(self) -> Iterator[Issue]:
        """Yield the text about blank studs if there are none."""
        if self.unnamed is not None and not any(station.blanks for station in self.stations):
            why = Message("no screen shows {field}: no station has blank studs", field=FieldName("unnamed"))
            fix = join_hints("add total: … to a station, or remove it", see("station"))
            yield Issue(why, fix=fix, path=("unnamed",))

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"stations": {"title": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "stations": [
                {
                    "title": make.text(station.title),
                    "value": make.text(station.value),
                    "before": make.text(station.before),
                    "unit": make.text(station.unit),
                    "icon": make.icon(station.icon),
                    "text": make.text(station.text),
                    "named": [make.text(name) for name in station.named],
                    "blanks": station.blanks,
                }
                for station in self.stations
            ],
            "unnamed": make.text(self.unnamed),
            "year": self.year or "",
            "reported": self.reported or "",
        }
