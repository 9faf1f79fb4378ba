import QtQuick
import Kiosk.Theme

// A picture of the pack, in its smallest rendition that is large enough here.
// `cover` fills the item and keeps `focus` visible; otherwise the whole picture is shown.
Item {
    id: root

    property var picture: null
    readonly property var files: picture ? picture.files : []
    property bool cover: true
    property real detail: 1

    readonly property real ratio: picture ? picture.width / picture.height : 1.6
    readonly property bool wider: width / Math.max(1, height) > ratio
    readonly property real drawnWidth: cover === wider ? width : height * ratio
    readonly property real drawnHeight: drawnWidth / ratio
    readonly property bool ready: image.status === Image.Ready
    readonly property bool failed: Boolean(picture) && (files.length === 0 || image.status === Image.Error)

    readonly property real focusX: !picture ? 0.5 : Words.mirrored ? 1 - picture.focusX : picture.focusX

    function file(): string {
        const needed = root.drawnWidth * root.detail * 0.98;
        for (const made of root.files)
            if (made.width >= needed)
                return made.url;
        return root.files.length ? root.files[root.files.length - 1].url : "";
    }

    function offset(room: real, drawn: real, focus: real): real {
        return root.cover ? Math.min(0, Math.max(room - drawn, room / 2 - drawn * focus)) : (room - drawn) / 2;
    }

    Accessible.ignored: !picture || !picture.alt || !visible || !enabled
    Accessible.name: picture ? Words.of(picture.alt) : ""
    Accessible.role: Accessible.Graphic
    clip: cover

    Rectangle {
        anchors.fill: parent
        color: Theme.raise
        visible: root.failed

        Label {
            anchors.centerIn: parent
            color: Theme.muted
            role: "floor"
            text: root.failed ? Words.say("picture-unavailable") : ""
        }
    }

    Image {
        id: image

        readonly property string wanted: root.width > 0 && root.height > 0 ? root.file() : ""
        // The largest rendition names the picture that is drawn.
        property string drawn

        function name(): string {
            return root.files.length ? root.files[root.files.length - 1].url : "";
        }

        // Another picture never waits for the next one to be loaded: it may have been withdrawn.
        function take() {
            image.retainWhileLoading = image.drawn === image.name();
            image.source = image.wanted;
        }

        asynchronous: true
        height: root.drawnHeight
        smooth: true
        width: root.drawnWidth
        x: root.offset(root.width, width, root.focusX)
        y: root.offset(root.height, height, root.picture ? root.picture.focusY : 0.5)

        Component.onCompleted: take()
        onStatusChanged: if (status === Image.Ready)
            drawn = name()
        onWantedChanged: take()

        transform: Mirror {
            across: image.width
        }
    }
}
