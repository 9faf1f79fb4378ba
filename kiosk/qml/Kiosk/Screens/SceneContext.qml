import QtQuick
import Kiosk.View

// What a scene must know of the screen that shows it.
QtObject {
    required property AttractView attract
    required property string pictures
    required property var emblem
    required property bool upright
    required property bool accelerated
    // In view, or coming into it; and whether anybody looks at attract at all.
    required property bool lit
    required property bool shown
    property string language
    property string otherLanguage
    // What bleeds over the screen's edges reaches this much further, for all of it is moved against burn-in.
    readonly property int bleed: 8
}
