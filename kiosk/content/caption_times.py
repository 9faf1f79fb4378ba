"""Times of captions as WebVTT has them, from those of SubRip and those typed by hand. Pure."""

from __future__ import annotations

import re

ARROW = "-->"
OTHER_ARROWS = "[-\u2010-\u2015\u2212\uff0d]{1,3}[ \t]?[>\uff1e]|[\u2192\u27f6\u21d2]"
_LIKE_TIME = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,:]([0-9]{1,3}))?", re.ASCII)
_HALF_WIDTH = str.maketrans("\uff1a\uff0c\uff0e\u3002", ":,..")
_WORD = "[0-9]{1,4}(?:[:\uff1a][0-9]{1,2}){1,2}(?:[.,\uff0c\uff0e\u3002][0-9]{1,3})?"
_LINE = re.compile(rf"([ \t]*)({_WORD})[ \t]*({ARROW}|{OTHER_ARROWS})[ \t]*({_WORD})((?:[ \t].*)?)")


def corrected_time(word: str) -> str:
    """Return a time such as 0:01,5 as WebVTT has it, 00:01.500; empty if it is none."""
    match = _LIKE_TIME.fullmatch(word.translate(_HALF_WIDTH))
    if match is None or int(match[2]) > 59 or int(match[3]) > 59:
        return ""
    hours = f"{match[1]:0>2}:" if match[1] else ""
    return f"{hours}{match[2]:0>2}:{match[3]:0>2}.{match[4] or '':0<3}"


def corrected_times(line: str) -> str:
    """Return a line with the times of a cue as WebVTT has them; any other line as it is."""
    match = _LINE.fullmatch(line)
    if match is None:
        return line
    indent, first, arrow, last, settings = match.groups()
    # 09:00 -> 17:30 may be words.
    is_cue = arrow == ARROW or all(re.search("[.,\uff0c\uff0e\u3002]", word) for word in (first, last))
    times = corrected_time(first), corrected_time(last)
    return f"{indent}{times[0]} {ARROW} {times[1]}{settings}" if is_cue and all(times) else line
