"""A client of AT-SPI, as a screen reader is one: reads another process's tree, presses its controls, hears its events.

Over the bus itself (jeepney), on a session bus of its own: docs/decisions/0073.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from kiosk import paths
from kiosk_launcher.child_process import die_with_parent

UNIT = paths.resources() / "system" / "accessibility" / "yi-kiosk-bus.service"
ROOT_PATH = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
VALUE = "org.a11y.atspi.Value"
EVENTS = "org.a11y.atspi.Event.Object"
REGISTRY = "org.a11y.atspi.Registry"
KEYBOARD = "org.a11y.atspi.DeviceEventController"
BY_SYMBOL = 3  # a key is pressed and released, and named by its X11 symbol
HEARD = ("announcement", "property-change", "property-change:accessible-value", "state-changed")
PATIENCE = 30.0  # seconds for one answer
AT_ONCE = 400  # calls sent before the answers are read

# https://gitlab.gnome.org/GNOME/at-spi2-core: atspi-constants.h
ROLES = {
    2: "alert",
    7: "check box",
    16: "dialog",
    23: "frame",
    27: "image",
    29: "label",
    39: "panel",
    42: "progress bar",
    43: "push button",
    44: "radio button",
    51: "slider",
    62: "toggle button",
    69: "window",
    75: "application",
    83: "heading",
    116: "static",
}
STATES = {4: "checked", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing", 30: "visible", 41: "checkable"}

Reference = tuple[str, str]  # a bus name, and a path there


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible: `rect` is left, top, width and height in px of the window; `depth` that in the tree."""

    reference: Reference
    parent: Reference | None
    depth: int
    role: str
    name: str
    id: str
    description: str
    locale: str
    states: frozenset[str]
    interfaces: frozenset[str]
    actions: tuple[str, ...]
    rect: tuple[int, int, int, int]

    @property
    def showing(self) -> bool:
        """Whether a client takes it for something on the screen."""
        return "showing" in self.states


@dataclass(frozen=True, slots=True)
class Event:
    """What an application reported of one of its accessibles: "Announcement", "PropertyChange" …, and its details."""

    member: str
    path: str
    detail: str
    value: Any


def missing() -> str:
    """What this machine lacks for a client; "" where it has all."""
    programs = [name for name in ("dbus-daemon",) if shutil.which(name) is None]
    launcher = Path("/usr/libexec/at-spi-bus-launcher")
    return ", ".join([*programs, *([] if launcher.exists() else [launcher.name])])


@contextmanager
def session_bus(home: Path, environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Start the session bus of the unit that ships, in a folder, and yield the variables by which programs find it.

    `environment`: that of the kiosk, whose screen and keyboard are also those of the bus. The accessibility bus is
    started by the first program that asks for it, and ends with this one.
    """
    (line,) = re.findall(r"^ExecStart=(.*)", UNIT.read_text("utf-8"), re.MULTILINE)
    socket, places = home / "bus", {"XDG_RUNTIME_DIR": str(home), "HOME": str(home)}
    process = subprocess.Popen(
        [word.replace("/run/yi-kiosk-bus", str(home)) for word in line.split()],
        env={**environment, **places},
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent(),  # noqa: PLW1509  there is one thread here
    )
    try:
        until(socket.exists, PATIENCE, "the session bus")
        yield {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={socket}", "XDG_RUNTIME_DIR": str(home)}
    finally:
        process.terminate()
        process.wait(10)


class Client:
    """Reads the one application on the accessibility bus."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(session_address) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            answer = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=PATIENCE)
        self._bus: DBusConnection = open_dbus_connection(_answered(answer)[0])
        self._events: deque[Event] = deque()
        self._application: Reference | None = None
        registry = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        wanted = (new_method_call(registry, "RegisterEvent", "s", (f"object:{kind}",)) for kind in HEARD)
        self._call([message_bus.AddMatch(MatchRule(type="signal", interface=EVENTS)), *wanted])

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def await_application(self, seconds: float) -> None:
        """Wait until an application is in the tree."""
        top = DBusAddress(ROOT_PATH, REGISTRY, ACCESSIBLE)
        until(lambda: bool(self._call([new_method_call(top, "GetChildren")])[0][0]), seconds, "an application")
        self._application = self._call([new_method_call(top, "GetChildren")])[0][0][0]

    def read(self) -> list[Node]:
        """Return all nodes of the application's tree, parents before their children."""
        assert self._application is not None
        level: list[tuple[Reference, Reference | None]] = [(self._application, None)]
        nodes: list[Node] = []
        below: dict[Reference | None, list[Node]] = {}
        depth = 0
        while level:
            read = self._nodes(level, depth)
            for node in read:
                below.setdefault(node.parent, []).append(node)
            children = self._ask([node.reference for node in read], ACCESSIBLE, "GetChildren")
            level = [
                (tuple(child), node.reference)
                for node, found in zip(read, children, strict=True)
                if found
                for child in found[0]
            ]
            depth += 1
        waiting = list(reversed(below.get(None, [])))
        while waiting:
            nodes.append(waiting.pop())
            waiting += reversed(below.get(nodes[-1].reference, []))
        return nodes

    def press(self, node: Node, action: str = "Press") -> None:
        """Do an action of a control."""
        (found,) = self._ask([node.reference], ACTION, "DoAction", "i", (node.actions.index(action),))
        assert found is not None, f"{node.id} is gone"

    def value(self, node: Node) -> tuple[float, float, float]:
        """Return the least, the current and the greatest value of a slider."""
        names = ("MinimumValue", "CurrentValue", "MaximumValue")
        found = [self._property([node.reference], VALUE, name)[0] for name in names]
        return tuple(float(each) for each in found)  # type: ignore[return-value]

    def set_value(self, node: Node, value: float) -> None:
        """Move a slider."""
        self._call(
            [Properties(DBusAddress(node.reference[1], node.reference[0], VALUE)).set("CurrentValue", "d", value)]
        )

    def strike(self, symbol: int) -> None:
        """Press and release a key of the keyboard, named by its X11 symbol (`keysymdef.h`): a letter's is its code."""
        keyboard = DBusAddress("/org/a11y/atspi/registry/deviceeventcontroller", REGISTRY, KEYBOARD)
        (done,) = self._call([new_method_call(keyboard, "GenerateKeyboardEvent", "isu", (symbol, "", BY_SYMBOL))])
        assert done is not None, "the registry strikes no keys"

    def names(self, paths: Sequence[str]) -> list[str]:
        """Return the names of accessibles of the application; "" for what is gone."""
        assert self._application is not None
        application, _ = self._application
        return [name or "" for name in self._property([(application, path) for path in paths], ACCESSIBLE, "Name")]

    def await_quiet(self, seconds: float) -> None:
        """Wait until nothing was reported for some time."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self._keep(self._bus.receive(timeout=seconds))
            except TimeoutError:
                return

    def events(self) -> list[Event]:
        """Return what was reported since the last call."""
        with suppress(TimeoutError):
            while True:
                self._keep(self._bus.receive(timeout=0))
        found = list(self._events)
        self._events.clear()
        return found

    def _nodes(self, level: Sequence[tuple[Reference, Reference | None]], depth: int) -> list[Node]:
        references = [reference for reference, _ in level]
        names = self._property(references, ACCESSIBLE, "Name")
        ids = self._property(references, ACCESSIBLE, "AccessibleId")
        descriptions = self._property(references, ACCESSIBLE, "Description")
        roles = self._ask(references, ACCESSIBLE, "GetRole")
        locales = self._ask(references, ACCESSIBLE, "GetLocale")
        states = self._ask(references, ACCESSIBLE, "GetState")
        interfaces = self._ask(references, ACCESSIBLE, "GetInterfaces")
        able = [ACTION in (found or [[]])[0] for found in interfaces]
        placed = [COMPONENT in (found or [[]])[0] for found in interfaces]
        actions = self._some(references, able, ACTION, "GetActions")
        rects = self._some(references, placed, COMPONENT, "GetExtents", "u", (1,))
        return [
            Node(
                reference,
                parent,
                depth,
                ROLES.get(roles[at][0], str(roles[at][0])),
                names[at] or "",
                ids[at] or "",
                descriptions[at] or "",
                _plain((locales[at] or [""])[0]),
                _states(states[at][0]),
                frozenset(interfaces[at][0]),
                tuple(action[0] for action in (actions[at] or [[]])[0]),
                tuple((rects[at] or [(0, 0, 0, 0)])[0]),
            )
            for at, (reference, parent) in enumerate(level)
            # What went away while it was read.
            if roles[at] and states[at] and interfaces[at]
        ]

    def _some(self, references: Sequence[Reference], which: Sequence[bool], *call: Any) -> list[Any]:
        found = iter(self._ask([each for each, wanted in zip(references, which, strict=True) if wanted], *call))
        return [next(found) if wanted else None for wanted in which]

    def _ask(
        self, references: Sequence[Reference], interface: str, method: str, signature: str | None = None, body: Any = ()
    ) -> list[Any]:
        addresses = (DBusAddress(path, name, interface) for name, path in references)
        return self._call([new_method_call(address, method, signature, body) for address in addresses])

    def _property(self, references: Sequence[Reference], interface: str, name: str) -> list[Any]:
        addresses = (DBusAddress(path, bus, interface) for bus, path in references)
        found = self._call([Properties(address).get(name) for address in addresses])
        return [answer[0][1] if answer else None for answer in found]

    def _call(self, messages: Sequence[Message]) -> list[Any]:
        """Send all, and return the answers in the same order; None for what was refused."""
        answers: dict[int, Any] = {}
        serials = [next(self._bus.outgoing_serial) for _ in messages]
        for start in range(0, len(messages), AT_ONCE):
            waiting = set(serials[start : start + AT_ONCE])
            for serial, message in zip(
                serials[start : start + AT_ONCE], messages[start : start + AT_ONCE], strict=True
            ):
                self._bus.send(message, serial=serial)
            while waiting:
                received = self._bus.receive(timeout=PATIENCE)
                serial = received.header.fields.get(5)  # HeaderFields.reply_serial
                if serial in waiting:
                    waiting.discard(serial)
                    is_error = received.header.message_type is MessageType.error
                    answers[serial] = None if is_error else received.body
                else:
                    self._keep(received)
        return [answers[serial] for serial in serials]

    def _keep(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal and fields.get(2) == EVENTS:
            detail, _, _, value = message.body[:4]
            self._events.append(Event(fields[3], fields[1], detail, value[1]))


def until(condition: Callable[[], bool], seconds: float, what: str, pause: float = 0.05) -> None:
    """Wait for a condition, and look again after each pause; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        time.sleep(pause)


def _answered(message: Message) -> Any:
    if message.header.message_type is MessageType.error:
        raise RuntimeError(f"the bus refused: {message.body}")
    return message.body


def _plain(value: Any) -> str:
    """Qt answers with a variant where the protocol has a string."""
    return str(value[1] if isinstance(value, tuple) else value)


def _states(words: Sequence[int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(name for number, name in STATES.items() if bits >> number & 1)
