import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// Stations as text, one after another: figure, text, people with and without names, date.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        const of = text => text?.[language] ?? "";
        const chinese = language.startsWith("zh");
        const date = Words.capital(Words.dateOf(block, language));
        const lines = parts => parts.filter(words => words !== "").join("\n");
        const told = station => {
            const names = station.named.map(of).join(chinese ? "；" : "; ");
            const rest = station.blanks === 0 ? "" : (names === "" ? "" : Words.sayIn("share-rest", language) + (chinese ? "：" : ": ")) + of(block.unnamed);
            return lines([of(station.text), names, rest]);
        };
        return [
            {
                kind: "timeline",
                listed: true,
                moments: block.stations.map(station => ({
                            when: {
                                [language]: Words.joined([of(station.before), of(station.value), of(station.unit)], language)
                            },
                            title: {
                                [language]: Words.capital(of(station.title))
                            },
                            text: {
                                [language]: told(station)
                            },
                            note: of(station.value) === "" ? "" : date
                        }))
            }
        ];
    }
}
