import QtQuick

// Whatever a visitor can touch: it acts on release, by touch, key or assistive client.
Item {
    id: root

    property string name
    property string identifier
    property bool usable: true
    property alias pressed: tap.pressed

    signal activated

    Accessible.focusable: usable
    Accessible.id: identifier
    Accessible.name: name
    Accessible.role: Accessible.Button
    Accessible.onPressAction: if (root.usable)
        root.activated()
    Keys.onEnterPressed: root.activated()
    Keys.onReturnPressed: root.activated()
    Keys.onSpacePressed: root.activated()
    activeFocusOnTab: true
    enabled: usable

    TapHandler {
        id: tap

        // A slow press is a press: only leaving the target cancels it.
        longPressThreshold: 3600

        onTapped: root.activated()
    }
}
