import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Advances the pictures while nobody touches the screen, and says so; any touch stops it.
Rectangle {
    id: root

    required property Item stage
    // Whether the slideshow may run at all.
    required property bool ready
    property int after: 20000
    property int every: 8000
    readonly property bool running: clock.running

    signal due

    function rest() {
        clock.stop();
        if (root.ready)
            wait.restart();
        else
            wait.stop();
    }

    color: Theme.plate
    height: label.height + Theme.u(24)
    visible: running
    width: label.width + Theme.u(64)

    onReadyChanged: rest()

    Timer {
        id: wait

        interval: root.after

        onTriggered: {
            turning.restart();
            clock.start();
        }
    }

    Timer {
        id: clock

        interval: root.every
        repeat: true

        onTriggered: turning.restart()
    }

    SequentialAnimation {
        id: turning

        // Never quite 0: the software renderer does not bring back what it has left out.
        NumberAnimation {
            duration: Theme.duration("slide") / 2
            property: "opacity"
            target: root.stage
            to: 0.01
        }

        ScriptAction {
            script: root.due()
        }

        NumberAnimation {
            duration: Theme.duration("slide") / 2
            property: "opacity"
            target: root.stage
            to: 1
        }
    }

    Label {
        id: label

        anchors.centerIn: parent
        color: Theme.gold
        role: "floor"
        text: Words.say("slideshow")
        wrapMode: Text.NoWrap
    }
}
