"""Numbers that are drawn."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.findings import Finding, also, at_most, refuse, see
from kiosk.content.model.items import dated_once
from kiosk.content.model.part import Part
from kiosk.content.model.text import Text
from kiosk.content.model.types import ChartKind, ChartNumber, SourceId, Year
from kiosk.content.telling import Told

MOST = {"cut": 4, "studs": 4, "bar": 8, "line": 12, "share": 6}
WHOLE = 100.05  # per cent; shares are rounded


class Entry(Part):
    """One number of a chart with what stands around it. `before` says that it is a number of about this size."""

    noun: ClassVar[str] = "entry"

    value: ChartNumber
    before: Text | None = None
    unit: Text | None = None
    label: Text


class ChartBlock(Part):
    """A chart. `cut`: what is left of a whole after a cut of so many per cent; `studs`: one stud a person.

    `bar`: numbers beside one another; `line`: numbers in their order; `share`: parts of a whole, in per cent.
    `start` and `end` stand under the two ends of a cut bar, whose rings show it after and before. Studs: the first entry is counted within the last one.
    """

    noun: ClassVar[str] = "chart block"
    kind: ClassVar[str] = "chart"
    wrapper: ClassVar[str] = "chart"

    form: ChartKind = Field(alias="kind")
    title: Text | None = None
    series: tuple[Entry, ...] = Field(min_length=1, max_length=12)
    start: Text | None = None
    end: Text | None = None
    note: Text | None = None
    year: Year | None = None
    reported: Year | None = None
    source: SourceId | None = None

    @model_validator(mode="after")
    def _drawable(self) -> ChartBlock:
        dated_once(self)
        most = MOST[self.form]
        if len(self.series) > most:
            template = "a {form} chart has room for {most} entries; this one has {count}"
            message: str = Told(template, form=self.form, most=most, count=len(self.series))
            mend = also("leave some out, or divide it into two charts", see("chart"))
            refuse(Finding(message, at_most(most), mend, code="count", path=("series",), named=False))
        if self.form == "line" and len(self.series) < 2:
            message = "a line needs two entries or more"
            refuse(
                Finding(
                    message,
                    Told("at least {least}", least=2),
                    see("chart"),
                    code="count",
                    path=("series",),
                    named=False,
                )
            )
        if self.form == "share" and (whole := sum(entry.value for entry in self.series)) > WHOLE:
            message = Told("the shares are more than the whole: {share} per cent", share=f"{whole:g}")
            mend = also("check the numbers, or use kind: bar", see("chart"))
            refuse(Finding(message, "at most 100 in all", mend, code="count", path=("series",), named=False))
        return self
