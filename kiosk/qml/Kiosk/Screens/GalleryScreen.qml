pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The pictures of a gallery, ten to a page, edge to edge.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property bool upright
    required property bool shown
    property var gallery: ({
            pictures: []
        })
    readonly property int perPage: Theme.large ? (upright ? 3 : 2) : 10
    readonly property bool stepsHere: pages > 1 && (upright || Theme.large)
    readonly property int pages: Math.ceil(gallery.pictures.length / perPage)
    readonly property int page: strip.currentIndex
    readonly property real margin: Theme.u(upright ? 72 : 96)

    readonly property bool below: upright || Theme.large

    function step(page: int) {
        strip.highlightMoveDuration = Theme.move;
        strip.currentIndex = Math.max(0, Math.min(root.pages - 1, page));
    }

    function follow() {
        if (root.session.gallery !== "" && root.gallery.id !== root.session.gallery)
            root.gallery = root.pack.gallery(root.session.gallery);
    }

    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    onShownChanged: if (shown)
        follow()

    Connections {
        function onVisitChanged() {
            strip.positionViewAtBeginning();
        }

        target: root.session
    }

    Copy {
        id: title

        Accessible.role: Accessible.Heading
        role: "h2"
        text: Words.of(root.gallery.title)
        wrapMode: Text.NoWrap
        x: root.margin
        y: Theme.u(48)
    }

    Copy {
        id: hint

        color: Theme.muted
        role: "label"
        text: Words.say("choose-picture")
        width: root.below ? root.width - 2 * root.margin : root.width - root.margin - tag.width - x - Theme.u(32)
        x: root.below ? root.margin : title.x + title.width + Theme.u(48)
        y: root.below ? title.y + title.height : Theme.u(74)
    }

    Tag {
        id: tag

        x: Theme.large ? root.margin : root.width - root.margin - width
        text: Words.fill("all-illustrations", {
            count: Words.smallNumber(root.gallery.pictures.length)
        })
        visible: root.gallery.allIllustrations === true
        y: Theme.large ? hint.y + hint.height + Theme.u(8) : Theme.u(82)
    }

    ListView {
        id: strip

        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.stepsHere ? Theme.u(152) : Theme.joint
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Math.max(Theme.u(root.upright ? 212 : 172), (Theme.large && tag.visible ? tag.y + tag.height : hint.y + hint.height) + Theme.u(20))
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: width
        clip: true
        flickDeceleration: width * 3
        highlightRangeMode: ListView.StrictlyEnforceRange
        interactive: root.pages > 1
        maximumFlickVelocity: width * 8
        model: root.pages
        orientation: ListView.Horizontal
        snapMode: ListView.SnapOneItem

        delegate: GalleryPage {
            required property int index

            enabled: ListView.isCurrentItem
            first: index * root.perPage
            height: strip.height
            pictures: root.gallery.pictures.slice(first, first + root.perPage)
            upright: root.upright
            width: strip.width

            onChosen: picture => root.session.openPicture(root.gallery.id, picture)
        }
    }

    Stepper {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(28)
        anchors.horizontalCenter: parent.horizontalCenter
        count: root.pages
        current: root.page
        large: true
        visible: root.stepsHere

        onStepped: page => root.step(page)
    }
}
