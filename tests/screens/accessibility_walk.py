"""A walk by a real AT-SPI client through every screen of a kiosk in a process of its own; what it finds there.

`python -m tests.screens.accessibility_walk` walks through both packs that ship, in four languages and both orientations
and at 100 and 200 %; contrast and low controls change from walk to walk. It prints what is wrong, and a table: each
requirement of docs/accessibility.md that a client can check, how often it was checked and failed, and the worst figure.

`--only WORD`: those walks alone whose name has this word, which may be given several times.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from math import hypot
from pathlib import Path

from tests.screens.atspi_client import Client, Event, Node, missing, session_bus, until

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds for what a press opens
QUIET = 0.25  # seconds without an event: what was opened is at rest
MOST_PAGES = 60
IDLE, COUNTDOWN = 12, 20  # seconds
LEAST_TARGET_MM, LEAST_GAP_MM, HIGHEST_MM = 20.0, 3.0, 1220.0
ROUNDING_PX = 1.0
CONTROLS = {"push button", "toggle button", "radio button", "check box", "slider"}
BAR = ["bar:home", "bar:back", "bar:language", "bar:access"]
LOCALES = {"zh": "zh_CN", "en": "en_US", "ja": "ja_JP", "ar": "ar_EG"}
MIRRORED = {"ar"}
# The contrast, and whether controls are low, by language and text size: each is walked in several.
EASINGS = {
    ("zh", 100): ("dark", False),
    ("zh", 200): ("rice-paper", True),
    ("en", 100): ("dark", True),
    ("en", 200): ("high", False),
    ("ja", 100): ("rice-paper", False),
    ("ja", 200): ("high", True),
    ("ar", 100): ("high", True),
    ("ar", 200): ("dark", False),
}

CHECKS = {
    "reach": (1, "controls at most 1220 mm above the floor, on a screen that hangs high", "mm"),
    "target": (9, "targets of at least 20 mm", "mm"),
    "gap": (9, "gaps of at least 3 mm", "mm"),
    "name": (15, "every control has a name", ""),
    "action": (15, "every control has each of its actions once", ""),
    "press": (15, "a press does what it says", ""),
    "radio": (15, "answers are radio buttons, one of them checked", ""),
    "value": (15, "sliders have a value that moves, and report it", ""),
    "dialog": (15, "the sheet is a dialog, with nothing showing below it", ""),
    "hidden": (15, "nothing in the tree that is not on the screen", "nodes"),
    "heading": (16, "every screen has a heading", ""),
    "alt": (16, "every picture in the tree has words", ""),
    "announced": (16, "what opens, and results, are announced", ""),
    "chosen": (20, "what the sheet offers is on once it is chosen", ""),
    "warned": (21, "the warning is announced, and has a control to stay", ""),
    "seconds": (21, "at least 20 s to answer it", "s"),
    "bar": (25, "the same controls, names and order on every screen, mirrored from right to left", ""),
    "locale": (26, "the language of the screen on every node", ""),
}
# Px, the diagonal in inches, and how many mm above the floor a screen begins, where its height is measured.
SCREENS = (((1920, 1080), 55.0, None), ((1080, 1920), 24.0, None), ((1080, 1920), 55.0, 550.0))
# What has another control for the same lower down: the steps of the viewer, of places and stations; the bar's ring.
REPEATED = re.compile(r"picture:\d+|point:\d+|station:\d+|access:done")
LEAST = {"target", "gap", "seconds"}  # where the worst figure is the least one


@dataclass
class Record:
    """What one check came to: how often, and the worst figure."""

    checked: int = 0
    failed: int = 0
    worst: float | None = None


@dataclass
class Findings:
    """What the walks saw: how many screens, a record for each check, and what was wrong with its screen."""

    screens: int = 0
    records: dict[str, Record] = field(default_factory=lambda: {name: Record() for name in CHECKS})
    wrong: list[str] = field(default_factory=list)

    def note(self, check: str, fine: bool, screen: str, problem: str, figure: float | None = None) -> None:
        """Count a check, and keep its problem where it failed."""
        record = self.records[check]
        record.checked += 1
        if figure is not None:
            worse = min if check in LEAST else max
            record.worst = figure if record.worst is None else worse(record.worst, figure)
        if not fine:
            record.failed += 1
            self.wrong.append(f"{screen}: {problem}")

    def table(self) -> str:
        """The table: a line for each check."""
        lines = [f"{'row':>3}  {'checked':>8}  {'failed':>6}  {'worst':>9}  what"]
        for name, (row, what, unit) in CHECKS.items():
            record = self.records[name]
            worst = "" if record.worst is None else f"{record.worst:.1f} {unit}"
            lines.append(f"{row:>3}  {record.checked:>8}  {record.failed:>6}  {worst:>9}  {what}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Setting:
    """How a kiosk is walked: the pack, the window in px, the diagonal in inches, and what the visitor chooses."""

    pack: Path
    size: tuple[int, int]
    diagonal: float
    language: str
    text_size: int = 100
    contrast: str = "dark"
    low_reach: bool = False
    lower_edge: float | None = None

    @property
    def name(self) -> str:
        """As it is printed."""
        width, height = self.size
        low = " low" if self.low_reach else ""
        screen = f"{width}x{height} {self.diagonal:g}″"
        screen += "" if self.lower_edge is None else f" from {self.lower_edge:g} mm"
        return f"{self.pack.name} {screen} {self.language} {self.text_size} % {self.contrast}{low}"

    @property
    def pitch(self) -> float:
        """The size of a pixel in mm."""
        return self.diagonal * 25.4 / hypot(*self.size)


class Walk:
    """Walks with one client, before which the kiosk is in attract."""

    def __init__(self, client: Client, setting: Setting, findings: Findings) -> None:
        self.client = client
        self.setting = setting
        self.findings = findings
        self.language = ""
        self.bar: dict[str, list[str]] = {}

    def everywhere(self, most_pages: int = MOST_PAGES) -> None:
        """Attract, Home, the sheet, every panel with its pages, every gallery with a picture, the search, the warning.

        `most_pages`: how many pages of each panel.
        """
        self.language = "zh"
        nodes = self.look("attract", bar=False)
        self.press(nodes, "attract")
        self.heard("attract", "what it opened")
        self.go_home()
        self.choose_language()
        self.look_at_sheet()
        home = self.look("Home")
        for tile in [node.id for node in home if node.id.startswith("home:") and "enabled" in node.states]:
            self.follow(tile, most_pages)
        self.be_warned()

    def go_home(self) -> None:
        """Press Home where that is not what is open."""
        nodes = self.settled()
        if any(node.id == "bar:home" and "enabled" in node.states for node in nodes):
            self.press(nodes, "bar:home")

    def choose_language(self) -> None:
        """Press the language's button until the screen is in the language of this walk."""
        for _ in range(5):
            if self.language == self.setting.language:
                return
            self.press(self.settled(), "bar:language")
            if any(node.id == "language:done" for node in self.settled()):
                self.choose_from_list()
            else:
                self.language = "en" if self.language == "zh" else "zh"

    def choose_from_list(self) -> None:
        """Choose this walk's language in the list of them all, where a pack has more than two."""
        self.heard("languages", "the list")
        nodes = self.look("languages")
        checked = [each for each in checked_of(nodes) if each.startswith("language:")]
        self.expect("radio", checked == [f"language:{self.language}"], "languages", f"checked: {checked}")
        self.press(nodes, f"language:{self.setting.language}")
        self.language = self.setting.language

    def look_at_sheet(self) -> None:
        """Open the sheet, choose the text size, the contrast and low controls there, and close it."""
        under = {node.id for node in self.settled() if re.match(r"(?!bar:)[a-z]+:", node.id)}
        nodes = self.settled()
        self.press(nodes, "bar:access")
        self.heard("sheet", "the sheet")
        nodes = self.look("sheet")
        dialogs = [node for node in nodes if node.role == "dialog" and node.name]
        self.expect("dialog", len(dialogs) == 1, "sheet", f"{len(dialogs)} dialogs with a name")
        beneath = sorted({node.id for node in nodes} & under)
        self.expect("dialog", not beneath, "sheet", f"below the sheet: {', '.join(beneath[:4])}")
        chosen = {"text-size": str(self.setting.text_size), "contrast": self.setting.contrast}
        for group, option in chosen.items():
            wanted = f"access:{group}:{option}"
            if option not in {"100", "dark"}:
                self.press(nodes, wanted)
                nodes = self.look(f"sheet, {group} chosen")
            checked = [each for each in checked_of(nodes) if each.startswith(f"access:{group}:")]
            self.expect("radio", checked == [wanted], "sheet", f"checked: {checked}")
        # A screen that hangs high is low anyway.
        if self.setting.low_reach and any(node.id == "access:low-reach" for node in nodes):
            self.press(nodes, "access:low-reach")
            nodes = self.look("sheet, low controls chosen")
            self.expect("chosen", "access:low-reach" in checked_of(nodes), "sheet", "low controls are not on")
        self.press(nodes, "access:done")

    def follow(self, tile: str, most_pages: int) -> None:
        """Open what a tile leads to, look at all of it, and go back Home."""
        name = tile.removeprefix("home:")
        self.press(self.settled(), tile)
        self.heard(name, "what it opened")
        nodes = self.look(name)
        if any(node.id.startswith("key:") for node in nodes):
            self.press(nodes, "key:a")
            self.heard(f"{name} with results", "how many it found")
            self.look(f"{name} with results")
        elif picture := next((node.id for node in nodes if node.id.startswith("picture:")), ""):
            self.press(nodes, picture)
            self.heard(f"{name}, a picture", "the picture")
            nodes = self.look(f"{name}, a picture")
            self.press(nodes, "viewer:zoom-in")
            self.look(f"{name}, a picture enlarged")
        else:
            self.turn_pages(name, nodes, most_pages)
        self.go_home()

    def turn_pages(self, name: str, nodes: list[Node], most_pages: int) -> None:
        """Look at the pages of a panel one after the other, and use what is on them."""
        for number in range(2, most_pages + 2):
            self.move_sliders(name, nodes)
            self.answer(name, nodes)
            self.choose(name, nodes)
            self.match(name, nodes)
            usable = {node.id for node in nodes if "enabled" in node.states}
            onward = next((each for each in ("step:next", "part:next") if each in usable), None)
            if onward is None or number > most_pages:
                return
            self.press(nodes, onward)
            self.heard(name, f"what {onward} shows")
            name = f"{name.partition(',')[0]}, {onward} {number}"
            nodes = self.look(name)

    def move_sliders(self, name: str, nodes: list[Node]) -> None:
        """Move each slider by its value, and look whether the value moved."""
        for slider in [node for node in nodes if node.role == "slider"]:
            try:
                least, now, most = self.client.value(slider)
                wanted = least if now > (least + most) / 2 else most - (most - least) / 10
                self.client.events()
                self.client.set_value(slider, wanted)
                self.client.await_quiet(QUIET)
                events = self.client.events()
                moved = self.client.value(slider)[1]
            except (TypeError, ValueError):
                self.expect("value", False, name, f"{slider.id} has no value")
                continue
            self.expect("value", most > least and moved != now, name, f"{slider.id}: {now} stays {moved}")
            reported = any(each.detail == "accessible-value" and each.path == slider.reference[1] for each in events)
            self.expect("value", reported, name, f"{slider.id}: its new value was not reported")

    def answer(self, name: str, nodes: list[Node]) -> None:
        """Choose the first answer of a quiz or a poll, and hear what comes of it."""
        answers = [node for node in nodes if node.id.startswith("answer:")]
        if not answers or "enabled" not in answers[0].states:
            return
        self.expect("radio", all(each.role == "radio button" for each in answers), name, "answers are other controls")
        self.press(nodes, answers[0].id)
        self.heard(f"{name}, answered", "what came of the answer")
        nodes = self.look(f"{name}, answered")
        checked = [each for each in checked_of(nodes) if each.startswith("answer:")]
        self.expect("radio", checked == [answers[0].id], name, f"after {answers[0].id} checked: {checked}")

    def choose(self, name: str, nodes: list[Node]) -> None:
        """Choose the last place of a picture, station of a flow or level of rings, and hear what is there."""
        for kind in ("point", "station", "level"):
            choices = [node for node in nodes if re.fullmatch(rf"{kind}:\d+", node.id) and "enabled" in node.states]
            if len(choices) < 2:
                continue
            self.expect("radio", all(each.role == "radio button" for each in choices), name, f"{kind}: other controls")
            self.press(nodes, choices[-1].id)
            self.heard(name, f"what is at {choices[-1].id}")
            self.look(f"{name}, {choices[-1].id}")

    def match(self, name: str, nodes: list[Node]) -> None:
        """Touch one of each side of a match, and hear whether they belong together."""
        sides = [
            next((node.id for node in nodes if node.id.startswith(f"match:{side}")), "") for side in ("sign", "answer")
        ]
        if not all(sides):
            return
        for side in sides:
            self.press(self.settled(), side)
            self.heard(name, f"what came of {side}")
        self.look(f"{name}, matched")

    def be_warned(self) -> None:
        """Wait for the warning, and stay by its control."""
        self.client.events()
        until(lambda: is_showing(self.client, "warning:stay"), PATIENCE, "the warning", 0.5)
        self.client.await_quiet(QUIET)
        words = announcements(self.client.events())
        nodes = self.look("warning", bar=False)
        self.expect("warned", bool(words), "warning", "was not announced")
        seconds = [int(match[1]) for node in nodes if (match := re.match(r"(\d+)\b", node.name))]
        fine = bool(seconds) and max(seconds) >= COUNTDOWN - 2
        self.findings.note("seconds", fine, f"{self.setting.name}: warning", f"counts from {seconds}", COUNTDOWN)
        stays = [node for node in nodes if node.id == "warning:stay"]
        self.expect("warned", len(stays) == 1, "warning", "has no control to stay")
        if stays:
            self.client.press(stays[0])
            self.client.await_quiet(QUIET)
            here = {node.id for node in self.settled()}
            self.expect("warned", "bar:home" in here, "warning", "its control does not stay")

    def press(self, nodes: Sequence[Node], identifier: str) -> None:
        """Press a control, and wait until what it opens is at rest."""
        node = next((node for node in nodes if node.id == identifier and node.showing), None)
        assert node is not None, f"{identifier} is not here: {[each.id for each in nodes if each.id]}"
        before = shape(nodes)
        self.client.events()
        self.client.press(node)
        self.client.await_quiet(QUIET)
        with suppress(TimeoutError):
            until(lambda: shape(self.settled()) != before, 5, "a change")
        self.expect("press", shape(self.settled()) != before, identifier, "a press changes nothing")

    def heard(self, screen: str, what: str) -> None:
        """Expect an announcement since the last press."""
        words: list[str] = []

        def came() -> bool:
            words.extend(announcements(self.client.events()))
            return bool(words)

        with suppress(TimeoutError):
            until(came, 2, "an announcement")
        self.expect("announced", bool(words), screen, f"{what} was not announced")

    def settled(self) -> list[Node]:
        """Return what is in the tree and showing, once nothing moves any more."""
        self.client.await_quiet(QUIET)
        return [node for node in self.client.read() if node.showing]

    def look(self, screen: str, *, bar: bool = True) -> list[Node]:
        """Read a screen, check all that each must have, and return its nodes."""
        self.client.await_quiet(QUIET)
        whole = self.client.read()
        nodes = [node for node in whole if node.showing]
        self.findings.screens += 1
        # What a list has scrolled out of sight has a place beyond it; what is hidden has none.
        hidden = [node for node in whole if node.name and "visible" not in node.states and node.rect[2] == 0]
        self.findings.note(
            "hidden", not hidden, f"{self.setting.name}: {screen}", listed(hidden, "hidden"), len(hidden)
        )
        self._check_words(screen, nodes)
        controls = [node for node in nodes if node.role in CONTROLS]
        for node in controls:
            self.expect("name", node.name.strip() != "", screen, f"{node.role} {node.id or node.rect} has no name")
            able = len(set(node.actions)) == len(node.actions) and node.actions
            self.expect("action", bool(able), screen, f"{node.id} has the actions {', '.join(node.actions) or 'none'}")
        self._measure(screen, [node for node in controls if "enabled" in node.states])
        if bar:
            found = [node for node in nodes if node.id in BAR]
            first = self.bar.setdefault(self.language, [node.name for node in found])
            fine = [node.id for node in found] == BAR and [node.name for node in found] == first
            self.expect("bar", fine, screen, f"the bar has {[(node.id, node.name) for node in found]}")
            here = [node.id for node in sorted(found, key=lambda node: node.rect, reverse=self.language in MIRRORED)]
            self.expect("bar", here == BAR, screen, f"the bar's controls stand as {here}")
        return nodes

    def _check_words(self, screen: str, nodes: Sequence[Node]) -> None:
        headings = [node for node in nodes if node.role == "heading" and node.name.strip()]
        self.expect("heading", bool(headings), screen, "has no heading")
        for node in nodes:
            if node.role in {"image", "graphic"}:
                self.expect("alt", node.name.strip() != "", screen, f"a picture at {node.rect} has no words")
        strange = sorted({node.locale for node in nodes} - {LOCALES[self.language]})
        self.expect("locale", not strange, screen, f"nodes in {strange}")

    def _measure(self, screen: str, controls: Sequence[Node]) -> None:
        """Targets and gaps; a target that holds others, as a picture with places on it, is measured by itself."""
        pitch = self.setting.pitch
        where = f"{self.setting.name}: {screen}"
        for node in controls:
            side = min(node.rect[2:]) * pitch
            fine = side >= LEAST_TARGET_MM - ROUNDING_PX * pitch
            self.findings.note("target", fine, where, f"{node.id} measures {side:.1f} mm", side)
            if self.setting.lower_edge is not None and not is_repeated(node, controls):
                # Within reach is what has a target's worth of itself there.
                under = (self.setting.size[1] - node.rect[1] - node.rect[3]) * pitch
                height = self.setting.lower_edge + under + LEAST_TARGET_MM
                problem = f"{node.id} is {height:.0f} mm above the floor"
                self.findings.note("reach", height <= HIGHEST_MM, where, problem, height)
        for one, other in combinations(controls, 2):
            gap = distance(one.rect, other.rect)
            if gap is None or gap * pitch > 20:
                continue
            fine = gap * pitch >= LEAST_GAP_MM - ROUNDING_PX * pitch
            self.findings.note(
                "gap", fine, where, f"{one.id} and {other.id} are {gap * pitch:.1f} mm apart", gap * pitch
            )

    def expect(self, check: str, fine: bool, screen: str, problem: str) -> None:
        """Note a check of a screen."""
        self.findings.note(check, fine, f"{self.setting.name}: {screen}", problem)


def is_repeated(node: Node, controls: Sequence[Node]) -> bool:
    """Whether another control does the same lower down."""
    ring = node.id.replace("home:", "home:ring:")
    return REPEATED.fullmatch(node.id) is not None or any(each.id == ring != node.id for each in controls)


def is_showing(client: Client, identifier: str) -> bool:
    """Whether a node with this id is on the screen."""
    return any(node.id == identifier and node.showing for node in client.read())


def checked_of(nodes: Sequence[Node]) -> list[str]:
    """The ids of the nodes that are checked."""
    return [node.id for node in nodes if "checked" in node.states]


def announcements(events: Sequence[Event]) -> list[str]:
    """The words that were announced."""
    return [str(event.value) for event in events if event.member == "Announcement" and event.value]


def shape(nodes: Sequence[Node]) -> list[tuple[object, ...]]:
    """What of a screen shows that something changed."""
    return [(node.role, node.name, node.id, node.states, node.rect) for node in nodes]


def listed(nodes: Sequence[Node], what: str) -> str:
    """The first of some nodes, in words."""
    first = ", ".join(node.id if ":" in node.id else f"{node.role} {node.name!r}" for node in nodes[:4])
    return f"{len(nodes)} {what}: {first}"


def distance(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float | None:
    """The px between two rectangles, 0 where they overlap; None where one holds the other."""
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    across, down = max(x2 - x - w, x - x2 - w2), max(y2 - y - h, y - y2 - h2)
    if across < 0 and down < 0:
        inner = (x <= x2 and y <= y2 and x + w >= x2 + w2 and y + h >= y2 + h2) or (
            x2 <= x and y2 <= y and x2 + w2 >= x + w and y2 + h2 >= y + h
        )
        return None if inner else 0.0
    return hypot(max(0, across), max(0, down))


@contextmanager
def running(setting: Setting, home: Path, environment: Mapping[str, str], *, windowed: bool = True) -> Iterator[Client]:
    """Start a kiosk with a bus of its own, and yield a client of it; `home`: a new folder for all that it writes.

    `windowed`: else it fills the screen, as on a device.
    """
    times = f"{{idle: {IDLE}, eased-idle: {IDLE}, countdown: {COUNTDOWN}}}"
    config = home / "device.yaml"
    edge = "" if setting.lower_edge is None else f", lower-edge: {setting.lower_edge:g}"
    screen = f"{{diagonal: {setting.diagonal:g}{edge}}}"
    config.write_text(f"screen: {screen}\nsession: {times}\naccessibility: {{screen-reader: yes}}\n")
    with session_bus(home, environment) as bus, (home / "errors").open("w") as errors:
        width, height = setting.size
        options = ["--pack", str(setting.pack), "--config", str(config)]
        options += ["--windowed", f"{width}x{height}"] if windowed else []
        kiosk = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "run", *options, "--control", str(home / "control")],
            env={**environment, **bus, "HOME": str(home)},
            stderr=errors,
        )
        try:
            client = Client(bus["DBUS_SESSION_BUS_ADDRESS"])
            client.await_application(PATIENCE)
            # Without a cache a pack is prepared for minutes.
            until(lambda: is_showing(client, "attract"), 300, "attract", 0.5)
            yield client
            client.close()
        finally:
            kiosk.terminate()
            kiosk.wait(20)


def walk(
    setting: Setting, home: Path, environment: Mapping[str, str], findings: Findings, most_pages: int = MOST_PAGES
) -> None:
    """Start a kiosk and walk through it; `home`: a new folder for all that it writes."""
    with running(setting, home, environment) as client:
        Walk(client, setting, findings).everywhere(most_pages)


def offering(pack: Path, language: str, home: Path) -> Path:
    """Return the pack, or a copy of it in `home` that offers one language more, if it does not have it.

    Its own words are those of its first language then, as for any text that is not translated yet; those of the kiosk
    are in the language.
    """
    text = (pack / "pack.yaml").read_text("utf-8")
    (offered,) = re.findall(r"^languages: \[(.*)\]$", text, re.MULTILINE)
    if language in offered.split(", "):
        return pack
    copy = Path(shutil.copytree(pack, home / "pack" / pack.name))
    (copy / "pack.yaml").write_text(text.replace(f"languages: [{offered}]", f"languages: [{offered}, {language}]"))
    return copy


def main(packs: Sequence[Path], environment: Mapping[str, str], only: Sequence[str] = ()) -> int:
    """Walk through the packs in every way and print what is wrong, and the table; 0 where nothing is wrong.

    `only`: words that the name of each walk must have.
    """
    findings = Findings()
    for pack, (size, diagonal, edge), (language, text_size) in product(packs, SCREENS, EASINGS):
        setting = Setting(pack, size, diagonal, language, text_size, *EASINGS[language, text_size], edge)
        # Larger text takes Home beyond what is within reach: docs/accessibility.md, row 1.
        if edge is not None and text_size > 100:
            continue
        if not set(only) <= set(setting.name.split()):
            continue
        before = findings.screens, len(findings.wrong)
        with tempfile.TemporaryDirectory(prefix="yi-kiosk-") as folder:
            home = Path(folder)
            walk(replace(setting, pack=offering(pack, language, home)), home, environment, findings)
        wrong = findings.wrong[before[1] :]
        print(f"{setting.name}: {findings.screens - before[0]} screens, {len(wrong)} wrong", flush=True)
        print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)
    print(findings.table())
    print(f"{len(findings.wrong)} wrong in all, on {findings.screens} screens")
    return min(1, len(findings.wrong))


if __name__ == "__main__":
    if lacking := missing():
        print(f"No client of AT-SPI can be here: {lacking} is missing. Install at-spi2-core and dbus-daemon.")
        sys.exit(2)
    content = ROOT / "content"
    parser = argparse.ArgumentParser()
    parser.add_argument("packs", nargs="*", type=Path, default=[content / "zhenjiang-new-area", content / "showcase"])
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QSG_"))}
    sys.exit(main(given.packs, kept, given.only))
