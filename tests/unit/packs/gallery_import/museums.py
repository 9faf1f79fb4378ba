"""Rows in the shape of museums' open catalogues: their headers, and records made up with what such records hold."""

from __future__ import annotations

import random

MOMA = [
    "Title",
    "Artist",
    "ConstituentID",
    "ArtistBio",
    "Nationality",
    "BeginDate",
    "EndDate",
    "Gender",
    "Date",
    "Medium",
    "Dimensions",
    "CreditLine",
    "AccessionNumber",
    "Classification",
    "Department",
    "DateAcquired",
    "Cataloged",
    "ObjectID",
    "URL",
    "ImageURL",
    "OnView",
    "Circumference (cm)",
    "Depth (cm)",
    "Diameter (cm)",
    "Height (cm)",
    "Length (cm)",
    "Weight (kg)",
    "Width (cm)",
    "Seat Height (cm)",
    "Duration (sec.)",
]
MET = [
    "Object Number",
    "Is Highlight",
    "Is Timeline Work",
    "Is Public Domain",
    "Object ID",
    "Gallery Number",
    "Department",
    "AccessionYear",
    "Object Name",
    "Title",
    "Culture",
    "Period",
    "Dynasty",
    "Reign",
    "Portfolio",
    "Constituent ID",
    "Artist Role",
    "Artist Prefix",
    "Artist Display Name",
    "Artist Display Bio",
    "Artist Suffix",
    "Artist Alpha Sort",
    "Artist Nationality",
    "Artist Begin Date",
    "Artist End Date",
    "Artist Gender",
    "Artist ULAN URL",
    "Artist Wikidata URL",
    "Object Date",
    "Object Begin Date",
    "Object End Date",
    "Medium",
    "Dimensions",
    "Credit Line",
    "Geography Type",
    "City",
    "State",
    "County",
    "Country",
    "Region",
    "Subregion",
    "Locale",
    "Locus",
    "Excavation",
    "River",
    "Classification",
    "Rights and Reproduction",
    "Link Resource",
    "Object Wikidata URL",
    "Metadata Date",
    "Repository",
    "Tags",
    "Tags AAT URL",
    "Tags Wikidata URL",
]
TATE = [
    "id",
    "accession_number",
    "artist",
    "artistRole",
    "artistId",
    "title",
    "dateText",
    "medium",
    "creditLine",
    "year",
    "acquisitionYear",
    "dimensions",
    "width",
    "height",
    "depth",
    "units",
    "inscription",
    "thumbnailCopyright",
    "thumbnailUrl",
    "url",
]
COOPER_HEWITT = [
    "accession_number",
    "creditline",
    "date",
    "decade",
    "department_id",
    "description",
    "dimensions",
    "gallery_text",
    "id",
    "inscribed",
    "justification",
    "label_text",
    "markings",
    "media_id",
    "medium",
    "on_display",
    "period_id",
    "primary_image",
    "provenance",
    "signed",
    "title",
    "title_raw",
    "tms:id",
    "type",
    "type_id",
    "url",
    "woe:country_id",
    "year_acquired",
    "year_end",
    "year_start",
]
CATALOGUES = {"moma": MOMA, "met": MET, "tate": TATE, "cooper-hewitt": COOPER_HEWITT}
_NUMBER = {
    "moma": "AccessionNumber",
    "met": "Object Number",
    "tate": "accession_number",
    "cooper-hewitt": "accession_number",
}
_KNOWN = {
    "title",
    "artist",
    "artistdisplayname",
    "date",
    "objectdate",
    "datetext",
    "medium",
    "dimensions",
    "creditline",
}

_TITLES = [
    'View of a Town; with a "Bridge", and Boats',
    "Vase\r\n(one of a pair)",
    'L\'Été, or "Summer"',
    "Untitled, from the portfolio 'Ten; or More'",
    "Kaleidoscope, no. 3; study",
    "橋上の人 (People on a Bridge)",
    "Teapot & lid",
    "Portrait of a Man, said to be the Painter’s Father",
    '[Two Boys: "Don\'t move!"]',
    "= Equals, #7",
    "- 12°, Snow -",
    "@Home",
]
_ARTISTS = [
    "Anna Keller",
    "O’Brien & Sons, Ltd.",
    "After Jan de Wit",
    "Unknown maker; attributed",
    "Sato Ume|Hara Ken",
    "",
]
_DATES = [
    "c. 1900–05",
    "1642",
    "18th century",
    "(1963, printed 1999)",
    "n.d.",
    "late 19th–early 20th c.",
    "1896-97; cast 1910",
    "",
]
_MEDIA = [
    "Oil on canvas",
    "Silk, metal thread; plain weave",
    'Gelatin silver print, 8 x 10"',
    'Glass, a: 12"; b: 14½"',
    "",
]
_SIZES = ['18 1/2 x 24" (47 x 61 cm)', "H. 12 in. (30.5 cm)", "support: 394 x 419 mm", "Overall: 4' 2\""]
_CREDITS = [
    "Gift of Mr. & Mrs. A. Lane, 1952",
    "Purchase; Friends' Fund",
    'Bequest of "a Friend", by exchange',
    "Presented 1909",
]


def number_of(catalogue: str, record: int) -> str:
    """The accession number of a record, as each house writes them."""
    forms = {
        "moma": f"{record}.1996.a-b",
        "met": f"{1900 + record % 90}.{record}.1",
        "tate": f"N{record:05d}",
        "cooper-hewitt": f"1952-{record}-3",
    }
    return forms[catalogue]


def records(catalogue: str, count: int) -> list[list[str]]:
    """Headers and rows of a catalogue."""
    chance = random.Random(catalogue)
    headers = CATALOGUES[catalogue]
    rows = [list(headers)]
    for record in range(1, count + 1):
        cells = []
        for header in headers:
            name = "".join(sign for sign in header.casefold() if sign.isalnum())
            if header == _NUMBER[catalogue]:
                cells.append(number_of(catalogue, record))
            elif name == "title":
                cells.append(f"{chance.choice(_TITLES)} {record}")
            elif name in {"artist", "artistdisplayname"}:
                cells.append(chance.choice(_ARTISTS))
            elif name in {"date", "objectdate", "datetext"}:
                cells.append(chance.choice(_DATES))
            elif name == "medium":
                cells.append(chance.choice(_MEDIA))
            elif name == "dimensions":
                cells.append(chance.choice(_SIZES))
            elif name == "creditline":
                cells.append(chance.choice(_CREDITS))
            elif name == "tags":
                cells.append("Boats|Bridges")
            elif "url" in name or name == "primaryimage":
                cells.append(f"https://museum.example/{record}.jpg")
            else:
                cells.append(chance.choice(["", "x, y", "1"]))
        rows.append(cells)
    return rows
