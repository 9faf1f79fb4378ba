import QtQuick

// A scene with a figure computed from the clock. Reads the clock when the number may change, at most once a second.
FigureScene {
    id: root

    readonly property var counter: scene.counter
    property var count: ({
            value: 0,
            again: 1
        })

    function look() {
        root.count = root.view.attract.count(root.counter.since, root.counter.until, root.counter.counts);
    }

    // With the digit grouping of the language; none in Chinese.
    function written(number: real): var {
        const words = {};
        for (const language of [root.view.language, root.view.otherLanguage])
            words[language] = language.startsWith("zh") ? String(number) : number.toLocaleString(Qt.locale(language), "f", 0);
        return words;
    }

    figure: ({
            before: counter.before,
            label: counter.label,
            unit: count.value === 1 ? counter.one : counter.unit,
            value: written(count.value),
            year: ""
        })

    Component.onCompleted: look()

    Timer {
        interval: root.count.again * 1000
        repeat: true
        running: root.view.shown

        onTriggered: root.look()
    }
}
