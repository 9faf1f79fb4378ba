"""What asks the visitor: a quiz, which knows the answer, and a poll, which does not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.findings import Finding, refuse, see
from kiosk.content.model.part import Part
from kiosk.content.model.text import Text
from kiosk.content.model.types import AnswerNumber, Id
from kiosk.content.telling import Told

MOST_ANSWERS = 5


class QuizBlock(Part):
    """A question with one right answer, counted from 1, and why it is right."""

    noun: ClassVar[str] = "quiz block"
    kind: ClassVar[str] = "quiz"
    wrapper: ClassVar[str] = "quiz"

    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)
    right: AnswerNumber
    because: Text | None = None

    @model_validator(mode="after")
    def _right_is_there(self) -> QuizBlock:
        if self.right > len(self.answers):
            template = '"right" is answer {right}, but there are {count} answers'
            message = Told(template, right=self.right, count=len(self.answers))
            expected = Told("a number from 1 to {count}: 1 is the first answer", count=len(self.answers))
            refuse(Finding(message, expected, see("quiz"), path=("right",), named=False))
        return self


class PollBlock(Part):
    """A question of opinion. Votes belong to its id; without one, to the words of its question."""

    noun: ClassVar[str] = "poll block"
    kind: ClassVar[str] = "poll"
    wrapper: ClassVar[str] = "poll"

    id: Id | None = None
    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)
