"""Drawings copied from web pages: what the check says of them, and what the command of its fix makes of them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st

from kiosk.device.errors import RefusedError
from kiosk.media import prepare
from kiosk.media.drawings.svg_repair import is_drawing, repair
from kiosk.packs.gallery_import.file_conversion import convert
from tests.unit.media.sample_pictures import WIDTHS


@pytest.fixture(scope="module", autouse=True)
def workers(kept_workers: None) -> None:
    """Nothing here is about a worker's life: one serves many tests."""


NS = 'xmlns="http://www.w3.org/2000/svg"'
BODY = '<rect width="60" height="40" fill="#c00"/><text x="8" y="25" font-size="10">Hall</text>'
RIGHT = f'<svg {NS} viewBox="0 0 60 40">{BODY}</svg>'
SHORT = f'<svg viewBox="0 0 60 40">{BODY}</svg>'
NAMED = RIGHT.replace("Hall", "{}")
# What a file holds → what the check names of it, and the words of the drawing afterwards.
COPIED = {
    "in a page": (
        f'<div class="chart">\n<h1>Visitors</h1>\n{SHORT}</div>',
        '1 "<div class="chart"> <h1>Visitors</h1>"',
        "Hall",
    ),
    "after it": (f"{RIGHT}\n<script>x()</script>", '2 "<script>x()</script>"', "Hall"),
    "no-break space": (NAMED.format("Hall&nbsp;3"), '1 "&nbsp;"', "Hall\u00a03"),
    "letter": (NAMED.format("caf&eacute; &copy;"), '1 "&eacute;"', "café ©"),
    "signs": (NAMED.format("a&lt;b &amp; c&Lt;d"), '1 "&Lt;"', "a<b & c≪d"),
    "ampersand": (NAMED.format("R&D &unknown; &amp;"), '1 "&"', "R&D &unknown; &"),
    "less than": (NAMED.format("a < b"), '1 "a < b"', "a < b"),
    "attributes": (
        RIGHT.replace("<rect", "<rect hidden data-a=3 data-b='4' data-b=\"5\""),
        '1 "hidden"',
        "Hall",
    ),
    "last attribute": (RIGHT.replace('fill="#c00"/>', 'fill="#c00" data-a=3/>'), '1 "data-a=3/"', "Hall"),
    "less than in an attribute": (RIGHT.replace("<rect", '<rect data-a="a<b"'), '1 "data-a="a<b""', "Hall"),
    "twice": (RIGHT.replace("<rect", '<rect fill="#c00"'), '1 "fill="#c00""', "Hall"),
    "prefix": (
        RIGHT.replace("<rect", '<use xlink:href="#b"/><rect inkscape:label="x" own:x="y" id="b"'),
        '1 "xlink:"',
        "Hall",
    ),
    "break": (
        RIGHT.replace("</svg>", '<desc xmlns="http://www.w3.org/1999/xhtml">a<br>b</desc></svg>'),
        '1 "<br>"',
        "Hall",
    ),
    "comment": (RIGHT.replace("<rect", "<!-- a -- b --><!-- c --><rect"), '1 "<!-- a -- b -->"', "Hall"),
    "control": (NAMED.format("Ha\x0bll"), '1 "U+000B"', "Hall"),
    "numbers": (NAMED.format("&#72;&#x61;l&#11;l"), '1 "&#11;"', "Hall"),
    "declaration": (f'\n\n<?xml version="1.0"?>\n{RIGHT}', '1 "<?xml"', "Hall"),
    "data": (RIGHT.replace("<rect", "<style><![CDATA[a>b{}]]></style>\n<rect hidden"), '2 "hidden"', "Hall"),
    "entity": (
        f'<!DOCTYPE svg [<!ENTITY red "#c00">]>\n{RIGHT.replace("#c00", "&red;").replace("Hall", "Hall&nbsp;3")}',
        '2 "&nbsp;"',
        "Hall\u00a03",
    ),
    "document type": (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        + NAMED.format("Hall&nbsp;3"),
        '2 "&nbsp;"',
        "Hall\u00a03",
    ),
    "nested": (f"<p>\n{RIGHT.replace('<text', '<svg/><svg></svg><text')}</p>", '1 "<p>"', "Hall"),
}


@pytest.mark.parametrize("kind", COPIED)
def test_a_drawing_of_a_web_page_is_drawn_once_the_fix_is_followed(kind: str, tmp_path: Path) -> None:
    text, named, words = COPIED[kind]
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")
    failure = prepare([file], tmp_path / "cache", WIDTHS).failures[file]
    line, _, what = named.partition(" ")
    assert failure.reason == f"line {line} of the drawing has what only web pages may have: {what}"
    assert failure.fix == f"run `kiosk pack convert {file}`, and write the name of the file that it makes"
    made = convert(file)
    prepared = prepare([made.file], tmp_path / "cache", WIDTHS)
    assert prepared.failures == {}
    root = ET.fromstring(made.file.read_text(encoding="utf-8"))
    assert [part.text for part in root.iter("{http://www.w3.org/2000/svg}text")] == [words]
    image = pyvips.Image.new_from_file(str(made.file))
    assert image.getpoint(image.width // 2, image.height // 8)[:3] == pytest.approx([204, 0, 0], abs=2)


# As React writes them → what the check names, and what the drawing has afterwards.
JSX = {
    "number": ('<path strokeWidth={2} d="M0 0"/>', "strokeWidth={2}", '<path stroke-width="2" d="M0 0"/>'),
    "words": ("<path fill={'red'} d={`M0 0`} />", "fill={'red'}", '<path fill="red" d="M0 0" />'),
    "class": ('<path className="a" x={1}/>', 'className="a"', '<path class="a" x="1"/>'),
    "rules": (
        "<path style={{strokeWidth: 2, fontSize: 9, 'fill': \"red\"}}/>",
        "style={{strokeWidth: 2, fontSize: 9, 'fill': \"red\"}}",
        '<path style="stroke-width:2;font-size:9px;fill:red"/>',
    ),
    "remark": ("{/* it's {red} */}<path y={2}/>", "{/* it's {red} */}", '<path y="2"/>'),
    "words between": ("<text>{'a < b'}</text><path y={2}/>", "{'a < b'}", '<text>a &lt; b</text><path y="2"/>'),
    "what the page does": ("<path onClick={() => { go('}') }} key={i}/>", "onClick={() => { go('}') }}", "<path  />"),
    "rules in a rule": (
        "<style>{`.a{fill:red}`}</style><path y={2}/>",
        "{`.a{fill:red}`}",
        '<style>.a{fill:red}</style><path y="2"/>',
    ),
    "rules as in SVG": (
        "<style>.a{fill:red}</style><path y={2}/>",
        "y={2}",
        '<style>.a{fill:red}</style><path y="2"/>',
    ),
    "link": ("<use xlinkHref='#a'/><path y={2}/>", "xlinkHref='#a'", "<use xlink:href='#a'/><path y=\"2\"/>"),
    "ampersand": ("<path y={2} id={'R&D'}/>", "y={2}", '<path y="2" id="R&amp;D"/>'),
}


@pytest.mark.parametrize("kind", JSX)
def test_a_drawing_of_react_is_named_and_drawn_once_the_fix_is_followed(kind: str, tmp_path: Path) -> None:
    body, named, made_of = JSX[kind]
    file = tmp_path / "a.svg"
    file.write_text(RIGHT.replace("</svg>", f"{body}</svg>"), encoding="utf-8")
    failure = prepare([file], tmp_path / "cache", WIDTHS).failures[file]
    assert failure.reason == f'line 1 of the drawing has what only web pages may have: "{named}"'
    assert failure.fix == f"run `kiosk pack convert {file}`, and write the name of the file that it makes"
    made = convert(file)
    assert made_of in made.file.read_text(encoding="utf-8")
    assert prepare([made.file], tmp_path / "cache", WIDTHS).failures == {}
    assert made.problems == ()


def test_attributes_of_react_that_an_xml_reader_reads_are_reported_and_mended(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    lines = RIGHT.replace("<rect", '\n<rect stroke="blue" strokeWidth="30" data-a="={x}"').replace("Hall", "{Hall}")
    file.write_text(lines, encoding="utf-8")
    (reported,) = prepare([file], tmp_path / "cache", WIDTHS).pictures[file].losses
    assert (reported.code, reported.line, reported.what) == ("jsx", 2, 'strokeWidth="30"')
    made = convert(file)
    assert made.file.read_text(encoding="utf-8") == lines.replace("strokeWidth", "stroke-width")
    assert prepare([made.file], tmp_path / "cache", WIDTHS).pictures[made.file].losses == ()


def test_a_component_of_react_becomes_its_drawing_and_what_only_the_page_knows_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        'import React from "react";\nexport default function Icon({ size, ...props }) {\n  return (\n'
        '    <svg viewBox="0 0 60 40"\n      width={size} {...props}>\n      <rect width={60} height={40} '
        "fill={`#c00`} stroke={props.colour}/>\n    </svg>\n  );\n}\n"
    )
    made = convert(tmp_path / "a.svg")
    assert [problem.message for problem in made.problems] == [
        'values that only the program of a web page knows were left out: "width={size}"'
    ]
    image = pyvips.Image.new_from_file(str(made.file))
    assert image.getpoint(image.width // 2, image.height // 2)[:3] == pytest.approx([204, 0, 0], abs=2)


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE html>\n<html><body>{SHORT}</body></html>",
        f"<html><head><link rel=stylesheet></head><body><br>{RIGHT}</body></html>",
        f"```svg\n{RIGHT}\n```\n",
        f"Here is the chart:\n{RIGHT}",
        f'```xml\n<?xml version="1.0"?>\n{RIGHT}\n```',
    ],
)
@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_drawing_within_a_web_page_or_an_answer_of_a_chat_is_named(text: str, name: str, tmp_path: Path) -> None:
    from kiosk.content.media_files import MediaFiles

    (tmp_path / name).write_text(text, encoding="utf-8")
    fault = MediaFiles(tmp_path).medium(name, "picture")
    assert fault is not None
    assert str(fault.message).endswith("but holds an SVG drawing within other text")
    assert fault.fix == f"run `kiosk pack convert {tmp_path / name}`, and write the name of the file that it makes"
    assert prepare([tmp_path / name], tmp_path / "cache", WIDTHS).failures
    made = convert(tmp_path / name)
    assert MediaFiles(tmp_path).medium(made.file.name, "picture") is None
    assert prepare([made.file], tmp_path / "cache", WIDTHS).failures == {}


def test_what_is_around_a_drawing_is_reported(tmp_path: Path) -> None:
    icon = f'<svg {NS} viewBox="0 0 1 1"></svg>'
    red = SHORT.replace('fill="#c00"', 'class="red"')
    page = (
        '<html><head><link rel="stylesheet" href="site.css"><style>.red { fill: #c00 }</style><title>no words</title>'
        f"</head>\n<body>{icon}\n<p>Visitors &amp; guests</p>\n"
        f"{red} <p>Source: the hall</p></body></html>"
    )
    (tmp_path / "a.svg").write_text(page, encoding="utf-8")
    made = convert(tmp_path / "a.svg")
    assert [problem.message for problem in made.problems] == [
        'the largest of several drawings in the file is taken: "1/2"',
        'words around the drawing were left out: "Visitors & guests Source: the hall"',
        'the style of this drawing lies in another file, which is not read: "site.css"',
    ]
    image = pyvips.Image.new_from_file(str(made.file))
    assert image.getpoint(image.width // 2, image.height // 8)[:3] == pytest.approx([204, 0, 0], abs=2)


@pytest.mark.parametrize(
    "text",
    [
        f'<svg {NS} viewBox="0 0 60 40">{BODY}<g>',
        f'<svg {NS} viewBox="0 0 60 40"><g>{BODY}</svg>',
        f'<svg {NS} viewBox="0 0 60 40" strokeWidth={{2>{BODY}</svg>',
        "<div>no drawing: &lt;svg </div><svg",
    ],
)
def test_a_broken_drawing_is_not_guessed_and_not_called_sound(text: str, tmp_path: Path) -> None:
    assert repair(text) is None
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / "a.svg")
    (problem,) = refusal.value.problems
    assert re.fullmatch(
        r"the file is damaged and cannot be opened as SVG: line 1, column \d+ of it", problem.message
    ), problem.message


def test_a_sound_drawing_is_left_alone() -> None:
    for text in (RIGHT, SHORT, f'<?xml version="1.0"?>\n<!-- x -->\n{RIGHT}\n<!-- y -->\n'):
        assert is_drawing(text)
        assert repair(text) is None


NO_WORDS = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
PIECES = st.sampled_from(
    [
        *("<g>", "</g>", "<svg>", "</svg>", "<br>", "&nbsp;", "&", "<", ">", '"', "'", "=", " a=1", "<rect x=1/>"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "塔", "\n", "xlink:href='#a'"),
        *("<text>R&D</text>", "<style>a{}</style>", "```", "<rect x={1}", "{'a'}", "{", "}", " strokeWidth='1'"),
    ]
)


@given(st.lists(PIECES, max_size=14), st.booleans())
def test_whatever_the_text_is_a_repair_is_a_drawing_and_its_words_are_kept_or_reported(
    parts: list[str], inside: bool
) -> None:
    text = f"<svg>{''.join(parts)}</svg>" if inside else "".join(parts)
    repaired = repair(text)
    assert repaired is None or (is_drawing(repaired.text) and repaired.faults)
    if repaired is not None and repaired.around is None and repaired.count == 1:
        kept = "".join(ET.fromstring(repaired.text).itertext()).count("R&D")
        assert kept >= NO_WORDS.sub("", text).count("R&D")
