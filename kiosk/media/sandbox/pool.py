"""Pool of workers that draw: each picture goes to one of them, and a crash is that picture's failure alone."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.device.disk import discard
from kiosk.media.sandbox.worker_handle import WorkerHandle
from kiosk.media.sandbox.worker_process import Reply

ALIVE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Job:
    """One file to open: the SHA-256 of its bytes, its path, and its kind: picture, video or audio.

    For a table, the codec may be given.
    """

    digest: str
    file: Path
    kind: str = "picture"
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """The outcome of a job: {"picture"} drawn in `room`, or {"code", "details"}; before it, its progress: {"share"}."""

    job: Job
    reply: Reply
    room: Path


def draw_all(
    jobs: Sequence[Job],
    widths: Sequence[int],
    make_room: Callable[[], Path],
    languages: Sequence[str] = (),
    wait: Callable[[], None] = lambda: None,
) -> Generator[JobOutcome, None, None]:
    """Draw every job, as many at a time as there are processors but at most two; yield outcomes when ready.

    The words of drawings depend on the `languages` of the pack, above all the first. `wait` is called every
    `ALIVE_SECONDS` while nothing is ready: an exception from it stops the work.
    """
    waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    ready: queue.SimpleQueue[JobOutcome] = queue.SimpleQueue()
    hands = [WorkerHandle(languages) for _ in range(min(2, len(jobs), _count_processors()))]
    for job in jobs:
        waiting.put(job)
    for _ in hands:
        waiting.put(None)
    threads = [
        threading.Thread(target=_work, args=(hand, waiting, ready, widths, make_room), daemon=True) for hand in hands
    ]
    for thread in threads:
        thread.start()
    try:
        left = len(jobs)
        while left:
            try:
                outcome = ready.get(timeout=ALIVE_SECONDS)
            except queue.Empty:
                wait()
                continue
            left -= "share" not in outcome.reply
            yield outcome
    finally:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        for hand in hands:
            waiting.put(None)
            hand.dismiss()
        for thread in threads:
            thread.join()


def _work(
    hand: WorkerHandle,
    waiting: queue.SimpleQueue[Job | None],
    ready: queue.SimpleQueue[JobOutcome],
    widths: Sequence[int],
    make_room: Callable[[], Path],
) -> None:
    while (job := waiting.get()) is not None:
        try:
            room = make_room()
        except OSError as error:
            ready.put(JobOutcome(job, {"code": "no-room", "details": {"why": error.strerror}}, Path()))
            continue
        request = {"kind": job.kind, "file": str(job.file.absolute()), "folder": str(room.absolute())}
        reply = hand.ask(
            request | {"widths": list(widths), "encoding": job.encoding},
            lambda share, job=job: ready.put(JobOutcome(job, {"share": share}, Path())),  # type: ignore[misc]
        )
        if "picture" in reply and reply.get("hash") != job.digest:
            reply = {"code": "changed", "details": {}}
        if "picture" not in reply:
            discard(room)
        ready.put(JobOutcome(job, reply, room))
    hand.release()


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
