pragma Singleton

import QtQuick

// What all films and sounds share: one plays at a time, at one volume, with captions or without.
QtObject {
    id: root

    // Whether the device has sound, and whether it has no graphics card: Qt draws films with shaders only.
    property bool audible: false
    // Whether there is a sound server that Qt knows. To sound without one ends the program.
    property bool heard: true
    property bool painted: true
    property bool captioned: true
    // Steps of 12 dB below the loudest that the device allows, and silence.
    property int level: 0
    readonly property list<real> volumes: [1, 0.25, 0.063, 0]
    property real loudest: 1
    readonly property real volume: volumes[level] * loudest

    property Item medium: null
    property bool playing: false
    // Where a film stood whose block was made again: in another language at a large size, its blocks are others.
    property var kept: null

    signal taken(Item medium)
    signal hushed
    signal stopped
    signal failed(string file, string why)
    signal silenced(string file)
    // A player asks who listens before it makes anything that sounds.
    signal sounding

    function begin(medium: Item) {
        root.medium = medium;
        root.playing = true;
        root.taken(medium);
    }

    function end(medium: Item) {
        if (root.medium === medium)
            root.playing = false;
    }

    function hush() {
        root.kept = null;
        root.hushed();
    }

    function reset() {
        root.stopped();
        root.kept = null;
        root.level = 0;
        root.captioned = true;
    }
}
