"""Poll block: a question of opinion."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.scalars import Id
from kiosk.content.model.text import Text

MOST_ANSWERS = 5


class PollBlock(BaseBlock):
    """A question of opinion. Votes belong to its id; without one, to the words of its question."""

    noun: ClassVar[str] = "poll block"
    kind: ClassVar[str] = "poll"
    synonyms: ClassVar[str] = "vote survey opinion 投票 调查"
    wrapper: ClassVar[str] = "poll"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="answers", needs=("polls",), within_reach=True)

    id: Id | None = None
    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return {"question": words, "answers": [words, words]}

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"answers": words}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "poll": self.name(make.languages[0]),
            "question": make.text(self.question),
            "answers": [make.text(answer) for answer in self.answers],
        }

    def name(self, language: str) -> str:
        """Return the name under which votes are kept: its id, or a short digest of its question in a language."""
        if self.id is not None:
            return self.id
        return sha256(self.question.by_language([language])[language].encode()).hexdigest()[:12]
