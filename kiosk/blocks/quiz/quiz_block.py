"""Quiz block: a question with a right answer."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field, model_validator

from kiosk.content.issues import Issue, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.scalars import AnswerNumber
from kiosk.content.model.text import Text

MOST_ANSWERS = 5


class QuizBlock(BaseBlock):
    """A question with one right answer, counted from 1, and why it is right."""

    noun: ClassVar[str] = "quiz block"
    kind: ClassVar[str] = "quiz"
    synonyms: ClassVar[str] = "question trivia test 问答 测验"
    wrapper: ClassVar[str] = "quiz"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="answers", within_reach=True)

    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)
    right: AnswerNumber
    because: Text | None = None

    @model_validator(mode="after")
    def _right_is_there(self) -> QuizBlock:
        if self.right > len(self.answers):
            template = '"right" is answer {right}, but there are {count} answers'
            message = Message(template, right=self.right, count=len(self.answers))
            expected = Message("a number from 1 to {count}: 1 is the first answer", count=len(self.answers))
            raise_issues(Issue(message, expected, see("quiz"), path=("right",), named=False))
        return self

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return {"question": words, "answers": [words, words], "right": "1"}

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"answers": words}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "key": self.fingerprint(),
            "question": make.text(self.question),
            "answers": [make.text(answer) for answer in self.answers],
            "right": self.right - 1,
            "because": make.text(self.because),
        }
