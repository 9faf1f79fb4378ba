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
    readonly property var none: ({
            pictures: []
        })
    property var gallery: none
    readonly property int perPage: Theme.large ? (upright ? 3 : 2) : 10
    readonly property bool stepsHere: pages > 1 && (upright || Theme.large)
    // The tag that the visitor chose; "" is all pictures.
    property string tag
    readonly property var tags: gallery.tags ?? []
    readonly property var numbers: gallery.pictures.map((picture, number) => number).filter(number => root.tag === "" || gallery.pictures[number].tags.includes(root.tag))
    readonly property var chosen: numbers.map(number => gallery.pictures[number])
    readonly property int pages: Math.ceil(chosen.length / perPage)

    signal tagPicked(string tag)
    readonly property int page: strip.currentIndex
    readonly property bool ready: visible && (strip.currentItem === null || Math.abs(strip.contentX - strip.currentItem.x) < 1)
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

        function onChanged() {
            if (root.shown)
                root.follow();
        }

        target: root.session
    }

    Connections {
        function onChanged() {
            const gallery = root.pack.gallery(root.session.gallery);
            root.gallery = gallery.id ? gallery : root.none;
        }

        target: root.pack
    }

    // Above the pictures; on a wall below them, within reach.
    Item {
        id: head

        height: Math.max(Theme.u(root.upright ? 212 : 172), (Theme.large && tag.visible ? tag.y + tag.height : filter.visible ? Math.max(title.y + title.height, filter.y + filter.height) : hint.y + hint.height) + Theme.u(20))
        width: root.width
        y: Theme.low ? strip.y + strip.height : 0

        Label {
            id: title

            Accessible.role: Accessible.Heading
            role: "h2"
            text: Words.of(root.gallery.title)
            wrapMode: Text.NoWrap
            x: root.margin
            y: Theme.u(48)
        }

        Label {
            id: hint

            color: Theme.muted
            role: "label"
            text: Words.say("choose-picture")
            visible: root.tags.length === 0
            width: root.below ? root.width - 2 * root.margin : root.width - root.margin - tag.width - x - Theme.u(32)
            x: root.below ? root.margin : title.x + title.width + Theme.u(48)
            y: root.below ? title.y + title.height : Theme.u(74)
        }

        GalleryFilter {
            id: filter

            readonly property real natural: children.reduce((sum, ring) => sum + ring.implicitWidth + spacing, 0)

            chosen: root.tag
            tags: root.tags
            visible: root.tags.length > 0
            width: root.width - x - root.margin
            x: root.upright ? root.margin : title.x + title.width + Theme.u(64)
            y: root.upright ? title.y + title.height + Theme.u(8) : Theme.u(Theme.large ? 72 : 44)

            onPicked: tag => root.tagPicked(tag)
        }

        Tag {
            id: tag

            x: Theme.large ? root.margin : root.width - root.margin - width
            text: Words.counted("all-illustrations", root.gallery.pictures.length, {
                count: Words.smallNumber(root.gallery.pictures.length)
            })
            visible: root.gallery.allIllustrations === true && !(Theme.large && filter.visible) && (!filter.visible || root.below || filter.x + filter.natural + width + Theme.u(48) < root.width - root.margin)
            y: Theme.large ? (filter.visible ? filter.y + filter.height : hint.y + hint.height) + Theme.u(8) : Theme.u(82)
        }
    }

    ListView {
        id: strip

        anchors.bottom: parent.bottom
        anchors.bottomMargin: (root.stepsHere ? Theme.u(152) : Theme.joint) + (Theme.low ? head.height : 0)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.low ? 0 : head.height
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: width
        clip: true
        flickDeceleration: width * 3
        highlightRangeMode: ListView.StrictlyEnforceRange
        interactive: root.pages > 1
        maximumFlickVelocity: width * 8
        // Arrows move the focus: KeyControl.qml.
        keyNavigationEnabled: false
        model: root.pages
        orientation: ListView.Horizontal
        snapMode: ListView.SnapOneItem

        delegate: GalleryPage {
            required property int index

            enabled: ListView.isCurrentItem
            first: index * root.perPage
            height: strip.height
            pictures: root.chosen.slice(first, first + root.perPage)
            upright: root.upright
            width: strip.width

            onChosen: picture => root.session.openPicture(root.gallery.id, root.numbers[picture])
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
