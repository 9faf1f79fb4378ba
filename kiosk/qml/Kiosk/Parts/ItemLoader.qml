pragma ComponentBehavior: Bound

import QtQuick

// Makes an item from a QML file and gives it its properties. Loader.setSource() does the same, but keeps what the properties
// hold in memory until the program ends (decision 0029).
FocusScope {
    id: root

    // Read and made little by little, beside the frames that are drawn.
    property bool asynchronous: false
    // As high as the item's content; else the item is as high as this.
    property bool autoHeight: false

    readonly property Item item: (cradle.item as Cradle)?.content ?? null
    readonly property bool failed: (cradle.item as Cradle)?.failed ?? false
    readonly property bool idle: !cradle.active

    property string file
    property var properties: null

    // `file` is from Qt.resolvedUrl(). The item is there on return, unless this is asynchronous or the file is bad.
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

    // Waits for an item that is on its way.
    function finish() {
        (cradle.item as Cradle)?.finish();
    }

    function unload() {
        cradle.active = false;
        root.properties = null;
    }

    implicitHeight: item?.implicitHeight ?? 0

    // Within a Loader, which silences the bindings of what it lets go. The file is read here, so that its item belongs to it.
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
        // An engine must not end with an item half made.
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
        focus: true

        sourceComponent: Cradle {
            loader: root
        }
    }
}
