pragma Singleton

import QtQuick
import Kiosk.Theme

// In large text a drawing has no room for its words: the block is told in several of other kinds.
QtObject {
    id: root

    readonly property FontMetrics metrics: FontMetrics {
        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    readonly property int longAddress: 80

    // Whether a column holds drawings with words of the largest size in them.
    function draws(width: real): bool {
        return !Theme.large || width >= Theme.t(600);
    }

    function pieces(block: var, language: string, width: real): var {
        if (block.kind === "match")
            return root.matched(block, language, width);
        if (block.kind === "chart")
            return root.drawn(block, language, width);
        if (block.kind === "flow")
            return root.stations(block, language);
        if (block.kind === "rings")
            return root.levels(block);
        if (!Theme.large)
            return [block];
        if (block.kind === "hotspots")
            // The picture alone, then what it shows, and what its points tell, each in words.
            return [block, ...root.titled(block.picture.caption, language), ...root.titled(block.picture.credit, language),
                {
                    kind: "steps",
                    steps: block.points
                }
            ];
        // A long address is a text of its own, which may go on in the next part.
        if (block.kind === "qr" && block.url.length > root.longAddress)
            return [Object.assign({}, block, {
                    apart: true
                }), ...root.plainText(block.url.replace(/^https?:\/\//, ""), language)];
        return ["audio", "video"].includes(block.kind) ? root.played(block, language) : [block];
    }

    // In a column that is too narrow a drawing becomes its numbers.
    function drawn(block: var, language: string, width: real): var {
        if (Theme.large ? root.draws(width) : block.form !== "studs" || width >= Theme.t(500))
            return [block];
        const figures = {
            kind: "figures",
            figures: block.series.map(entry => root.figure(entry, block, language))
        };
        return [...root.titled(block.title, language), figures, ...root.compared(block, language), ...root.titled(block.note, language)];
    }

    // What a cut is from and to: in the largest text no bar shows it.
    function compared(block: var, language: string): var {
        const ends = [block.end?.[language] ?? "", block.start?.[language] ?? ""];
        return block.form !== "cut" || ends.includes("") ? [] : root.plainText(ends.join(" → "), language);
    }

    // The title of a block, or its note, as a text of its own.
    function titled(title: var, language: string): var {
        return root.plainText(title?.[language] ?? "", language);
    }

    // Words that are no markup as a text block; none where there are none.
    function plainText(words: string, language: string): var {
        return words === "" ? [] : [
            {
                kind: "text",
                text: {
                    [language]: Words.escaped(words)
                }
            }
        ];
    }

    // Stations in words, one after another: the figure, what there is to know, who is named and who is not, and when that was.
    function stations(block: var, language: string): var {
        const of = text => text?.[language] ?? "";
        const chinese = language.startsWith("zh");
        const date = Words.capital(Words.dateOf(block, language));
        const lines = parts => parts.filter(words => words !== "").join("\n");
        const told = station => {
            const names = station.named.map(of).join(chinese ? "；" : "; ");
            const rest = station.blanks === 0 ? "" : (names === "" ? "" : Words.sayIn("share-rest", language) + (chinese ? "：" : ": ")) + of(block.unnamed);
            return lines([of(station.text), names, rest, of(station.value) === "" ? "" : date]);
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
                            }
                        }))
            }
        ];
    }

    // Levels in words, each with the way to its page.
    function levels(block: var): var {
        return block.levels.reduce((all, level) => all.concat([
                {
                    kind: "steps",
                    steps: [
                        {
                            title: level.title,
                            text: level.text
                        }
                    ]
                }
            ], level.link ? [Object.assign({
                    kind: "link"
                }, level.link)] : []), []);
    }

    // A film or sound alone between its title and what is told of it.
    function played(block: var, language: string): var {
        const told = block.transcript?.[language] ?? "";
        return [...root.titled(block.title, language), Object.assign({}, block, {
                picture: null,
                title: null,
                transcript: null
            }), ...(told === "" ? [] : [
                    {
                        kind: "text",
                        text: block.transcript
                    }
                ])];
    }

    // Whether answers stand beside one another, each in a line of its own. Only in the largest text they may not.
    function abreast(answers: var, language: string, width: real): bool {
        return !Theme.large || answers.every(answer => root.metrics.advanceWidth(answer.words[language] ?? "") * 1.05 + Theme.u(48) <= width / answers.length);
    }

    // A match: its question, and its board of a few pictures; what is more as two lists, and each pair by itself.
    function matched(block: var, language: string, width: real): var {
        const piece = (name, more) => Object.assign({}, block, {
                piece: name
            }, more);
        const most = Theme.large ? 2 : 3;
        if (root.draws(width) && block.signs.length <= 4 && block.signs.every(sign => sign.picture) && root.abreast(block.answers, language, width))
            return ["question", "board"].map(name => piece(name));
        const lists = [block.signs, block.answers].map((rows, side) => root.portions(rows, most).map((some, portion, all) => piece(side === 0 ? "signs" : "answers", {
                    rows: some,
                    first: portion * all[0].length
                })));
        const reasons = block.reasons.map((reason, pair) => piece("reason", {
                first: pair
            })).filter((_, pair) => block.reasons[pair]);
        return [piece("question"), ...lists[0], ...lists[1], piece("told"), ...reasons];
    }

    function figure(entry: var, block: var, language: string): var {
        return {
            value: {
                [language]: String(entry.value)
            },
            before: entry.before,
            unit: entry.unit,
            label: entry.label,
            year: block.year,
            reported: block.reported
        };
    }

    // Entries in lists of at most so many, of which none is much shorter than the others.
    function portions(entries: var, most: int): var {
        const found = [];
        const length = Math.ceil(entries.length / Math.max(1, Math.ceil(entries.length / most)));
        for (let i = 0; i < entries.length; i += length)
            found.push(entries.slice(i, i + length));
        return found;
    }
}
