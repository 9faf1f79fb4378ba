"""Items of blocks: figures, cards, moments, steps, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import ValidationInfo, model_validator

from kiosk.content.issues import Issue, join_hints, raise_issues, run_checks, see
from kiosk.content.model.base import Part
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Icon, Id, PanelId, SourceId, Year
from kiosk.content.model.text import Text

if TYPE_CHECKING:
    from kiosk.content.model.chart import ChartBlock
    from kiosk.content.model.diagrams import FlowBlock


def is_dated(number: Figure | ChartBlock | FlowBlock) -> bool:
    """Tell whether it says when it held, or when it was reported."""
    return bool(number.year or number.reported)


def dated_once(number: Figure | ChartBlock | FlowBlock) -> None:
    """Refuse a number that says both when it held and when it was reported. Raises PydanticCustomError."""
    if number.year and number.reported:
        message = "has no place beside year"
        fix = "keep year where it is known when the number held, else reported"
        raise_issues(
            Issue(message, "either year or reported", join_hints(fix, see(number.anchor())), path=("reported",))
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


class Card(Part):
    """One of a few things side by side."""

    noun: ClassVar[str] = "card"

    title: Text
    text: Text | None = None
    icon: Icon | None = None
    picture: Picture | None = None


class Moment(Part):
    """One entry of a timeline."""

    noun: ClassVar[str] = "moment"

    when: Text
    title: Text
    text: Text | None = None


class Step(Part):
    """One of several measures or stages."""

    noun: ClassVar[str] = "step"

    title: Text
    text: Text | None = None


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
