pragma Singleton

import QtQuick

// State shared by all films and sounds: one plays at a time, at one volume, with or without captions.
QtObject {
    id: root

    // Whether the device has sound. `painted`: it has no graphics card, and Qt draws films with shaders only.
    property bool audible: false
    // Whether there is a sound server that Qt supports. Playing sound without one ends the program.
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
    // Position of a film whose block is created again: a change of language at a large size replaces its blocks.
    property var kept: null

    signal taken(Item medium)
    signal hushed
    signal stopped
    signal failed(string file, string why)
    signal silenced(string file)
    // Emitted before a player is created: from the first one on, Qt knows only the sound server that is running by then.
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
