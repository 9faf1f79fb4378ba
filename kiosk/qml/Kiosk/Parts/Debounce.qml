import QtQuick

// Coalesces calls into one after the current event. Qt.callLater would still call after its object is destroyed.
Timer {
    interval: 0
}
