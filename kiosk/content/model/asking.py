"""What asks the visitor: a quiz, which knows the answer, and a poll, which does not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.findings import DOCS, Finding, refuse
from kiosk.content.model.part import Part
from kiosk.content.model.text import Text
from kiosk.content.model.types import AnswerNumber, Id

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
            message = f'"right" is answer {self.right}, but there are {len(self.answers)} answers'
            expected = f"a number from 1 to {len(self.answers)}: 1 is the first answer"
            refuse(Finding(message, expected, f"see {DOCS}#quiz", path=("right",), named=False))
        return self


class PollBlock(Part):
    """A question of opinion. Votes belong to its id; without one, to the words of its question."""

    noun: ClassVar[str] = "poll block"
    kind: ClassVar[str] = "poll"
    wrapper: ClassVar[str] = "poll"

    id: Id | None = None
    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)
