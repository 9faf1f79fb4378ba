pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.View

// What stands there while no visitor is served.
Item {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property StageView stage
    required property OperatorView operator
    required property bool upright
    // Whether there is time to make what may be needed later.
    required property bool early
    readonly property bool shown: session.phase === "out-of-service"
    readonly property bool operated: session.phase === "service"

    // Read when an operator comes, and gone with him.
    onOperatedChanged: {
        if (operated)
            panel.setSource("../Operator/OperatorScreen.qml", {
                operator: root.operator,
                upright: Qt.binding(() => root.upright)
            });
        else
            panel.source = "";
    }

    Loader {
        active: root.shown || root.early
        anchors.fill: parent

        sourceComponent: OutOfService {
            attract: root.attract
            pack: root.pack
            preparing: root.stage.preparing
            progress: root.stage.progress
            shown: root.shown
            stage: root.stage
        }
    }

    Loader {
        active: root.session.phase === "closed"
        anchors.fill: parent

        sourceComponent: ClosedScreen {}
    }

    Loader {
        id: panel

        anchors.fill: parent
        focus: true
    }
}
