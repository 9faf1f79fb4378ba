"""Page-break cache: pages are laid out in separate processes, and the results kept for the next time.

One process a screen, as many at a time as processors but at most two: `kiosk.runtime.headless_layout`. A page laid
out before, with the same values, words, theme and program, is not laid out again.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from kiosk import __version__
from kiosk.content.page_breaks import Overfull, Pagination, Setting
from kiosk.content.screen_sizes import ScreenSize
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import blocks_in_use, qml_folders
from kiosk.packs.view_data import Value
from kiosk_launcher.child_process import child_environment, module_command

PROGRAM = "kiosk.runtime.headless_layout"
SCREENS = (ScreenSize(55.0, 1920, 1080), ScreenSize(55.0, 1080, 1920))
PATIENCE = 180.0  # seconds without output from any process
MOST_KEPT = 20_000  # pages in one setting
_WITHOUT_SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_LOGGING_TO_CONSOLE": "1"}
# Settings that would draw the kiosk's text larger than a device does.
_SCALED = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_ENABLE_HIGHDPI_SCALING")

Place = tuple[str, int]
Report = Callable[[float, int], None]


class PaginationError(RuntimeError):
    """Pages could not be laid out on this machine; the message is one line."""


class UndrawableBlockError(Exception):
    """A block of the hall has a QML file that cannot be loaded: `why`, for its developer, and where."""

    def __init__(self, kind: str, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.kind, self.file, self.line, self.why = kind, file, line, why


class Layout(NamedTuple):
    """One page, by its panel's id and its number from 0, in one setting."""

    place: Place
    setting: Setting


class CacheLocation(NamedTuple):
    """Where results are kept: in the `cache` folder, under the name of the `pack`."""

    cache: Path
    pack: str


def paginate(
    values: Value, theme: Value, settings: Sequence[Setting], kept: CacheLocation, report: Report | None = None
) -> dict[Place, dict[Setting, Pagination]]:
    """Return how each page of a pack breaks in each setting; pages by their panel's id and their number from 0.

    `values` are what the screens show of the pack (`pack_values`), drawn with `theme`. `report` receives the numbers
    done and in total. Raises PaginationError, UndrawableBlockError.
    """
    cache, name, key = CompiledCache(kept.cache / "compiled"), f"{kept.pack} pagination", _fingerprint()
    values = _measurable(values)
    digests = _digests(values, theme, settings)
    before: Value = (cache.read(name, key) or {}).get("pages", {})
    known = {layout: before[digest] for layout, digest in digests.items() if digest in before}
    missing = [layout for layout in digests if layout not in known]
    try:
        with closing(_lay_out(values, theme, missing)) as found:
            for layout, pagination in found:
                known[layout] = pagination
                if report is not None:
                    report(len(known), len(digests))
    finally:
        # Layouts that did not settle are tried again the next time.
        fresh = {digests[layout]: pagination for layout, pagination in known.items() if pagination[0] > 0}
        if missing:
            older = [(digest, each) for digest, each in before.items() if digest not in fresh]
            pages = dict([*older, *fresh.items()][-MOST_KEPT:])
            cache.write(name, key, {"pages": pages})
    paged: dict[Place, dict[Setting, Pagination]] = {}
    for layout in digests:
        parts, overfull = known[layout]
        paged.setdefault(layout.place, {})[layout.setting] = Pagination(
            parts, tuple(Overfull(*each) for each in overfull)
        )
    return paged


def settings_for(screens: Iterable[ScreenSize], languages: Sequence[str], text_sizes: Sequence[int]) -> list[Setting]:
    """Return every language and text size on each screen."""
    return [Setting(screen, language, size) for screen in screens for language in languages for size in text_sizes]


def _measurable(values: Value) -> Value:
    """Return the values of a pack that pages need; pictures keep their proportions, and name no file to open."""
    kept = {key: values[key] for key in ("words", "languages", "title", "panels")}
    return {**_without_files(kept), "home": {}, "scenes": [], "galleries": {}}


def _without_files(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_files(each) for each in value]
    if not isinstance(value, dict):
        return value
    bare = {key: _without_files(each) for key, each in value.items()}
    if "files" in value and "tiles" in value:
        bare |= {"files": [{"width": 1, "height": 1, "url": ""}] if value["files"] else [], "tiles": None}
    return bare


def _digests(values: Value, theme: Value, settings: Sequence[Setting]) -> dict[Layout, str]:
    """Return every page in every setting, with a digest of everything its parts depend on."""
    around = _digest([values["words"], values["languages"], theme])
    found = {}
    for panel in values["panels"].values():
        frame = {key: panel[key] for key in ("accent", "index", "object", "title")} | {"count": len(panel["pages"])}
        for number, page in enumerate(panel["pages"]):
            whole = _digest([around, frame, number, page])
            for setting in settings:
                screen = setting.screen
                inputs = [whole, screen.inches, screen.width, screen.height, setting.language, setting.text_size]
                found[Layout((panel["id"], number), setting)] = _digest(inputs)
    return found


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode("ascii")).hexdigest()[:32]


def _fingerprint() -> str:
    """Return a digest of the layout environment: the program, the hall's blocks, Qt, and this machine's fonts."""
    import PySide6

    from kiosk.device.glyph_coverage import families_here

    package = Path(__file__).resolve().parents[1]
    files = sorted(file for file in package.rglob("*") if file.suffix in {".py", ".qml"} or file.name == "qmldir")
    stats = [(str(file), stat.st_size, stat.st_mtime_ns) for file in files if (stat := file.stat())]
    return _digest([__version__, PySide6.__version__, stats, families_here(), blocks_in_use().fingerprint])


def _lay_out(values: Value, theme: Value, layouts: Sequence[Layout]) -> Generator[tuple[Layout, list[Any]], None, None]:
    """Lay pages out; yield each when done, with [parts, overfull]."""
    by_screen: dict[ScreenSize, list[Layout]] = {}
    for layout in layouts:
        by_screen.setdefault(layout.setting.screen, []).append(layout)
    output: queue.SimpleQueue[Any] = queue.SimpleQueue()
    waiting = [_request(values, theme, screen, some) for screen, some in by_screen.items()]
    children: list[_Child] = []
    left = len(layouts)
    try:
        while left:
            children = [child for child in children if not child.has_ended()]
            while waiting and len(children) < min(2, os.cpu_count() or 1):
                children.append(_Child(waiting.pop(0), output))
            try:
                line = output.get(timeout=PATIENCE)
            except queue.Empty:
                raise PaginationError("a page takes too long") from None
            if isinstance(line, PaginationError):
                raise line
            if line is not None and "undrawable" in line:
                raise UndrawableBlockError(**line["undrawable"])
            if line is not None:
                left -= 1
                yield _read(line)
    finally:
        for child in children:
            child.kill()


def _request(values: Value, theme: Value, screen: ScreenSize, layouts: Sequence[Layout]) -> dict[str, Any]:
    jobs: dict[tuple[str, int], list[Place]] = {}
    for layout in layouts:
        jobs.setdefault((layout.setting.language, layout.setting.text_size), []).append(layout.place)
    shown = {layout.place[0] for layout in layouts}
    panels = {panel: each for panel, each in values["panels"].items() if panel in shown}
    return {
        "values": values | {"panels": panels},
        "theme": theme,
        "screen": [screen.width, screen.height, screen.inches],
        "blocks": qml_folders(),
        "jobs": [{"language": language, "text_size": size, "pages": pages} for (language, size), pages in jobs.items()],
    }


def _read(line: Mapping[str, Any]) -> tuple[Layout, list[Any]]:
    width, height, inches = line["screen"]
    setting = Setting(ScreenSize(inches, width, height), line["language"], line["text_size"])
    return Layout((line["panel"], line["page"]), setting), [line["parts"], line["overfull"]]


class _Child:
    """One process, which lays out pages for one screen; its lines go into a queue, and finally None or the error."""

    def __init__(self, request: dict[str, Any], output: queue.SimpleQueue[Any]) -> None:
        environment = {name: value for name, value in child_environment(os.environ).items() if name not in _SCALED}
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed at the end
        self._process = subprocess.Popen(
            module_command(PROGRAM),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment | _WITHOUT_SCREEN,
        )
        self._request = json.dumps(request).encode("ascii")
        self._output = output
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def kill(self) -> None:
        """Kill the process."""
        with suppress(OSError):
            self._process.kill()
        self._thread.join()

    def _talk(self) -> None:
        with cast("IO[bytes]", self._process.stdin) as asked, suppress(OSError):
            asked.write(self._request)
        with cast("IO[bytes]", self._process.stdout) as output:
            for line in output:
                self._output.put(json.loads(line))
        code = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        self._errors.close()
        self._output.put(PaginationError(lines[-1] if lines else f"it ended with code {code}") if code else None)
