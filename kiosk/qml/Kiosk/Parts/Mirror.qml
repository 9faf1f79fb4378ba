import QtQuick
import Kiosk.Theme

// Turns an item over where the visitor's language is written from right to left. The screens are mirrored as a whole;
// what must stay readable (text, pictures, codes, most icons) is turned back.
Scale {
    property real across
    property bool apart: false

    origin.x: Words.mirrored && !apart ? across / 2 : 0
    xScale: Words.mirrored && !apart ? -1 : 1
}
