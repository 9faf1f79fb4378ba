"""All that the doctor looks at, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk import paths
from kiosk.content.telling import Told, together
from kiosk.services.doctor import drawing, keyboard, lasting, sounding, turning
from kiosk.services.doctor.machine import Machine, Result
from kiosk.services.settings import GONE, Settings, find_settings

Look = Callable[[Machine], Result]
NOTHING_WITHDRAWN = Told("nothing is withdrawn on this device")


def settings(_: Machine) -> Result:
    """Whether device.yaml is sound."""
    found = _settings()
    if any(problem.code == GONE for problem in found.problems):
        return Result("bad", Told("{file} is gone; what it said stays", file=found.file), Told("kiosk device check"))
    if found.problems:
        told = Told("{file} is wrong; what cannot be read stays as it was, or has its default", file=found.file)
        return Result("bad", told, Told("kiosk device check"))
    if found.file is None:
        return Result("well", Told("there is no device.yaml; the defaults hold"))
    return Result("well", Told("{file} is sound", file=found.file))


def packs(_: Machine) -> Result:
    """Whether it can be read what is installed on this device."""
    from kiosk.services.store.ledger import newer, read_ledger
    from kiosk.services.store.refused import RefusedError

    folder = _settings().store or paths.store()
    try:
        ledger = read_ledger(folder)
    except RefusedError as refused:
        told = Told("what is installed on this device cannot be read; the built-in pack is shown")
        return Result("bad", told, refused.told)
    if ledger.is_newer:
        return Result("doubtful", newer(folder), Told("install the newer version of the program again"))
    live = ledger.at(ledger.live)
    called = Told("{id} {version}", id=live.id, version=live.version) if live else Told("the built-in pack")
    return Result("well", Told("installed: {count}; live: {pack}", count=len(ledger.packs), pack=called))


def folders(_: Machine) -> Result:
    """Whether the folders that the device keeps its data in are those that it had."""
    from kiosk.services.kept_folders import lost_folders

    lost = lost_folders((paths.withdrawn().parent, _settings().store or paths.store()))
    if lost:
        return Result("bad", Told("a folder of this device is lost"), together(lost, len(lost)))
    return Result("well", Told("the data folder is the one that this device had"))


def withdrawn(_: Machine) -> Result:
    """Whether it can be read what was withdrawn; where it cannot, nothing is shown."""
    from kiosk.services.withdrawals import UnreadableListError, list_trouble, read_withdrawals

    try:
        count = len(read_withdrawals().entries)
    except UnreadableListError as error:
        return Result("bad", Told("what was withdrawn on this device cannot be read; nothing is shown"), error.told)
    told = Told("withdrawn on this device: {count}", count=count) if count else NOTHING_WITHDRAWN
    if (trouble := list_trouble()) is not None:
        return Result("doubtful", told, trouble)
    return Result("well", told)


def turn(machine: Machine) -> Result:
    """Whether picture and touch are turned alike."""
    return turning.turned(machine, _settings().turn)


def _settings() -> Settings:
    return find_settings(None, paths.config_candidates(), paths.kept_settings())


LOOKS: dict[str, tuple[Told, Look]] = {
    "graphics": (Told("graphics"), drawing.graphics),
    "typefaces": (Told("typefaces"), drawing.typefaces),
    "characters": (Told("characters"), drawing.characters),
    "codecs": (Told("films and sounds"), drawing.codecs),
    "sound": (Told("loudspeakers"), sounding.sound),
    "touch": (Told("touch"), drawing.touch),
    "turn": (Told("picture and touch"), turn),
    "sleep": (Told("display sleep"), lasting.sleep),
    "windows": (Told("window manager"), lasting.windows),
    "sysrq": (Told("kernel keys"), keyboard.sysrq),
    "power-keys": (Told("power keys"), keyboard.power_keys),
    "restart-keys": (Told("restart keys"), keyboard.restart_keys),
    "consoles": (Told("other consoles"), keyboard.consoles),
    "updates": (Told("updates"), lasting.updates),
    "autostart": (Told("start"), lasting.autostart),
    "watchdog": (Told("watchdog"), lasting.watchdog),
    "clock": (Told("clock"), lasting.clock),
    "disk": (Told("disk"), lasting.disk),
    "rights": (Told("write rights"), lasting.rights),
    "settings": (Told("settings"), settings),
    "folders": (Told("data folder"), folders),
    "packs": (Told("packs"), packs),
    "withdrawn": (Told("withdrawn"), withdrawn),
}


def this_machine() -> Machine:
    """Return this machine, with the folders that the kiosk of this user writes to."""
    return Machine(folders=(_settings().store or paths.store(), paths.cache(), paths.log_dir(), paths.control().parent))


def examine(machine: Machine) -> Iterator[tuple[str, Told, Result]]:
    """Yield the name of each look, its words, and what was found."""
    for name, (words, look) in LOOKS.items():
        yield name, words, look(machine)
