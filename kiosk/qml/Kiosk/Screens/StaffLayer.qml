pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The screens shown while no visitor is served.
Item {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property StageView stage
    required property OperatorView operator
    required property bool upright
    // Whether there is time to create in advance what may be needed later.
    required property bool early
    readonly property bool shown: session.phase === "out-of-service"
    readonly property bool looking: session.phase === "preview"
    readonly property bool operated: session.phase === "operator" || looking
    // Height above the operator's preview.
    readonly property real above: looking ? Theme.u(120) : 0
    // The OperatorScreen, whose type is not loaded before it is needed.
    readonly property var screen: panel.item
    // What is open behind the PIN, and before it.
    readonly property string place: screen?.place ?? ""

    // Keys: see KeyControl.qml.
    function obey(command: string, text: string): bool {
        return root.screen?.obey(command, text) ?? false;
    }

    // Loaded when an operator comes, and unloaded afterwards.
    onOperatedChanged: {
        if (operated)
            panel.load(Qt.resolvedUrl("../Operator/OperatorScreen.qml"), {
                operator: root.operator,
                upright: Qt.binding(() => root.upright)
            });
        else
            panel.unload();
    }
    onLookingChanged: {
        if (looking)
            looked.load(Qt.resolvedUrl("../Operator/LookingBar.qml"), {
                operator: root.operator
            });
        else
            looked.unload();
    }

    Loader {
        active: root.shown || root.early
        anchors.fill: parent

        sourceComponent: OutOfService {
            attract: root.attract
            code: root.session.code
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

        sourceComponent: ClosedScreen {
            attract: root.attract
            code: root.session.code
        }
    }

    ItemLoader {
        id: panel

        anchors.fill: parent
        visible: !root.looking
    }

    ItemLoader {
        id: looked

        height: root.above
        width: parent.width
    }
}
