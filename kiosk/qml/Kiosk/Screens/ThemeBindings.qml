import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Binds the singletons to the pack, the visitor's settings and the screen.
Item {
    id: root

    required property PackView pack
    required property SessionView session
    required property StageView stage
    required property real unit

    visible: false

    Binding {
        property: "values"
        target: Theme
        value: root.stage.theme
    }

    Binding {
        property: "faces"
        target: Theme
        value: root.stage.faces
    }

    Binding {
        property: "unit"
        target: Theme
        value: root.unit
    }

    Binding {
        property: "millimetre"
        target: Theme
        value: root.stage.millimetre(root.width, root.height)
    }

    Binding {
        property: "tall"
        target: Theme
        value: root.stage.isHigh(root.width, root.height)
    }

    Binding {
        property: "lowReach"
        target: Theme
        value: root.session.lowReach
    }

    Binding {
        property: "textScale"
        target: Theme
        // The scenes of the attract loop are composed for 100 %: their words are large, and grow by a quarter at most.
        value: Math.min(root.session.phase === "attract" ? 1.25 : 2, root.session.textSize / 100)
    }

    Binding {
        property: "moving"
        target: Theme
        value: root.stage.moving && !root.session.reducedMotion
    }

    Binding {
        property: "fading"
        target: Theme
        value: root.stage.moving
    }

    Binding {
        property: "contrast"
        target: Theme
        value: root.session.contrast
    }

    Binding {
        property: "values"
        target: Words
        value: root.pack.words
    }

    Binding {
        property: "pack"
        target: Words
        value: root.pack
    }

    Binding {
        property: "language"
        target: Words
        value: root.session.language
    }

    Binding {
        property: "drawn"
        target: Words
        value: root.stage.language
    }

    Binding {
        property: "folders"
        target: BlockFiles
        value: root.stage.blockFolders
    }

    Binding {
        property: "audible"
        target: Playback
        value: root.stage.audible
    }

    Binding {
        property: "heard"
        target: Playback
        value: root.stage.heard
    }

    Binding {
        property: "loudest"
        target: Playback
        value: root.stage.volume
    }

    Binding {
        property: "painted"
        target: Playback
        value: !root.stage.accelerated
    }
}
