pragma Singleton

import QtQuick

// The words of the interface and of the pack in the language that the visitor reads.
QtObject {
    id: root

    property var values: ({})
    property string language: ""
    // Of who stands there: while an operator does, the operator's. What does not say otherwise is drawn in its forms.
    property string drawn: language

    readonly property bool chinese: language.startsWith("zh")

    function of(text: var): string {
        return root.inLanguage(text, root.language);
    }

    function inLanguage(text: var, language: string): string {
        return text ? text[language] ?? "" : "";
    }

    // As one reads them: Chinese without spaces between.
    function joined(parts: list<string>, language: string): string {
        return parts.filter(part => part !== "").join(language.startsWith("zh") ? "" : " ").replace(/ +/g, " ").replace(/ %/g, "%").trim();
    }

    // As words begin that stand alone.
    function capital(words: string): string {
        return words.charAt(0).toUpperCase() + words.slice(1);
    }

    // A number as it is written in either language.
    function figure(value: real): string {
        const [whole, part] = String(Math.round(value * 100) / 100).split(".");
        const grouped = root.chinese ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",");
        return part === undefined ? grouped : grouped + "." + part;
    }

    // For a text that is styled: no word of a pack is ever a tag.
    function escaped(words: string): string {
        return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\u00a0/g, "&nbsp;");
    }

    // When a number held; where only its report is dated, that it was reported then.
    function dateOf(number: var, language: string): string {
        const key = number.year ? "year" : number.reported ? "reported" : "";
        return key === "" ? "" : root.sayIn(key, language).replace("{year}", number[key]);
    }

    // Words and, muted after them, their date; styled. A short date stays on one line.
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
        let words = root.say(key);
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

    // Set upright in a column: Chinese words without digits, Latin letters or punctuation.
    function standsUpright(words: string): bool {
        return /^[\u3400-\u9fff]+$/.test(words);
    }
}
