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

POLL_SECONDS = 0.2


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
    """The outcome of a job: {"picture"} drawn in `folder`, or {"code", "details"}; before, its progress: {"share"}."""

    job: Job
    reply: Reply
    folder: Path


def draw_all(
    jobs: Sequence[Job],
    widths: Sequence[int],
    make_folder: Callable[[], Path],
    languages: Sequence[str] = (),
    wait: Callable[[], None] = lambda: None,
) -> Generator[JobOutcome, None, None]:
    """Draw every job, as many at a time as there are processors but at most two; yield outcomes when ready.

    The words of drawings depend on the `languages` of the pack, above all the first. `wait` is called every
    `POLL_SECONDS` while nothing is ready: an exception from it stops the work.
    """
    pending: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    outcomes: queue.SimpleQueue[JobOutcome] = queue.SimpleQueue()
    workers = [WorkerHandle(languages) for _ in range(min(2, len(jobs), _count_processors()))]
    for job in jobs:
        pending.put(job)
    for _ in workers:
        pending.put(None)
    threads = [
        threading.Thread(target=_work, args=(worker, pending, outcomes, widths, make_folder), daemon=True)
        for worker in workers
    ]
    for thread in threads:
        thread.start()
    try:
        remaining = len(jobs)
        while remaining:
            try:
                outcome = outcomes.get(timeout=POLL_SECONDS)
            except queue.Empty:
                wait()
                continue
            remaining -= "share" not in outcome.reply
            yield outcome
    finally:
        with contextlib.suppress(queue.Empty):
            while True:
                pending.get_nowait()
        for worker in workers:
            pending.put(None)
            worker.dismiss()
        for thread in threads:
            thread.join()


def _work(
    worker: WorkerHandle,
    pending: queue.SimpleQueue[Job | None],
    outcomes: queue.SimpleQueue[JobOutcome],
    widths: Sequence[int],
    make_folder: Callable[[], Path],
) -> None:
    while (job := pending.get()) is not None:
        try:
            folder = make_folder()
        except OSError as error:
            outcomes.put(JobOutcome(job, {"code": "no-room", "details": {"why": error.strerror}}, Path()))
            continue
        request = {"kind": job.kind, "file": str(job.file.absolute()), "folder": str(folder.absolute())}
        reply = worker.ask(
            request | {"widths": list(widths), "encoding": job.encoding},
            lambda share, job=job: outcomes.put(JobOutcome(job, {"share": share}, Path())),  # type: ignore[misc]
        )
        if "picture" in reply and reply.get("hash") != job.digest:
            reply = {"code": "changed", "details": {}}
        if "picture" not in reply:
            discard(folder)
        outcomes.put(JobOutcome(job, reply, folder))
    worker.release()


def _count_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
