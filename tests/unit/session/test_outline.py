"""What the flow knows of a pack, and how long it thinks that reading takes."""

from __future__ import annotations

import pytest

from kiosk.content.model import Pack, Page
from kiosk.session import outline, reading_time

# 150 汉字 and 100 words: half a minute in either language.
TEXT = {"zh": "宜" * 150, "en": "word " * 100}
PICTURE = {"file": "media/park.svg", "alt": TEXT, "credit": TEXT}
FIGURE = {"value": {"zh": "8", "en": "eight"}, "label": {"zh": "宜" * 5, "en": "one"}, "year": "2019"}
TITLE = {"zh": "宜宜宜宜宜", "en": "one"}


def page(*blocks: dict, **fields: object) -> dict:
    return {"id": "parks", "title": TITLE, "blocks": blocks or ({"text": "·"},), **fields}


def pack(*pages: dict) -> Pack:
    return Pack.model_validate(
        {
            "format": "1",
            "id": "park",
            "version": "1.2.0",
            "title": "Park",
            "languages": ("zh", "en"),
            "home": {"headline": "Park", "tiles": ("industry", "places")},
            "attract": (
                {
                    "picture": "media/park.svg",
                    "opens": "places",
                    "hours": ("9:00-12:00", "22:00 - 02:00"),
                    "dates": ("2019-05-01..2019-05-07", "12-25"),
                    "weekdays": ("mon-fri", "Sun"),
                },
                {"figure": FIGURE},
                {"panel": "industry"},
                {"panel": "industry", "opens": "places"},
            ),
            "panels": ({"id": "industry", "title": "Industry", "pages": pages},),
            "galleries": ({"id": "places", "title": "Places", "pictures": [{**PICTURE, "title": "Park"}] * 3},),
        }
    )


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("", 0),
        ("宜" * 300, 60),
        ("word " * 200, 60),
        ("新区，有**六十**名！", 1.2),
        ("more than 86,000 high-end parts; it’s *new*.", 2.1),
        ("建设5G基站", 1.1),
    ],
)
def test_characters_and_words_are_read_at_their_own_speed(words: str, seconds: float) -> None:
    assert reading_time.text_seconds(words) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("blocks", "fields", "seconds"),
    [
        ((), {}, {"zh": 1, "en": 0.3}),
        (({"text": TEXT},), {}, {"zh": 31, "en": 30.3}),
        (({"figures": [FIGURE, FIGURE]},), {}, {"zh": 1 + 2 * 3.3, "en": 0.3 + 2 * 2.6}),
        (({"cards": [{"title": TITLE, "text": TEXT, "picture": PICTURE}]},), {}, {"zh": 34, "en": 32.6}),
        ((), {"picture": {**PICTURE, "caption": TEXT}}, {"zh": 33, "en": 32.3}),
        (({"gallery": "places"}, {"sources": ["article"]}), {}, {"zh": 1, "en": 0.3}),
    ],
    ids=["title", "text", "figures", "cards", "picture with its caption, not its alt text", "ids"],
)
def test_a_page_takes_its_words_and_two_seconds_a_picture_and_figure(
    blocks: tuple, fields: dict, seconds: dict
) -> None:
    read = Page.model_validate(page(*blocks, **fields))
    assert reading_time.seconds(read, ["zh", "en"]) == pytest.approx(seconds)


def test_the_outline_of_a_pack_has_its_ids_and_counts() -> None:
    known = outline.outline_of(pack(page(), page({"text": TEXT}, id="firms")))
    assert (known.pack, known.version, known.languages) == ("park", "1.2.0", ("zh", "en"))
    assert known.panels == {"industry": ("parks", "firms")}
    assert known.galleries == {"places": 3}
    assert known.reading_seconds("industry", 1, "zh") == pytest.approx(31)


def test_a_scene_opens_what_it_names_or_the_panel_that_it_shows() -> None:
    assert [scene.opens for scene in outline.outline_of(pack(page())).scenes] == ["places", "", "industry", "places"]


def test_a_scene_knows_when_it_is_due() -> None:
    timed, *always = outline.outline_of(pack(page())).scenes
    assert timed == outline.Scene(
        "places",
        hours=(("09:00", "12:00"), ("22:00", "02:00")),
        dates=(("2019-05-01", "2019-05-07"), ("12-25", "12-25")),
        weekdays=((0, 4), (6, 6)),
    )
    assert all(scene.hours == scene.dates == scene.weekdays == () for scene in always)


def test_the_loop_is_shuffled_where_the_pack_says_so() -> None:
    assert not outline.outline_of(pack(page())).shuffled
    assert outline.outline_of(pack(page()).model_copy(update={"attract_order": "shuffle"})).shuffled
