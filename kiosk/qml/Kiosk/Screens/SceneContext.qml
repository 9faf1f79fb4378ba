import QtQuick
import Kiosk.View

// What a scene needs to know about the screen that shows it.
QtObject {
    required property AttractView attract
    required property string pictures
    required property var emblem
    required property bool upright
    required property bool accelerated
    // `lit`: in view or coming into view. `shown`: the attract loop is on the screen.
    required property bool lit
    required property bool shown
    property string language
    property string otherLanguage
    // Content that bleeds off the screen extends this much further, since everything is shifted against burn-in.
    readonly property int bleed: 8
}
