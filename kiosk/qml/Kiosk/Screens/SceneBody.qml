import QtQuick

// What a scene shows. A kind of scene is a file KindScene.qml with this as its root: it is made in the dark and comes
// into view when it is ready; one that has failed never does.
Item {
    required property SceneContext view
    required property var scene
    // The pack's name stands in the upper left corner.
    property bool named: true
    property bool ready: true
    property bool failed: false
}
