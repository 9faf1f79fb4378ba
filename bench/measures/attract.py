"""A picture that moves in the attract loop: frames a second and processor time, against a CSS animation of the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, sleep

from bench.probe_screen import HEIGHT, ProbeScreen, probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import PACK, await_line, chromium, chromium_tree, kiosk_tree
from bench.walks import CORNER, await_blank
from bench.web_page import pack_values, write_page

SECONDS = 8.0
BEFORE_S = 2.0  # from the first frame on, in which the scene appears
ROWS = tuple(round(HEIGHT * share) for share in (0.1, 0.2, 0.3, 0.4, 0.5))  # of the picture, which ends at 0.59
RENDERERS = ("software", "opengl")


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield frames and processor seconds a second, for both renderers."""
    chromium()
    pack = make_pack(folder / "pack")
    page = folder / "page.html"
    write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"))
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in (*RENDERERS, "web")}
    with probe_screen() as screen:
        for number in range(-1, rounds):  # the first one prepares the pictures
            report(f"round {max(0, number) + 1} of {rounds}")
            for renderer in RENDERERS:
                with kiosk_tree(screen.environment, folder / "kiosk", pack=pack, renderer=renderer, reads=True) as tree:
                    await_line(tree)
                    found[renderer].append(_watch(screen, tree))
                await_blank(screen)
            with chromium_tree(screen.environment, folder / "web", page, "picture") as tree:
                screen.wait_for_detail(0.01)
                found["web"].append(_watch(screen, tree))
            await_blank(screen)
    for renderer in RENDERERS:
        for index, row in enumerate(("frames", "cpu")):
            ours, theirs = (tuple(each[index] for each in found[name][1:]) for name in (renderer, "web"))
            yield Measured(f"attract/{renderer}-{row}", ours, theirs)


def make_pack(folder: Path) -> Path:
    """The article's pack with its first picture as the only two scenes, 12 seconds each; return its folder."""
    shutil.copytree(PACK, folder)
    front = folder / "pack.yaml"
    text = front.read_text("utf-8")
    begin = text.index("\nattract:") + 1
    scene = text[text.index("  - picture:", begin) :]
    scene = scene[: scene.index("\n  - ") + 1].replace("seconds: 10", "seconds: 12")
    end = begin + len("attract:\n")
    while text[end : end + 1] in {" ", "#", "\n"} and end < len(text):
        end = text.index("\n", end) + 1
    front.write_text(f"{text[:begin]}attract:\n{scene}{scene}{text[end:]}", "utf-8")
    return folder


def _watch(screen: ProbeScreen, tree: ProcessTree) -> tuple[float, float]:
    """Frames and processor seconds a second."""
    screen.move(*CORNER)
    sleep(BEFORE_S)
    begun, before = perf_counter(), tree.cpu_seconds()
    frames = screen.frame_times(ROWS, lambda: perf_counter() < begun + SECONDS)
    seconds = perf_counter() - begun
    return len(frames) / seconds, (tree.cpu_seconds() - before) / seconds
