import QtQuick
import Kiosk.Theme

// The solid plate under a picture: caption, credit, and the "illustration" tag.
Rectangle {
    id: root

    property var picture: null
    property real leftPad: Theme.u(96)
    property real rightPad: Theme.u(32)
    // Maximum height: longer text first drops to its size at 100 %, and is then left out.
    property real most: Infinity
    property bool tagOnly: false
    readonly property string fullCaption: picture ? Words.of(picture.caption) : ""
    readonly property string fullCredit: picture ? Words.of(picture.credit) : ""
    readonly property real wordScale: heightAt(Theme.textScale) <= most ? Theme.textScale : heightAt(1) <= most ? 1 : 0
    readonly property string caption: tagOnly || wordScale === 0 ? "" : fullCaption
    readonly property string credit: tagOnly || wordScale === 0 ? "" : fullCredit
    // There is text, but none of it is shown.
    readonly property bool silent: caption === "" && credit === "" && fullCaption + fullCredit !== ""
    readonly property bool tagged: picture ? picture.illustration : false
    readonly property real room: width - leftPad - rightPad - (tagged ? tag.width + Theme.u(24) : 0)
    readonly property bool oneLine: captionText.implicitWidth + Theme.u(24) + creditText.implicitWidth <= room

    // Approximate height at a text scale: the factor allows for line breaks between words.
    function heightAt(scale: real): real {
        const [caption, credit] = [captionMetrics, creditMetrics].map(words => words.advanceWidth * scale);
        const lines = caption + credit + Theme.u(24) <= root.room ? 1 : Math.ceil(caption * 1.1 / root.room) + Math.ceil(credit * 1.1 / root.room);
        return lines * Theme.u(44) * scale + Theme.u(32);
    }

    color: Theme.plate
    implicitHeight: Math.max(Theme.u(96), words.height + Theme.u(32))
    visible: caption !== "" || credit !== "" || tagged

    TextMetrics {
        id: captionMetrics

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.u(28)
        text: root.fullCaption
    }

    TextMetrics {
        id: creditMetrics

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.u(28)
        text: root.fullCredit
    }

    Flow {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: root.leftPad
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.oneLine ? Theme.u(24) : 0
        width: root.room

        Label {
            id: captionText

            font.pixelSize: Theme.u(28 * root.wordScale)
            lineHeight: Theme.u(44 * root.wordScale)
            role: "floor"
            text: root.caption
            visible: text !== ""
            width: root.oneLine ? implicitWidth : root.room
        }

        Label {
            id: creditText

            color: Theme.muted
            font.pixelSize: captionText.font.pixelSize
            lineHeight: captionText.lineHeight
            role: "floor"
            text: root.credit
            visible: text !== ""
            width: root.oneLine ? implicitWidth : root.room
        }
    }

    Tag {
        id: tag

        x: root.tagOnly ? root.leftPad : root.width - root.rightPad - width
        anchors.verticalCenter: parent.verticalCenter
        visible: root.tagged
    }
}
