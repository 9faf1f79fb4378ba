"""All that the doctor looks at, in the order in which it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from kiosk import paths
from kiosk.content.telling import Told
from kiosk.services.doctor import drawing, keyboard, lasting, sounding
from kiosk.services.doctor.machine import Machine, Result
from kiosk.services.settings import find_settings

Look = Callable[[Machine], Result]


def settings(_: Machine) -> Result:
    """Whether device.yaml is sound."""
    heard = logging.getLogger("kiosk")
    heard.disabled = True
    try:
        found = find_settings(None, paths.config_candidates())
    finally:
        heard.disabled = False
    if found.problems:
        told = Told("{file} is wrong, and the defaults hold", file=found.file)
        return Result("bad", told, Told("kiosk device check"))
    if found.file is None:
        return Result("well", Told("there is no device.yaml; the defaults hold"))
    return Result("well", Told("{file} is sound", file=found.file))


LOOKS: dict[str, tuple[Told, Look]] = {
    "graphics": (Told("graphics"), drawing.graphics),
    "typefaces": (Told("typefaces"), drawing.typefaces),
    "characters": (Told("characters"), drawing.characters),
    "codecs": (Told("films and sounds"), drawing.codecs),
    "sound": (Told("loudspeakers"), sounding.sound),
    "touch": (Told("touch"), drawing.touch),
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
}


def this_machine() -> Machine:
    """Return this machine, with the folders that the kiosk of this user writes to."""
    return Machine(folders=(paths.store(), paths.cache(), paths.log_dir(), paths.control().parent))


def examine(machine: Machine) -> Iterator[tuple[str, Told, Result]]:
    """Yield the name of each look, its words, and what was found."""
    for name, (words, look) in LOOKS.items():
        yield name, words, look(machine)
