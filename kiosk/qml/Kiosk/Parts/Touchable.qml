import QtQuick

// A touch target for visitors: acts on release of a finger, on a key (KeyControl.qml) or for an assistive client.
Item {
    id: root

    property string name
    property string identifier
    property bool usable: true
    // Whether keys reach it: Screens/KeyControl.qml.
    property bool focusStop: true
    property alias pressed: tap.pressed

    signal activated

    // Checks `enabled`: a finger held while this, or a parent, was disabled is still released like any other.
    function act() {
        if (root.enabled)
            root.activated();
    }

    // What an assistive client does. With `Accessible.onPressAction` Qt would offer a press twice.
    function accessiblePressAction() {
        root.act();
    }

    function accessibleToggleAction() {
        root.act();
    }

    Accessible.focusable: usable
    Accessible.id: identifier
    // Out of the tree where it is hidden, lies below the sheet, or only decorates; not where it cannot be used just now.
    Accessible.ignored: !visible || opacity === 0 || !(parent?.enabled ?? true) || name === "" && !usable
    Accessible.name: name
    Accessible.role: Accessible.Button
    enabled: usable

    TapHandler {
        id: tap

        // A slow press is a press: only leaving the target cancels it.
        longPressThreshold: 3600

        onTapped: root.act()
    }
}
