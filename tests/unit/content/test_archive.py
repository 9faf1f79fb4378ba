"""An archive is of one form: what is not is refused in plain words, entry by entry, and nothing of it is unpacked."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.archive import archive_limits
from kiosk.content.archive.archive_reader import read_archive
from kiosk.content.archive.manifest import Manifest, Stored, read_manifest
from kiosk.content.archive.portable_names import clashes, name_fault
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Message, in_language
from kiosk.device.message_catalog import catalogue
from tests.hostile.make_archives import ARCHIVES, FILES, Piece, lay, pieces, sound

CHINESE = catalogue("zh")
SAYS = {
    "dots": ("pack/../../evil.yaml", "leads out of the pack with .."),
    "absolute": ("/etc/cron.d/evil", "has a name that begins at the top of a disk"),
    "drive": ("C:/Windows/evil.dll", "has a name that begins at the top of a disk"),
    "line-break": ("pack/a\N{REPLACEMENT CHARACTER}b.png", "has characters in its name that cannot be shown"),
    "twice": ("pack/pack.yaml", "is here twice"),
    "case": (
        "pack/PACK.yaml",
        'would fall on "pack/pack.yaml", on disks that take capital and small letters for the same',
    ),
    "case-of-folder": ("pack/Media/b.png", 'lies in a folder that is also written "pack/media"'),
    "link": ("pack/media/link.png", "is a link"),
    "device": ("pack/media/null.png", "is a device and not a file"),
    "reserved": ("pack/media/CON.png", 'has a name that Windows keeps for itself: "CON.png"'),
    "folder": ("pack/media/", "is a folder; an archive holds files only"),
    "folder-by-name": ("pack/media/", "is a folder; an archive holds files only"),
    "encrypted": ("pack/media/park.png", "is encrypted"),
    "bomb": ("pack/media/bomb.png", "is compressed, and would unpack to 1000 times its size"),
    "overlapping": ("pack/media/again.png", "does not lie where it should: it overlaps another, or leaves a gap"),
    "flood": ("hall.kioskpack", "holds too many files, or too much: at most 60000 files"),
    "flipped": ("pack/panels/industry.yaml", "has other bytes than the manifest says"),
    "cut-in-the-middle": ("hall.kioskpack", "is cut short"),
    "text": ("hall.kioskpack", "is not an archive"),
    "no-manifest": ("hall.kioskpack", "has no manifest.json: it was not made by `kiosk pack build`"),
    "manifest-deep": ("manifest.json", "cannot be read as JSON"),
}


def found_in(data: bytes) -> tuple[Diagnostic, ...]:
    archive, problems = read_archive(io.BytesIO(data), "hall.kioskpack")
    return problems if archive is None else tuple(archive.problems())


def test_the_sound_archive_is_taken_and_any_zip_reader_reads_it() -> None:
    assert found_in(sound()) == ()
    with zipfile.ZipFile(io.BytesIO(sound())) as other:
        assert other.testzip() is None
        assert {name: other.read(f"pack/{name}") for name in FILES} == FILES


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_is_refused_in_both_languages(name: str) -> None:
    problems = found_in(ARCHIVES[name]())
    assert problems
    assert len(problems) <= archive_limits.PROBLEMS + 1
    for problem in problems:
        assert problem.location.file
        assert problem.text().isprintable() or problem.text().replace("\n", "").isprintable()
        for words in (problem.message, problem.expected, problem.fix):
            assert isinstance(words, Message)
            assert CHINESE.gettext(words.template) != words.template
            assert in_language(words, CHINESE) != words
    if name in SAYS:
        assert (problems[0].location.file, problems[0].message) == SAYS[name]


def test_at_least_sixty_kinds_of_archives_are_tried() -> None:
    assert len(ARCHIVES) >= 60


@pytest.mark.parametrize("name", ["flood", "bomb", "manifest-deep", "manifest-large", "lying-size"])
def test_the_largest_take_little_time_and_memory(name: str) -> None:
    data = ARCHIVES[name]()
    begin = time.perf_counter()
    tracemalloc.start()
    found_in(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 150_000_000
    assert time.perf_counter() - begin < 10


def test_a_flood_of_faults_is_told_in_few_lines() -> None:
    problems = found_in(lay([*pieces(), *(Piece(b"pack/media/../%d" % number) for number in range(500))]))
    assert len(problems) == archive_limits.PROBLEMS + 1
    assert problems[-1].message == "has 480 more like these"


def test_larger_than_any_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_limits, "ARCHIVE_BYTES", 100)
    assert "is larger than" in found_in(sound())[0].message


def test_larger_than_any_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_limits, "ENTRY_BYTES", 3)
    assert "is larger than" in found_in(sound())[0].message


def test_what_ends_while_it_is_read_is_cut_short() -> None:
    archive, _ = read_archive(io.BytesIO(sound()), "hall.kioskpack")
    assert archive is not None
    entry = archive.entries["media/park.png"]
    archive.stream.truncate(entry.start + 1)
    assert archive.pour("media/park.png", len) == "is cut short"


def test_how_far_the_reading_is_gets_told() -> None:
    archive, _ = read_archive(io.BytesIO(sound()), "hall.kioskpack")
    assert archive is not None
    reports: list[tuple[int, int]] = []
    list(archive.problems(lambda done, total: reports.append((done, total))))
    assert reports[-1] == (archive.manifest.size, archive.manifest.size)


@pytest.mark.parametrize("where", ["flip", "cut", "put", "drop"])
@given(st.data())
def test_no_changed_byte_passes_and_none_makes_it_fail(where: str, data: st.DataObject) -> None:
    whole = bytearray(sound())
    place = data.draw(st.integers(0, len(whole) - 1))
    if where == "flip":
        whole[place] ^= data.draw(st.integers(1, 255))
    elif where == "cut":
        del whole[place:]
    elif where == "put":
        whole[place:place] = data.draw(st.binary(min_size=1, max_size=60))
    else:
        del whole[place : place + data.draw(st.integers(1, 60))]
    if bytes(whole) != sound():
        found = found_in(bytes(whole))
        assert found or _only_the_manifest_differs(bytes(whole))


def _only_the_manifest_differs(data: bytes) -> bool:
    """What the manifest says of its pack's name is proved by nothing but a signature."""
    archive, _ = read_archive(io.BytesIO(data), "hall.kioskpack")
    before, _ = read_archive(io.BytesIO(sound()), "hall.kioskpack")
    return archive is not None and before is not None and archive.manifest.files == before.manifest.files


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    assert found_in(data)
    assert found_in(b"PK\x03\x04" + data)
    assert found_in(data + sound()[-22:])


@given(st.text(max_size=40))
def test_a_name_is_good_or_its_fault_is_told(name: str) -> None:
    fault = name_fault(name)
    assert (fault is None) == (name_fault(f"media/{name}") is None) or not name
    if fault:
        assert CHINESE.gettext(fault.template) != fault.template


def test_names_that_fall_on_one_another() -> None:
    assert list(clashes(["media/a.png", "media/b.png", "panels/a.yaml"])) == []
    assert [name for name, _ in clashes(["A/b", "a/c", "a/B", "ａ"])] == ["a/c", "a/B"]
    assert [name for name, _ in clashes(["a/b", "a", "a/b/c"])] == ["a", "a/b/c", "a/b/c"]


def test_a_manifest_is_read_as_it_was_written() -> None:
    files = {"pack.yaml": Stored("0" * 64, 1), "media/图.png": Stored("a" * 64, 0)}
    manifest = Manifest("hall", "1.0.0", {"zh": "展厅", "en": "Hall"}, ("zh", "en"), files)
    assert read_manifest(manifest.written()) == manifest
    assert manifest.size == 1
