pragma Singleton

import QtQuick

// The texts of the interface and of the pack in the visitor's language.
QtObject {
    id: root

    property var values: ({})
    // The pack: its `counted(key, count)` has a text by language, in the plural form for a count.
    property var pack: null
    property string language: ""
    // Language of the current user: the operator's while one is active. Default for the glyph forms of text.
    property string drawn: language

    // The visitor's language is written from right to left: see Mirror.qml.
    readonly property bool mirrored: drawn === language && Qt.locale(language).textDirection === Qt.RightToLeft
    readonly property bool chinese: language.startsWith("zh")

    function of(text: var): string {
        return root.inLanguage(text, root.language);
    }

    function inLanguage(text: var, language: string): string {
        return text ? text[language] ?? "" : "";
    }

    // Joined for reading: in Chinese without spaces between the parts.
    function joined(parts: list<string>, language: string): string {
        return parts.filter(part => part !== "").join(language.startsWith("zh") ? "" : " ").replace(/ +/g, " ").replace(/ %/g, "%").trim();
    }

    // Joined as sentences, for screen readers.
    function sentences(parts: list<string>): string {
        return parts.filter(part => part !== "").join(root.say("sentence-end"));
    }

    // Short words that may break over lines: in Chinese the last two characters stay in one line.
    function kept(words: string): string {
        return root.chinese ? words.replace(/([\u3400-\u9fff])([\u3400-\u9fff][、-〟！-／：-？]*)$/gm, "$1\u2060$2") : words;
    }

    // With a capital, for words on their own.
    function capital(words: string): string {
        return words.charAt(0).toUpperCase() + words.slice(1);
    }

    // A number with all its digits, as a language writes it: in Chinese without digit grouping.
    function figure(digits: string, language: string): string {
        const [whole, part] = digits.split(".");
        const locale = Qt.locale(language);
        const separator = locale.groupSeparator.replace("\u202f", "\u00a0");
        const grouped = language.startsWith("zh") ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator);
        return part === undefined ? grouped : grouped + locale.decimalPoint + part;
    }

    // For styled text: no text of a pack is ever a tag.
    function escaped(words: string): string {
        return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\u00a0/g, "&nbsp;");
    }

    // When a number was true; if only its report is dated, when it was reported.
    function dateOf(number: var, language: string): string {
        const key = number.year ? "year" : number.reported ? "reported" : "";
        return key === "" ? "" : root.sayIn(key, language).replace("{year}", number[key]);
    }

    // Styled text followed by its date in the muted colour. A short date does not wrap.
    function dated(words: string, date: string): string {
        const whole = date.length > 24 ? [date] : Array.from(date);
        const after = whole.map(sign => sign === " " ? "&nbsp;" : root.escaped(sign)).join("\u2060");
        return root.escaped(words) + (date === "" ? "" : `&nbsp;&nbsp; <font color="${Theme.muted}">${after}</font>`);
    }

    function say(key: string): string {
        return root.of(root.values[key]);
    }

    function sayIn(key: string, language: string): string {
        return root.inLanguage(root.values[key], language);
    }

    function fill(key: string, filling: var): string {
        return root.filled(root.say(key), filling);
    }

    // A text that counts: in the form of the language for `count`.
    function counted(key: string, count: int, filling: var): string {
        return root.values[key] && root.pack ? root.filled(root.of(root.pack.counted(key, count)), filling) : "";
    }

    function filled(words: string, filling: var): string {
        for (const name in filling)
            words = words.replace("{" + name + "}", filling[name]);
        return words;
    }

    function numeral(index: int): string {
        return root.say("numerals").split(" ")[index] ?? String(index + 1);
    }

    function smallNumber(count: int): string {
        return root.say("small-numbers").split(" ")[count - 1] ?? String(count);
    }

    // Fit for vertical setting: Chinese without digits, Latin letters or punctuation.
    function standsUpright(words: string): bool {
        return /^[\u3400-\u9fff]+$/.test(words);
    }
}
