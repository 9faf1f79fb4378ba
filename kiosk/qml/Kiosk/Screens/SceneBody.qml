import QtQuick

// The content of a scene. A kind of scene is a file KindScene.qml with this as its root: it is created hidden and shown when
// ready; a failed one is never shown.
Item {
    required property SceneContext view
    required property var scene
    // Whether the pack's name is shown in the upper left corner.
    property bool named: true
    property bool ready: true
    property bool failed: false
}
