"""Questions to the visitor: a quiz and a match, which know the answer, and a poll, which does not."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations
from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.issues import Issue, join_hints, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, LayoutTraits
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import AnswerNumber, Id
from kiosk.content.model.text import Text

MOST_ANSWERS = 5
MOST_PAIRS = 5


class QuizBlock(BaseBlock):
    """A question with one right answer, counted from 1, and why it is right."""

    noun: ClassVar[str] = "quiz block"
    kind: ClassVar[str] = "quiz"
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


class PollBlock(BaseBlock):
    """A question of opinion. Votes belong to its id; without one, to the words of its question."""

    noun: ClassVar[str] = "poll block"
    kind: ClassVar[str] = "poll"
    wrapper: ClassVar[str] = "poll"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="answers", needs=("polls",), within_reach=True)

    id: Id | None = None
    question: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=MOST_ANSWERS)


class MatchPair(Part):
    """Two things that belong together: a `picture` or a `sign` in words, and its `answer`; `because` tells why.

    A picture needs `alt`: those words stand for it in the largest text, and when it is read aloud.
    """

    noun: ClassVar[str] = "pair"

    picture: Picture | None = None
    sign: Text | None = None
    answer: Text
    because: Text | None = None

    @model_validator(mode="after")
    def _one_sign(self) -> MatchPair:
        expected = "either picture or sign"
        if self.picture and self.sign:
            fix = join_hints("keep one of the two", see("pair"))
            raise_issues(Issue("has no place beside picture", expected, fix, path=("sign",)))
        if self.picture is None and self.sign is None:
            fix = join_hints("add picture: {…}, or sign: … in words", see("pair"))
            raise_issues(Issue("this pair does not say what is matched", expected, fix, code="missing", named=False))
        if self.picture and self.picture.alt is None:
            fix = join_hints("add alt: … to the picture", see("pair"))
            expected = "what is seen, in words: they stand for the picture in the largest text"
            raise_issues(Issue("needs alt here", expected, fix, code="missing", path=("picture",)))
        return self

    def words(self) -> Text:
        """Return what is matched, in words: the sign, or what is seen on the picture."""
        return self.sign or (self.picture and self.picture.alt) or Text()

    def stands(self) -> bool:
        """Tell whether there still is something to match."""
        return self.picture is not None or self.sign is not None


class MatchBlock(BaseBlock):
    """Pictures or words on one side, words on the other: the visitor finds which belong together."""

    noun: ClassVar[str] = "match block"
    kind: ClassVar[str] = "match"
    wrapper: ClassVar[str] = "match"
    traits: ClassVar[LayoutTraits] = LayoutTraits(
        entries="pairs", pieces="MatchPieces.qml", wide=True, within_reach=True, narrows_picture=True
    )

    question: Text
    pairs: tuple[MatchPair, ...] = Field(min_length=2, max_length=MOST_PAIRS)

    @model_validator(mode="after")
    def _apart(self) -> MatchBlock:
        for number, pair in enumerate(self.pairs):
            for other, before in enumerate(self.pairs[:number], 1):
                if field := next(_alike(pair, before), None):
                    template = "pair {number} has the same {field} as pair {other}"
                    message = Message(template, number=number + 1, field=field, other=other)
                    expected = "pairs that differ: a visitor could not tell which is meant"
                    fix = join_hints("give each its own, or leave one out", see("match"))
                    raise_issues(Issue(message, expected, fix, path=("pairs", number, field), named=False))
        return self

    def stands(self) -> bool:
        """Tell whether there still is something to choose from."""
        return len(self.pairs) > 1

    def order(self) -> tuple[int, ...]:
        """Return in which order the answers stand: always the same for these pairs, and none beside its own sign."""
        apart = (
            order
            for order in permutations(range(len(self.pairs)))
            if all(number != place for place, number in enumerate(order))
        )
        answers = [pair.answer for pair in self.pairs]
        return min(apart, key=lambda order: sha256(repr((order, answers)).encode()).digest())


def _alike(one: MatchPair, other: MatchPair) -> Iterator[str]:
    """Yield the fields by which two pairs cannot be told apart."""
    if _common(one.answer, other.answer):
        yield "answer"
    same_file = one.picture and other.picture and one.picture.file == other.picture.file
    if same_file or _common(one.words(), other.words()):
        yield "picture" if one.picture else "sign"


def _common(one: Text, other: Text) -> bool:
    """Whether the two are the same words in any language."""
    languages = [language for language, _ in (*one.words, *other.words)] or [""]
    first, second = one.by_language(languages), other.by_language(languages)
    return any(first[language] == second[language] for language in languages)
