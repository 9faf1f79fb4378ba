import QtQuick

// A touch target for visitors: acts on release, by touch, key or assistive client.
Item {
    id: root

    property string name
    property string identifier
    property bool usable: true
    property alias pressed: tap.pressed

    signal activated

    // Checks `enabled`: a finger held while this, or a parent, was disabled is still released like any other.
    function act() {
        if (root.enabled)
            root.activated();
    }

    Accessible.focusable: usable
    Accessible.id: identifier
    Accessible.name: name
    Accessible.role: Accessible.Button
    Accessible.onPressAction: act()
    Keys.onEnterPressed: act()
    Keys.onReturnPressed: act()
    Keys.onSpacePressed: act()
    activeFocusOnTab: true
    enabled: usable

    TapHandler {
        id: tap

        // A slow press is a press: only leaving the target cancels it.
        longPressThreshold: 3600

        onTapped: root.act()
    }
}
