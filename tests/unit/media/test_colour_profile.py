"""Photos are converted to sRGB in a time that does not depend on whether they have a profile."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest
import pyvips

from kiosk.media.pictures.original import TALL, Original, read_original

SIZES = {"width": 3000, "height": 2000}


def colourful(width: int, height: int) -> Any:
    """Every red and green, with blues between them."""
    across, down = pyvips.Image.xyz(width, height)[0], pyvips.Image.xyz(width, height)[1]
    bands = (across * 255 / width).bandjoin([down * 255 / height, (across + down) % 256])
    return bands.cast("uchar").copy(interpretation="srgb")


def written(file: Path, profile: str, width: int = 256, height: int = 200) -> Original:
    picture = colourful(width, height)
    if profile:
        picture = picture.icc_transform(profile, input_profile="srgb")
    picture.jpegsave(str(file), Q=95, keep="icc")
    return read_original(file, 10**8)


@pytest.mark.parametrize("profile", ["", "srgb", "p3", "cmyk"])
def test_the_pixels_are_those_of_a_conversion(profile: str, tmp_path: Path) -> None:
    original = written(tmp_path / "a.jpg", profile)
    converted = pyvips.Image.thumbnail(str(tmp_path / "a.jpg"), 120, height=TALL, size="down", output_profile="srgb")
    taken = original.thumbnail(120)
    assert (taken.width, taken.height, taken.bands) == (converted.width, converted.height, converted.bands)
    assert (taken - converted).abs().max() <= 1


def test_a_photo_without_a_profile_takes_no_longer_than_one_with(tmp_path: Path) -> None:
    def seconds(original: Original) -> float:
        begin = process_time()
        original.thumbnail(2500).copy_memory()
        return process_time() - begin

    bare, phone = (written(tmp_path / f"{name}.jpg", name, **SIZES) for name in ("", "p3"))
    assert min(seconds(bare) for _ in range(3)) < 2 * min(seconds(phone) for _ in range(3))
