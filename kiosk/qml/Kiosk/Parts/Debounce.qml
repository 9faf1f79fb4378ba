import QtQuick

// Does something once, when what is under way is done. Qt.callLater would still call it where its place is gone by then.
Timer {
    interval: 0
}
