"""A file that cannot be shown is refused in a sentence that staff understand, whatever it does to the decoder."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pyvips

from kiosk.content.diagnostics import SourceLocation
from kiosk.media import MediaFailure, Prepared, failures_as_problems, prepare
from kiosk.media.pictures import decoding, picture_messages
from kiosk.media.sandbox import limits
from kiosk.media.sandbox.worker_errors import RejectedFileError
from tests.hostile import make_pictures
from tests.unit.media.sample_pictures import WIDTHS, colour, draw_svg, is_near, paint, prepare_one, sizes


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _jpeg() -> bytes:
    return bytes(paint(300, 200).jpegsave_buffer(Q=95))


def _png() -> bytes:
    return bytes(pyvips.Image.gaussnoise(300, 200).cast("uchar").pngsave_buffer())


def _webp() -> bytes:
    return bytes(pyvips.Image.gaussnoise(300, 200).cast("uchar").webpsave_buffer())


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.png": (bytes, "the file is empty (0 bytes)"),
    "words.png": ("这不是图片".encode, "this is not a picture: it is text"),
    "letter.jpg": (lambda: b"Dear Sir, \xe9\xe8 and so on" * 9, "this is not a picture: its first bytes are those of"),
    "zeros.jpg": (lambda: bytes(5000), "this is not a picture: its first bytes are those of no picture"),
    "paper.png": (lambda: b"%PDF-1.7\n", "this is a PDF file, which a pack does not hold"),
    "phone.jpg": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), "this is a HEIC file, which a pack does not hold"),
    "film.jpg": (lambda: b"\0\0\0\x18ftypmp42" + bytes(99), "this is not a picture: it is a video"),
    "loop.png": (lambda: bytes(paint().gifsave_buffer()), "this is a GIF file, which a pack does not hold"),
    "scan.jpg": (lambda: bytes(paint().tiffsave_buffer()), "this is a TIFF file, which a pack does not hold"),
    "page.svg": (lambda: b"<!doctype html><html><body>x</body></html>", "this is a web page and no picture"),
    "cut.jpg": (lambda: _cut(_jpeg()), f"the file is damaged: it breaks off after {len(_cut(_jpeg()))} bytes"),
    "cut.png": (lambda: _cut(_png()), "the file is damaged: it breaks off after"),
    "cut.webp": (lambda: _cut(_webp()), "the file is damaged: it breaks off after"),
    "cut.svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><g>', "the file is damaged: it breaks off after"),
    "flipped.png": (
        lambda: _png()[:400] + bytes(200) + _png()[600:],
        "the file is damaged and cannot be opened as PNG",
    ),
    "wrong.svg": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg">\n<g></x></g>\n</svg>',
        "the file is damaged and cannot be opened as SVG: line 2, column 12 of it",
    ),
    "thin.png": (lambda: make_pictures.make_png_header(5000, 10), "the picture is 5000 x 10 px, too thin to be shown"),
    "wide.png": (
        lambda: make_pictures.make_png_header(65_001, 400),
        "the picture is 65001 x 400 px; the most is 65000 a side, 1000 million in all",
    ),
    "large.png": (
        lambda: make_pictures.make_png_header(33_000, 33_000),
        "the picture is 33000 x 33000 px; the most is 65000 a side, 1000 million in all",
    ),
    "bomb.png": (make_pictures.make_png_bomb, "the picture is 20000 x 20000 px, but a file of"),
    "hollow.png": (
        lambda: make_pictures.make_png_header(40_000, 20_000),
        "the picture is 40000 x 20000 px, but a file of 1 kB is too small to hold that",
    ),
    "declared.png": (make_pictures.BOMBS["declared.png"], "the file is damaged and cannot be opened as PNG"),
    "entity.svg": (make_pictures.make_entity_bomb, "the file is damaged and cannot be opened as SVG"),
    "deep.svg": (make_pictures.make_deep_svg, "the file is damaged and cannot be opened as SVG"),
    "packed.svg": (make_pictures.make_svgz, "this is a compressed file (.svgz or .gz), which is not accepted"),
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFailure]:
    folder = tmp_path_factory.mktemp("pack")
    for name, (make, _) in REFUSED.items():
        (folder / name).write_bytes(make())
    paint().pngsave(str(folder / "good.png"))
    names = [*REFUSED, "good.png"]
    imported = prepare([folder / name for name in names], tmp_path_factory.mktemp("cache"), WIDTHS)
    assert list(imported.pictures) == [folder / "good.png"]
    return {file.name: failure for file, failure in imported.failures.items()}


@pytest.mark.parametrize("name", REFUSED)
def test_the_reason_is_told_plainly(refused: dict[str, MediaFailure], name: str) -> None:
    assert refused[name].reason.startswith(REFUSED[name][1])
    assert refused[name].fix


def test_no_reason_speaks_of_libraries_or_programs(refused: dict[str, MediaFailure]) -> None:
    reported = " ".join(failure.reason + failure.fix for failure in refused.values()).lower()
    assert not [
        word for word in ("vips", "libpng", "traceback", "error:", "buffer", "glib", "none") if word in reported
    ]


def test_a_photo_with_a_harmless_tail_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "phone.jpg"
    file.write_bytes(_jpeg() + b"a preview that some telephones append" * 9)
    assert isinstance(prepare_one(file, tmp_path / "cache"), Prepared)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    files = [tmp_path / "absent.png", tmp_path, tmp_path / "pipe.png", tmp_path / "nul\0.png"]
    failures = prepare(files, tmp_path / "cache", WIDTHS).failures
    assert failures[files[0]].reason == "the file is not there or cannot be read: No such file or directory"
    assert failures[files[1]].reason == failures[files[2]].reason == "this is not an ordinary file"
    assert failures[files[3]].reason.startswith("the file is not there or cannot be read")


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "heavy.png").open("wb") as heavy:
        heavy.truncate(limits.SOURCE_BYTES + 1_000_000)
    failure = prepare_one(tmp_path / "heavy.png", tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "the file has 1001 MB, more than the 1000 MB that a picture may have"


def test_a_drawing_that_never_ends_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "use.svg").write_bytes(make_pictures.make_use_bomb())
    failure = prepare_one(tmp_path / "use.svg", tmp_path / "cache", (480, 960))
    assert isinstance(failure, MediaFailure)
    assert failure.reason in (
        "the picture took more than 6 seconds of computing to draw even in its smallest size",
        "the picture was not ready after 30 seconds",  # the second guard, where others use the processor
    )


def test_a_picture_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    # lossless of one colour: a few kB on disk, 4 bytes a pixel for the decoder
    file = tmp_path / "plain.webp"
    pyvips.Image.black(11_000, 10_900).webpsave(str(file), lossless=True, effort=0)
    failure = prepare_one(file, tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "the picture needs more than 512 MB of memory"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback, and what it was asked for."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(1000))

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_drawing_fetches_nothing_from_the_network(tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    paint().pngsave(str(tmp_path / "secret.png"))
    (tmp_path / "spy.svg").write_bytes(make_pictures.make_outside_references(address, tmp_path / "secret.png"))
    (tmp_path / "entity.svg").write_bytes(make_pictures.make_outside_entity(address))
    assert isinstance(prepare_one(tmp_path / "spy.svg", tmp_path / "cache"), Prepared)
    prepare_one(tmp_path / "entity.svg", tmp_path / "cache")
    socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1]))).close()  # the listener does listen
    deadline = time.monotonic() + 5
    while not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    assert asked == [b""]


@pytest.mark.parametrize("reference", ["{uri}", "secret.png", "{path}"])
def test_a_drawing_reads_no_other_file(tmp_path: Path, reference: str) -> None:
    secret = tmp_path / "secret.png"
    paint().pngsave(str(secret))
    address = reference.format(uri=secret.as_uri(), path=secret)
    image = f'<image width="100" height="60" href="{address}" xlink:href="{address}"/>'
    file = draw_svg(tmp_path / "spy.svg", f'<rect width="100" height="60" fill="#0f0"/>{image}')
    prepared = prepare_one(file, tmp_path / "cache")
    assert isinstance(prepared, Prepared)
    assert is_near(colour(prepared, 0.2, 0.5), (0, 255, 0))


def test_a_drawing_without_an_entitys_file_shows_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text('<rect width="100" height="60" fill="#0f0"/>')
    entity = f'<!DOCTYPE svg [<!ENTITY own SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    file = draw_svg(tmp_path / "spy.svg", '<rect width="100" height="60" fill="#f00"/>&own;')
    file.write_text(entity + file.read_text())
    made = prepare_one(file, tmp_path / "cache")
    assert isinstance(made, MediaFailure) or is_near(colour(made, 0.5, 0.5), (255, 0, 0))


def test_the_largest_picture_that_is_promised_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    pyvips.Image.black(10_900, 11_000, bands=3).copy(interpretation="srgb").pngsave(str(file), compression=1)
    prepared = prepare_one(file, tmp_path / "cache")
    assert isinstance(prepared, Prepared)
    assert sizes(prepared)[-1] == (159, 160)


class _Use:
    def __init__(self, file: str, location: SourceLocation) -> None:
        self.file, self.location, self.kind = file, location, "picture"


def test_a_failure_is_a_problem_at_each_place_that_names_the_file(tmp_path: Path) -> None:
    failure = MediaFailure("the file is empty (0 bytes)", "take a fresh copy of the original")
    failures = {tmp_path / "media/a.png": failure, tmp_path / "media/unused.png": failure}
    uses = [
        _Use("media/a.png", SourceLocation("pack.yaml", 3, 9)),
        _Use("media/b.png", SourceLocation("pack.yaml", 4, 9)),
    ]
    uses.append(_Use("media/a.png", SourceLocation("panels/one.yaml", 7, 12)))
    problems = failures_as_problems(failures, uses, tmp_path)
    rest = (
        "    expected: a JPEG, PNG, WebP or SVG picture that can be opened\n"
        "    fix:     take a fresh copy of the original"
    )
    assert [problem.text() for problem in problems] == [
        f"pack.yaml:3:9: error YK-304: media/a.png: the file is empty (0 bytes)\n{rest}",
        f"panels/one.yaml:7:12: error YK-304: media/a.png: the file is empty (0 bytes)\n{rest}",
        f"media/unused.png: error YK-304: the file is empty (0 bytes)\n{rest}",
    ]


def test_what_a_mad_worker_says_is_no_reason_to_fall_over() -> None:
    crash = picture_messages.word_failure("crash")
    for output in (picture_messages.word_failure("no such code"), picture_messages.word_failure("huge", depth=3)):
        assert (output.reason, output.fix) == (crash.reason, crash.fix)


@pytest.mark.parametrize("opaque", [True, False])
def test_a_size_that_cannot_be_written_is_no_fault_of_the_picture(tmp_path: Path, opaque: bool) -> None:
    """On a full disk another worker may have removed its own attempt by the time that this one looks for the cause."""
    (tmp_path / ("100.jpg" if opaque else "100.png")).mkdir()
    with pytest.raises(RejectedFileError) as refused:
        decoding.save(paint(alpha=None if opaque else 128), opaque, tmp_path, 100)
    assert refused.value.code == "no-room"


def test_a_size_that_is_too_large_for_a_file_is_no_lack_of_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "RENDITION_BYTES", 0)
    (tmp_path / "100.jpg").mkdir()
    with pytest.raises(pyvips.Error):
        decoding.save(paint(), True, tmp_path, 100)
