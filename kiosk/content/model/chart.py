"""Numbers that are drawn."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from kiosk.content.model.part import Part
from kiosk.content.model.text import Text
from kiosk.content.model.types import ChartKind, ChartNumber, SourceId, Year


class Entry(Part):
    """One number of a chart with what stands around it. `before` says that it is a number of about this size."""

    noun: ClassVar[str] = "entry"

    value: ChartNumber
    before: Text | None = None
    unit: Text | None = None
    label: Text


class ChartBlock(Part):
    """A chart. `cut`: what is left of a whole after a cut of so many per cent; `studs`: one stud a person.

    `start` and `end` stand under the two ends of a cut bar. Studs: the first entry is counted within the last one.
    """

    noun: ClassVar[str] = "chart block"
    kind: ClassVar[str] = "chart"
    wrapper: ClassVar[str] = "chart"

    form: ChartKind = Field(alias="kind")
    series: tuple[Entry, ...] = Field(min_length=1, max_length=4)
    start: Text | None = None
    end: Text | None = None
    note: Text | None = None
    year: Year | None = None
    source: SourceId | None = None
