"""The pairs of a match: which can be reported apart, and in which order their answers stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.blocks.match.match_block import MatchBlock, MatchPair
from kiosk.content import model as m
from tests.property.packs import matches, words


@given(matches())
def test_answers_stand_in_one_order_and_none_beside_its_sign(block: MatchBlock) -> None:
    order = block.order()
    assert sorted(order) == list(range(len(block.pairs)))
    assert [place for place, number in enumerate(order) if place == number] == []
    assert block.model_copy().order() == order


@given(st.lists(words, min_size=4, max_size=4, unique=True))
def test_the_order_hangs_on_the_answers_alone(answers: list[str]) -> None:
    def order(question: str, reason: str | None) -> tuple[int, ...]:
        pairs = tuple(
            MatchPair(sign=m.Text.of(f"s{number}"), answer=m.Text.of(answer), because=reason and m.Text.of(reason))
            for number, answer in enumerate(answers)
        )
        return MatchBlock(question=m.Text.of(question), pairs=pairs).order()

    assert order("Q", None) == order("Another", "Why")


def test_not_every_match_has_the_same_order() -> None:
    found = set()
    for series in range(20):
        pairs = tuple(MatchPair(sign=m.Text.of(f"{n}"), answer=m.Text.of(f"{series} {n}")) for n in range(4))
        found.add(MatchBlock(question=m.Text.of("Q"), pairs=pairs).order())
    assert len(found) > 3
