pragma ComponentBehavior: Bound

import QtQuick

import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Everything that a visitor sees and touches: the screens, the bar below them, and the overlays.
FocusScope {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property SearchView search
    required property StageView stage
    required property OperatorView operator
    required property KeysView keys
    readonly property bool upright: height > width
    // Kept here: what follows a finger's movement must not ask Python.
    readonly property string phase: session.phase

    // Keys that move no focus: see KeyControl.qml.
    function obey(command: string, text: string): bool {
        const visitor = visit.item as VisitorView;
        if (root.session.phase === "operator")
            return staff.obey(command, text);
        if (visitor?.obey(command, text))
            return true;
        if (command === "back" && root.session.phase === "preview")
            root.operator.packs.endPreview();
        return command === "back";
    }

    focus: true

    Keys.onPressed: event => control.press(event)

    ThemeBindings {
        height: root.height
        pack: root.pack
        session: root.session
        stage: root.stage
        unit: root.stage.unit(root.width, root.height)
        width: root.width
    }

    // Fills the space beside a pack in preview, which is drawn smaller.
    Rectangle {
        anchors.fill: parent
        color: Theme.deep
        visible: root.session.phase === "preview"
    }

    // Not needed for the first frame: loaded incrementally after it, or at once by the first touch.
    ItemLoader {
        id: visit

        function make() {
            if (!idle)
                return;
            load(Qt.resolvedUrl("VisitorView.qml"), {
                pack: root.pack,
                composer: root.composer,
                polls: root.polls,
                search: root.search,
                session: root.session,
                stage: root.stage,
                upright: Qt.binding(() => root.upright)
            });
            warning.load(Qt.resolvedUrl("IdleWarning.qml"), {
                session: root.session,
                shown: Qt.binding(() => root.session.phase === "warning")
            });
        }

        anchors.fill: parent
        asynchronous: true
        // The neighbouring page would be visible beside the preview.
        clip: root.session.phase === "preview"
        scale: height > 0 ? 1 - staff.above / height : 1
        transformOrigin: Item.Bottom
        // Hidden under the idle warning, from touch and screen readers too.
        visible: ["active", "preview"].includes(root.session.phase)

        onVisibleChanged: if (visible) {
            make();
            finish();
        }

        transform: Mirror {
            across: root.width
        }
    }

    Connections {
        function onFrameSwapped() {
            visit.make();
        }

        enabled: visit.idle
        target: root.Window.window
    }

    ItemLoader {
        id: warning

        anchors.fill: parent

        transform: Mirror {
            across: root.width
        }
    }

    AttractScreen {
        anchors.fill: parent
        attract: root.attract
        pack: root.pack
        session: root.session
        shown: root.session.phase === "attract"
        stage: root.stage
        upright: root.upright

        transform: Mirror {
            across: root.width
        }
    }

    StaffLayer {
        id: staff

        anchors.fill: parent
        attract: root.attract
        early: visit.item !== null
        operator: root.operator
        pack: root.pack
        session: root.session
        stage: root.stage
        upright: root.upright

        transform: Mirror {
            across: root.width
        }
    }

    KeyControl {
        id: control

        readonly property VisitorView visitor: visit.item as VisitorView

        area: root
        home: "home/"
        keys: root.keys
        obey: root.obey
        place: root.session.phase === "operator" ? staff.place : visit.visible ? visitor?.place ?? "" : ""
        ready: root.phase === "operator" || (visitor?.ready ?? false)
        visit: root.session.visit

        onStruck: visitor?.wake()
    }

    Ripple {
        id: ripple

        anchors.fill: parent
    }

    TouchObserver {
        id: fingers

        anchors.fill: parent

        onLifted: finger => root.session.lifted(finger)
        onMoved: finger => root.session.moved(finger)
        onTouched: (finger, x, y) => {
            control.rest();
            ripple.play(x, y);
            root.session.touched(finger, fingers.inCorner(x, y));
        }
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
