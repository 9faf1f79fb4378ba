"""One small drawing for each kind of thing that drawing programs write: it is drawn right, or staff are reported."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
import pyvips
from PIL import Image

from kiosk.media import Prepared, prepare
from kiosk.media.drawings import svg_losses
from kiosk.media.drawings.svg_losses import losses_in
from kiosk.media.sandbox.limits import LOSS_CHARACTERS, LOSSES

pytestmark = pytest.mark.usefixtures("kept_workers")

SIDE = 100
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" '
    'viewBox="0 0 100 100">'
)
CORNER = '<rect width="3" height="3" fill="green"/></svg>'
RED = '<rect width="100" height="100" fill="red"/>'
HTML = '<div xmlns="http://www.w3.org/1999/xhtml">流程图文字</div>'
FONT = 'font-family="Noto Sans CJK SC" font-size="20"'
BOX = 'width="100" height="100"'


def data(kind: str, name: str = "", mode: str = "RGB", size: tuple[int, int] = (20, 20)) -> str:
    """An embedded red picture of a kind, said to be of the kind `name`."""
    packed = io.BytesIO()
    Image.new(mode, size, (255, 0, 0) if mode == "RGB" else (0, 255, 255, 0)).save(packed, kind)
    return f"data:image/{name or kind.lower()};base64,{base64.b64encode(packed.getvalue()).decode()}"


def image(link: str) -> str:
    return f'<image {BOX} preserveAspectRatio="none" xlink:href="{link}"/>'


NESTED = (
    "data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 1 1%27>"
    "%3Crect width=%271%27 height=%271%27 fill=%27red%27/>%3C/svg>"
)
INNER = f'<svg xmlns="http://www.w3.org/2000/svg" {BOX}>{RED}</svg>'
# Each of these is a red square; where one would not be red all over, it belongs below.
DRAWN = {
    "PNG": image(data("PNG")),
    "JPEG": image(data("JPEG")),
    "JPEG as image/jpg": image(data("JPEG", "jpg")),
    "JPEG of inks": image(data("JPEG", mode="CMYK")),
    "drawing in the drawing": image(f"data:image/svg+xml;base64,{base64.b64encode(INNER.encode()).decode()}"),
    "use": f'<defs><g id="a">{RED}</g></defs><use xlink:href="#a"/>',
    "symbol": '<symbol id="a" viewBox="0 0 1 1"><rect width="1" height="1" fill="red"/></symbol><use href="#a"/>',
    "clip and mask, in quotation marks": (
        f'<clipPath id="c"><rect {BOX}/></clipPath><mask id="m"><rect {BOX} fill="#fff"/></mask>'
        f"""<g clip-path="url( '#c' )"><g mask="url('#m')">{RED}</g></g>"""
    ),
    "hidden link": f'<g style="display: none">{image("photo.jpg")}</g>{RED}',
    "link for readers": f'<a href="https://example.org/">{RED}</a>',
    "fallback of a value that nobody gives": f'<rect {BOX} fill="var(--c, red)"/>',
    "value that nobody gives in style": f'<rect {BOX} style="fill:var(--c, red)"/>',
    "colour by light or dark, as draw.io writes": f'<rect {BOX} fill="red" style="fill: light-dark(red, blue)"/>',
    "wide colour behind a plain one, as Figma writes it": (
        f'<rect {BOX} fill="#F00" style="fill:#F00;fill:color(display-p3 1 0 0);fill-opacity:1;"/>'
    ),
    "wide colour behind a plain one in a rule": (
        f"<style>.a{{stroke:none; fill:red; fill:oklch(0.628 0.2577 29.23)}}</style><rect class='a' {BOX}/>"
    ),
    "wide colour in style, a plain one beside it": f'<rect {BOX} fill="red" style="fill:lab(54 81 70)"/>',
    "rule by element": f"<style>g > rect {{ fill: red }}</style><g><rect {BOX}/></g>",
    "rule by class": f"<style><![CDATA[.a{{fill:red}}]]></style><rect class='a' {BOX}/>",
    "rule for print": f"<style>@media print{{rect{{fill:blue}}}}</style>{RED}",
    "rule for dark": f"<style>@media (prefers-color-scheme: dark){{rect{{fill:blue}}}}</style>{RED}",
    "font face": f"<style>@font-face{{font-family:a;src:url(data:a)}}</style>{RED}",
    "comment": f"<style>/* @media all {{}} @import 'a' */</style>{RED}",
    "properties as Inkscape writes them": RED.replace(
        "/>", ' style="word-spacing:0px;mask:none;clip-path:none;transform-origin:0px 0px;text-transform:none"/>'
    ),
    "units": '<rect width="26.4583mm" height="75pt" fill="red"/>',
    "colours": f'<g fill="hsl(0 100% 50%)"><rect {BOX}/></g>',
    "transform as style": '<rect width="50" height="100" fill="red" style="transform:scale(2,1)"/>',
    "Illustrator's own data": (
        f'<switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" {BOX}/>{RED}</switch>'
    ),
    "HTML with a picture in its place": (
        '<switch><foreignObject requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility">'
        f"{HTML}</foreignObject>{image(data('PNG'))}</switch>"
    ),
    "what is said of it": f"<title>@media all</title><metadata><script>x</script></metadata>{RED}",
    "blur": '<rect x="-200" y="-200" width="500" height="500" fill="red" style="filter:blur(1px)"/>',
    "gradient": f'<linearGradient id="g"><stop stop-color="red"/></linearGradient><rect {BOX} fill="url(#g)"/>',
    "clip of several shapes": (
        '<clipPath id="c"><rect width="60" height="100"/><rect x="50" width="50" height="100"/></clipPath>'
        f'<g clip-path="url(#c)">{RED}</g>'
    ),
    "clip that is moved": (
        '<clipPath id="c" transform="translate(-10 -10)"><rect width="120" height="120"/></clipPath>'
        f'<g clip-path="url(#c)">{RED}</g>'
    ),
    "shadow as Figma writes it": (
        '<filter id="f" filterUnits="userSpaceOnUse" x="-50" y="-50" width="200" height="200" '
        'color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/>'
        '<feColorMatrix in="SourceAlpha" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/>'
        '<feOffset dy="4"/><feGaussianBlur stdDeviation="2"/><feBlend in2="BackgroundImageFix" result="shadow"/>'
        '<feBlend in="SourceGraphic" in2="shadow"/></filter>'
        f'<g filter="url(#f)" transform="rotate(90 50 50)">{RED}</g>'
    ),
    "shadow by style": RED.replace("/>", ' style="filter:drop-shadow(2px 2px 1px #000)"/>'),
    "turning by nothing": RED.replace("/>", ' style="filter:hue-rotate(0) hue-rotate()"/>'),
    "gradient of another's colours": (
        '<linearGradient id="a"><stop stop-color="red"/></linearGradient>'
        f'<linearGradient id="b" href="#a"/><rect {BOX} fill="url(#b)"/>'
    ),
    "pattern in a frame": (
        '<pattern id="p" width="72" height="36" patternUnits="userSpaceOnUse" viewBox="0 -36 72 36">'
        f'<rect y="-36" width="72" height="36" fill="red"/></pattern><rect {BOX} fill="url(#p)"/>'
    ),
    "gradient that is turned": (
        '<linearGradient id="g" gradientTransform="rotate(90)"><stop stop-color="red"/></linearGradient>'
        f'<rect {BOX} fill="url(#g)"/>'
    ),
    "transforms in every notation": (
        '<g transform="matrix(1,0,0,1,-5-5) , translate(5 5)scale( 1 )rotate(0,50,50) skewX(0)">' + RED + "</g>"
    ),
    "points in every notation": '<polygon points="0,0 100-0,1e2,100\n.0 100" fill="red"/>',
    "links that lead nowhere, as in every program": (
        f'<g clip-path="url(#c)" mask="url(#m)" fill="url(#f) none"><rect {BOX} fill="red"/></g>'
    ),
    "origin of what is not moved": RED.replace("/>", ' transform-origin="50 50"/>'),
    "origin at the beginning": RED.replace("/>", ' transform="scale(2)" transform-origin="top left"/>'),
    "linked picture of no size": image("photo.jpg").replace("100", "0") + RED,
    "marker": (
        '<marker id="m" markerUnits="userSpaceOnUse" overflow="visible"><rect x="-99" y="-99" width="200" height="200" '
        'fill="red"/></marker><path d="M50 50h1" marker-start="url(#m)"/>'
    ),
    "arrow whose own outline has none": (
        '<style>path { marker-end: none } .w { marker-end: url(#m) }</style><marker id="m" overflow="visible" '
        'markerUnits="userSpaceOnUse"><path d="M-99 -99h200v200h-200z" fill="red"/></marker>'
        '<path class="w" d="M0 50h50"/>'
    ),
    "dots": (
        f'{RED}<path d="M50 50h0" stroke="red" stroke-width="9" stroke-linecap="round"/>'
        '<path d="M9 9h50" stroke="red" stroke-width="9" stroke-linecap="round" stroke-dasharray="0 12"/>'
        '<path d="M9 9h50" stroke="red" stroke-dasharray="0"/>'
    ),
    "square ends of a line": (
        '<path d="M50 50h1" stroke="red" stroke-width="300" stroke-linecap="square"/>'
    ),
    "unknown element among drawn ones": f'<random xmlns="urn:a"/>{RED}',
    "drawing in a scaled drawing": (
        f'<g transform="scale(2)">{image(NESTED)}</g>'
    ),
    "see-through alpha": (
        '<filter id="f"><feComponentTransfer><feFuncA type="linear" slope="1"/></feComponentTransfer></filter>'
        f'<g filter="url(#f)">{RED}</g>'
    ),
    "part that uses itself by another": (
        f'{RED}<g id="a"><use href="#b"/><rect width="9" height="9" fill="red"/></g><g id="b"><use href="#a"/></g>'
    ),
    "mask that masks what is in it": (
        f'<mask id="m"><rect {BOX} fill="#fff" mask="url(#n)"/></mask><mask id="n"><rect {BOX} fill="#fff"/></mask>'
        f'<g mask="url(#m)">{RED}</g>'
    ),
    "blur as Inkscape writes it": (
        '<filter id="f" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="1"/></filter>'
        f'{RED}<g transform="rotate(30)"><rect transform="skewX(5)" {BOX} fill="red" filter="url(#f)"/></g>'
    ),
    "nothing refers in a circle": (
        f'<pattern id="a" width="1" height="1"><rect {BOX} fill="url(#b)"/></pattern>'
        f'<pattern id="b" width="1" height="1"><rect {BOX} fill="red"/></pattern><rect {BOX} fill="url(#b)"/>'
    ),
}  # fmt: skip
# Words are drawn, and nothing is reported of them.
SPOKEN = {
    "words": f'<text x="5" y="50" {FONT}>国国</text>',
    "lines": f'<text {FONT}><tspan x="5" y="30">国国</tspan><tspan x="5" y="60">国国</tspan></text>',
    "a place for a letter": f'<text {FONT}><tspan x="5 30" y="30">国</tspan></text>',
    "lines as Inkscape writes them": (
        f'<text style="shape-inside:url(#r);white-space:pre" {FONT}><tspan x="5" y="30">国国</tspan></text>'
    ),
    "upright words": f'<text x="50" y="5" writing-mode="vertical-rl" {FONT}>国国</text>',
    "HTML with the same words in its place": (
        f'<switch><foreignObject requiredFeatures="x">{HTML.replace("图", "<br/>图 ")}</foreignObject>'
        f'<text x="5" y="50" font-family="Noto Sans CJK SC" font-size="18">流程图文字</text></switch>'
    ),
    "words in the middle": f'<text x="50" y="50" dominant-baseline="central" text-anchor="middle" {FONT}>国国</text>',
    "middle by both names": (
        f'<text x="5" y="50" dominant-baseline="middle" alignment-baseline="middle" {FONT}>国国</text>'
    ),
    "middle of parts as Inkscape writes it": (
        f'<text x="50" y="50" style="text-anchor:middle" {FONT}><tspan style="text-anchor:middle">国国</tspan></text>'
    ),
    "places of several lines": (
        f'<text {FONT}><tspan x="5" y="30">国国</tspan><tspan x="90" y="60" text-anchor="end">国国</tspan></text>'
    ),
    "underlined words": f'<text x="5" y="50" style="text-decoration:underline" {FONT}>国国</text>',
    "an underlined part": f'<text x="5" y="50" {FONT}><tspan text-decoration="underline">国国</tspan></text>',
    "words that are not underlined": (
        f'<text x="5" y="50" text-decoration="none" {FONT}><tspan style="text-decoration-line:none">国国</tspan></text>'
    ),
    "small words": f'<text x="5" y="50" {FONT}>国国<tspan baseline-shift="sub" font-size="12">国</tspan></text>',
    "signs that are no emoji": f'<text x="5" y="50" {FONT}>国→★©</text>',
    "wide words": f'<text x="5" y="50" letter-spacing="9" {FONT}>国国</text>',
    "words of a part, with the same spaces": (
        f'<text x="5" y="50" xml:space="preserve" {FONT}>国<tspan xml:space="preserve">国</tspan></text>'
    ),
}  # fmt: skip
# What is reported, and the word of the drawing that it is reported by.
LOST = {
    "linked picture": ("linked", "photo.jpg", image("photo.jpg")),
    "linked picture of a folder": ("linked", "图/照 片.jpg", image("%E5%9B%BE/%E7%85%A7%20%E7%89%87.jpg")),
    "picture on a server": ("linked", "https://example.org/a.png", image("https://example.org/a.png")),
    "part of another drawing": ("linked-part", "other.svg#a", '<use href="other.svg#a"/>'),
    "colour of another drawing": ("linked-part", "other.svg", f'<rect {BOX} fill="url(other.svg#g)"/>'),
    "picture as a pattern": (
        "linked",
        "a.jpg",
        f'<pattern id="p" width="1" height="1">{image("a.jpg")}</pattern><rect {BOX} fill="url(#p)"/>',
    ),
    "picture of a filter": (
        "linked",
        "a.png",
        f'<filter id="f"><feImage href="a.png"/></filter><rect {BOX} filter="url(#f)"/>',
    ),
    "link within a drawing within": (
        "linked",
        "a.png",
        image("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'>%3Cimage href='a.png'/>%3C/svg>"),
    ),
    "WebP": ("embedded", "WebP", image(data("WEBP"))),
    "GIF": ("embedded", "GIF", image(data("GIF"))),
    "AVIF": ("embedded", "AVIF", image(data("AVIF"))),
    "BMP": ("embedded", "BMP", image(data("BMP"))),
    "TIFF": ("embedded", "TIFF", image(data("TIFF"))),
    "JPEG that is said to be a PNG": ("embedded", "JPEG", image(data("JPEG", "png"))),
    "damaged PNG": ("embedded", "PNG", image("data:image/png;base64,iVBORw0KGgoAAAAA")),
    "picture too wide": ("embedded", "40000 x 2 px", image(data("PNG", size=(40_000, 2)))),
    "HTML": ("foreign", "流程图文字", f"<foreignObject {BOX}>{HTML}</foreignObject>"),
    "HTML without words, as Figma blurs a background": (
        "html",
        "foreignObject",
        (
            f'<foreignObject {BOX}><div xmlns="http://www.w3.org/1999/xhtml" style="backdrop-filter:blur(9px)"/>'
            "</foreignObject>"
        ),
    ),
    "HTML in a switch": ("foreign", "流程图文字", f"<switch><foreignObject {BOX}>{HTML}</foreignObject>{RED}</switch>"),
    "HTML with words cut off in its place": (
        "foreign",
        "流程图文字",
        f'<switch><foreignObject requiredFeatures="x">{HTML}</foreignObject><text {FONT}>流程...</text></switch>',
    ),
    "HTML with other words in its place": (
        "foreign",
        "流程图文字",
        (f'<switch><foreignObject requiredFeatures="x">{HTML}</foreignObject>'
        f'<text y="50" {FONT}>[Not supported by viewer]</text></switch>'),
    ),
    "HTML with its own marks in its place": (
        "foreign",
        "流程图文字",
        (f'<switch><foreignObject requiredFeatures="x">{HTML}</foreignObject>'
        f'<text y="50" {FONT}>&lt;b&gt;流程图文字&lt;/b&gt;</text></switch>'),
    ),
    "what draw.io has drawn instead": (
        "foreign",
        "Text is not SVG - cannot display",
        f'<switch><g requiredFeatures="x"/><text y="50" {FONT}>Text is not SVG - cannot display</text></switch>',
    ),
    "picture of a web page": ("foreign", "img", '<img xmlns="http://www.w3.org/1999/xhtml" src="a.png"/>'),
    "words along a path": (
        "path",
        "国国",
        f'<path id="p" d="M5 50h90"/><text {FONT}><textPath href="#p">国国</textPath></text>',
    ),
    "flowing words": (
        "flow",
        "国国",
        f"<flowRoot {FONT}><flowRegion><rect {BOX}/></flowRegion><flowPara>国国</flowPara></flowRoot>",
    ),
    "width of lines": ("lines", "inline-size", f'<text x="5" y="30" style="inline-size:45px" {FONT}>国国国国</text>'),
    "words in a shape": ("lines", "shape-inside", f'<text style="shape-inside:url(#r)" {FONT}>国国</text>'),
    "lines by white space": ("lines", "国 国", f'<text y="30" style="white-space:pre" {FONT}>国\n国</text>'),
    "a place for each letter": ("letters", "国国国", f'<text x="5 40 70" y="50" {FONT}>国国国</text>'),
    "places of letters of a part": ("letters", "国国", f'<text {FONT}><tspan x="5,40" y="50">国国</tspan></text>'),
    "a step for each letter": ("letters", "国国", f'<text x="5" y="50" dx="0 9" {FONT}>国国</text>'),
    "turned letters": ("letters", "国国", f'<text x="5" y="50" rotate="45" {FONT}>国国</text>'),
    "length of words": ("letters", "国国", f'<text x="5" y="50" textLength="90" {FONT}>国国</text>'),
    "distance of words": ("letters", "word-spacing", f'<text x="5" y="50" word-spacing="30" {FONT}>国 国</text>'),
    "words in a large size": ("letters", "font-size", '<text y="50" style="font-size:xx-large">国</text>'),
    "capitals by style": ("letters", "text-transform", '<text y="50" style="text-transform:uppercase">a</text>'),
    "value": ("value", "var(--c)", f"<style>:root{{--c:red}}</style><rect {BOX} style='fill:var(--c)'/>"),
    "value with a fallback": ("value", "var(--c)", f"<style>g{{--c:red}}</style><rect {BOX} fill='var(--c,blue)'/>"),
    "value of the element": ("value", "var(--c)", f"<g style='--c:red'><rect {BOX} style='fill:var(--c)'/></g>"),
    "colour by light or dark": ("value", "light-dark", f'<rect {BOX} style="fill:light-dark(red, blue)"/>'),
    "colour of another space in another rule than the plain one": (
        "value",
        "color",
        f"<style>.b{{fill:red}} .a{{fill:color(display-p3 1 0 0)}}</style><rect class='a' {BOX}/>",
    ),
    "colour of another space before the plain one of something else": (
        "value",
        "color",
        f'<rect {BOX} style="stroke:red;fill:color(display-p3 1 0 0)"/>',
    ),
    "colour of another space": ("value", "oklch", f'<rect {BOX} fill="oklch(0.628 0.2577 29.23)"/>'),
    "mixed colour": ("value", "color-mix", f'<rect {BOX} fill="color-mix(in srgb, red, red)"/>'),
    "colour for print": ("value", "icc-color", f'<rect {BOX} fill="red icc-color(cmyk, 0,1,1,0)"/>'),
    "share of a window": ("value", "100vw", '<rect width="100vw" height="100" fill="red"/>'),
    "calculated width": ("value", "calc", '<rect height="100" style="width:calc(50px + 50px);fill:red"/>'),
    "initial": ("value", "initial", f'<g fill="blue"><rect {BOX} style="fill:initial"/></g>'),
    "dashes by length": (
        "value",
        "pathLength",
        '<path d="M0 50h100" pathLength="10" stroke="red" stroke-width="100" stroke-dasharray="10"/>',
    ),
    "rule for screens": ("style", "@media screen", f"<style>\n@media screen {{rect{{fill:red}}}}</style><rect {BOX}/>"),
    "rule where it is known": ("style", "@supports (fill:red)", "<style>@supports (fill:red) {rect{fill:red}}</style>"),
    "rule in a layer": ("style", "@layer a", f"<style>@layer a{{rect{{fill:red}}}}</style><rect {BOX}/>"),
    "rule in a rule": ("style", ".b", "<style>.a{ .b{fill:red}}</style><g class='a'><path class='b'/></g>"),
    "rule by is": ("style", ":is(…)", f"<style>:is(rect,circle){{fill:red}}</style><rect {BOX}/>"),
    "outline by style": ("style", "d", '<style>path{d:path("M0 0h100v100h-100z")}</style><path fill="red"/>'),
    "shape that cuts, as an attribute": ("style", "clip-path", RED.replace("/>", ' clip-path="circle(10px)"/>')),
    "words along a path of their own": (
        "path",
        "沿路的字",
        f'<text {FONT}><textPath path="M0 50 H90">沿路的字</textPath></text>',
    ),
    "length in rem": ("value", "1rem", '<rect x="1rem" width="50" height="100" fill="red"/>'),
    "shape that cuts": ("style", "clip-path", RED.replace("/>", ' style="clip-path:circle(10px at 0 0)"/>')),
    "mask by style": ("style", "mask", RED.replace("/>", ' style="mask:linear-gradient(red, transparent)"/>')),
    "style of another file": ("sheet", 'url("a.css")', f'<style>@import url("a.css");</style><rect {BOX}/>'),
    "origin": (
        "place",
        "transform-origin",
        '<rect x="25" width="50" height="100" fill="red" transform="scale(2 1)" transform-origin="50 50"/>',
    ),
    "origin by style": (
        "place",
        "transform-origin",
        '<rect x="25" width="50" height="100" fill="red" style="transform:scale(2,1);transform-origin:center"/>',
    ),
    "scale by style": ("place", "scale", '<rect width="50" height="100" fill="red" style="scale:2 1"/>'),
    "turned by style": ("place", "rotate", f"<style>rect{{rotate:45deg}}</style>{RED}"),
    "mesh": ("paint", "meshgradient", f'<meshgradient id="m"/><rect {BOX} fill="url(#m)"/>'),
    "hatch": ("paint", "hatch", f'<hatch id="m"/><rect {BOX} fill="url(#m)"/>'),
    "motion": ("moves", "animate", '<rect width="0" height="100"><animate attributeName="width" to="100"/></rect>'),
    "motion by style": ("moves", "animation", f"<style>rect{{animation:a 1s}}</style>{RED}"),
    "script": ("script", "script", f"<script>document.title = ''</script>{RED}"),
    "words that hang": ("letters", "dominant-baseline hanging", f'<text dominant-baseline="hanging" {FONT}>国</text>'),
    "words that lie otherwise": (
        "letters",
        "alignment-baseline middle",
        f'<text alignment-baseline="middle" {FONT}>国</text>',
    ),
    "a part that lies otherwise": (
        "letters",
        "alignment-baseline hanging",
        f"<style>.a{{alignment-baseline:hanging}}</style><text y='50' {FONT}>国<tspan class='a'>国</tspan></text>",
    ),
    "a whole word shifted": ("letters", "baseline-shift", f'<text y="50" baseline-shift="super" {FONT}>国</text>'),
    "a word shifted twice": (
        "letters",
        "baseline-shift",
        f'<text y="50" {FONT}><tspan baseline-shift="super">国<tspan baseline-shift="super">国</tspan></tspan></text>',
    ),
    "words shifted together": ("letters", "baseline-shift", f'<g baseline-shift="super"><text {FONT}>国</text></g>'),
    "ground of words": (
        "filter",
        "#f",
        ('<filter id="f" x="0" y="0" width="1" height="1"><feFlood flood-color="red"/></filter>'
        f'<text y="50" filter="url(#f)" {FONT}>国</text>'),
    ),
    "style of another language": ("style", "type text/less", f"<style type='text/less'>a{{}}</style>{RED}"),
    "less than no width": ("misread", "width -5", f'<filter id="f"><feFlood width="-5"/></filter>{RED}'),
    "underlined by what is around": (
        "underline",
        "国国",
        f'<g text-decoration="underline"><text y="50" {FONT}>国国</text></g>',
    ),
    "underlined with parts": (
        "underline",
        "国国",
        f'<text y="50" style="text-decoration:underline" {FONT}><tspan>国国</tspan></text>',
    ),
    "underlined by a class": (
        "underline",
        "国国",
        f"<style>.a{{text-decoration:underline}}</style><g class='a'><text y='50' {FONT}>国国</text></g>",
    ),
    "underlined in a colour": (
        "underline",
        "国国",
        f'<text y="50" style="text-decoration:underline solid red" {FONT}>国国</text>',
    ),
    "underlined by a newer name": (
        "underline",
        "国国",
        f'<text y="50" style="text-decoration-line:underline" {FONT}>国国</text>',
    ),
    "upright words from their middle": (
        "letters",
        "text-anchor middle",
        f'<text x="50" y="50" writing-mode="tb" text-anchor="middle" {FONT}>国国</text>',
    ),
    "columns from the left": (
        "letters",
        "writing-mode vertical-lr",
        f'<text x="50" y="5" style="writing-mode:vertical-lr" {FONT}>国国</text>',
    ),
    "a part from its middle": (
        "letters",
        "text-anchor middle",
        f'<text x="50" y="50" {FONT}><tspan text-anchor="middle">国国</tspan></text>',
    ),
    "outline below a part": (
        "letters",
        "paint-order",
        f'<text y="50" stroke="red" {FONT}>国<tspan paint-order="stroke">国</tspan></text>',
    ),
    "axes of a variable font": (
        "letters",
        "font-variation-settings",
        f"<text y=\"50\" style=\"font-variation-settings:'wght' 700\" {FONT}>国</text>",
    ),
    "emoji": ("emoji", "😀", f'<text y="50" {FONT}>国😀</text>'),
    "emoji by a selector": ("emoji", "❤️", f'<text y="50" {FONT}>❤️</text>'),
    "clip with holes": (
        "clip",
        "clip-rule",
        (f'<clipPath id="c" clip-rule="evenodd"><rect width="60" height="100"/><rect {BOX}/></clipPath>'
        f'<g clip-path="url(#c)">{RED}</g>'),
    ),
    "clip by the box of what is turned": (
        "clip",
        "#c",
        ('<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height=".5"/></clipPath>'
        f'<rect {BOX} fill="red" transform="rotate(45)" clip-path="url(#c)"/>'),
    ),
    "clip by a box that is moved": (
        "clip",
        "#c",
        ('<clipPath id="c" clipPathUnits="objectBoundingBox" transform="scale(2)"><circle r="1"/></clipPath>'
        f'<g clip-path="url(#c)">{RED}</g>'),
    ),
    "mask by the box of what is turned": (
        "clip",
        "#m",
        ('<mask id="m" width=".5"><rect width="100" height="100" fill="white"/></mask>'
        f'<rect {BOX} fill="red" transform="matrix(.7 .7 -.7 .7 0 0)" mask="url(#m)"/>'),
    ),
    "mask that is moved": ("clip", "transform", f'<mask id="m" transform="scale(.5)"/><g>{RED}</g>'),
    "spread of a shadow": (
        "filter",
        "feMorphology",
        f'<filter id="f"><feMorphology operator="dilate" radius="4"/></filter><g filter="url(#f)">{RED}</g>',
    ),
    "what lies behind": (
        "filter",
        "BackgroundImage",
        f'<filter id="f"><feBlend in2="BackgroundImage" mode="multiply"/></filter><g filter="url(#f)">{RED}</g>',
    ),
    "a picture of a part": ("filter", "feImage", f'<filter id="f"><feImage href="#a"/></filter><g id="a">{RED}</g>'),
    "tiles of an effect": ("filter", "feTile", f'<filter id="f"><feTile/></filter><g filter="url(#f)">{RED}</g>'),
    "effect by a box": (
        "filter",
        "primitiveUnits",
        f'<filter id="f" primitiveUnits="objectBoundingBox"><feOffset dx=".1"/></filter><g filter="url(#f)">{RED}</g>',
    ),
    "effect of another": (
        "filter",
        "#e",
        f'<filter id="e"><feOffset/></filter><filter id="f" href="#e"/><g filter="url(#f)">{RED}</g>',
    ),
    "effect of what is slanted": (
        "filter",
        "#f",
        f'<filter id="f"><feOffset dx="9"/></filter><g filter="url(#f)" transform="skewX(30)">{RED}</g>',
    ),
    "light on what is turned": (
        "filter",
        "#f",
        ('<filter id="f"><feDiffuseLighting><feDistantLight elevation="45"/></feDiffuseLighting></filter>'
        f'<g filter="url(#f)" transform="rotate(20)">{RED}</g>'),
    ),
    "two lights": (
        "filter",
        "feDiffuseLighting",
        '<filter id="f"><feDiffuseLighting><feDistantLight/><fePointLight/></feDiffuseLighting></filter>',
    ),
    "other colours by style": ("filter", "invert", RED.replace("/>", ' style="filter:invert(1)"/>')),
    "other colours by a rule": ("filter", "brightness", f"<style>g{{filter:brightness(50%)}}</style><g>{RED}</g>"),
    "gradient of no size": (
        "gradient",
        "r 0",
        f'<radialGradient id="g" r="0"><stop stop-color="red"/></radialGradient><rect {BOX} fill="url(#g)"/>',
    ),
    "gradient from a wide middle": (
        "gradient",
        "fr .5",
        f'<radialGradient id="g" fr=".5"><stop stop-color="red"/></radialGradient><rect {BOX} fill="url(#g)"/>',
    ),
    "gradient by the box of words": (
        "gradient",
        "#g",
        f'<radialGradient id="g"><stop stop-color="red"/></radialGradient><text y="50" fill="url(#g)" {FONT}>国</text>',
    ),
    "pattern in another frame": (
        "gradient",
        "viewBox 0 0 40 40",
        '<pattern id="p" width="20" height="40" patternUnits="userSpaceOnUse" viewBox="0 0 40 40"><rect/></pattern>',
    ),
    "gradient of one that is missing": (
        "missing",
        "#no",
        f'<linearGradient id="g" href="#no"><stop stop-color="red"/></linearGradient><rect {BOX} fill="url(#g)"/>',
    ),
    "gradient of itself": (
        "missing",
        "#g",
        f'<linearGradient id="g" href="#g"><stop stop-color="red"/></linearGradient><rect {BOX} fill="url(#g)"/>',
    ),
    "pattern in itself": (
        "missing",
        "#p",
        f'<pattern id="p" width="9" height="9"><rect {BOX} fill="url(#p)"/></pattern><rect {BOX} fill="url(#p)"/>',
    ),
    "effect that is missing": ("missing", "#no", f'<g filter="url(#no)">{RED}</g>'),
    "colour of what has none": ("missing", "#a", f'<g id="a"/><rect {BOX} fill="url(#a) red"/>'),
    "see-through symbol": ("style", "symbol opacity", f'<symbol id="a" opacity=".5">{RED}</symbol><use href="#a"/>'),
    "size of a drawing that is used": (
        "place",
        "#a",
        f'<defs><svg id="a" width="20" height="20">{RED}</svg></defs><use href="#a" width="90" height="90"/>',
    ),
    "picture of one side": ("place", "image", f'<image width="100" href="{data("PNG")}"/>'),
    "unknown transform": ("misread", "transform scale(2px)", RED.replace("/>", ' transform="scale(2px)"/>')),
    "number that is none": ("misread", "width NaN", f'<rect width="NaN" height="9"/>{RED}'),
    "unit that is none": ("misread", "x 5rem", f'<rect x="5rem" width="9" height="9"/>{RED}'),
    "half a point": ("misread", "points 0,0 100,0 100,100 0", '<polygon points="0,0 100,0 100,100 0" fill="red"/>'),
    "gradient pressed to a line": (
        "misread",
        "gradientTransform matrix(0 0 0 0 0 0)",
        '<linearGradient id="g" gradientTransform="matrix(0 0 0 0 0 0)"><stop stop-color="red"/></linearGradient>',
    ),
    "blur in per cent": ("misread", "filter blur(5%)", RED.replace("/>", ' style="filter:blur(5%)"/>')),
    "matrix of too few numbers": (
        "misread",
        "kernelMatrix 1 2 3",
        '<filter id="f"><feConvolveMatrix kernelMatrix="1 2 3"/></filter>',
    ),
    "too much colour": (
        "misread",
        "values 9",
        '<filter id="f"><feColorMatrix type="saturate" values="9"/></filter>',
    ),
    "light less than none": (
        "misread",
        "diffuseConstant -1",
        '<filter id="f"><feDiffuseLighting diffuseConstant="-1"><feDistantLight/></feDiffuseLighting></filter>',
    ),
    "languages": (
        "language",
        "en",
        f'<switch><text y="50" systemLanguage="en" {FONT}>A</text><text y="50" {FONT}>国</text></switch>',
    ),
    "languages in words": (
        "language",
        "en",
        f'<text y="50" {FONT}><switch><tspan systemLanguage="en">A</tspan><tspan>国</tspan></switch></text>',
    ),
    "arrows of a circle": (
        "style",
        "marker-start circle",
        '<marker id="m"><path d="M0 0h9v9z"/></marker><circle r="50" marker-start="url(#m)"/>',
    ),
    "arrow of a rule for each path": (
        "missing",
        "#m",
        '<style>path { marker: url(#m) }</style><marker id="m"><path d="M0 0h9v9z"/></marker><path d="M9 9h50v9"/>',
    ),
    "arrow within what has arrows": (
        "missing",
        "#m",
        '<g marker-end="url(#m)"><marker id="m"><path d="M0 0h9v9z"/></marker><path d="M9 9h50v9"/></g>',
    ),
    "arrow that uses what has it": (
        "missing",
        "#p",
        ('<marker id="m"><use href="#p"/></marker><path id="p" d="M1 1 5 3" marker-end="url(#m)" stroke="red"/>'
        '<path d="M9 9h50" marker-end="url(#m)"/>'),
    ),
    "arrows between several outlines": (
        "style",
        "marker-mid",
        '<marker id="m"><path d="M0 0h9v9z"/></marker><path d="M9 9q9 9 50 9M9 50h50v9" marker-mid="url(#m)"/>',
    ),
    "arrow placed in per cent": (
        "misread",
        "refX 5%",
        '<marker id="m" refX="5%"><path d="M0 0h9v9z"/></marker><path d="M9 9h50" marker-end="url(#m)"/>',
    ),
    "arrow in the colours of its line": (
        "style",
        "context-fill",
        ('<linearGradient id="g"><stop stop-color="red"/></linearGradient><marker id="m"><path d="M0 0h9v9z" '
        'fill="context-fill"/></marker><path d="M9 9h50v50z" fill="url(#g)" marker-end="url(#m)"/>'),
    ),
    "square point": (
        "style",
        "stroke-linecap square",
        '<g stroke-linecap="square"><path d="M50 50h0" stroke="red" stroke-width="40"/></g>',
    ),
    "square point of a line": (
        "style",
        "stroke-linecap square",
        '<line x1="50" x2="50" y1="9" y2="9" stroke="red" stroke-width="40" style="stroke-linecap:square"/>',
    ),
    "dashes of no length": (
        "misread",
        "stroke-dasharray 0 40",
        '<rect x="9" y="9" width="80" height="80" fill="none" stroke="red" stroke-width="9" stroke-dasharray="0 40"/>',
    ),
    "corners less than none": (
        "misread",
        "stroke-miterlimit -10",
        '<path d="M9 9h50v9" stroke="red" stroke-miterlimit="-10"/>',
    ),
    "switch whose first part is not drawn": ("language", "random", f"<switch><random/>{RED}</switch>"),
    "switch with a title": ("language", "title", f"<switch><title>国</title>{RED}</switch>"),
    "drawing in a slanted drawing": (
        "place",
        "image",
        f'<g transform="skewX(20)">{image(NESTED)}</g>',
    ),
    "drawing in a drawing made wider": (
        "place",
        "image",
        f'<g transform="matrix(2 0 0 1 0 0)">{image(NESTED)}</g>',
    ),
    "symbol in per cent": (
        "place",
        "#a",
        '<symbol id="a"><rect width="50%" height="100%" fill="red"/></symbol><use href="#a" width="90" height="50"/>',
    ),
    "patterns in each other": (
        "missing",
        "#b",
        (f'<pattern id="a" width="9" height="9"><rect {BOX} fill="url(#b)"/></pattern>'
        f'<pattern id="b" width="9" height="9"><rect {BOX} fill="url(#a)"/></pattern><rect {BOX} fill="url(#b)"/>'),
    ),
    "masks of each other": (
        "missing",
        "#b",
        (f'<mask id="a" mask="url(#b)"><rect {BOX} fill="#fff"/></mask>'
        f'<mask id="b" mask="url(#a)"><rect {BOX} fill="#fff"/></mask><rect {BOX} fill="red" mask="url(#a)"/>'),
    ),
    "mask of a line": (
        "clip",
        "#m",
        f'<mask id="m"><rect {BOX} fill="#fff"/></mask><line x2="100" y1="50" y2="50" stroke="red" mask="url(#m)"/>',
    ),
    "clip of words in parts": (
        "clip",
        "clip-rule",
        (f'<clipPath id="c" clip-rule="evenodd"><text y="50" {FONT}>国<tspan x="9">国</tspan></text></clipPath>'
        f'<g clip-path="url(#c)">{RED}</g>'),
    ),
    "clip by the box of words": (
        "clip",
        "#c",
        ('<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".4"/></clipPath>'
        f'<g clip-path="url(#c)"><text y="50" {FONT}>国</text></g>'),
    ),
    "colour of a gradient without any": (
        "missing",
        "#g",
        f'<linearGradient id="g"/><rect {BOX} fill="url(#g) red"/>',
    ),
    "pattern in unknown units": (
        "misread",
        "patternUnits qwe",
        f'<pattern id="p" patternUnits="qwe" width=".1" height=".1"><rect/></pattern><rect {BOX} fill="url(#p)"/>',
    ),
    "alpha beyond one": (
        "filter",
        "feFuncA",
        ('<filter id="f"><feComponentTransfer><feFuncA type="linear" slope="3"/></feComponentTransfer></filter>'
        f'<g filter="url(#f)">{RED}</g>'),
    ),
    "area outside, moved in": (
        "filter",
        "feFlood x -50",
        '<filter id="f"><feFlood x="-50" y="-50" width="60" height="60"/><feOffset dx="50" dy="50"/></filter>',
    ),
    "waves less than none": (
        "misread",
        "baseFrequency 0.05 -0.01",
        '<filter id="f"><feTurbulence baseFrequency="0.05 -0.01"/></filter>',
    ),
    "slanted effect with an area": (
        "filter",
        "#f",
        (f'<filter id="f" width="0.5"><feGaussianBlur stdDeviation="4"/></filter>'
        f'<g filter="url(#f)" transform="skewX(20)">{RED}</g>'),
    ),
    "effect of what is turned back": (
        "filter",
        "#f",
        ('<filter id="f"><feGaussianBlur stdDeviation="4"/></filter><g filter="url(#f)" transform="rotate(45)">'
        f'<rect {BOX} transform="rotate(-45)"/></g>'),
    ),
    "words of elsewhere": (
        "letters",
        "#t",
        f'<defs><text id="t">国</text></defs><text y="50" {FONT}><tref x="50" href="#t"/></text>',
    ),
    "words of what is no text": (
        "letters",
        "#t",
        f'<desc id="t">国</desc><text y="50" {FONT}><tref href="#t"/></text>',
    ),
    "joined letters set apart": ("letters", "نص", f'<text y="50" letter-spacing="9" {FONT}>نص</text>'),
    "joined letters in parts": ("letters", "حبا", f'<text y="50" {FONT}>مر<tspan fill="red">حبا</tspan></text>'),
    "a part within joined letters": ("letters", "با", f'<text x="5" y="50" {FONT}>He<tspan>o مرح</tspan>با</text>'),
    "other spaces in a part": (
        "letters",
        "xml:space",
        f'<text y="50" {FONT}>国<tspan xml:space="preserve">  国  </tspan>国</text>',
    ),
    "a line through what is underlined": (
        "underline",
        "国国",
        f'<g text-decoration="underline"><text y="50" text-decoration="line-through" {FONT}>国国</text></g>',
    ),
}  # fmt: skip
BLANK = {
    "nothing": "<g/>",
    "white on white": f'<rect {BOX} fill="white"/><circle r="9" fill="white"/>',
    "a lost picture": image("photo.jpg"),
}


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared]:
    """Every drawing of these tables, by its name, as the kiosk makes it ready."""
    folder = tmp_path_factory.mktemp("drawings")
    bodies = {name: body + CORNER for name, body in {**DRAWN, **SPOKEN}.items()}
    bodies |= {name: body + CORNER for name, (_, _, body) in LOST.items()}
    bodies |= {name: body + "</svg>" for name, body in BLANK.items()}
    files = {name: folder / f"{number}.svg" for number, name in enumerate(bodies)}
    for name, file in files.items():
        file.write_text(HEAD + bodies[name], encoding="utf-8")
    made = prepare(files.values(), folder / "cache", (SIDE,), languages=("zh",))
    assert made.failures == {}
    return {name: made.pictures[file] for name, file in files.items()}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_right_is_not_told(name: str, drawings: dict[str, Prepared]) -> None:
    drawing = pyvips.Image.new_from_file(str(drawings[name].renditions[0].file))
    points = [drawing.getpoint(x, y) for x in (6, 50, 94) for y in (6, 50, 94)]
    assert [point for point in points if point[0] < 245 or max(point[1:3]) > 10] == []
    assert drawings[name].losses == ()


@pytest.mark.parametrize("name", SPOKEN)
def test_words_that_are_drawn_are_not_told(name: str, drawings: dict[str, Prepared]) -> None:
    drawing = pyvips.Image.new_from_file(str(drawings[name].renditions[0].file)).flatten(background=255)
    _, _, width, height = drawing.crop(4, 4, SIDE - 4, SIDE - 4).find_trim(threshold=60)
    assert min(width, height) >= 15
    assert drawings[name].losses == ()


@pytest.mark.parametrize("name", LOST)
def test_what_is_not_drawn_is_told_at_its_line(name: str, drawings: dict[str, Prepared]) -> None:
    code, what, body = LOST[name]
    found = {(loss.code, loss.what): loss for loss in drawings[name].losses}
    assert (code, what) in found
    assert found[code, what].line == (2 if body.startswith("<style>\n") else 1)


@pytest.mark.parametrize("name", BLANK)
def test_a_drawing_of_nothing_is_told(name: str, drawings: dict[str, Prepared]) -> None:
    assert "blank" in {loss.code for loss in drawings[name].losses}


def test_a_surface_of_one_colour_is_a_picture_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(f"{HEAD}{RED}</svg>", encoding="utf-8")
    assert prepare([tmp_path / "a.svg"], tmp_path / "cache", (SIDE,)).pictures[tmp_path / "a.svg"].losses == ()


SIZELESS = {
    "nothing said": ("", True),
    "all of a window": ('width="100%" height="100%"', True),
    "a width alone": ('width="100"', True),
    "a frame": ('viewBox="0 0 100 100"', False),
    "all of a window, with a frame": ('width="100%" height="100%" viewBox="0 0 100 100"', False),
    "both sides": ('width="26.45mm" height="100"', False),
}


@pytest.mark.parametrize("name", SIZELESS)
def test_a_drawing_that_says_no_size_is_told_at_its_first_element(name: str, tmp_path: Path) -> None:
    output, reported = SIZELESS[name]
    body = f'<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg" {output}>{RED}</svg>'
    (tmp_path / "a.svg").write_text(body, encoding="utf-8")
    made = prepare([tmp_path / "a.svg"], tmp_path / "cache", (SIDE,)).pictures[tmp_path / "a.svg"]
    assert [(loss.code, loss.line) for loss in made.losses] == ([("size", 2)] if reported else [])


GROUNDS = {
    "name": ("background-color: red", (255, 0, 0, 255)),
    "number": ("background:#0f0", (0, 255, 0, 255)),
    "half": ("background-color:#0000ff80", (0, 0, 255, 128)),
    "as draw.io writes it": ("background: #fff; background-color: light-dark(#ff0000, #121212);", (255, 0, 0, 255)),
    "none": ("background: none", (0, 0, 0, 0)),
    "clear": ("background:red;background-color:transparent", (0, 0, 0, 0)),
    "a picture, and then none": ("background: url(#a); background: none", (0, 0, 0, 0)),
    "not of the drawing itself": ("x-background: red", (0, 0, 0, 0)),
}


@pytest.mark.parametrize("name", GROUNDS)
@pytest.mark.parametrize("box", ['viewBox="-50 -50 100 50"', ""])
def test_the_ground_of_a_drawing_is_drawn(name: str, box: str, tmp_path: Path) -> None:
    style, colour = GROUNDS[name]
    (tmp_path / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" {box}\n style="{style}">'
        '<style>path { fill: blue; stroke: red }</style><circle r="9" cx="9" cy="9" fill="black"/></svg>',
        encoding="utf-8",
    )
    made = prepare([tmp_path / "a.svg"], tmp_path / "cache", (SIDE,)).pictures[tmp_path / "a.svg"]
    drawn = pyvips.Image.new_from_file(str(made.renditions[0].file))
    for x, y in ((1, 98), (98, 1), (98, 98)):
        point = drawn.getpoint(x, y)
        assert (point if len(point) == 4 else [*point, 255.0]) == pytest.approx(colour, abs=2)
    assert made.losses == ()


def test_the_ground_is_drawn_behind_a_root_element_that_holds_a_whole_document(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{"&lt;mxfile&gt; > " * 20_000}" style="background: #ff0000" '
        'width="100" height="100"><circle r="9" fill="black"/></svg>'
    )
    made = prepare([tmp_path / "a.svg"], tmp_path / "cache", (SIDE,)).pictures[tmp_path / "a.svg"]
    drawn = pyvips.Image.new_from_file(str(made.renditions[0].file))
    assert drawn.getpoint(98, 98)[:3] == pytest.approx([255, 0, 0], abs=2)


def test_a_ground_that_is_no_colour_is_told(tmp_path: Path) -> None:
    style = 'style="background: linear-gradient(red, blue)"'
    found = losses_in(HEAD.replace("<svg ", f"<svg {style} ").encode() + b"</svg>")
    assert [(each["code"], each["what"]) for each in found] == [("ground", "background")]


def test_each_kind_is_told_once_with_its_number_and_each_linked_picture_by_its_name() -> None:
    body = "\n".join([image("a.jpg"), image("b.jpg"), image("a.jpg"), *['<text textLength="9">国</text>'] * 3])
    found = [
        (each["code"], each["line"], each["what"], each["count"]) for each in losses_in((HEAD + body + CORNER).encode())
    ]
    assert found == [("linked", 1, "a.jpg", 2), ("linked", 2, "b.jpg", 1), ("letters", 4, "国", 3)]


def test_a_circle_is_found_beside_a_long_chain_of_references() -> None:
    chain = "".join(f'<g id="a{each}"><use href="#a{each + 1}"/></g>' for each in range(3_000))
    ring = '<pattern id="p"><rect fill="url(#q)"/></pattern><pattern id="q"><rect fill="url(#p)"/></pattern>'
    found = losses_in((HEAD + chain + ring + CORNER).encode())
    assert [(each["code"], each["what"], each["count"]) for each in found] == [("missing", "#q", 2)]


def test_a_drawing_with_more_losses_than_anybody_reads_is_told_in_part() -> None:
    body = "".join(image(f"{number}{'x' * 99}.jpg") for number in range(99))
    found = losses_in((HEAD + body + CORNER).encode())
    assert len(found) == LOSSES
    assert {len(each["what"]) for each in found} == {LOSS_CHARACTERS}


@pytest.mark.parametrize(
    "body", [b"", b"<svg", b"\xff\xfe<", b"<?xml version='1.0' encoding='no-such'?><svg/>", b"<svg>\xff</svg>"]
)
def test_what_is_no_drawing_is_left_to_the_one_that_draws(body: bytes) -> None:
    assert losses_in(body) == []


def test_inches_are_those_of_css(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="60mm"><rect x="300" width="77.95" '
        'height="226.77" fill="red"/></svg>'
    )
    made = prepare([drawing], tmp_path / "cache", (378,)).pictures[drawing]
    picture = pyvips.Image.new_from_file(str(made.renditions[0].file)).flatten(background=255)
    assert (made.width, made.height) == (378, 227)
    assert [round(edge) for edge in picture.find_trim(threshold=60)] == pytest.approx([300, 0, 78, 227], abs=1)


def test_a_fault_of_the_checks_is_reported_and_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
    <foreignObject width="9" height="9"/>
    <rect width="9" height="9"/>
    </svg>"""
    whole = losses_in(drawing)
    monkeypatch.setattr(svg_losses, "check_element", lambda chain, _: fail() if chain[-1].name == "rect" else [])
    found = losses_in(drawing)
    assert {"code": "unchecked", "line": 3, "what": "ZeroDivisionError", "count": 1} in found
    assert [loss["code"] for loss in found if loss["line"] < 3] == [loss["code"] for loss in whole if loss["line"] < 3]
