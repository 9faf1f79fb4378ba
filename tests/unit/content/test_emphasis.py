"""What staff may write within words, and what visitors see of it."""

from __future__ import annotations

import pytest

from kiosk.content.emphasis import EmphasisSpan, parse, plain


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("", ()),
        ("plain", (EmphasisSpan("plain"),)),
        ("a **b** c", (EmphasisSpan("a "), EmphasisSpan("b", strong=True), EmphasisSpan(" c"))),
        ("a *b* c", (EmphasisSpan("a "), EmphasisSpan("b", emphasis=True), EmphasisSpan(" c"))),
        ("**“宜”**文化", (EmphasisSpan("“宜”", strong=True), EmphasisSpan("文化"))),
        (
            "新区**，***很*好",
            (
                EmphasisSpan("新区"),
                EmphasisSpan("，", strong=True),
                EmphasisSpan("很", emphasis=True),
                EmphasisSpan("好"),
            ),
        ),
        ("***both***", (EmphasisSpan("both", strong=True, emphasis=True),)),
        ("**a *b***", (EmphasisSpan("a ", strong=True), EmphasisSpan("b", strong=True, emphasis=True))),
        ("*a **b***", (EmphasisSpan("a ", emphasis=True), EmphasisSpan("b", strong=True, emphasis=True))),
        ("**a *b** c*", (EmphasisSpan("a *b", strong=True), EmphasisSpan(" c*"))),
        ("**never closed", (EmphasisSpan("**never closed"),)),
        ("***a**", (EmphasisSpan("*a", strong=True),)),
        ("5 * 3 * 2", (EmphasisSpan("5 * 3 * 2"),)),
        ("five ****stars", (EmphasisSpan("five ****stars"),)),
        (r"5\*3 \\ \a \**b**", (EmphasisSpan(r"5*3 \ \a **b**"),)),
        ("a*", (EmphasisSpan("a*"),)),
    ],
)
def test_words_become_spans(words: str, spans: tuple[EmphasisSpan, ...]) -> None:
    assert parse(words) == spans


def test_plain_words_have_no_marks() -> None:
    assert plain(r"a **b** *c* \*") == "a b c *"
