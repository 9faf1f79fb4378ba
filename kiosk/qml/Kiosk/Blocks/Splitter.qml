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
        const shown = [];
        for (const block of blocks) {
            const lists = {
                figures: 1,
                cards: block.kind === "cards" && block.cards.some(card => card.text) ? (Theme.large ? 1 : 2) : Theme.large ? 4 : 2,
                steps: block.kind === "steps" && Theme.large && block.steps.some(step => step.text || (step.title[language] ?? "").length > 10) ? 1 : 2,
                timeline: Theme.large ? 1 : 2
            };
            const list = block.kind === "timeline" ? "moments" : block.kind;
            if (block.kind in lists)
                shown.push(...root.portions(block[list], lists[block.kind]).map(entries => Object.assign({}, block, {
                        [list]: entries
                    })));
            else if (block.kind === "text")
                shown.push(...root.texts(block.text[language] ?? "", language));
            else if (block.kind === "chart")
                shown.push(...root.drawn(block, language));
            else if (block.kind === "sources")
                shown.push(...root.cited(block));
            else if (["poll", "quiz"].includes(block.kind))
                shown.push(...root.asked(block));
            else if (block.kind === "match")
                shown.push(...root.matched(block));
            else if (block.kind === "hotspots" && Theme.large)
                // The picture alone, then what its points tell, each in words.
                shown.push(block, ...block.points.map(point => ({
                            kind: "steps",
                            steps: [point]
                        })));
            else if (Theme.large && ["audio", "video"].includes(block.kind))
                shown.push(...root.played(block, language));
            else if (block.kind === "voice")
                shown.push(...root.voices(block, language));
            else
                shown.push(block);
        }
        return shown;
    }

    // At the largest size a drawing becomes its numbers.
    function drawn(block: var, language: string): var {
        if (!Theme.large && !["cut", "studs"].includes(block.form))
            return block.form === "bar" ? root.bars(block) : [block];
        return root.titled(block, language).concat(block.series.map((entry, place) => Theme.large || block.form === "studs" ? root.figure(entry, block, language) : Object.assign({}, block, {
                series: [entry],
                first: place
            })), root.compared(block, language));
    }

    // What a cut is from and to: in the largest text no bar shows it.
    function compared(block: var, language: string): var {
        const ends = [block.end?.[language] ?? "", block.start?.[language] ?? ""];
        return !Theme.large || block.form !== "cut" || ends.includes("") ? [] : root.titled({
            title: {
                [language]: ends.join(" → ")
            }
        }, language);
    }

    // The title of a block as a text of its own: its words are no markup.
    function titled(block: var, language: string): var {
        const words = block.title?.[language] ?? "";
        return words === "" ? [] : [
            {
                kind: "text",
                text: {
                    [language]: words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
                }
            }
        ];
    }

    // A film or sound alone between its title and what is told of it.
    function played(block: var, language: string): var {
        const told = block.transcript?.[language] ?? "";
        return [...root.titled(block, language), Object.assign({}, block, {
                picture: null,
                title: null,
                transcript: null
            }), ...(told === "" ? [] : root.texts(told, language))];
    }

    // Each source by itself; at the largest text who published it, and where it can be read, stand apart.
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
            if (!Theme.large)
                return all.concat([source]);
            const more = source.publisher || source.year || source.url;
            return all.concat([Object.assign({}, source, written)], more ? [Object.assign({}, source, published)] : []);
        }, []);
        return parts.map(source => ({
                    kind: "sources",
                    sources: [source]
                }));
    }

    function texts(words: string, language: string): var {
        return root.sentences(words, language).map(sentence => ({
                    kind: "text",
                    text: {
                        [language]: sentence
                    }
                }));
    }

    function bars(block: var): var {
        const greatest = Math.max(...block.series.map(entry => entry.value));
        return root.portions(block.series, 4).map((series, portion) => Object.assign({}, block, {
                series: series,
                greatest: greatest,
                title: portion === 0 ? block.title : null
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
            kind: "figures",
            figures: [
                {
                    value: {
                        [language]: String(entry.value)
                    },
                    before: entry.before,
                    unit: entry.unit,
                    label: entry.label,
                    year: block.year,
                    reported: block.reported
                }
            ]
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

    // Whole sentences, as many as fit; a long one is divided at its commas.
    function sentences(words: string, language: string): var {
        const chinese = language.startsWith("zh");
        const most = chinese ? root.longest : root.longestLatin;
        const pieces = words.match(chinese ? root.clauses : root.latinClauses) ?? [];
        const found = [""];
        const short = pieces.reduce((all, piece) => all.concat(chinese || root.visible(piece) <= most ? [piece] : root.halves(piece)), []);
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

    // A long clause without a comma is divided between two words near its middle.
    function halves(piece: string): var {
        const gap = piece.indexOf(" ", piece.length / 2);
        return gap < 0 || /<[^>]*$/.test(piece.slice(0, gap)) ? [piece] : [piece.slice(0, gap + 1), piece.slice(gap + 1)];
    }

    function visible(words: string): int {
        return words.replace(/<[^>]*>/g, "").length;
    }
}
