pragma ComponentBehavior: Bound

import QtQuick

// Creates an item from a QML file with initial properties. Loader.setSource() does the same, but leaks the values of the
// properties until the program ends (decision 0029).
Item {
    id: root

    // Loads and creates incrementally, between frames.
    property bool asynchronous: false
    // Takes its height from the item's content; otherwise the item takes this height.
    property bool autoHeight: false

    readonly property Item item: (cradle.item as Cradle)?.content ?? null
    readonly property bool failed: (cradle.item as Cradle)?.failed ?? false
    readonly property bool idle: !cradle.active

    property string file
    property var properties: null

    // `file` is from Qt.resolvedUrl(). The item exists on return, unless this is asynchronous or the file is bad.
    function load(file: string, properties: var) {
        root.unload();
        const size = {
            width: Qt.binding(() => root.width)
        };
        if (!root.autoHeight)
            size.height = Qt.binding(() => root.height);
        root.file = file;
        root.properties = Object.assign(size, properties);
        cradle.active = true;
    }

    // Blocks until a pending item is complete.
    function finish() {
        (cradle.item as Cradle)?.finish();
    }

    function unload() {
        cradle.active = false;
        root.properties = null;
    }

    // Not the content's implicit height: Qt computes that of a text when it is first asked for, which is a binding loop.
    implicitHeight: (autoHeight ? item?.height : item?.implicitHeight) ?? 0

    // Inside a Loader, which silences the bindings of what it unloads. The file is read here, so that the Cradle owns its item.
    component Cradle: Item {
        id: bed

        required property ItemLoader loader
        property Item content: null
        property bool failed: false
        property Component made: null
        property var incubator: null

        function read(mode: int) {
            bed.made = Qt.createComponent(bed.loader.file, mode, bed);
            bed.create();
        }

        function create() {
            if (bed.made.status === Component.Loading)
                return;
            if (bed.made.status === Component.Error) {
                console.warn(bed.made.errorString());
                bed.failed = true;
                return;
            }
            const given = bed.loader.properties;
            bed.loader.properties = null;
            if (!bed.loader.asynchronous) {
                bed.content = bed.made.createObject(bed, given) as Item;
                return;
            }
            bed.incubator = bed.made.incubateObject(bed, given, Qt.Asynchronous);
            bed.incubator.onStatusChanged = bed.settle;
            bed.settle();
        }

        function settle() {
            if (bed.incubator?.status !== Component.Ready)
                return;
            bed.content = bed.incubator.object as Item;
            bed.incubator = null;
        }

        function finish() {
            if (bed.made.status === Component.Loading)
                bed.read(Component.PreferSynchronous);
            bed.incubator?.forceCompletion();
        }

        Component.onCompleted: read(loader.asynchronous ? Component.Asynchronous : Component.PreferSynchronous)
        // The engine must not shut down with a half-created item.
        Component.onDestruction: incubator?.forceCompletion()

        Connections {
            function onStatusChanged() {
                bed.create();
            }

            target: bed.made
        }
    }

    Loader {
        id: cradle

        active: false

        sourceComponent: Cradle {
            loader: root
        }
    }
}
