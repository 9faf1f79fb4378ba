"""Chart block: a drawing of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field, model_validator

from kiosk.content.issues import Issue, at_most, join_hints, raise_issues, see
from kiosk.content.messages import FieldName, Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import dated_once, undated
from kiosk.content.model.scalars import ChartKind, ChartNumber, SourceId, Year
from kiosk.content.model.text import Text

# (no year, no source) → message
UNDATED = {
    (True, True): "this chart has no year and no source",
    (True, False): "this chart has no year",
    (False, True): "this chart has no source",
}
MOST = {"cut": 4, "studs": 4, "bar": 8, "line": 12, "share": 6}
WHOLE = 100.05  # per cent; shares are rounded
NO_REST = 99.95


class ChartEntry(Part):
    """One number of a chart with its label and unit. `before` says that it is a number of about this size.

    In a chart of shares one entry may have no `value`: it is the rest of the whole, in its place among the others.
    """

    noun: ClassVar[str] = "entry"

    value: ChartNumber | None = None
    before: Text | None = None
    unit: Text | None = None
    label: Text


class ChartBlock(BaseBlock):
    """A chart. `cut`: what is left of a whole after a cut of so many per cent; `studs`: one stud a person.

    `bar`: numbers beside one another; `line`: numbers in their order; `share`: parts of a whole, in per cent.
    `start` and `end` are shown under the two ends of a cut bar, and name the rings that show it after and before.
    Studs: the first entry is counted within the last one.
    """

    noun: ClassVar[str] = "chart block"
    kind: ClassVar[str] = "chart"
    synonyms: ClassVar[str] = "graph diagram plot barchart bar-chart 图表 统计图"
    wrapper: ClassVar[str] = "chart"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="series", needs=("accent",), in_pieces=True, wide=True)

    form: ChartKind = Field(alias="kind")
    title: Text | None = None
    series: tuple[ChartEntry, ...] = Field(min_length=1, max_length=12)
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
            message: str = Message(template, form=self.form, most=most, count=len(self.series))
            fix = join_hints("leave some out, or divide it into two charts", see("chart"))
            raise_issues(Issue(message, at_most(most), fix, kind="count", path=("series",), named=False))
        if self.form == "line" and len(self.series) < 2:
            message = "a line needs two entries or more"
            raise_issues(
                Issue(
                    message,
                    Message("at least {least}", least=2),
                    see("chart"),
                    kind="count",
                    path=("series",),
                    named=False,
                )
            )
        self._check_rest()
        if self.form == "share" and (whole := self.parts_sum()) > WHOLE:
            message = Message("the shares are more than the whole: {share} per cent", share=f"{whole:g}")
            fix = join_hints("check the numbers, or use kind: bar", see("chart"))
            raise_issues(Issue(message, "at most 100 in all", fix, kind="count", path=("series",), named=False))
        return self

    def _check_rest(self) -> None:
        rests = [number for number, entry in enumerate(self.series) if entry.value is None]
        if rests and self.form != "share":
            message: str = Message("an entry of a {form} chart needs a value", form=self.form)
            fix = join_hints("add value: …; only a share chart has a rest", see("entry"))
            raise_issues(Issue(message, "a number", fix, kind="required", path=("series", rests[0]), named=False))
        if len(rests) > 1:
            message = "two entries have no value, and only one can be the rest"
            fix = join_hints("give one of them its value, or leave it out", see("entry"))
            raise_issues(Issue(message, at_most(1), fix, kind="count", path=("series", rests[1]), named=False))
        if rests and self.parts_sum() >= NO_REST:
            message = "the other shares are the whole: nothing is left for the rest"
            fix = join_hints("check the numbers, or leave this entry out", see("entry"))
            raise_issues(Issue(message, "less than 100 in all", fix, path=("series", rests[0]), named=False))

    def parts_sum(self) -> float:
        """Return the sum of all given numbers."""
        return sum(entry.value for entry in self.series if entry.value is not None)

    def digits_of(self, entry: ChartEntry) -> str:
        """Return the number of an entry as typed; for the remainder, what its neighbours leave of 100."""
        if entry.value is not None:
            return entry.value.digits
        given = (Decimal(other.value.digits) for other in self.series if other.value is not None)
        left = 100 - sum(given, Decimal())
        return f"{left.normalize():f}"

    def remarks(self) -> Iterator[Issue]:
        """Yield an issue if it has no date, or no source."""
        yield from undated(self, UNDATED)

    def unseen(self) -> Iterator[Issue]:
        """Yield the words at the ends of a chart that draws none."""
        for field in ("start", "end") if self.form != "cut" else ():
            if getattr(self, field) is not None:
                why = Message("no screen shows {field} of a {form} chart", field=FieldName(field), form=self.form)
                fix = "write it into note: …, or remove it; only under kind: cut it is drawn"
                yield Issue(why, fix=join_hints(fix, see("chart")), path=(field,))

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"series": {"value": "1", "label": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "form": self.form,
            "title": make.text(self.title),
            "series": [
                {
                    "value": float(self.digits_of(entry)),
                    "digits": self.digits_of(entry),
                    "rest": entry.value is None,
                    "before": make.text(entry.before),
                    "unit": make.text(entry.unit or (self.series[0].unit if entry.value is None else None)),
                    "label": make.text(entry.label),
                }
                for entry in self.series
            ],
            "start": make.text(self.start),
            "end": make.text(self.end),
            "note": make.text(self.note),
            "year": self.year or "",
            "reported": self.reported or "",
        }
