"""Records of museums' catalogues, in the shape of their open data, are imported without an edit by hand."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import yaml

from kiosk.cli import main
from kiosk.content.loader import load_pack
from kiosk.packs.gallery_import.sheet_words import clean
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.scaffold import make_pack
from tests.unit.packs.gallery_import import museums, photos

MADE = {
    "moma": "{artist}, {date}. {medium}, {dimensions}",
    "met": "{Artist Display Name}, {Object Date}. {medium}",
    "tate": "{artist}, {date}. {medium}",
    "cooper-hewitt": "{date}. {medium} ({dimensions}). {description}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a photo for each of 300 records, and the pack."""
    return tmp_path_factory.mktemp("museum")


def words_of(text: str | dict[str, str]) -> str:
    """The words of a text that is the same in all languages, or is Chinese alone."""
    return text if isinstance(text, str) else text["zh"]


@pytest.mark.parametrize("catalogue", museums.CATALOGUES)
def test_300_records_are_imported_without_an_edit(
    catalogue: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    count = 300 if catalogue == "moma" else 12
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(folder)
    photos_of = Path(catalogue)
    photos_of.mkdir()
    for record in range(1, count + 1):
        name = museums.number_of(catalogue, record).replace("/", "-")
        photos.photo((40, 30), (record % 256, record // 256, 90)).save(photos_of / f"{name}.png")
    rows = museums.records(catalogue, count + 5)
    with (photos_of / "catalogue.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    make_pack(Path(f"{catalogue}-hall"))
    pack = Path(f"{catalogue}-hall")
    words = [photos_of / "catalogue.csv", "--into", pack, "--gallery", "works", "--caption", MADE[catalogue]]
    code = main(["pack", "import", *map(str, words)])
    output = capsys.readouterr()
    assert code == 0, output.err
    assert f"galleries/works.yaml: {count} pictures added" in output.out
    assert "error" not in output.err
    assert (
        f"warning YK-503: records without a picture in the folder were left out (5): rows {count + 2}-{count + 6}"
        in output.err
    )
    assert [problem for problem in load_pack(pack, product_catalog()).problems if problem.severity == "error"] == []
    pictures = yaml.safe_load((pack / "galleries/works.yaml").read_text("utf-8"))["pictures"]
    at = {name: place for place, name in reversed(list(enumerate(rows[0])))}
    title = at.get("Title", at.get("title"))
    credit = next(place for name, place in at.items() if name.replace(" ", "").lower() == "creditline")
    medium = at.get("Medium", at.get("medium"))
    for row, picture in zip(rows[1:], pictures, strict=False):
        assert (words_of(picture["title"]), words_of(picture["credit"])) == (clean(row[title]), clean(row[credit]))
        made = words_of(picture.get("caption", ""))
        assert clean(row[medium]) in made
        assert not made.startswith((",", ".", " "))
        assert ", ." not in made
        assert not made.endswith(",")
    shutil.rmtree(pack)
