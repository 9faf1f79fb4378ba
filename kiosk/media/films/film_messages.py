"""Messages for staff: one plain sentence for each way in which a film or a sound can fail."""

from __future__ import annotations

from kiosk.content.messages import Message
from kiosk.media.pictures.picture_messages import as_placeholders, format_failure, word_failure
from kiosk.media.results import MediaFailure
from kiosk.media.sandbox.limits import CPU_SECONDS, FILM_BYTES, FILM_SECONDS, FILM_SIDE, MEMORY_MB, WALL_SECONDS

_CONVERT = "{conversion}"
_AGAIN = "take a fresh copy of the original, or export it again from the video program"
_TOO_MUCH = "make it shorter, or of fewer pixels; 1920 x 1080 px is plenty for any screen"

LIMITS: dict[str, object] = {
    "most_film": FILM_BYTES // 1_000_000,
    "most_side": FILM_SIDE,
    "most_minutes": FILM_SECONDS // 60,
    "most_seconds": CPU_SECONDS,
    "most_wait": WALL_SECONDS,
    "most_memory": MEMORY_MB,
    "conversion": Message("convert it to H.264 and AAC in a video program"),
}

_SENTENCES: dict[str, tuple[str, str]] = {
    "not-a-file": ("this is not an ordinary file", "put the file itself here, not a folder or a device"),
    "heavy-film": ("the file has {megabytes} MB, more than the {most_film} MB it may have", _TOO_MUCH),
    "film-foreign": (
        "this is no film and no sound: {looks}",
        "use an MP4 or WebM video, or M4A, MP3, Ogg or WAV sound; to change the name alone does not make one of it",
    ),
    "film-blind": (
        "there is no picture in this video",
        (
            "run `kiosk pack convert --sound` with it, and name the file that it makes under audio; or export it again "
            "with its picture"
        ),
    ),
    "film-silent": ("there is no sound in this file", "take another file"),
    "film-av1": (
        "the video is coded as AV1, which plays as a black picture where no graphics card decodes it",
        _CONVERT,
    ),
    "film-codec": ("the video is coded as {codec}; H.264, HEVC and VP9 can be played", _CONVERT),
    "film-sound-codec": (
        "the sound is coded as {codec}; AAC, MP3, Opus, Vorbis, FLAC and plain WAV can be played",
        _CONVERT,
    ),
    "film-colours": (
        "the video has more than 8 bits a colour or an unusual form ({pixels}), and would play as a black picture",
        _CONVERT,
    ),
    "film-size": (
        "the video is {width} x {height} px; the most is {most_side} a side",
        _CONVERT,
    ),
    "film-long": (
        "this lasts {minutes} minutes; the most is {most_minutes}",
        "divide it; visitors stay for two minutes",
    ),
    "film-cut-short": ("the file is damaged: it breaks off after {seconds} s", _AGAIN),
    "film-damaged": ("the file is damaged and cannot be played", _AGAIN),
    "slow": ("to open this took more than {most_seconds} seconds of computing", _TOO_MUCH),
    "slow-start": ("to open this took more than {most_seconds} seconds of computing", _TOO_MUCH),
    "stuck": ("this was not ready after {most_wait} seconds", _TOO_MUCH),
    "memory": ("to open this needs more than {most_memory} MB of memory", _TOO_MUCH),
    "crash": ("this made the reader stop; it is damaged, or it needs more than {most_memory} MB of memory", _AGAIN),
    "no-room": ("there is no room on this device to keep its poster: {why}", "free some space on the disk"),
    "no-reader": (
        "the reader of the kiosk does not start: {why}",
        "install the kiosk again; the file itself may be right",
    ),
}


def word_film_failure(code: str, **details: object) -> MediaFailure:
    """Return the sentence for `code`; codes not specific to films are worded as for pictures."""
    if code not in _SENTENCES:
        return word_failure(code, **details)
    return format_failure(_SENTENCES, code, LIMITS | as_placeholders(details))
