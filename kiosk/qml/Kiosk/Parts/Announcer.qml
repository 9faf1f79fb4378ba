import QtQuick

// Says words to screen readers, once what they are about is drawn.
Item {
    id: root

    property string words
    // What was said last.
    property string announced

    function say(words: string) {
        root.words = words.replace(/\u00ad/g, "").trim();
        soon.restart();
    }

    Accessible.ignored: false

    Debounce {
        id: soon

        onTriggered: {
            root.announced = root.words;
            if (root.words !== "")
                root.Accessible.announce(root.words, Accessible.Polite);
        }
    }
}
