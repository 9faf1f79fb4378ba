pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// The diagnostics of the last save, in the desktop's font size instead of the pack's. Warnings are counted; a touch on the line
// shows them in full. At the end is the number of parts of the page in view. If no save was valid yet, the strip fills the whole
// window in larger type and can be scrolled.
Rectangle {
    id: root

    required property PreviewView preview
    property bool open: false
    readonly property color alarm: Theme.accent("yi-culture").colour
    readonly property real gap: metrics.height / 2

    Accessible.id: "preview:problems"
    Accessible.name: [preview.heading, preview.parts].filter(words => words !== "").join(" · ")
    Accessible.role: Accessible.AlertMessage
    color: Theme.raise
    height: preview.heading + preview.parts === "" ? 0 : preview.alone ? parent.height : words.height + 2 * gap
    visible: height > 0

    FontMetrics {
        id: desktop
    }

    FontMetrics {
        id: metrics

        font.family: Theme.family("sans", "zh")
        font.pointSize: desktop.font.pointSize * (root.preview.alone ? 1.5 : 1)
    }

    Connections {
        function onChanged() {
            root.open = root.preview.grave;
        }

        target: root.preview
    }

    TapHandler {
        onTapped: if (root.enabled)
            root.open = !root.open
    }

    Rectangle {
        color: root.preview.grave ? root.alarm : Theme.gold
        height: parent.height
        width: root.gap / 2
    }

    Flickable {
        anchors.fill: parent
        clip: true
        contentHeight: words.height + 2 * root.gap
        interactive: root.preview.alone

        Column {
            id: words

            spacing: root.gap
            width: root.width - 3 * root.gap
            x: 2 * root.gap
            y: root.gap

            Flow {
                spacing: 2 * root.gap
                width: parent.width

                Line {
                    Accessible.ignored: true
                    color: root.preview.grave ? root.alarm : Theme.gold
                    font.bold: true
                    text: root.preview.heading
                    visible: text !== ""
                    width: Math.min(implicitWidth, words.width)
                }

                Line {
                    color: Theme.muted
                    text: root.preview.parts
                    visible: text !== ""
                    width: Math.min(implicitWidth, words.width)
                }
            }

            Repeater {
                model: root.open ? root.preview.rows : []

                Column {
                    id: row

                    required property var modelData

                    width: words.width

                    Flow {
                        spacing: root.gap
                        width: parent.width

                        Line {
                            color: row.modelData.grave ? root.alarm : Theme.gold
                            text: row.modelData.place
                            width: Math.min(implicitWidth, words.width)
                        }

                        Line {
                            color: Theme.muted
                            text: row.modelData.code
                            visible: text !== ""
                            width: Math.min(implicitWidth, words.width)
                        }

                        Line {
                            text: row.modelData.message
                            width: Math.min(implicitWidth, words.width)
                        }
                    }

                    Line {
                        color: Theme.muted
                        text: row.modelData.fix
                        visible: text !== ""
                    }
                }
            }

            Line {
                color: Theme.muted
                text: root.preview.more
                visible: root.open && text !== ""
            }
        }
    }

    component Line: Text {
        Accessible.name: text
        Accessible.role: Accessible.StaticText
        color: Theme.text
        font.family: metrics.font.family
        font.features: Theme.face("sans", "zh").features
        font.pointSize: metrics.font.pointSize
        textFormat: Text.PlainText
        width: words.width
        wrapMode: Text.WordWrap
    }
}
