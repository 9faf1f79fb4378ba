"""A worker may die, hang or lie: one picture is blamed, the others are made, and nothing of it stays behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.media import MediaFailure, Prepared, prepare
from kiosk.media.hash_index import CHUNK_BYTES, HashIndex
from kiosk.media.sandbox import limits, pool, seccomp, worker_handle, worker_process
from kiosk.media.sandbox.limits import START_SECONDS
from kiosk.media.sandbox.worker_process import Reply, WorkerProcess
from tests.hostile import make_pictures
from tests.unit.media.sample_pictures import WIDTHS, draw_svg, paint, prepare_one, sizes

ROOT = Path(worker_process.__file__).parents[3]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for place, width in enumerate((100, 90, 80, 70)):
        paint(width).pngsave(str(tmp_path / f"{place}.png"))
    return sorted(tmp_path.glob("*.png"))


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """The worker is killed as soon as it is given the file of this name, so many times."""
    real, left = WorkerProcess.exchange, [times]

    def exchange(self: WorkerProcess, request: dict[str, object], *more: Any) -> list[Reply]:
        if str(request.get("file")).endswith(name) and left[0]:
            left[0] -= 1
            self.kill()
        return real(self, request, *more)

    monkeypatch.setattr(WorkerProcess, "exchange", exchange)


def test_a_worker_killed_by_the_system_is_replaced(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kill_at(monkeypatch, "1.png", 1)
    assert list(prepare(files, tmp_path / "cache", WIDTHS).failures) == []


def test_a_picture_that_kills_every_worker_is_blamed_alone(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kill_at(monkeypatch, "1.png", 2)
    imported = prepare(files, tmp_path / "cache", WIDTHS)
    assert sorted(imported.pictures) == [files[0], files[2], files[3]]
    assert imported.failures[files[1]].reason.startswith("the picture made the picture reader stop")


def test_a_picture_that_does_not_come_to_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_handle, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(worker_process, "waited_for_processor", lambda _: 0.0)
    (tmp_path / "use.svg").write_bytes(make_pictures.make_use_bomb())
    failure = prepare_one(tmp_path / "use.svg", tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "the picture was not ready after 30 seconds"


def test_time_in_which_others_had_the_processor_is_not_held_against_a_picture(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine is no fault of a picture, but one that only sleeps is."""
    waited = iter((0.0, 0.0, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5))
    monkeypatch.setattr(worker_handle, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(worker_process, "waited_for_processor", lambda _: next(waited, 1.5))
    code = """
        import hashlib, json, pathlib, sys, time
        sys.stdin.readline()
        print('{"ready": 1}', flush=True)
        for number, line in enumerate(sys.stdin):
            request = json.loads(line)
            time.sleep(1.0 if not number else 30.0)
            pathlib.Path(request["folder"], "80.jpg").write_bytes(b"as good as a picture")
            digest = hashlib.sha256(pathlib.Path(request["file"]).read_bytes()).hexdigest()
            made = [{"width": 80, "height": 48, "file": "80.jpg"}]
            picture = {"width": 100, "height": 60, "opaque": True, "renditions": made}
            print(json.dumps({"hash": digest, "picture": picture}), flush=True)
    """
    _act_as_worker(monkeypatch, tmp_path, code)
    monkeypatch.setattr(worker_process, "_GRACE_SECONDS", 0.05)
    monkeypatch.setattr(pool, "_count_processors", lambda: 1)
    imported = prepare(files[:2], tmp_path / "cache", WIDTHS)
    assert list(imported.pictures) == files[:1]
    assert [(failure.reason, failure.passing) for failure in imported.failures.values()] == [
        ("the picture was not ready after 30 seconds", True)
    ]


def test_how_long_a_process_waited_for_a_processor_is_asked_of_the_system() -> None:
    assert worker_process.waited_for_processor(os.getpid()) >= 0.0
    assert worker_process.waited_for_processor(0) == 0.0


def _act_as_worker(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Another program takes the worker's place."""
    program = folder / "worker"
    program.write_text(f"#!{sys.executable}\n" + textwrap.dedent(code))
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "7",
        '{"neither": 1}',
        '{"step": 1}',
        '{"picture": {}}',
        '{"picture": 7}',
        '{"code": "odd", "details": {}}',
    ],
)
def test_a_worker_that_talks_nonsense_is_not_believed(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    code = f"""
        import sys
        sys.stdin.readline()
        print('{{"ready": 1}}', flush=True)
        for request in sys.stdin:
            while True:
                print({line!r}, flush=True)
    """
    _act_as_worker(monkeypatch, tmp_path, code)
    monkeypatch.setattr(worker_process, "_GRACE_SECONDS", 0.05)
    imported = prepare(files, tmp_path / "cache", WIDTHS)
    assert (len(imported.failures), imported.pictures) == (4, {})


def test_time_that_runs_out_after_the_smallest_size_is_told_as_such(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
        import os, signal, sys
        sys.stdin.readline()
        print('{"ready": 1}', flush=True)
        sys.stdin.readline()
        print('{"step": 1}', flush=True)
        os.kill(os.getpid(), signal.SIGXCPU)
    """
    _act_as_worker(monkeypatch, tmp_path, code)
    failure = prepare_one(files[0], tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "the picture took more than 20 seconds of computing to draw"


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGXCPU)", "time.sleep(60)", "os.abort()"])
def test_a_drawing_that_is_too_much_only_when_zoomed_is_taken_without_that(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(worker_handle, "WALL_SECONDS", 2)
    code = f"""
        import hashlib, json, os, pathlib, signal, sys, time
        sys.stdin.readline()
        print('{{"ready": 1}}', flush=True)
        request = json.loads(sys.stdin.readline())
        made = [{{"width": 80, "height": 48, "file": "80.jpg"}}]
        for name in ("80.jpg", "160.jpg"):
            pathlib.Path(request["folder"], name).write_bytes(b"as good as a picture")
        digest = hashlib.sha256(pathlib.Path(request["file"]).read_bytes()).hexdigest()
        picture = {{"width": 100, "height": 60, "opaque": True, "renditions": made}}
        print('{{"step": 1}}')
        print(json.dumps({{"step": 1, "hash": digest, "picture": picture}}), flush=True)
        {end}
    """
    _act_as_worker(monkeypatch, tmp_path, code)
    monkeypatch.setattr(worker_process, "_GRACE_SECONDS", 0.2)
    prepared = prepare_one(files[0], tmp_path / "cache")
    assert isinstance(prepared, Prepared)
    assert sizes(prepared) == [(80, 48)]
    assert {path.name for path in prepared.renditions[0].file.parent.iterdir()} == {"80.jpg", "meta.json"}


def test_a_drawing_too_large_to_be_drawn_at_the_top_is_taken_without_that(tmp_path: Path) -> None:
    layers = '<g opacity="0.9">' * 24 + '<rect width="100" height="60" fill="red"/>' + "</g>" * 24
    file = draw_svg(tmp_path / "layers.svg", layers)  # each layer is a sheet of its own in memory
    prepared = prepare_one(file, tmp_path / "cache", (1920, 3840))
    assert isinstance(prepared, Prepared)
    assert sizes(prepared) == [(1920, 1152)]


def test_a_reader_that_is_not_installed_is_told_once_and_plainly(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyvips.py").write_text("raise ImportError('libvips is missing')")
    monkeypatch.setitem(worker_process._WORKER_ENVIRONMENT, "PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    failures = prepare(files, tmp_path / "cache", WIDTHS).failures
    assert {failure.reason for failure in failures.values()} == {
        "the picture reader of the kiosk does not start: libvips is missing"
    }
    assert len(failures) == 4


def test_what_a_reader_said_before_it_ended_is_heard_though_it_took_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyvips.py").write_text("raise ImportError('libvips is missing')")
    monkeypatch.setitem(worker_process._WORKER_ENVIRONMENT, "PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    worker = worker_process.WorkerProcess()
    try:
        assert worker._process.wait(60) == 1
        assert worker.exchange({"hello": True}, 60) == [{"broken": "libvips is missing"}]
    finally:
        worker.close()


@pytest.mark.parametrize(("program", "why"), [("/no/such/program", "No such file"), ("/bin/false", "it ends at once")])
def test_a_reader_that_does_not_start_is_told(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    failure = prepare_one(files[0], tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason.startswith("the picture reader of the kiosk does not start: ")
    assert why in failure.reason


def test_a_picture_that_changes_while_it_is_read_is_not_kept(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HashIndex, "find_digest", lambda *_: "0" * 64)
    failure = prepare_one(files[0], tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "the file was changed while it was being read"
    monkeypatch.undo()
    assert isinstance(prepare_one(files[0], tmp_path / "cache"), Prepared)


def test_one_processor_is_enough(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert len(prepare(files, tmp_path / "cache", WIDTHS).pictures) == 4


def test_an_interrupted_preparation_leaves_no_worker(files: list[Path], tmp_path: Path) -> None:
    before = threading.active_count(), _count_children()

    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(files, tmp_path / "cache", WIDTHS, interrupt)
    # A thread that has done its work may take a moment to be gone.
    end = time.monotonic() + 10
    while (threading.active_count(), _count_children()) != before and time.monotonic() < end:
        time.sleep(0.02)
    assert (threading.active_count(), _count_children()) == before


def test_who_ends_does_not_wait_for_a_worker_that_says_nothing(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 600\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    before, begun = _count_children(), time.monotonic()
    reported = 0

    def end(*_: float) -> None:
        nonlocal reported
        reported += 1
        if reported > 3 and _count_children() > before:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(files, tmp_path / "cache", WIDTHS, end)
    assert time.monotonic() - begun < START_SECONDS / 2
    assert _count_children() == before


def test_who_ends_does_not_wait_for_a_large_file_to_be_read(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    with file.open("wb") as large:
        large.truncate(3 * CHUNK_BYTES)
    pieces = 0

    def end() -> None:
        nonlocal pieces
        pieces += 1
        if pieces == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        HashIndex(tmp_path / "index.json", end).find_digest(file, "video")
    assert pieces == 2


def _count_children() -> int:
    threads = Path("/proc/self/task").iterdir()
    return sum(len((thread / "children").read_text().split()) for thread in threads if thread.exists())


def _run_fenced(code: str) -> str:
    start = "from kiosk.media.sandbox import resource_limits as limits\nholds = limits.apply_limits()\n"
    run = subprocess.run([sys.executable, "-c", start + code], cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout.strip() or f"{run.returncode} {run.stderr.strip().splitlines()[-1:]}"


def test_every_limit_holds_on_linux() -> None:
    assert json.loads(_run_fenced("import json; print(json.dumps(holds))")) == {
        "memory": True,
        "processor": True,
        "network": True,
    }


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("import socket; socket.socket()", "1 ['PermissionError: [Errno 1] Operation not permitted']"),
        ("import socket; socket.socketpair()", "1 ['PermissionError: [Errno 1] Operation not permitted']"),
        ("import os; os.execv('/bin/true', ['true'])", "1 ['PermissionError: [Errno 1] Operation not permitted']"),
        (f"bytearray({limits.MEMORY_MB} << 20)", "1 ['MemoryError']"),
        ("import mmap; mmap.mmap(-1, 512 << 20, flags=2)", "1 ['OSError: [Errno 12] Cannot allocate memory']"),
        ("x = [open('/dev/null') for _ in range(99)]", "1 ["),
        ("limits.allow_seconds(1)\nwhile True: pass", "-24 []"),
        ("import os; print(os.path.exists('/bin/true'))", "True"),
    ],
)
def test_the_fence_refuses(code: str, outcome: str) -> None:
    assert _run_fenced(code).startswith(outcome)


def test_the_decoder_opens_nothing_but_the_four_kinds(tmp_path: Path) -> None:
    paint().gifsave(str(tmp_path / "a.gif"))
    paint().pngsave(str(tmp_path / "a.png"))
    code = (
        "import pyvips\nfrom kiosk.media.pictures import decoding as drawing\ndrawing.lock_loaders()\n"
        f"print(pyvips.Image.new_from_file({str(tmp_path / 'a.png')!r}).width)\n"
        f"pyvips.Image.new_from_file({str(tmp_path / 'a.gif')!r})\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("100\n", 1)


def test_another_machine_is_not_fenced_by_wrong_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert not seccomp.refuse_sockets()


def test_the_worker_knows_no_secret_of_the_kiosk(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SECRET", "word")
    code = f"""
        import json, os
        open({str(tmp_path / "seen.json")!r}, "w").write(json.dumps(dict(os.environ)))
    """
    _act_as_worker(monkeypatch, tmp_path, code)
    prepare_one(files[0], tmp_path / "cache")
    seen = json.loads((tmp_path / "seen.json").read_text())
    assert seen["VIPS_CONCURRENCY"] == "1"
    assert not {"HTTP_PROXY", "SECRET"} & set(seen)
