"""List of the doctor's checks, in the order of its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot

from kiosk import paths
from kiosk.content.device_defaults import DIAGONAL, HIGHEST_MM, LOWEST_MM, MM_PER_INCH
from kiosk.content.messages import Message, together
from kiosk.device.settings import GONE, Settings, find_settings
from kiosk.system.doctor import graphics_checks, keyboard_checks, reliability_checks, rotation_checks, sound_checks
from kiosk.system.doctor.machine import CheckResult, Machine

Check = Callable[[Machine], CheckResult]
BAR_UNITS, SHORT_SIDE_UNITS = 60, 1080  # from the lower edge to the middle of the bar's rings
NOTHING_WITHDRAWN = Message("nothing is withdrawn on this device")


def settings(_: Machine) -> CheckResult:
    """Whether device.yaml is sound."""
    found = _settings()
    if any(problem.kind == GONE for problem in found.problems):
        return CheckResult(
            "bad",
            Message("{file} is gone; what it said stays", file=found.file),
            Message("kiosk device check"),
        )
    if found.problems:
        message = Message("{file} is wrong; what cannot be read stays as it was, or has its default", file=found.file)
        return CheckResult("bad", message, Message("kiosk device check"))
    if found.file is None:
        return CheckResult("well", Message("there is no device.yaml; the defaults hold"))
    return CheckResult("well", Message("{file} is sound", file=found.file))


def packs(_: Machine) -> CheckResult:
    """Whether the store index can be read."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.index import newer, read_index

    folder = _settings().store or paths.store()
    try:
        store_index = read_index(folder)
    except RefusedError as error:
        message = Message("what is installed on this device cannot be read; the built-in pack is shown")
        return CheckResult("bad", message, error.message)
    if store_index.is_newer:
        return CheckResult("doubtful", newer(folder), Message("install the newer version of the program again"))
    live = store_index.at(store_index.live)
    name = Message("{id} {version}", id=live.id, version=live.version) if live else Message("the built-in pack")
    return CheckResult("well", Message("installed: {count}; live: {pack}", count=len(store_index.packs), pack=name))


def blocks(_: Machine) -> CheckResult:
    """Whether the hall's own blocks can be used; their code is run."""
    from kiosk.packs.hall_blocks import run_blocks, use_blocks

    folder = _settings().blocks
    if folder is None:
        return CheckResult("well", Message("the hall has no blocks of its own"))
    found, refused = use_blocks(folder), run_blocks()
    if not refused:
        return CheckResult("well", Message("the hall's own blocks: {names}", names=", ".join(found.sources) or "–"))
    first = next(iter(refused.values()))
    what = Message("{place}: {why}", place=first.location, why=Message.of(first.message))
    message = Message.plural(
        "a block of the hall's own is not in use: {what}",
        "{count} of the hall's own blocks are not in use: {what}",
        count=len(refused),
        what=what,
    )
    return CheckResult("bad", message, Message.of(first.fix))


def folders(_: Machine) -> CheckResult:
    """Whether the device's data folders are still the same."""
    from kiosk.system.data_folders import lost_folders

    lost = lost_folders((paths.withdrawn().parent, _settings().store or paths.store()))
    if lost:
        return CheckResult("bad", Message("a folder of this device is lost"), together(lost, len(lost)))
    return CheckResult("well", Message("the data folder is the one that this device had"))


def withdrawn(_: Machine) -> CheckResult:
    """Whether the list of withdrawals can be read; if not, nothing is shown."""
    from kiosk.device.withdrawal_list import UnreadableListError, list_trouble, read_withdrawals

    try:
        count = len(read_withdrawals().entries)
    except UnreadableListError as error:
        return CheckResult(
            "bad", Message("what was withdrawn on this device cannot be read; nothing is shown"), error.message
        )
    message = Message("withdrawn on this device: {count}", count=count) if count else NOTHING_WITHDRAWN
    if (incident := list_trouble()) is not None:
        return CheckResult("doubtful", message, incident)
    return CheckResult("well", message)


def turn(machine: Machine) -> CheckResult:
    """Whether picture and touch have the same rotation."""
    return rotation_checks.check_rotation(machine, _settings().turn)


def mounting(_: Machine) -> CheckResult:
    """Whether the bar, which leads everywhere, is within reach of somebody who sits: EN 301 549, 8.3."""
    screen = _settings()
    if screen.lower_edge < 0:
        return CheckResult("well", Message("device.yaml does not say how high the screen hangs (screen.lower-edge)"))
    short_side = (screen.diagonal or DIAGONAL) * MM_PER_INCH * 9 / hypot(16, 9)
    bar = round(screen.lower_edge + short_side * BAR_UNITS / SHORT_SIDE_UNITS)
    if LOWEST_MM <= bar <= HIGHEST_MM:
        return CheckResult("well", Message("the bar is {height} mm above the floor", height=bar))
    message = Message(
        "the bar is {height} mm above the floor; {lowest} to {highest} mm are in reach of somebody who sits",
        height=bar,
        lowest=LOWEST_MM,
        highest=HIGHEST_MM,
    )
    return CheckResult("doubtful", message, Message("hang the screen elsewhere, and set screen.lower-edge again"))


def _settings() -> Settings:
    return find_settings(None, paths.config_candidates(), paths.kept_settings())


CHECKS: dict[str, tuple[Message, Check]] = {
    "graphics": (Message("graphics"), graphics_checks.graphics),
    "typefaces": (Message("typefaces"), graphics_checks.typefaces),
    "characters": (Message("characters"), graphics_checks.characters),
    "codecs": (Message("films and sounds"), graphics_checks.codecs),
    "sound": (Message("loudspeakers"), sound_checks.sound),
    "touch": (Message("touch"), graphics_checks.touch),
    "turn": (Message("picture and touch"), turn),
    "mounting": (Message("mounting"), mounting),
    "sleep": (Message("display sleep"), reliability_checks.sleep),
    "windows": (Message("window manager"), reliability_checks.windows),
    "sysrq": (Message("kernel keys"), keyboard_checks.sysrq),
    "power-keys": (Message("power keys"), keyboard_checks.power_keys),
    "restart-keys": (Message("restart keys"), keyboard_checks.restart_keys),
    "consoles": (Message("other consoles"), keyboard_checks.consoles),
    "updates": (Message("updates"), reliability_checks.updates),
    "autostart": (Message("start"), reliability_checks.autostart),
    "watchdog": (Message("watchdog"), reliability_checks.watchdog),
    "clock": (Message("clock"), reliability_checks.clock),
    "disk": (Message("disk"), reliability_checks.disk),
    "rights": (Message("write rights"), reliability_checks.rights),
    "settings": (Message("settings"), settings),
    "folders": (Message("data folder"), folders),
    "packs": (Message("packs"), packs),
    "withdrawn": (Message("withdrawn"), withdrawn),
    "blocks": (Message("hall's blocks"), blocks),
}


def this_machine() -> Machine:
    """Return this machine, with the folders that this user's kiosk writes to."""
    return Machine(folders=(_settings().store or paths.store(), paths.cache(), paths.log_dir(), paths.control().parent))


def examine(machine: Machine) -> Iterator[tuple[str, Message, CheckResult]]:
    """Yield the name of each check, its words, and its result."""
    for name, (label, check) in CHECKS.items():
        yield name, label, check(machine)
