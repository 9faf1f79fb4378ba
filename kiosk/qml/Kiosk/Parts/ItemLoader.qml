import QtQuick

// Makes an item from a QML file and gives it its properties. Loader.setSource() does the same, but keeps what the properties
// hold in memory until the program ends (decision 0029).
FocusScope {
    id: root

    // Read and made little by little, beside the frames that are drawn.
    property bool asynchronous: false
    // As high as the item's content; else the item is as high as this.
    property bool autoHeight: false

    property Item item: null
    property bool failed: false
    readonly property bool idle: file === ""

    property string file
    property var properties: null
    property Component component: null
    property var incubator: null

    // `file` is from Qt.resolvedUrl(). The item is there on return, unless this is asynchronous or the file is bad.
    function load(file: string, properties: var) {
        root.unload();
        root.file = file;
        const size = {
            width: Qt.binding(() => root.width)
        };
        if (!root.autoHeight)
            size.height = Qt.binding(() => root.height);
        root.properties = Object.assign(size, properties);
        root.component = Components.read(file, root.asynchronous);
        root.create();
    }

    // Waits for an item that is on its way.
    function finish() {
        if (root.component?.status === Component.Loading) {
            root.component = Components.read(root.file, false);
            root.create();
        }
        root.incubator?.forceCompletion();
    }

    function unload() {
        root.incubator?.forceCompletion();
        const old = root.item;
        root.item = null;
        root.file = "";
        root.properties = null;
        root.component = null;
        root.failed = false;
        if (!old)
            return;
        old.visible = false;
        old.parent = null;
        old.destroy();
    }

    function create() {
        if (root.component.status === Component.Loading)
            return;
        if (root.component.status === Component.Error) {
            console.warn(root.component.errorString());
            root.failed = true;
            return;
        }
        const given = root.properties;
        root.properties = null;
        if (!root.asynchronous) {
            root.item = root.component.createObject(root, given) as Item;
            return;
        }
        root.incubator = root.component.incubateObject(root, given, Qt.Asynchronous);
        root.incubator.onStatusChanged = root.settle;
        root.settle();
    }

    function settle() {
        if (root.incubator?.status !== Component.Ready)
            return;
        root.item = root.incubator.object as Item;
        root.incubator = null;
    }

    // An engine must not end with an item half made.
    Component.onDestruction: incubator?.forceCompletion()

    implicitHeight: item?.implicitHeight ?? 0

    Connections {
        function onStatusChanged() {
            root.create();
        }

        target: root.component
    }
}
