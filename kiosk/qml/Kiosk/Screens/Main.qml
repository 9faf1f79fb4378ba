import QtQuick

import Kiosk.Theme
import Kiosk.View

// The only window of a kiosk.
Window {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property SearchView search
    required property StageView stage
    required property OperatorView operator
    property bool mayClose: false

    color: Theme.ground
    title: "Yi Kiosk"

    onClosing: close => close.accepted = root.mayClose

    RootView {
        anchors.fill: parent
        attract: root.attract
        operator: root.operator
        pack: root.pack
        composer: root.composer
        polls: root.polls
        search: root.search
        session: root.session
        stage: root.stage
    }
}
