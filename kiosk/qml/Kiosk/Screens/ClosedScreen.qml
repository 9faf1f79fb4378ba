import QtQuick

// The screen outside the opening hours: black, without controls.
Rectangle {
    color: "black"

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
}
