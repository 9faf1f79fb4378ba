"""File types by their first bytes, never by their name."""

from __future__ import annotations

HEAD_BYTES = 4096

_DESCRIPTIONS = (
    (b"%PDF", "it is a PDF"),
    (b"GIF8", "it is a GIF"),
    (b"BM", "it is a Windows bitmap"),
    (b"II*\0", "it is a TIFF"),
    (b"MM\0*", "it is a TIFF"),
    (b"II+\0", "it is a TIFF"),
    (b"MM\0+", "it is a TIFF"),
    (b"8BPS", "it is a Photoshop file"),
    (b"PK\x03\x04", "it is a zip archive or an Office document"),
    (b"\x00\x00\x01\x00", "it is an icon file"),
)


def sniff_kind(data: bytes) -> str:
    """Return "JPEG", "PNG", "WebP", "SVG", "svgz" for anything gzipped, or "" for all else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data.startswith(b"\x1f\x8b"):
        return "svgz"
    head = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if head.startswith(b"<") and b"<svg" in head else ""


def describe_foreign(data: bytes) -> str:
    """Describe in plain words what a file that is no picture looks like."""
    for magic, description in _DESCRIPTIONS:
        if data.startswith(magic):
            return description
    if data[4:8] == b"ftyp":
        return "it is a HEIC or AVIF picture" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "it is a video"
    head = data[:HEAD_BYTES]
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith((b"<html", b"<!doctype html")):
        return "it is a web page"
    if b"\0" not in head:
        try:
            head.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:
                return "its first bytes are those of no picture"
        return "it is text"
    return "its first bytes are those of no picture"


def is_cut_short(kind: str, head: bytes, tail: bytes, size: int) -> bool:
    """Return whether a file of `size` bytes that could not be decoded is truncated; `tail` are its last bytes."""
    if kind == "JPEG":
        return b"\xff\xd9" not in tail[-64:]
    if kind == "PNG":
        return b"IEND" not in tail[-64:]
    if kind == "WebP":
        return size < 8 + int.from_bytes(head[4:8], "little")
    return b"</svg" not in tail and b"/>" not in tail[-64:]


def sniff_container(data: bytes) -> str:
    """Return FFmpeg's name of the container of a film or a sound, or "" for all else."""
    if data[4:8] in (b"ftyp", b"moov", b"wide", b"mdat"):
        return "mp4"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE6 == 0xE2):
        return "mp3"
    return {b"\x1aE\xdf\xa3": "matroska", b"OggS": "ogg"}.get(data[:4], "")


def describe_no_film(data: bytes) -> str:
    """Describe in plain words what a file that is neither film nor sound looks like."""
    if kind := sniff_kind(data):
        return {"SVG": "it is an SVG picture", "svgz": "it is a compressed file"}.get(kind, f"it is a {kind} picture")
    return describe_foreign(data).replace("no picture", "none")
