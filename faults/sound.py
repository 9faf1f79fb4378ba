"""Row 32: no sound server, one that dies, a card that appears late; heard at the monitors of two null sinks.

The kiosk runs under its launcher and real systemd, beside the unit of the sound server that set-up writes, and a
visitor plays a film (440 Hz on the left) and a narration (660 Hz on the right).
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from parts import sounding
from parts.hall import PARTS, TOP, Hall, missing, open_hall
from parts.processes import kill, processes
from parts.report import judge, not_run
from parts.screen import differ
from staying_alive import FIRST

from kiosk.device.sound.server import server_process
from kiosk.runtime.sound_watch import STEADY, YOUNG
from setup import sound_server
from setup.sound_server import Heard, SoundServer

ROW, UNIT = "32", "yi-kiosk-sound.service"
LISTENED = 1.5  # seconds
LOUD, SILENT = 0.2, 0.01
LONGEST_STILL, LONGEST_STUCK = 1.0, 4.0  # seconds that a film may freeze
DEVICE = "sound: {volume: 100}\n"


class Visit:
    """A hall, its sound server, and a visitor who plays media."""

    def __init__(self, hall: Hall, server: SoundServer, device: Path) -> None:
        self.hall, self.server, self.device = hall, server, device

    def begin(self, medium: str) -> bool:
        """Arrive, and play "video" or "audio": a touch opens the page of the film, and the narration is on the next."""
        hall = self.hall
        hall.screen.tap(1270, 350)
        if hall.until(lambda: hall.sight().get("phase") == "active", 10) > 10:
            return False
        if medium == "audio":
            hall.touch("step:next")
        hall.touch("video:film" if medium == "video" else "audio:play")
        return self.goes_on(medium)

    def position(self) -> int:
        """The position of the narration, in seconds; -1 if none is visible."""
        found = re.search(r"(\d+):(\d\d) / \d+:\d\d", "\n".join(self.hall.sight().get("texts", [])))
        return int(found[1]) * 60 + int(found[2]) if found else -1

    def goes_on(self, medium: str) -> bool:
        """Whether the picture of a film changes, or a narration advances."""
        if medium == "video":
            return self.longest_still(2) < LONGEST_STILL
        before = self.position()
        return before >= 0 and self.hall.until(lambda: self.position() > before, 8) < 8

    def longest_still(self, seconds: float) -> float:
        """Watch the screen for this long; return the longest time that its picture did not change."""
        longest, seen, since, end = 0.0, self.hall.screen.picture(), time.monotonic(), time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.05)
            picture = self.hall.screen.picture()
            if differ(seen, picture) > 0:
                seen, since = picture, time.monotonic()
            longest = max(longest, time.monotonic() - since)
        return longest

    def hear(self, card: str) -> Heard:
        """Listen to a card."""
        return self.server.hear(card, LISTENED)

    def waits_for(self, card: str, is_heard: Callable[[Heard], bool], seconds: float = 10.0) -> Heard:
        """Listen until something is heard, or for this long; return what was heard last."""
        end, heard = time.monotonic() + seconds, self.hear(card)
        while not is_heard(heard) and time.monotonic() < end:
            heard = self.hear(card)
        return heard

    def set(self, sound: str) -> None:
        """Rewrite the sound settings of device.yaml, and have the kiosk reload them."""
        self.device.write_text(DEVICE.replace("{volume: 100}", sound), "utf-8")
        environment = {"PATH": "/usr/bin:/bin"} | dict(self.hall.environment)
        subprocess.run(
            [sys.executable, "-m", "kiosk", "ctl", "reload"], cwd=TOP, env=environment, check=True, capture_output=True
        )

    def leave(self) -> None:
        """Leave, and wait until attract is back."""
        self.hall.touch("bar:home")
        self.hall.until(lambda: self.hall.sight().get("phase") == "attract", 30)


def _pair(heard: Heard) -> str:
    return f"{heard.left:.2f}/{heard.right:.2f}"


def _is_left(heard: Heard) -> bool:
    return heard.left > LOUD > SILENT > heard.right


def _is_right(heard: Heard) -> bool:
    return heard.right > LOUD > SILENT > heard.left


def _is_silent(heard: Heard) -> bool:
    return max(heard) < SILENT


def film_and_narration(visit: Visit) -> int:
    """Media is heard at the chosen card, at the set volume, and never in quiet hours."""
    visit.server.ask("set-default-sink", "one")
    bad = int(not visit.begin("video"))
    first, beside = visit.waits_for("one", _is_left), visit.hear("two")
    bad += judge(
        ROW,
        "a film is heard at the first card alone (left/right)",
        f"{_pair(first)}, beside {_pair(beside)}",
        well=_is_left(first) and _is_silent(beside),
    )
    visit.server.ask("set-default-sink", "two")
    other, left = visit.waits_for("two", _is_left), visit.hear("one")
    bad += judge(
        ROW,
        "the chosen card changes under a film",
        f"{_pair(other)}, beside {_pair(left)}",
        well=_is_left(other) and _is_silent(left),
    )
    visit.set("{volume: 20}")
    soft = visit.waits_for("two", lambda heard: heard.left < other.left / 2)
    visit.set('{quiet: ["00:00-24:00"]}')
    quiet = visit.waits_for("two", _is_silent)
    visit.set("{volume: 100}")
    back = visit.waits_for("two", _is_left)
    share = soft.left / max(other.left, 1e-9)
    bad += judge(
        ROW,
        "volume 20 %, hours of quiet, and back",
        f"{share:.2f} of the height, {_pair(quiet)}, {_pair(back)}",
        well=0.17 < share < 0.23 and _is_silent(quiet) and _is_left(back),
    )
    visit.leave()
    bad += int(not visit.begin("audio"))
    spoken = visit.waits_for("two", _is_right)
    bad += judge(ROW, "a narration is heard", _pair(spoken), well=_is_right(spoken))
    visit.leave()
    return bad


def dying_server(visit: Visit) -> int:
    """A server that dies or hangs during a film or a narration, and the recovery."""
    hall, bad = visit.hall, 0
    fates = (("video", "dies", signal.SIGKILL), ("audio", "dies", signal.SIGKILL), ("video", "hangs", signal.SIGSTOP))
    for number, (medium, fate, fault) in enumerate(fates, 1):
        bad += int(not visit.begin(medium))
        pid, begun = hall.kiosk, hall.begun()
        visit.waits_for("one", lambda heard: max(heard) > LOUD)
        kill(processes("pulseaudio", f"PULSE_RUNTIME_PATH={visit.server.folder}")[0], fault)
        still = visit.longest_still(8) if medium == "video" else 0.0
        went = visit.goes_on(medium)
        reported = hall.log().count("There is no sound server") + hall.log().count("The sound server is another one")
        longest = LONGEST_STILL if fault is signal.SIGKILL else LONGEST_STUCK
        well = hall.kiosk == pid and went and still <= longest and reported >= number
        what = f"the server {fate} under a {'film' if medium == 'video' else 'narration'}: it goes on"
        figure = f"still for {still:.1f} s at most" if medium == "video" else f"goes on: {went}"
        bad += judge(ROW, what, f"{figure}, said in the log {reported} times, the same process", well=well)
        visit.leave()
        took = hall.until(lambda begun=begun: hall.begun() > begun and hall.lit(), YOUNG + STEADY + 30)
        for card in ("one", "two"):
            with_it = visit.server.ask("list", "short", "sinks")
            if f"\t{card}\t" not in with_it:
                visit.server.plug(card)
        time.sleep(2)
        bad += int(not visit.begin(medium))
        heard = visit.waits_for("one", lambda heard: max(heard) > LOUD)
        well = took < YOUNG + STEADY + 30 and max(heard) > LOUD and not hall.restarts()
        bad += judge(
            ROW, "it begins again in attract, and sounds", f"after {took:.0f} s, {_pair(heard)}, 0 crashes", well=well
        )
        visit.leave()
    lied = hall.log().count("H.264")
    return bad + judge(ROW, "no film is blamed", f"{lied} times", well=not lied)


def late_card(visit: Visit) -> int:
    """A card pulled out during a film, and plugged in again; the film never waits for it."""
    visit.server.ask("set-default-sink", "one")
    bad = int(not visit.begin("video"))
    before = visit.waits_for("one", _is_left)
    for card in ("one", "two"):
        visit.server.pull(card)
    still = visit.longest_still(4)
    begun = time.monotonic()
    visit.server.plug("one")
    after = visit.waits_for("one", _is_left)
    took = time.monotonic() - begun
    figure = f"{_pair(before)} before, still for {still:.1f} s at most, {_pair(after)} within {took:.1f} s of the plug"
    bad += judge(
        ROW,
        "every card is pulled out under a film, and one plugged in",
        figure,
        well=_is_left(before) and still <= LONGEST_STILL and _is_left(after),
    )
    visit.leave()
    visit.server.plug("two")
    return bad


def stuck_output(visit: Visit) -> int:
    """An output that accepts nothing any more, like a card whose driver hangs: the film goes on without it."""
    bad = int(not visit.begin("video"))
    visit.waits_for("one", _is_left)
    visit.server.ask("suspend-sink", "one", "1")
    still = visit.longest_still(8)
    visit.server.ask("suspend-sink", "one", "0")
    reported = visit.hall.log().count("plays without sound: the loudspeaker")
    visit.leave()
    bad += int(not visit.begin("video"))
    after = visit.waits_for("one", _is_left)
    figure = f"still for {still:.1f} s at most, said {reported} time, the next film {_pair(after)}"
    well = still <= LONGEST_STUCK and reported == 1 and _is_left(after)
    bad += judge(ROW, "an output takes nothing any more", figure, well=well)
    visit.leave()
    return bad


def no_server(visit: Visit) -> int:
    """Without a server films show their pictures and narrations their words, and staff see why."""
    bad = 0
    for medium in ("video", "audio"):
        bad += int(not visit.begin(medium))
        still = visit.longest_still(4) if medium == "video" else 0.0
        went = visit.goes_on(medium)
        name = "film" if medium == "video" else "narration"
        bad += judge(
            ROW,
            f"without a sound server a {name} goes on",
            f"still for {still:.1f} s at most, goes on: {went}",
            well=went and still <= LONGEST_STILL,
        )
        visit.leave()
    log = visit.hall.log()
    reported, lied = log.count("There is no sound server"), log.count("H.264")
    return bad + judge(ROW, "the log says why", f"{reported} time, and blames no film", well=reported == 1 and not lied)


def run(top: Path, pack: Path, *, served: bool, act: Callable[[Visit], int]) -> int:
    """Run a hall with or without a sound server, and a scenario in it."""
    server = SoundServer(Path(tempfile.mkdtemp(dir=top, prefix="pulse-")))
    device = top / "device.yaml"
    device.write_text(DEVICE, "utf-8")
    command = f"{sys.executable} {PARTS / 'launching.py'} --pack {pack} --config {device}"
    # The server belongs to another user here, and root without these can neither connect to it nor end it.
    more = f"BindPaths={top}\nReadWritePaths={top}\nCapabilityBoundingSet=CAP_DAC_OVERRIDE CAP_KILL"
    units = {UNIT: sounding.unit(server.folder)} if served else {}
    server.environment["PULSE_COOKIE"] = str(server.folder / sounding.SECRET)
    with open_hall(command=command, more=more, beside=units, QUICK="1", **server.environment) as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            print(hall.log()[-3000:])
            return judge(ROW, "sound", "the kiosk did not come up", well=False)
        if served:
            hall.until(lambda: server_process(server.socket) > 0, 20)
            for card in ("one", "two"):
                server.plug(card)
        time.sleep(2)
        try:
            code = act(Visit(hall, server, device))
        except subprocess.CalledProcessError as error:
            code = judge(ROW, "sound", f"{error}: {error.stderr.strip()}", well=False)
        if code:
            output = server.folder / "log"
            print(hall.log()[-4000:], output.read_text("utf-8")[-2000:] if output.exists() else "")
        return code


def main() -> int:
    """Run all of them; 1 if one was not survived."""
    why = missing() or sound_server.missing() or ("" if shutil.which("xdotool") else "xdotool is not installed")
    if why:
        return not_run(ROW, "sound", why)
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        pack = sounding.make_pack(top)

        def served(visit: Visit) -> int:
            bad = film_and_narration(visit) + late_card(visit) + stuck_output(visit)
            return bad + dying_server(visit)

        bad = run(top, pack, served=False, act=no_server) + run(top, pack, served=True, act=served)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
