"""What staff may write within words, and what visitors see of it."""

from __future__ import annotations

import pytest

from kiosk.content.emphasis import Span, parse, plain


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("", ()),
        ("plain", (Span("plain"),)),
        ("a **b** c", (Span("a "), Span("b", strong=True), Span(" c"))),
        ("a *b* c", (Span("a "), Span("b", emphasis=True), Span(" c"))),
        ("**“宜”**文化", (Span("“宜”", strong=True), Span("文化"))),
        ("新区**，***很*好", (Span("新区"), Span("，", strong=True), Span("很", emphasis=True), Span("好"))),
        ("***both***", (Span("both", strong=True, emphasis=True),)),
        ("**a *b***", (Span("a ", strong=True), Span("b", strong=True, emphasis=True))),
        ("*a **b***", (Span("a ", emphasis=True), Span("b", strong=True, emphasis=True))),
        ("**a *b** c*", (Span("a *b", strong=True), Span(" c*"))),
        ("**never closed", (Span("**never closed"),)),
        ("***a**", (Span("*a", strong=True),)),
        ("5 * 3 * 2", (Span("5 * 3 * 2"),)),
        ("five ****stars", (Span("five ****stars"),)),
        (r"5\*3 \\ \a \**b**", (Span(r"5*3 \ \a **b**"),)),
        ("a*", (Span("a*"),)),
    ],
)
def test_words_become_spans(words: str, spans: tuple[Span, ...]) -> None:
    assert parse(words) == spans


def test_plain_words_have_no_marks() -> None:
    assert plain(r"a **b** *c* \*") == "a b c *"
