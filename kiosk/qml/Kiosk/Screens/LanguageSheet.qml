pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The languages of the pack, each by its own name: where there are more than two.
BottomSheet {
    id: root

    required property SessionView session
    required property var languages

    // Of two there is no list: see Bar.
    body: languages.length > 2 ? names : null
    closer: "language:done"
    title: Words.say("choose-language")

    Component {
        id: names

        Grid {
            id: grid

            // As many side by side as the longest name leaves room for.
            readonly property real widest: Math.max(0, ...root.languages.map((_, index) => keys.itemAt(index)?.implicitWidth ?? 0))
            readonly property int most: Math.max(1, Math.floor((width + columnSpacing) / (widest + columnSpacing)))

            columnSpacing: Theme.u(64)
            columns: EvenRows.columns(root.languages.length, Math.min(most, root.upright ? 2 : 4))
            rowSpacing: Theme.u(24)

            Repeater {
                id: keys

                model: root.languages

                RingButton {
                    required property string modelData

                    Accessible.checkable: true
                    Accessible.checked: chosen
                    Accessible.role: Accessible.RadioButton
                    chosen: modelData === root.session.language
                    icon: "language"
                    identifier: "language:" + modelData
                    label: Words.sayIn("language-name", modelData)
                    language: modelData
                    large: true
                    width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns

                    onActivated: {
                        root.session.chooseLanguage(modelData);
                        root.closed();
                    }
                }
            }
        }
    }
}
