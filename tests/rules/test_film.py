"""The film that the README shows: it can be played in a browser, and is small enough to be read with the page."""

from __future__ import annotations

from pathlib import Path

import av
import pyvips


def test_the_film_plays_anywhere_and_is_short(top: Path) -> None:
    file = top / "docs" / "film.mp4"
    assert file.stat().st_size <= 5_000_000
    with av.open(str(file)) as film:
        stream = film.streams.video[0]
        code = stream.codec_context
        assert (code.name, code.pix_fmt, code.width, code.height) == ("h264", "yuv420p", 1280, 720)
        assert stream.average_rate is not None
        assert stream.average_rate >= 25
        assert 25 <= stream.frames / stream.average_rate <= 35


def test_the_small_film_moves_in_the_page(top: Path) -> None:
    file = top / "docs" / "pictures" / "film.webp"
    assert file.stat().st_size <= 2_000_000
    film = pyvips.Image.new_from_file(str(file), n=-1)
    assert film.get("n-pages") > 100
    assert 25_000 <= sum(film.get("delay")) <= 35_000
    assert f"docs/pictures/{file.name}" in (top / "README.md").read_text("utf-8")
