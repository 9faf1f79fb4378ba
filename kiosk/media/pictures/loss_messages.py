"""Messages for staff: one plain sentence for each way in which a picture is shown differently than intended."""

from __future__ import annotations

from kiosk.content.messages import Message

_AS_PNG = "or export the drawing as a PNG of 3840 px or more, and use that"
_OUTLINES_FIX = Message(
    "turn the words into paths (Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines), {other}",
    other=Message(_AS_PNG),
)
_STYLES_FIX = Message(
    "save it with styles as attributes (Illustrator: Export As, SVG, Styling: Presentation Attributes), {other}",
    other=Message(_AS_PNG),
)
_EMBED_COMMANDS = "Inkscape: Extensions, Images, Embed Images; Illustrator: Links, Embed Image"
_EXPORT_FIX = "export the drawing as a PNG of 3840 px or more, and use that"
_EFFECTS_FIX = Message(
    "turn what has the effect into a picture (Inkscape: Edit, Make a Bitmap Copy; Illustrator: Object, Rasterize), "
    "{other}",
    other=Message(_AS_PNG),
)
_CLIPS_FIX = Message(
    "cut the shapes themselves (Inkscape: Path, Intersection; Illustrator: Pathfinder, Crop), {other}",
    other=Message(_AS_PNG),
)
_TIMES_FIX = (
    "nothing needs fixing if they are not to be shown; else write times such as 00:00:01,000 --> 00:00:04,000 "
    "in the line above them, and convert it again"
)
_DIALOGUE_FIX = (
    "nothing needs fixing if they are not to be shown; else write them behind "
    "Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,, in one line, with their times, and convert it again"
)

SENTENCES: dict[str, tuple[str, str]] = {
    "linked": (
        "{what} is linked in this drawing and not embedded; it is not drawn",
        "embed it ({programs}), or lay it beside the drawing and {conversion}",
    ),
    "linked-part": (
        "a part of another drawing is used here, and is not drawn: {what}",
        Message("copy that part into this drawing, {other}", other=Message(_AS_PNG)),
    ),
    "html": (
        "a part of this drawing is HTML without words, such as a blurred background, and is not drawn: {what}",
        _EXPORT_FIX,
    ),
    "embedded": (
        "a picture in this drawing is not drawn: {what}",
        "{conversion}; or embed it again as PNG or JPEG",
    ),
    "foreign": (
        "words in this drawing are HTML (foreignObject) and are not drawn as they are: {what}",
        Message("write them as plain text (draw.io: no Word Wrap, no Formatted Text), {other}", other=Message(_AS_PNG)),
    ),
    "path": ("words along a path are not drawn: {what}", _OUTLINES_FIX),
    "flow": (
        "flowing words are not drawn: {what}",
        "turn them into plain text (Inkscape: Text, Convert to Text), and save the drawing again",
    ),
    "lines": ("these words are not broken into lines, and are all in one: {what}", _OUTLINES_FIX),
    "letters": ("letters are not set as this drawing sets them: {what}", _OUTLINES_FIX),
    "value": ("a value in this drawing is not known, and what has it may be black or missing: {what}", _STYLES_FIX),
    "style": ("a rule of style in this drawing is not followed: {what}", _STYLES_FIX),
    "sheet": ("the style of this drawing lies in another file, which is not read: {what}", _STYLES_FIX),
    "place": ("a part of this drawing is drawn at another place than it is meant: {what}", _EXPORT_FIX),
    "paint": ("a colour mesh or hatching is not drawn: {what}", _EXPORT_FIX),
    "moves": (
        "what moves in this drawing is shown as before it begins: {what}",
        "draw it as it is to be seen, or use a film of it (MP4)",
    ),
    "script": (
        "a script in this drawing is not run; what it would draw is missing",
        _EXPORT_FIX,
    ),
    "language": (
        "this drawing has parts for several languages, and always the same one is drawn: {what}",
        "leave one in the drawing, and write the others in its caption",
    ),
    "underline": ("a line under, over or through these words is not drawn: {what}", _OUTLINES_FIX),
    "ground": (
        "the ground of this drawing (background) is not drawn, for it is no plain colour",
        "draw it as a rectangle behind everything else, and save the drawing again",
    ),
    "size": (
        "this drawing does not say how large it is, and is drawn small in a corner and cut off",
        Message(
            "give it a page and save it again (Inkscape: Edit, Resize Page to Selection), {other}",
            other=Message(_AS_PNG),
        ),
    ),
    "filter": ("an effect in this drawing is drawn otherwise than it is meant: {what}", _EFFECTS_FIX),
    "clip": ("what cuts a part of this drawing out cuts it otherwise than it is meant: {what}", _CLIPS_FIX),
    "gradient": ("a gradient or pattern in this drawing is drawn otherwise than it is meant: {what}", _EXPORT_FIX),
    "missing": (
        "a part of this drawing refers to {what}, which is not in it or cannot be drawn there, and may be missing",
        Message(
            "draw that part again in the program that made the drawing, and save it again, {other}",
            other=Message(_AS_PNG),
        ),
    ),
    "emoji": (
        "emoji in this drawing are drawn without their colours, or as empty boxes: {what}",
        Message("put a picture in their place, {other}", other=Message(_AS_PNG)),
    ),
    "misread": (
        "a value in this drawing is not understood, and is left out or drawn otherwise: {what}",
        Message("open it in a drawing program, save it again and look at it, {other}", other=Message(_AS_PNG)),
    ),
    "jsx": (
        "attributes of this drawing are written as in the program of a web page (JSX), and are not read: {what}",
        "{conversion}",
    ),
    "program": (
        "values that only the program of a web page knows were left out: {what}",
        "look at the drawing, and write the colour or size that is meant in its place",
    ),
    "unchecked": (
        "from this line on this drawing could not be checked, by a fault of the program ({what})",
        "look at the drawing on the screen: `kiosk pack preview`; and report the fault with the file",
    ),
    "blank": (
        "nothing is to be seen in this picture: it is one even area",
        "open it in a web browser; if there is something in it, export it as a PNG, else leave it out",
    ),
    "interlaced": (
        "this film is made of half pictures (interlaced): what moves in it has stripes",
        "{conversion}",
    ),
    "first-frame": (
        "this picture moves ({what}); its first frame is shown, without motion",
        "if it is to move, use a film of it (MP4); else save its first frame as PNG or JPEG",
    ),
    "hdr": (
        "this picture is brighter than a screen can show (HDR, {what}), and will look pale or dark",
        "save it for ordinary screens (SDR, sRGB) from a picture program",
    ),
    "colours": (
        "how the colours of this picture are meant is not followed ({what}); they may look different",
        "save it with sRGB colours from a picture program",
    ),
    "one-page": (
        "one picture of several is taken: {what}",
        "to take another, run `{command}`, with its number in place of the 2",
    ),
    "drawings": (
        "the largest of several drawings in the file is taken: {what}",
        "nothing needs fixing if it is the right one; else save that one alone in a file, and convert it",
    ),
    "around": (
        "words around the drawing were left out: {what}",
        "write them in the pack, if visitors are to read them",
    ),
    "layers": ("layers are taken as they lie over one another", "nothing needs fixing if the picture is right"),
    "one-sound": (
        "one sound track of several is taken: {what}",
        "to take another, save the film with that one alone from a video program",
    ),
    "no-captions": (
        "captions within the film are not taken: {what}",
        "save them as .srt from a video program, and run kiosk pack convert with that file",
    ),
    "smaller": (
        "the film is made smaller, to 1920 px on the longer side; it was {what}",
        "nothing needs fixing: that is sharp on any screen of a hall",
    ),
    "mapped": (
        "the colours of the film (HDR, {what}) are made those of ordinary screens",
        "look at it; if it is too dark, export it as SDR from a video program",
    ),
    "captions-encoding-unused": (
        "--encoding was not used: the file says by itself how it is written",
        "nothing needs fixing",
    ),
    "captions-joined": (
        "words that overlapped in time were joined or cut short: {what}",
        "look whether they can be read in their time",
    ),
    "captions-backwards": (
        "these words end before they begin, and are given two seconds: {what}",
        "fix their times, and run the same command again",
    ),
    "captions-untimed": (
        "these words have no times that can be read, and were left out: {what}",
        _TIMES_FIX,
    ),
    "captions-dialogue": (
        "these words have no times that can be read, and were left out: {what}",
        _DIALOGUE_FIX,
    ),
    "captions-paragraph": (
        "these words have no times that can be read, and were left out: {what}",
        "nothing needs fixing if they are not to be shown; else give their <p> begin and end, and convert it again",
    ),
    "captions-more": (
        "the same is true of other words, in these lines: {what}",
        "fix the others first, and run the same command again",
    ),
    "words-unread": (
        "the picture says more of itself than its title and caption, and that was not taken: {what}",
        "nothing needs fixing if it is not for visitors; else write it into the caption in the gallery's file",
    ),
    "doubtful": (
        "this picture may be damaged: a part of it may be grey, shifted or of wrong colours",
        "look at it; if it is so, take a fresh copy of the original, else save it again from a picture program",
    ),
}


def word_loss(code: str, **details: object) -> tuple[str, str] | None:
    """Return what is lost and how to fix it; None for a code of another version."""
    if code not in SENTENCES:
        return None
    message, fix = SENTENCES[code]
    details["programs"] = Message(_EMBED_COMMANDS)
    return Message(message, **details), fix if isinstance(fix, Message) else Message(fix, **details)
