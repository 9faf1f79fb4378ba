import QtQuick

// Outside the opening hours: black, and without a control.
Rectangle {
    color: "black"

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
}
