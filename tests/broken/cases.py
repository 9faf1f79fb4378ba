"""Broken packs: each is the sound one of base.py with one thing changed. What the staff read is in messages.txt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.broken.base import JPEG, PNG, SVG, write

Breaking = Callable[[Path], None]
PACK, PANEL, GALLERY = "pack.yaml", "panels/industry.yaml", "galleries/places.yaml"


def put(file: str, old: str, new: str) -> Breaking:
    """Replace words of a file."""

    def change(folder: Path) -> None:
        path = folder / file
        words = path.read_bytes().decode()
        assert words.count(old) >= 1, old
        path.write_bytes(words.replace(old, new, 1).encode())

    return change


def raw(file: str, data: bytes) -> Breaking:
    """Write other bytes."""

    def change(folder: Path) -> None:
        write(folder, {file: data})

    return change


def gone(file: str) -> Breaking:
    """Remove a file."""
    return lambda folder: (folder / file).unlink()


def folder_for(file: str) -> Breaking:
    """Put a folder where a file is due."""

    def change(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).mkdir()

    return change


def link_for(file: str) -> Breaking:
    """Put a link where a file is due."""

    def change(folder: Path) -> None:
        (folder / file).rename(folder / "elsewhere")
        (folder / file).symlink_to(folder / "elsewhere")

    return change


def renamed(file: str, name: str) -> Breaking:
    """Give a file another name."""

    def change(folder: Path) -> None:
        (folder / file).rename(folder / name)

    return change


def timed(field: str) -> Breaking:
    """Say when the first scene is due."""
    return put(PACK, "seconds: 8", field)


COVER, PAGE_TITLE, TEXT = "file: media/park.png", "title: {zh: 第一页, en: First page}", "text: {zh: 说明, en: Words}"
COVER_MAP = "cover:\n  file: media/park.png\n  caption: {zh: 园区, en: The park}"
FIGURE = 'figure: {value: "22", label: {zh: 全国, en: In the country}, year: 2019, source: article}'
DATED = "year: 2019, source: article}"


def block(words: str) -> Breaking:
    """Put one block in the place of another."""
    return put(PANEL, "- gallery: places", words)


def cited(words: str) -> Breaking:
    """Say which passages the first page tells."""
    return put(PANEL, "- id: first\n", f"- id: first\n    cites: {words}\n")


def both(*breakings: Breaking) -> Breaking:
    """Change several things."""

    def change(folder: Path) -> None:
        for breaking in breakings:
            breaking(folder)

    return change


def video(words: str) -> Breaking:
    """Put a film in the place of a block."""
    return block(f"- video: {{file: {words}}}")


def points(*spots: str) -> str:
    listed = ", ".join(f"{{at: {spot}, title: T}}" for spot in spots)
    return f"- hotspots: {{picture: {{file: media/park.png}}, points: [{listed}]}}"


def shares(*listed: str, kind: str = "share") -> str:
    entries = ", ".join(f"{{{', '.join(filter(None, (entry, 'label: L')))}}}" for entry in listed)
    return f"- chart: {{kind: {kind}, series: [{entries}], year: 2019, source: article}}"


def pairs(*listed: str) -> str:
    return f"- match: {{question: Q, pairs: [{', '.join(f'{{{pair}}}' for pair in listed)}]}}"


def theme(words: str) -> Breaking:
    """Bring a theme; the panel's accent is one of the product's."""

    def change(folder: Path) -> None:
        put(PACK, "languages:", "theme: ./theme.yaml\nlanguages:")(folder)
        write(folder, {"theme.yaml": words.encode()})

    return change


def chart(kind: str, *values: int) -> str:
    listed = ", ".join(f"{{value: {value}, label: A}}" for value in values)
    return f"- chart: {{kind: {kind}, series: [{listed}]}}"


MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 16
OGG = b"OggS" + b"\0" * 24
MKV = b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x23B\x82\x88matroska"
HEIC = b"\0\0\0\x1cftypheic\0\0\0\0mif1heic" + b"\0" * 40
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nA\n"
UNTAGGED = """tags: {hall: {zh: 大厅, en: Halls}}
pictures:
  - {file: media/hall.svg, title: A, tags: [hal]}
"""
RIVER = '{colour: "#9FD0FF", lit: "#10304A", edge: "#0B1F30", halo: "#9FD0FF"}'
CASES: dict[str, Breaking] = {
    # the file as a whole
    "pack file missing": gone(PACK),
    "panel file empty": raw(PANEL, b""),
    "only comments": raw(PANEL, b"# nothing yet\n\n"),
    "folder for a file": folder_for(PANEL),
    "link for a file": link_for(GALLERY),
    "wrong suffix": renamed(PANEL, "panels/industry.yml"),
    "note among the panels": raw("panels/notes.txt", b"call Zhou"),
    "too big": raw(PANEL, b"# " + b"x" * 2_100_000),
    "latin-1": raw(PANEL, b"id: industry\ntitle: caf\xe9\n"),
    "utf-16": raw(PANEL, "id: industry\n".encode("utf-16")),
    "nul byte": raw(PANEL, b"id: industry\ntitle: a\0b\n"),
    "invisible line separator": raw(PANEL, "id: industry\ntitle: a\u2028b\n".encode()),
    "list for a map": raw(PANEL, b"- id: industry\n"),
    "words for a map": raw(PANEL, b"industry\n"),
    # YAML
    "tab indentation": put(PANEL, "  file: media", "\tfile: media"),
    "full-width colon": put(PANEL, "icon: mdi6.factory", "icon：mdi6.factory"),
    "colon without a space": put(PANEL, "icon: mdi6.factory", "icon:mdi6.factory"),
    "colon in words": put(PANEL, "id: first", "id: first: page"),
    "indentation that fits nothing": put(PANEL, "    title: {zh: 第一页", "   title: {zh: 第一页"),
    "quotation mark never closed": put(PANEL, "icon: mdi6.factory", 'icon: "mdi6.factory'),
    "brace never closed": put(GALLERY, "focus: [0.5, 0.4]", "focus: {x: 1"),
    "bracket never closed": put(GALLERY, "focus: [0.5, 0.4]", "focus: [0.5, 0.4"),
    "unknown escape": put(PANEL, "icon: mdi6.factory", 'icon: "C:\\park"'),
    "sign that nothing begins with": put(PANEL, "icon: mdi6.factory", "icon: @factory"),
    "item beside its list": put(PANEL, "      - gallery: places", "     - gallery: places"),
    "duplicate key": put(PANEL, "accent: industry", "icon: mdi6.school"),
    "anchor": put(PANEL, "cover:", "cover: &park"),
    "alias": put(PANEL, "icon: mdi6.factory", "icon: *factory"),
    "tag": put(PANEL, "icon: mdi6.factory", "icon: !!str mdi6.factory"),
    "merge key": put(PANEL, "icon: mdi6.factory", "<<: {icon: mdi6.factory}"),
    "second document": put(PANEL, "pages:", "---\npages:"),
    "directive": put(PANEL, "id: industry", "%TAG ! x\n---\nid: industry"),
    "map as a key": put(PANEL, "icon: mdi6.factory", "? {a: b}\n: c"),
    "nested too deep": put(PANEL, "icon: mdi6.factory", "icon: " + "[" * 50_000),
    "words too long": put(PANEL, TEXT, "text: " + "x" * 20_001),
    "too many values": put(PANEL, "icon: mdi6.factory", "icon: [" + "a," * 100_001 + "]"),
    "invisible sign by escape": put(PANEL, "icon: mdi6.factory", 'icon: "a\\u0007b"'),
    # fields
    "unknown field": put(PANEL, "  caption: {zh", "  captoin: {zh"),
    "field of nothing": put(PANEL, "icon: mdi6.factory", "zebra: 1"),
    "missing field": put(PANEL, "    title: {zh: 第一页, en: First page}\n", ""),
    "empty value": put(PANEL, "icon: mdi6.factory", "icon:"),
    "list for words": put(PANEL, PAGE_TITLE, "title: [第一页]"),
    "list in a language": put(PANEL, PAGE_TITLE, "title: {zh: [第一页], en: First page}"),
    "empty words": put(PANEL, PAGE_TITLE, 'title: {zh: 第一页, en: ""}'),
    "map for one value": put(PANEL, "icon: mdi6.factory", "icon: {name: mdi6.factory}"),
    "words for a list": put(PACK, "tiles: [industry, places]", "tiles: industry"),
    "words for a picture": put(PANEL, COVER_MAP, "cover: park"),
    "list for strings": put(PACK, "strings:\n  touch-to-begin: {zh: 轻触, en: Touch}", "strings: [Touch]"),
    "too few tiles": put(PACK, "tiles: [industry, places]", "tiles: [industry]"),
    "too many blocks": put(PANEL, "- gallery: places", "\n".join(["- text: a"] * 12).replace("\n", "\n      ")),
    "too many blocks, each with a remark": put(PANEL, "- gallery: places", "\n      ".join(["- text: {zh: 甲}"] * 12)),
    "no blocks": raw("panels/more.yaml", b"id: more\ntitle: More\npages:\n  - {id: a, title: A, blocks: []}\n"),
    "id with capitals": put(PANEL, "id: first", "id: First Page"),
    "wrong format": put(PACK, "format: 1", "format: 2"),
    "wrong version": put(PACK, "version: 1.0.0", "version: newest"),
    "number in words": put(PACK, "seconds: 8", "seconds: ten"),
    "number too large": put(PACK, "seconds: 8", "seconds: 600"),
    "half a second": put(PACK, "seconds: 8", "seconds: 8.5"),
    "wrong choice": put(GALLERY, "kind: illustration", "kind: ilustration"),
    "focus of one number": put(GALLERY, "focus: [0.5, 0.4]", "focus: [0.5]"),
    "focus out of the picture": put(GALLERY, "focus: [0.5, 0.4]", "focus: [0.5, 40]"),
    # blocks and scenes
    "unknown block": put(PANEL, "- steps:", "- step:"),
    "block of two keys": put(PANEL, "- gallery: places", "- gallery: places\n        text: more"),
    "block of words": put(PANEL, "- gallery: places", "- places"),
    "field of a voice": put(PANEL, "says: {zh: 好", "say: {zh: 好"),
    "scene of nothing": put(PACK, "{picture: media/park.png, ", "{"),
    "scene of two kinds": put(PACK, "  - figure:", "  - panel: industry\n    figure:"),
    # blocks that are touched
    "right answer of nothing": block("- quiz: {question: Q, answers: [a, b], right: 3}"),
    "right answer in words": block("- quiz: {question: Q, answers: [a, b], right: a}"),
    "one answer": block("- poll: {question: Q, answers: [a]}"),
    "six answers": block("- poll: {question: Q, answers: [a, b, c, d, e, f]}"),
    "quiz of words": block("- quiz: What?"),
    "match of one pair": block(pairs("sign: a, answer: b")),
    "match of six pairs": block(pairs(*(f"sign: s{number}, answer: a{number}" for number in range(6)))),
    "pair of nothing": block(pairs("sign: a, answer: b", "answer: c")),
    "pair of two signs": block(
        pairs("sign: a, answer: b", "sign: c, picture: {file: media/park.png, alt: P}, answer: d")
    ),
    "pair of a picture without words": block(pairs("sign: a, answer: b", "picture: {file: media/park.png}, answer: d")),
    "pairs with one answer": block(pairs("sign: a, answer: {zh: 一, en: one}", "sign: c, answer: {zh: 二, en: one}")),
    "pairs with one sign": block(pairs("sign: a, answer: b", "sign: a, answer: c")),
    "pairs with one picture": block(
        pairs(
            "picture: {file: media/park.png, alt: P}, answer: b",
            "picture: {file: media/park.png, alt: Q}, answer: c",
        )
    ),
    "code of no address": block("- qr: {url: www.example.org, label: L}"),
    "code of a script": block('- qr: {url: "javascript:alert(1)", label: L}'),
    "point out of the picture": block(points("[1.2, 0.5]")),
    "point of one number": block(points("0.5")),
    "points upon one another": block(points("[0.5, 0.5]", "[0.55, 0.5]")),
    "comparing with nothing": block("- compare: {before: {file: media/park.png}}"),
    "more than the whole": block(chart("share", 70, 40)),
    "bar without its number": block(shares("value: 1", "", kind="bar")),
    "two rests": block(shares("value: 30", "", "")),
    "rest of nothing": block(shares("value: 60", "", "value: 40")),
    "line of one point": block(chart("line", 70)),
    "too many studs": block(chart("studs", 7, 7, 7, 7, 7)),
    "unknown chart": block(chart("pie", 7)),
    "flow of one station": block("- flow: {stations: [{title: A}]}"),
    "flow with too many blank studs": block("- flow: {stations: [{title: A, total: 86000}, {title: B}], unnamed: U}"),
    "flow with more names than there are": block(
        "- flow: {stations: [{title: A, named: [a, b, c], total: 2}, {title: B}], unnamed: U}"
    ),
    "flow whose blank studs are unnamed": block("- flow: {stations: [{title: A}, {title: B, named: [a], total: 2}]}"),
    "flow with year and reported": block(
        "- flow: {stations: [{title: A, value: 2}, {title: B}], year: 2018, reported: 2019, source: article}"
    ),
    "rings of one level": block("- rings: {levels: [{title: A}]}"),
    "ring that links to no page": block(
        "- rings: {levels: [{title: A}, {title: B, link: {panel: industry, page: fist}}]}"
    ),
    "ring that links to words": block("- rings: {levels: [{title: A}, {title: B, link: industry}]}"),
    # films, sound and captions
    "film that is a picture": video("media/park.png"),
    "film of another sort": video("media/park.avi"),
    "film of a screen recorder": both(raw("media/a.mkv", MKV), video("media/a.mkv")),
    "film of an old camera": both(raw("media/a.mp4", b"RIFF\0\0\0\0AVI LIST"), video("media/a.mp4")),
    "film with a name of its own": both(raw("media/a.dat", MP4), video("media/a.dat")),
    "sound of a recorder": both(raw("media/a.flac", b"fLaC"), block("- audio: {file: media/a.flac, transcript: A}")),
    "sound of a film": both(raw("media/a.mp4", MP4), block("- audio: {file: media/a.mp4, transcript: A}")),
    "captions of another program": both(
        raw("media/film.mp4", MP4),
        raw("media/a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nA\n"),
        video("media/film.mp4, captions: {zh: media/a.srt, en: media/a.srt}"),
    ),
    "captions of another program, renamed": both(
        raw("media/film.mp4", MP4),
        raw("media/a.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nA\n"),
        video("media/film.mp4, captions: {zh: media/a.vtt, en: media/a.vtt}"),
    ),
    "captions named as text": both(
        raw("media/film.mp4", MP4),
        raw("media/a.txt", VTT),
        video("media/film.mp4, captions: {zh: media/a.txt, en: media/a.txt}"),
    ),
    "film that is not there": video("media/film.mp4"),
    "film that is sound": both(raw("media/film.mp4", OGG), video("media/film.mp4, captions: {zh: media/a.vtt}")),
    "film that nobody can hear": both(raw("media/film.mp4", MP4), video("media/film.mp4")),
    "captions as one file": both(raw("media/film.mp4", MP4), video("media/film.mp4, captions: media/film.vtt")),
    "captions of no file": both(raw("media/film.mp4", MP4), video("media/film.mp4, captions: {zh: [media/film.vtt]}")),
    "captions in a strange language": both(
        raw("media/film.mp4", MP4), raw("media/a.vtt", VTT), video("media/film.mp4, captions: {fr: media/a.vtt}")
    ),
    "captions in one language": both(
        raw("media/film.mp4", MP4), raw("media/a.vtt", VTT), video("media/film.mp4, captions: {zh: media/a.vtt}")
    ),
    "captions with a comma": both(
        raw("media/film.mp4", MP4),
        raw("media/a.vtt", VTT.replace(b".", b",")),
        video("media/film.mp4, captions: {zh: media/a.vtt, en: media/a.vtt}"),
    ),
    "sound without a transcript": both(raw("media/bell.ogg", OGG), block("- audio: {file: media/bell.ogg}")),
    "scene of a film that is not there": put(PACK, FIGURE, "video: media/film.mp4"),
    "tag without a name": put(GALLERY, "pictures:\n", UNTAGGED),
    # when scenes are due, and counters
    "hours of no clock": timed("hours: 25:00-26:00"),
    "minute of no clock": timed("hours: [09:00-12:00, 09:60-12:00]"),
    "hours of one time": timed("hours: 09:00"),
    "hours that last no time": timed("hours: 09:00-09:00"),
    "hours from midnight at the end": timed("hours: 24:00-02:00"),
    "no such day": timed("dates: 2019-02-29"),
    "no such day of any year": timed("dates: 02-30..03-02"),
    "dates turned round": timed("dates: 2019-05-07..2019-05-01"),
    "one date with its year": timed("dates: 2019-12-24..01-06"),
    "dates in another form": timed("dates: 1.5.2019"),
    "no weekday": timed("weekdays: monday"),
    "three weekdays in one": timed("weekdays: mon-wed-fri"),
    "list of lists of weekdays": timed("weekdays: [[mon, fri]]"),
    "unknown order": put(PACK, "strings:", "attract-order: shufle\nstrings:"),
    "counter from nowhere": put(PACK, FIGURE, "counter: {label: {zh: 天, en: Days}}"),
    "counter of two ends": put(PACK, FIGURE, "counter: {since: 2019-05-01, until: 2020-05-01, label: D}"),
    "counter from no day": put(PACK, FIGURE, "counter: {since: 2019-02-29, label: {zh: 天, en: Days}}"),
    "counter from words": put(PACK, FIGURE, "counter: {since: last May, label: {zh: 天, en: Days}}"),
    "counter of weeks": put(PACK, FIGURE, "counter: {since: 2019-05-01, counts: weeks, label: {zh: 天, en: Days}}"),
    # across files
    "tile of nothing": put(PACK, "tiles: [industry, places]", "tiles: [industri, places]"),
    "scene opens nothing": put(PACK, "opens: industry", "opens: nowhere"),
    "gallery of nothing": put(PANEL, "gallery: places", "gallery: place"),
    "link to no panel": put(PANEL, "{panel: industry,", "{panel: industries,"),
    "link to no page": put(PANEL, "page: first", "page: fist"),
    "source of nothing": put(PANEL, "- sources: [article]", "- sources: [artikel]"),
    "citation of no source": cited("{artikel: [1]}"),
    "citation without a number": cited("{article: []}"),
    "citation of nothing": cited("{}"),
    "citation in words": cited("{article: [first]}"),
    "citation of passage zero": cited("{article: [0]}"),
    "citation twice": cited("{article: [12, 13, 12]}"),
    "citation of one number alone": cited("{article: 12}"),
    "citation that is a list": cited("[article]"),
    "citation by a gallery": put(GALLERY, "kind: illustration", "kind: illustration\n    cites: {artikel: [3]}"),
    "unknown string": put(PACK, "touch-to-begin: {", "touch-to-start: {"),
    "unknown accent": put(PANEL, "accent: industry", "accent: industrial"),
    "unknown theme": put(PACK, "languages:", "theme: kast\nlanguages:"),
    "theme file missing": put(PACK, "languages:", "theme: ./theme.yaml\nlanguages:"),
    "theme of nothing": theme("# nothing yet\n"),
    "theme that is a list": theme("- contrasts\n"),
    "theme without contrasts": theme("colours: {}\n"),
    "theme with sizes": theme("contrasts: {dark: {}}\ntype: {body: {size: 20}}\n"),
    "unknown contrast": theme("contrasts: {light: {}}\n"),
    "unknown colour role": theme('contrasts: {dark: {colours: {grond: "#101010"}}}\n'),
    "colour without quotation marks": theme("contrasts:\n  dark:\n    colours:\n      text: #FFFFFF\n"),
    "colour by name": theme("contrasts: {dark: {colours: {text: white}}}\n"),
    "accent of one colour": theme('contrasts: {dark: {accents: {gold: {colour: "#FFFFFF"}}}}\n'),
    "accent for one contrast": theme(f"contrasts: {{dark: {{accents: {{river: {RIVER}}}}}}}\n"),
    "words too faint": theme('contrasts: {dark: {colours: {muted: "#4A5A56"}}}\n'),
    "ground too light": theme('contrasts: {high: {colours: {raise: "#FFFFFF"}}}\n'),
    "unknown icon": put(PANEL, "mdi6.factory", "mdi6.factori"),
    "id twice": raw("panels/places.yaml", b"id: places\ntitle: P\npages: [{id: a, title: A, blocks: [text: a]}]\n"),
    "page twice": put(PANEL, "pages:\n", "pages:\n  - {id: first, title: A, blocks: [text: a]}\n"),
    "tile twice": put(PACK, "tiles: [industry, places]", "tiles: [industry, industry]"),
    "file named otherwise": renamed(PANEL, "panels/work.yaml"),
    # languages and figures
    "unknown language": put(PANEL, PAGE_TITLE, "title: {zh: 第一页, eng: First page}"),
    "first language missing": put(PANEL, PAGE_TITLE, "title: {en: First page}"),
    "second language missing": put(PANEL, PAGE_TITLE, "title: {zh: 第一页}"),
    "not a language": put(PACK, "languages: [zh, en]", "languages: [zh, English]"),
    "figure without year and source": put(PACK, ", " + DATED, "}"),
    "figure without year": put(PACK, "year: 2019, source: article}", "source: article}"),
    "figure with only its report dated": put(PACK, DATED, "reported: 2019, source: article}"),
    "figure with year and reported": put(PACK, DATED, "reported: 2019, " + DATED),
    "chart with year and reported": block(
        "- chart: {kind: bar, series: [{value: 1, label: A}], year: 2018, reported: 2019, source: article}"
    ),
    # media
    "picture missing": put(PANEL, COVER, "file: media/prak.png"),
    "picture out of the pack": put(PANEL, COVER, "file: ../park.png"),
    "absolute path": put(PANEL, COVER, "file: /home/park.png"),
    "address for a path": put(PANEL, COVER, "file: https://example.org/park.png"),
    "backslash": put(PANEL, COVER, r"file: media\park.png"),
    "doubled slash": put(PANEL, COVER, "file: media//park.png"),
    "decomposed letters": put(PANEL, COVER, "file: media/cafe\u0301.png"),
    "other capitals": put(PANEL, COVER, "file: media/Park.png"),
    "not a picture's name": put(PANEL, COVER, "file: media/park.gif"),
    "empty picture": raw("media/park.png", b""),
    "PNG that is a JPEG": raw("media/park.png", JPEG),
    "SVG that is a PNG": raw("media/hall.svg", PNG),
    "picture that is nothing": raw("media/park.png", b"hello"),
    "picture that is a video": raw("media/park.png", b"\0\0\0\x18ftypisom\0\0\0\0"),
    "photo of a telephone": both(raw("media/IMG_1.HEIC", HEIC), put(PANEL, COVER, "file: media/IMG_1.HEIC")),
    "photo of a telephone, renamed": raw("media/park.png", HEIC),
    "photo with a telephone's name": both(raw("media/IMG_1.HEIC", JPEG), put(PANEL, COVER, "file: media/IMG_1.HEIC")),
    "scan": both(raw("media/a scan.tif", b"II*\0" + b"\0" * 9), put(PANEL, COVER, "file: media/a scan.tif")),
    "page of a document": both(raw("media/a.pdf", b"%PDF-1.7"), put(PANEL, COVER, "file: media/a.pdf")),
    "picture that no program here knows": raw("media/park.png", b"\xff\x0a" + b"\0" * 9),
    "picture with a name of nothing": both(raw("media/park.xyz", b"hello"), put(PANEL, COVER, "file: media/park.xyz")),
    "picture that is a web page": raw("media/park.png", b"<!DOCTYPE html><html>"),
    "drawing in UTF-16": raw("media/hall.svg", SVG.decode().encode("utf-16")),
    "folder for a picture": folder_for("media/park.png"),
    "link for a picture": link_for("media/park.png"),
}  # fmt: skip
