import QtQuick
import Kiosk.Theme

// A block whose picture may be on a stage: centred in a bed, with the rest beside it, below the title.
Item {
    required property var block
    property int density: 0
    property real fill: 0
    // Width of the bed and height of the title beside it, in px; 0 is no stage.
    property real bed: 0
    property real headroom: 0
    // Whether the rest goes beside the picture; without room for that there is no stage.
    required property bool beside
    readonly property bool staged: bed > 0 && beside
    // Maximum width of a picture on the stage, and where the rest begins beside it.
    readonly property real widestOnStage: bed - Theme.u(96)
    readonly property real aisle: bed + Theme.u(64)

    // Position of a picture of a given width or height.
    function leftOf(width: real): real {
        return staged ? (widestOnStage - width) / 2 : 0;
    }

    function topOf(height: real): real {
        return staged ? Math.max(0, (fill - height) / 2) : 0;
    }
}
