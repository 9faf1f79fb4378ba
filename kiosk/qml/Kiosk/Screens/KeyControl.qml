pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.View

// Where every key arrives, since no control handles keys itself; moves the focus among the controls in view (decision 0064). Has the
// active focus itself while no control has it.
Item {
    id: root

    required property KeysView keys
    // Contains the controls.
    required property Item area
    // What is open: a screen, the sheet, the operator menu. "" where no control can be reached.
    required property string place
    // Every visit leads from here, also one that began elsewhere.
    required property string home
    // Whether what is open is complete and at rest.
    required property bool ready
    required property int visit
    // Obeys a command that is none of the focus: (command, text) → whether it did.
    required property var obey

    // There was a key since the last touch.
    property bool used: false
    // The focus waits for what opens.
    property bool moving: false
    // The last control in focus, and its place in `area`.
    property string last
    property rect spot
    // The places that led here, each with its control in focus.
    property var trail: []

    // A key went down, whatever it means.
    signal struck

    function isStop(item: Item): bool {
        return item !== null && item["focusStop"] === true && item.visible && item.enabled;
    }

    function current(): Item {
        const item = root.Window.activeFocusItem as Item;
        return root.isStop(item) ? item : null;
    }

    function press(event: KeyEvent) {
        event.accepted = true;
        const reached = root.place !== "";
        if (!event.isAutoRepeat)
            root.struck();
        const command = root.keys.read(event.key, event.modifiers, event.text, event.nativeScanCode, event.isAutoRepeat);
        if (!reached && !event.isAutoRepeat) {
            root.used = true;
            root.moving = true;
        }
        if (!reached || command === "")
            return;
        root.settle();
        const item = root.current();
        if (command === "type" || command === "erase") {
            if (root.obey(command, event.text))
                root.rest();
            return;
        }
        if (command === "activate" && !item && root.obey(command, ""))
            return;
        root.used = true;
        if (command === "back")
            root.obey(command, "");
        else if (!item)
            root.enter();
        else if (command === "activate")
            root.activate(item);
        else if (command === "next" || command === "previous")
            root.step(item, command === "next" ? 1 : -1);
        else
            root.turn(item, command);
    }

    function activate(item: Item) {
        if (typeof item["act"] === "function")
            item["act"]();
    }

    // A finger needs no frame.
    function rest() {
        root.used = false;
        root.moving = false;
        root.last = "";
        if (!root.activeFocus)
            root.forceActiveFocus();
    }

    function focusOn(item: Item) {
        root.moving = false;
        root.last = item["identifier"] ?? "";
        root.reveal(item);
        root.spot = root.bounds(item);
        item.forceActiveFocus(Qt.TabFocusReason);
    }

    // Keeps the focus on a control that can be used, in every frame.
    function settle() {
        if (!root.used || root.place === "")
            return;
        const item = root.current();
        if (item && !root.moving)
            root.spot = root.bounds(item);
        else if (root.ready)
            root.enter();
    }

    // The control that was in focus here, else the first of what opened, else the nearest one.
    function enter() {
        const stops = root.stops();
        if (stops.length === 0)
            return;
        const known = root.last === "" ? undefined : stops.find(stop => stop["identifier"] === root.last);
        root.focusOn(known ?? (root.moving || root.spot.width === 0 ? root.first(stops) : root.nearest(stops)));
    }

    function first(stops: list<Item>): Item {
        const names = stops.map(stop => String(stop["identifier"] ?? ""));
        const own = names.findIndex(name => !/^bar:|^results:|:previous$/.test(name));
        return stops[own >= 0 ? own : Math.max(0, names.findIndex(name => !name.startsWith("bar:")))];
    }

    function nearest(stops: list<Item>): Item {
        const x = root.spot.x + root.spot.width / 2;
        const y = root.spot.y + root.spot.height / 2;
        const distances = stops.map(stop => {
            const place = root.bounds(stop);
            return Math.hypot(place.x + place.width / 2 - x, place.y + place.height / 2 - y);
        });
        return stops[distances.indexOf(Math.min(...distances))];
    }

    function step(item: Item, by: int) {
        const stops = root.stops();
        const at = stops.indexOf(item);
        if (at >= 0)
            root.focusOn(stops[(at + by + stops.length) % stops.length]);
        else
            root.enter();
    }

    function turn(item: Item, arrow: string) {
        const level = arrow === "left" || arrow === "right";
        const by = arrow === "left" || arrow === "up" ? -1 : 1;
        if (level && typeof item["nudge"] === "function")
            item["nudge"](by);
        else if (!root.obey(arrow, item["identifier"] ?? ""))
            root.focusOn(root.beside(item, level, by));
    }

    // The neighbour in one direction: least far along it, and threefold less far across it.
    function beside(item: Item, level: bool, by: int): Item {
        const from = root.span(item, level, by);
        let best = item;
        let least = Infinity;
        for (const stop of root.stops()) {
            const to = root.span(stop, level, by);
            const across = Math.max(0, to.near - from.far, from.near - to.far);
            const beyond = to.start >= from.end - 2;
            if (stop === item || !(beyond || across === 0 && to.middle > from.middle + 1))
                continue;
            const way = Math.max(0, to.start - from.end) + 3 * across + Math.abs(to.centre - from.centre) / 8;
            if (way < least) {
                least = way;
                best = stop;
            }
        }
        return best;
    }

    // An item's extent along a direction (start to end) and across it (near to far).
    function span(item: Item, level: bool, by: int): var {
        const place = root.bounds(item);
        const along = level ? [place.x, place.x + place.width] : [place.y, place.y + place.height];
        const across = level ? [place.y, place.y + place.height] : [place.x, place.x + place.width];
        const start = by > 0 ? along[0] : -along[1];
        const end = by > 0 ? along[1] : -along[0];
        return {
            start: start,
            end: end,
            middle: (start + end) / 2,
            near: across[0],
            far: across[1],
            centre: (across[0] + across[1]) / 2
        };
    }

    function bounds(item: Item): rect {
        return item.mapToItem(root.area, 0, 0, item.width, item.height);
    }

    // All controls that can be used now, in reading order.
    function stops(): list<Item> {
        const found = [];
        root.gather(root.area, found);
        return found;
    }

    function gather(item: Item, found: var) {
        for (const child of root.inOrder(item)) {
            if (!child.visible || !child.enabled || child.opacity === 0)
                continue;
            if (root.isStop(child) && root.isWithin(child))
                found.push(child);
            root.gather(child, found);
        }
    }

    // The delegates of a list are children in the order of their creation; of another item, one layout may differ from the other.
    function inOrder(item: Item): list<Item> {
        const children = Array.from(item.children);
        const byPlace = item["focusByPlace"] === true || (item.parent as ListView)?.contentItem === item;
        return byPlace ? children.sort((one, other) => one.y - other.y || one.x - other.x) : children;
    }

    // Within the screen, or in a column that scrolls there.
    function isWithin(item: Item): bool {
        const place = root.bounds(item);
        const x = place.x + place.width / 2;
        const y = place.y + place.height / 2;
        return x >= 0 && y >= 0 && x <= root.area.width && y <= root.area.height || root.scroller(item) !== null;
    }

    function scroller(item: Item): Flickable {
        for (let above = item.parent; above !== null && above !== root.area; above = above.parent) {
            const found = above as Flickable;
            if (found && !(found as ListView) && found.contentHeight > found.height)
                return found;
        }
        return null;
    }

    function reveal(item: Item) {
        const column = root.scroller(item);
        if (!column)
            return;
        const top = item.mapToItem(column.contentItem, 0, 0).y;
        column.contentY = Math.max(0, top + item.height - column.height, Math.min(column.contentY, top));
    }

    focus: true

    onPlaceChanged: {
        if (place === "")
            return;
        const at = trail.findIndex(each => each.place === place);
        if (at >= 0 && at === trail.length - 1)
            return;
        if (trail.length > 0)
            trail[trail.length - 1].control = last;
        if (at >= 0)
            trail.length = at + 1;
        else
            trail = [...(place === home ? [] : trail),
                {
                    place: place,
                    control: ""
                }
            ];
        last = trail[trail.length - 1].control;
        moving = used;
    }
    onVisitChanged: {
        trail = place === "" ? [] : [
            {
                place: place,
                control: ""
            }
        ];
        last = "";
    }

    Connections {
        function onAfterAnimating() {
            root.settle();
        }

        enabled: root.used
        target: root.Window.window
    }
}
