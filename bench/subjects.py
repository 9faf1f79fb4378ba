"""The measured programs: the real kiosk, and Chromium in kiosk mode with the same words and pictures."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from bench.process_tree import ProcessTree
from kiosk import paths
from kiosk.app import FIRST_FRAME

PACK = paths.content() / "zhenjiang-new-area"
RENDERERS = {"software": "software", "opengl": "rhi"}
NO_BYTECODE = {"PYTHONDONTWRITEBYTECODE"}  # a device has bytecode
CHROMIUM = ("/usr/lib/chromium/chromium", "chromium", "google-chrome")
# Nothing that Chromium does beside showing the page, and as root no sandbox, which makes it lighter.
FLAGS = (
    *("--kiosk", "--no-sandbox", "--test-type", "--no-first-run", "--no-default-browser-check", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
    *("--disable-extensions", "--password-store=basic", "--autoplay-policy=no-user-gesture-required"),
    *("--window-position=0,0", "--window-size=1920,1080", "--hide-scrollbars", "--allow-file-access-from-files"),
)


class MissingProgramError(RuntimeError):
    """A program that a part needs is not installed."""


def own_folders(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment with the user's folders below `folder`, so that nothing of this user is read or written."""
    kinds = ("DATA", "CACHE", "CONFIG", "STATE")
    own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds}
    runtime = folder / "runtime"
    runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
    own |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime)}
    return {name: value for name, value in environment.items() if name not in NO_BYTECODE} | own


def kiosk_tree(  # noqa: PLR0913  the options of one start
    environment: Mapping[str, str],
    folder: Path,
    *options: str,
    pack: Path | None = PACK,
    renderer: str = "software",
    idle: int | None = None,
    reads: bool = False,
    size: tuple[int, int] = (1920, 1080),
) -> ProcessTree:
    """Start `kiosk run` on a screen of `size` px. `idle`: seconds until it asks who is there; None: no device.yaml."""
    command = [sys.executable, "-m", "kiosk", "run", "--windowed", "{}x{}".format(*size), *options]
    command += ["--pack", str(pack)] if pack else []
    if idle is not None:
        settings = folder / "device.yaml"
        folder.mkdir(parents=True, exist_ok=True)
        settings.write_text(f"session: {{idle: {idle}}}\n", "utf-8")
        command += ["--config", str(settings)]
    own = own_folders(environment, folder) | {"QT_QUICK_BACKEND": RENDERERS[renderer]}
    return ProcessTree(command, own, reads=reads)


def await_line(tree: ProcessTree, line: str = FIRST_FRAME) -> float:
    """The time at which the program printed a line that contains `line`. Raises RuntimeError if it ends before."""
    read = []
    for printed in tree.output:
        if line in printed:
            return perf_counter()
        read.append(printed)
    raise RuntimeError(f"the program ended before it printed “{line}”: {''.join(read[-20:])}")


def chromium_tree(environment: Mapping[str, str], folder: Path, page: Path, place: str = "") -> ProcessTree:
    """Start Chromium in kiosk mode; `place` is where the page begins, as bench/web_page.py names it."""
    own = own_folders(environment, folder)
    command = [chromium(), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"{page.as_uri()}#{place}"]
    return ProcessTree(command, own)


def chromium() -> str:
    """The program, past Debian's shell script around it. Raises MissingProgramError."""
    for name in CHROMIUM:
        if found := shutil.which(name):
            return found
    raise MissingProgramError("Chromium is not installed: apt-get install --no-install-recommends chromium")
