"""The texts of a report, and its formats of numbers, times and dates, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kiosk.analytics.journal.journal_reader import TitleKey
from kiosk.analytics.report.withdrawn_names import Hidden
from kiosk.device.message_catalog import ENGLISH, phrases

WITHHELD = "·"


class ReportPhrases:
    """The report's texts. `titles` are those that packs give to their parts; what is `hidden` has none."""

    def __init__(
        self, language: str, titles: Mapping[TitleKey, Mapping[str, str]], hidden: Hidden = lambda *_: False
    ) -> None:
        self.language = language
        self._words = phrases("report", language)
        self._titles = titles
        self._hidden = hidden

    def text(self, key: str, count: int | None = None, **filling: object) -> str:
        """A text of the report, with placeholders filled, in the plural form for `count`."""
        return self._words.say(key, count, **filling)

    def has_text(self, key: str) -> bool:
        """Whether the report has a text for this key."""
        return key in self._words

    def numeral(self, number: int) -> str:
        """A section's number, from 0."""
        return self.text("numerals").split()[number]

    def weekdays(self) -> list[str]:
        """The days of the week, short, from Monday."""
        return self.text("weekdays").split()

    def number(self, number: int | None) -> str:
        """A count, or `WITHHELD`."""
        return WITHHELD if number is None else f"{number:,}"

    def counted(self, key: str, number: int | None) -> str:
        """Words that count, with their number, or a mark if it is withheld."""
        return self.text(key, number, number=self.number(number))

    def duration(self, seconds: int | None) -> str:
        """A duration in words, or `WITHHELD`."""
        if seconds is None:
            return WITHHELD
        if seconds < 120:
            return self.text("seconds", number=seconds)
        if seconds < 7200:
            return self.text("minutes", number=f"{seconds / 60:.1f}".removesuffix(".0"))
        return self.text("hours", number=f"{seconds / 3600:.1f}".removesuffix(".0"))

    def date(self, day: date, form: str = "date") -> str:
        """A day; `form` is date, short-date or short-month."""
        name = self.text("months").split()[day.month - 1]
        return self.text(form, year=day.year, day=day.day, name=name)

    def name(self, key: tuple[str, ...]) -> str:
        """The name of what is counted: its title in the pack, one of the report's texts, or the key itself."""
        if len(key) == 1:
            return self.text(key[0]) if key[0] in self._words else key[0]
        pack, kind, name, part = key
        if self._hidden(kind, name, part):
            return self.text("withdrawn")
        titles = self._titles.get((pack, kind, name, part))
        if titles:
            return titles.get(self.language) or titles.get(ENGLISH) or next(iter(titles.values()))
        return " ".join(each for each in (name, part) if each) or pack

    def ids(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of what is counted; for what is withdrawn, only where it was."""
        return (*key[:3], "") if len(key) == 4 and self._hidden(*key[1:]) else key
