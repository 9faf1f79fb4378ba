pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The one window: the screens, the bar below them, and what lies over both.
Window {
    id: root

    required property SessionView session
    required property PackView pack
    required property StageView stage
    property bool mayClose: false
    readonly property real unit: stage.unit(width, height)
    readonly property bool upright: height > width
    readonly property bool serving: session.phase === "active" || session.phase === "warning"

    color: Theme.ground
    title: "Yi Kiosk"

    onClosing: close => close.accepted = root.mayClose

    Binding {
        property: "values"
        target: Theme
        value: root.stage.theme
    }

    Binding {
        property: "unit"
        target: Theme
        value: root.unit
    }

    Binding {
        property: "textScale"
        target: Theme
        value: root.session.textScale
    }

    Binding {
        property: "moving"
        target: Theme
        value: root.stage.moving
    }

    Binding {
        property: "values"
        target: Words
        value: root.pack.words
    }

    Binding {
        property: "language"
        target: Words
        value: root.session.language
    }

    FocusScope {
        anchors.fill: parent
        focus: true

        Keys.onPressed: event => {
            root.session.pressed();
            event.accepted = false;
        }

        Item {
            id: visit

            anchors.fill: parent
            // Gone under the warning: neither hand nor reader finds it there.
            visible: root.session.phase === "active"

            Item {
                id: screens

                anchors.bottom: bar.top
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top

                HomeScreen {
                    anchors.fill: parent
                    pack: root.pack
                    session: root.session
                    shown: root.session.screen === "home"
                    stage: root.stage
                    upright: root.upright
                }

                PanelScreen {
                    id: panelScreen

                    anchors.fill: parent
                    pack: root.pack
                    session: root.session
                    shown: root.session.screen === "panel"
                    upright: root.upright
                }

                GalleryScreen {
                    id: galleryScreen

                    anchors.fill: parent
                    pack: root.pack
                    session: root.session
                    shown: root.session.screen === "gallery"
                    upright: root.upright
                }

                ViewerScreen {
                    anchors.fill: parent
                    pack: root.pack
                    session: root.session
                    shown: root.session.screen === "viewer"
                    upright: root.upright
                }
            }

            Bar {
                id: bar

                readonly property var paged: root.session.screen === "panel" ? panelScreen : galleryScreen

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                atHome: root.session.screen === "home"
                nextLanguage: root.session.nextLanguage
                page: paged.page
                pages: ["panel", "gallery"].includes(root.session.screen) ? paged.pages : 0
                upright: root.upright

                onBackChosen: root.session.goBack()
                onHomeChosen: root.session.goHome()
                onLanguageChosen: language => root.session.chooseLanguage(language)
                onStepped: page => paged.step(page)
            }
        }

        StillThere {
            anchors.fill: parent
            session: root.session
            shown: root.session.phase === "warning"
        }

        AttractScreen {
            anchors.fill: parent
            pack: root.pack
            session: root.session
            shown: root.session.phase === "attract"
            stage: root.stage
            upright: root.upright
        }

        OutOfService {
            anchors.fill: parent
            pack: root.pack
            preparing: root.stage.preparing
            progress: root.stage.progress
            shown: ["out-of-service", "service", "closed"].includes(root.session.phase)
            stage: root.stage
        }

        Fingers {
            id: fingers

            anchors.fill: parent

            onLifted: finger => root.session.lifted(finger)
            onMoved: finger => root.session.moved(finger)
            onTouched: finger => root.session.touched(finger)
        }

        HoverHandler {
            cursorShape: fingers.byTouch ? Qt.BlankCursor : Qt.ArrowCursor
        }

        WheelHandler {
            acceptedDevices: PointerDevice.AllDevices
            blocking: false
            target: null

            onWheel: root.session.pressed()
        }
    }
}
