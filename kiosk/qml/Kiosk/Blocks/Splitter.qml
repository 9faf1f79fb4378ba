pragma Singleton

import QtQuick
import Kiosk.Theme

// At the largest text size one block would fill more than a screen: it is told in several,
// each whole in itself, so that parts never break inside a line.
QtObject {
    id: root

    readonly property int longest: Theme.large ? 38 : 90
    readonly property int longestLatin: Theme.large ? 72 : 180
    // Words up to a mark that ends them, which the comma of 3,000 does not; every sign is in one of them.
    readonly property var clauses: /[^。！？；，]+[。！？；，]*[”’）]*|[。！？；，]+[”’）]*/g
    readonly property var latinClauses: /(?:[^.!?;,]|[.!?;,]+(?=[^\s.!?;,”’)]))+[.!?;,]*[”’)]*\s*|[.!?;,]+[”’)]*\s*/g

    function split(blocks: var, language: string): var {
        return blocks.reduce((all, block) => all.concat(root.pieces(block, language)), []);
    }

    function divides(block: var): bool {
        return ["text", "voice", "poll", "quiz"].includes(block.kind);
    }

    function pieces(block: var, language: string): var {
        if (block.kind === "text")
            return root.texts(block.text[language] ?? "", language);
        if (block.kind === "voice")
            return root.voices(block, language);
        if (["poll", "quiz"].includes(block.kind))
            return root.asked(block);
        if (block.kind === "match")
            return root.matched(block);
        if (block.kind === "chart")
            return root.drawn(block, language);
        if (["flow", "rings"].includes(block.kind))
            return root.split(block.kind === "flow" ? root.stations(block, language) : root.levels(block), language);
        if (!Theme.large)
            return [block];
        if (block.kind === "sources")
            return [root.cited(block)];
        if (block.kind === "hotspots")
            // The picture alone, then what its points tell, each in words.
            return [block,
                {
                    kind: "steps",
                    steps: block.points
                }
            ];
        return ["audio", "video"].includes(block.kind) ? root.played(block, language) : [block];
    }

    // At the largest size a drawing becomes its numbers, and so do studs wherever text is large.
    function drawn(block: var, language: string): var {
        if (!Theme.large && block.form !== "studs")
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

    // Stations in words, one after another: the figure and what there is to know, who is named and who is not. Their date comes first.
    function stations(block: var, language: string): var {
        const of = text => text?.[language] ?? "";
        const chinese = language.startsWith("zh");
        const date = root.plainText(Words.capital(Words.dateOf(block, language)), language);
        return block.stations.reduce((all, station) => {
            const when = Words.joined([of(station.before), of(station.value), of(station.unit)], language);
            const names = station.named.map(of).join(chinese ? "；" : "; ");
            const rest = (names === "" ? "" : Words.sayIn("share-rest", language) + (chinese ? "：" : ": ")) + of(block.unnamed);
            return all.concat([
                {
                    kind: "timeline",
                    moments: [
                        {
                            when: {
                                [language]: when
                            },
                            title: {
                                [language]: Words.capital(of(station.title))
                            },
                            text: station.text
                        }
                    ]
                }
            ], root.plainText(names, language), root.plainText(station.blanks > 0 ? rest : "", language));
        }, date);
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
            }), ...(told === "" ? [] : root.texts(told, language))];
    }

    // Who published a source, and where it can be read, stand apart from its title.
    function cited(block: var): var {
        const written = {
            publisher: null,
            year: "",
            url: ""
        };
        const published = {
            title: null,
            authors: []
        };
        const parts = block.sources.reduce((all, source) => {
            const more = source.publisher || source.year || source.url;
            return all.concat([Object.assign({}, source, written)], more ? [Object.assign({}, source, published)] : []);
        }, []);
        return Object.assign({}, block, {
            sources: parts
        });
    }

    function texts(words: string, language: string): var {
        return root.sentences(words, language).map(sentence => ({
                    kind: "text",
                    text: {
                        [language]: sentence
                    }
                }));
    }

    // The question, its answers a few at a time, and what is said in the end.
    function asked(block: var): var {
        const nothing = {
            question: null,
            answers: [],
            because: null,
            ends: false
        };
        const answers = root.portions(block.answers, Theme.large ? 2 : 3).map((answers, portion) => Object.assign({}, block, nothing, {
                answers: answers,
                first: portion * (Theme.large ? 2 : 3)
            }));
        return [Object.assign({}, block, nothing, {
                question: block.question
            }), ...answers, Object.assign({}, block, nothing, {
                because: block.because,
                ends: true
            })];
    }

    // A match: its question, and its board of a few pictures; what is more as two lists, and each pair by itself.
    function matched(block: var): var {
        const piece = (name, more) => Object.assign({}, block, {
                piece: name
            }, more);
        const most = Theme.large ? 2 : 3;
        if (!Theme.large && block.signs.length <= 4 && block.signs.every(sign => sign.picture))
            return ["question", "board"].map(name => piece(name));
        const lists = [block.signs, block.answers].map((rows, side) => root.portions(rows, most).map((some, portion) => piece(side === 0 ? "signs" : "answers", {
                    rows: some,
                    first: portion * most
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

    function portions(entries: var, most: int): var {
        const found = [];
        for (let i = 0; i < entries.length; i += most)
            found.push(entries.slice(i, i + most));
        return found;
    }

    // Who said it stands last, on its own where the words fill the page.
    function voices(block: var, language: string): var {
        const said = root.sentences(block.says[language] ?? "", language).map(words => ({
                    kind: "voice",
                    speaker: null,
                    role: null,
                    says: {
                        [language]: words
                    }
                }));
        return said.concat([
            {
                kind: "voice",
                speaker: block.speaker,
                role: null,
                says: null
            },
            {
                kind: "voice",
                speaker: null,
                role: block.role,
                says: null
            }
        ]);
    }

    // Whole sentences, as many as fit; a long one is divided at its commas, and where it has none, between two words.
    function sentences(words: string, language: string): var {
        const chinese = language.startsWith("zh");
        const most = chinese ? root.longest : root.longestLatin;
        const pieces = words.match(chinese ? root.clauses : root.latinClauses) ?? [];
        const found = [""];
        const short = pieces.reduce((all, piece) => all.concat(root.halves(piece, most)), []);
        for (const piece of short) {
            const last = found[found.length - 1];
            const open = (last.match(/<b>|<i>/g) ?? []).length > (last.match(/<\/b>|<\/i>/g) ?? []).length;
            if (last !== "" && !open && root.visible(last) + root.visible(piece) > most)
                found.push(piece);
            else
                found[found.length - 1] += piece;
        }
        return found;
    }

    // A clause that is too long is divided near its middle: between two words, or between two characters of Chinese.
    function halves(piece: string, most: int): var {
        if (root.visible(piece) <= most)
            return [piece];
        const middle = Math.floor(piece.length / 2);
        const space = piece.indexOf(" ", middle);
        const gap = space >= 0 ? space + 1 : piece.slice(middle).search(/[\u3400-\u9fff](?=[\u3400-\u9fff])/) + middle + 1;
        if (gap <= middle || gap >= piece.length || /<[^>]*$/.test(piece.slice(0, gap)))
            return [piece];
        return [...root.halves(piece.slice(0, gap), most), ...root.halves(piece.slice(gap), most)];
    }

    function visible(words: string): int {
        return words.replace(/<[^>]*>/g, "").length;
    }
}
