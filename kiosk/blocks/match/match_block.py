"""Match block: pairs to match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations
from typing import ClassVar

from pydantic import Field, model_validator

from kiosk.content.han_forms import HAN
from kiosk.content.issues import Issue, join_hints, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.picture import Picture
from kiosk.content.model.text import Text

MOST_PAIRS = 5
# With the most pairs allowed, each side of a pair has one line: this many Chinese characters, or letters. Measured
# at 100 %, beside a picture and upright.
LINE_OF_FIVE = (8, 17)
_HAN = re.compile(f"[{HAN}]")


class MatchPair(Part):
    """Two things that belong together: a `picture` or a `sign` in words, and its `answer`; `because` says why.

    A picture needs `alt`: those words replace it in the largest text, and when it is read aloud.
    """

    noun: ClassVar[str] = "pair"
    has_small_pictures: ClassVar[bool] = True

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
            raise_issues(Issue("this pair does not say what is matched", expected, fix, kind="missing", named=False))
        if self.picture and self.picture.alt is None:
            fix = join_hints("add alt: … to the picture", see("pair"))
            expected = "what is seen, in words: they replace the picture in the largest text"
            raise_issues(Issue("needs alt here", expected, fix, kind="missing", path=("picture",)))
        return self

    def words(self) -> Text:
        """Return the matched side in words: the sign, or the alt of the picture."""
        return self.sign or (self.picture and self.picture.alt) or Text()

    def has_content(self) -> bool:
        """Return whether there is still something to match."""
        return self.picture is not None or self.sign is not None


class MatchBlock(BaseBlock):
    """Pictures or words on one side, words on the other: the visitor finds which belong together."""

    noun: ClassVar[str] = "match block"
    kind: ClassVar[str] = "match"
    synonyms: ClassVar[str] = "matching puzzle pairs game 配对 连线 游戏"
    wrapper: ClassVar[str] = "match"
    traits: ClassVar[LayoutTraits] = LayoutTraits(
        entries="pairs", in_pieces=True, wide=True, within_reach=True, narrows_picture=True
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
                    expected = "pairs that differ: a visitor could not know which is meant"
                    fix = join_hints("give each its own, or leave one out", see("match"))
                    raise_issues(Issue(message, expected, fix, path=("pairs", number, field), named=False))
        return self

    def has_content(self) -> bool:
        """Return whether there is still something to choose from."""
        return len(self.pairs) > 1

    def order(self) -> tuple[int, ...]:
        """Return the order of the answers: always the same for these pairs, and none beside its own sign."""
        apart = (
            order
            for order in permutations(range(len(self.pairs)))
            if all(number != place for place, number in enumerate(order))
        )
        answers = [pair.answer for pair in self.pairs]
        return min(apart, key=lambda order: sha256(repr((order, answers)).encode()).digest())

    def remarks(self) -> Iterator[Issue]:
        """Yield the words longer than one line with five pairs on a page."""
        for number, pair in enumerate(self.pairs if len(self.pairs) == MOST_PAIRS else ()):
            for key, text in (("sign", pair.sign), ("answer", pair.answer)):
                for inner, _, words in text.worded() if text is not None else ():
                    count, most = len(words), LINE_OF_FIVE[0 if _HAN.search(words) else 1]
                    if count > most:
                        message = Message("{count} characters are more than there is room for", count=count)
                        expected = Message("at most {most} where a page has five pairs", most=most)
                        fix = "shorten it, or leave a pair out"
                        yield Issue(message, expected, fix, "warning", "long", ("pairs", number, key, *inner))

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file: signs and answers with the number of their pair, answers in order."""
        return {
            "key": self.fingerprint(),
            "question": make.text(self.question),
            "signs": [
                {"pair": number, "picture": make.picture(pair.picture), "words": make.text(pair.words())}
                for number, pair in enumerate(self.pairs)
            ],
            "answers": [{"pair": number, "words": make.text(self.pairs[number].answer)} for number in self.order()],
            "reasons": [make.text(pair.because) for pair in self.pairs],
        }


def _alike(one: MatchPair, other: MatchPair) -> Iterator[str]:
    """Yield the fields in which two pairs are indistinguishable."""
    if _common(one.answer, other.answer):
        yield "answer"
    same_file = one.picture and other.picture and one.picture.file == other.picture.file
    if same_file or _common(one.words(), other.words()):
        yield "picture" if one.picture else "sign"


def _common(one: Text, other: Text) -> bool:
    """Return whether the two are the same words in any language."""
    languages = [language for language, _ in (*one.words, *other.words)] or [""]
    first, second = one.by_language(languages), other.by_language(languages)
    return any(first[language] == second[language] for language in languages)
