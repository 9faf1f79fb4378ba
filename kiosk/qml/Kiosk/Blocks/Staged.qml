import QtQuick
import Kiosk.Theme

// A block with a picture that may stand on a stage: in the middle of a bed, and the rest beside it, below the title.
Item {
    required property var block
    property int density: 0
    property real fill: 0
    // How wide the bed is, and how high the title beside it, in px; 0 is no stage.
    property real bed: 0
    property real headroom: 0
    // Whether the rest stands beside the picture; without room for that there is no stage.
    required property bool beside
    readonly property bool staged: bed > 0 && beside
    // How wide a picture on the stage may be, and where the rest begins beside it.
    readonly property real widestOnStage: bed - Theme.u(96)
    readonly property real aisle: bed + Theme.u(64)

    // Where a picture stands that is so wide, or so high.
    function leftOf(width: real): real {
        return staged ? (widestOnStage - width) / 2 : 0;
    }

    function topOf(height: real): real {
        return staged ? Math.max(0, (fill - height) / 2) : 0;
    }
}
