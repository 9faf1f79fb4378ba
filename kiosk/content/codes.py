"""Codes of the messages for staff: each kind of problem, and each screen without content, has one that stays.

Cause and fix of each are in resources/strings/codes.yaml, and in resources/locale in the languages of the staff; `kiosk
help YK-101` prints them, and setup/codes.py writes docs/codes.md of them. A code keeps its meaning for ever: a message
that is in setup/released_codes.txt stays with its code, and a code that no message has any more stays here without any.
A message that counts is here by its words for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kiosk.content.messages import Message

# Code → the templates of its messages. Hundreds: 1 words in YAML, 2 the pack and its fields, 3 pictures and drawings,
# 4 films, sound and captions, 5 sheets, import and translation, 6 packs on devices, 7 the device, 8 screens,
# 9 the desk.
CODES: Mapping[str, tuple[str, ...]] = {
    "YK-101": (
        "the line is indented with a tab",
        "the line is indented with a tab, and so is one further line",
    ),
    "YK-102": (
        "a space is missing behind the colon",
        "a key without its colon",
        "{character} is where a colon belongs",
        "{words} is in {braces} without a colon of YAML's",
        "{name} is in {braces} without a colon and a value",
        "there is a full-width colon after a language, and a second colon after its words",
    ),
    "YK-103": (
        "the quotation mark is never closed",
        "the quotation mark {first} is not closed by {last}",
        "the quotation mark {character} within the words ends them",
        "there are words after the closing character that cannot be read",
    ),
    "YK-104": (
        "a [ or { is never closed",
        "the [ is never closed, or a comma is missing",
        "the { is never closed, or a comma is missing",
        "{character} is never closed",
        "{character} is left over",
    ),
    "YK-105": (
        "a comma is missing between two fields",
        "{character} is between two fields: only a comma and a space divide them",
        "the comma within {braces} ends the words, and {rest} begins again",
    ),
    "YK-106": (
        "a second colon, or a deeper line, is where none can be",
        "there is a second colon within { }, and begins a new value",
        "{key} is within words, where it begins no field: visitors would read it",
        "is one text for all languages, and visitors would read the codes in it",
        "the file is one value that ends before this, and what is here is not read",
    ),
    "YK-107": (
        "this line does not fit the map above it",
        "this line does not fit the list above it",
        "this line begins in another column than those that it belongs to",
    ),
    "YK-108": (
        "a list item is where none can be",
        "an item of a list begins with - and a space",
        "{words} is one item: ， and 、 divide none",
    ),
    "YK-109": (
        "words cannot begin with this character",
        "a value is missing before this character",
        "? is where none can be",
        "| or > must be alone at the end of its line",
        "a line at the beginning of the file starts with %",
    ),
    "YK-110": (
        "\\ and this letter mean nothing within double quotation marks",
        "\\u and its digits are half of a character, or none",
    ),
    "YK-111": (
        "{characters}: read as the English character that was meant",
        "{characters}: YAML knows no such character here",
    ),
    "YK-112": (
        "an invisible character ({character}) is here",
        "the words have an invisible character ({character}) in them",
    ),
    "YK-113": ("visitors do not see what is behind #: {words}", "{character} begins no note here"),
    "YK-114": (
        "there is an alias (*) here",
        "there is an anchor (&) here",
        "there is a tag (!) here",
        "there is a merge key (<<) here",
    ),
    "YK-115": ("{name} is here for the second time",),
    "YK-116": (
        "a second document begins here",
        "the line with ... ends the file: what is below it is not read",
    ),
    "YK-117": ("this line cannot be read",),
    "YK-118": ("a key must be a single word",),
    "YK-119": (
        "lists and maps are nested too deep",
        "the file has too many values",
        "the words are too long: {count} characters",
    ),
    "YK-120": (
        "the file is not UTF-8: byte {byte} has no meaning here",
        "the file is not UTF-8; it looks like UTF-16",
        "the file is not UTF-8; it looks like GBK",
        "this is {found}, no plain text",
    ),
    "YK-121": ("the file is too big",),
    "YK-122": ("the file is empty",),
    "YK-123": (
        "the file is a list",
        "the file is a single value",
    ),
    "YK-201": ("the file is missing",),
    "YK-202": (
        "the pack's folder does not exist",
        "the pack's folder is a file",
        "{folder} is not a folder; give the one that has pack.yaml in it",
        "{folder} does not exist; give the folder that has pack.yaml in it",
        "{folder} is not a pack: it has no pack.yaml",
        "there are several packs in {folder}; give one of {names}",
        "{file} is a file: `kiosk pack verify` and `kiosk pack install` take archives",
    ),
    "YK-203": (
        "there is {what} where a file belongs",
        "{name} is a link",
    ),
    "YK-204": (
        "the file cannot be read: {reason}",
        "{name} cannot be read as a folder",
    ),
    "YK-205": (
        "this file is not read: its name does not end in .yaml",
        "this file is not read: its name has characters that cannot be shown",
        "this is a folder, and what is in it is not read",
        "this folder is not read",
        "this file is not read: it is beside pack.yaml",
        "this is a panel, in the folder of the galleries",
        "this is a gallery, in the folder of the panels",
    ),
    "YK-206": ("{name} has too many files: {count}",),
    "YK-207": ("{name} is not a field of {part}",),
    "YK-208": ("{part} needs {name}",),
    "YK-209": (
        "must be a list, not {was}",
        "must be a map, not {was}",
        "must be one value, not a map",
        "must be one value, not a list",
        "must be one value, not a list or a map",
        "must be words, not a list",
        "must be words, not a list or a map",
        "must be a map",
        "must be a map by language",
        "must be a map of sources",
        "must be a file",
        "must be two numbers",
    ),
    "YK-210": ("is empty",),
    "YK-211": (
        "cannot be {value}",
        "cannot be {value}: Windows keeps this name for itself",
        "{key} is also a key of {field}",
    ),
    "YK-212": (
        "has no items",
        "has one item",
    ),
    "YK-213": ("there is one further problem in this file",),
    "YK-214": (
        "a block is a map of one key, its kind",
        "a block has one key, its kind; this one has {names}",
        "a block has one key, its kind; this one has none",
        "{name} is not a kind of block",
    ),
    "YK-215": (
        "this scene does not say what it shows",
        "this scene has both {one} and {other}",
    ),
    "YK-216": (
        "{name} is not {what}",
        "{page} is not a page of {panel}",
    ),
    "YK-217": ("the id is {id}, but the file is named {name}",),
    "YK-218": (
        "the {what} {name} is here for the second time",
        "is here for the second time",
    ),
    "YK-219": (
        "{language} is not a language of this pack",
        "{code} is the code of no language",
    ),
    "YK-220": (
        "has no words in {language}",
        "has no words in {language}, the pack's first language",
    ),
    "YK-221": (
        "this figure has no year and no source",
        "this figure has no year",
        "this figure has no source",
        "this chart has no year and no source",
        "this chart has no year",
        "this chart has no source",
        "this flow has no year and no source",
        "this flow has no year",
        "this flow has no source",
    ),
    "YK-222": (
        "has no place beside year",
        "has no place beside picture",
    ),
    "YK-223": (
        "a {form} chart has room for {most} entries; this one has {count}",
        "a line needs two entries or more",
        "the shares are more than the whole: {share} per cent",
        "an entry of a {form} chart needs a value",
        "two entries have no value, and only one can be the rest",
        "the other shares are the whole: nothing is left for the rest",
    ),
    "YK-224": (
        '"total" is {total}, but one is named',
        "{count} blank studs are more than the eye counts",
        "station {number} has blank studs, and nothing says what they are",
    ),
    "YK-225": ("point {number} lies so close to another that a finger touches both",),
    "YK-226": (
        "this pair does not say what is matched",
        "needs alt here",
        "pair {number} has the same {field} as pair {other}",
    ),
    "YK-227": ('"right" is answer {right}, but there are {count} answers',),
    "YK-228": ("{tag} is not a tag of this gallery",),
    "YK-229": (
        "this counter has both since and until",
        "this counter does not say from when it counts",
    ),
    "YK-230": (
        "is no name in Chinese characters",
        "has {syllables} for {characters}",
    ),
    "YK-231": ("{colour} does not stand out in {setting}: {pairs}",),
    "YK-232": ("the accent {name} has no colours in {setting}",),
    "YK-233": ("half-width punctuation in Chinese words: {characters}",),
    "YK-234": (
        "no typeface of this device can draw {characters}",
        "each typeface draws something else, or nothing, for {characters}",
    ),
    "YK-235": (
        "the page has {amount} in {language}",
        "{count} characters without punctuation",
        "{count} characters are more than there is room for",
    ),
    "YK-236": (
        "no screen shows {field} of a picture here",
        "no screen shows {field} of a {form} chart",
        "no screen shows {field} of a gallery",
        "no screen shows {field}: no station has blank studs",
        "no screen shows {field}: {other} takes its place",
        "no screen shows this source: no page lists it",
        "no screen shows these words of {field}: {words}",
    ),
    "YK-237": ("this page breaks into {count} parts at 100 %: {where}",),
    "YK-238": ("this is higher than the screen: {where}",),
    "YK-239": (
        "this page is laid out again and again, and comes to no rest: {where}",
        "the pages could not be laid out: {why}",
    ),
    "YK-240": (
        "nothing shows this file",
        "left out, for no YAML file of the pack names them: {files}",
    ),
    "YK-241": (
        "{name} cannot be the name of a pack: {expected}",
        "{name} is a name that Windows keeps for itself; write {other}",
        "{message}; write {name}",
        "{folder} is there already, and nothing in it was changed; give another name",
        "a title is one line of at most {most} characters",
        "name each language once, as --languages {example}",
        "{language} is no language code such as zh, en or zh-Hant",
        "{folder} was not made",
    ),
    "YK-242": ("visitors would read this as it is: {what}",),
    "YK-243": (
        "{name} is a block of this hall, which only a signed pack may use",
        "build it with `kiosk pack build --sign KEY`, put the key's .pub into {folder}, and install it again",
    ),
    "YK-244": (
        "{name} is a block of this hall that is not in use: {why}",
        "the block {kind} of this hall cannot be drawn: {why}",
    ),
    "YK-301": (
        "does not exist: {where} is no {name}",
        "are several files",
        "is not a file of the pack: {name} is {what}",
        "the file is not there or cannot be read: {why}",
        "this is not an ordinary file",
        "the linked picture {what} does not lie in the pack",
        "{file} is not there, or is no file; give the file itself",
    ),
    "YK-302": (
        "has a backslash in it",
        "leads out of the pack",
        "is not a path",
        "has letters in two pieces (not NFC)",
        "is stored under letters in two pieces (not NFC)",
        "is written in other letters on disk: {name}",
        "is not named like {what}",
    ),
    "YK-303": (
        "is named like {due}, but holds {found}",
        "is {found}",
    ),
    "YK-304": (
        "is an empty file",
        "the file is empty (0 bytes)",
    ),
    "YK-305": (
        "cannot be read",
        "the file cannot be read",
    ),
    "YK-306": ("this picture has no alt text",),
    "YK-307": ("{file} is credited nowhere",),
    "YK-308": (
        "{file} has {width} x {height} px, too few here",
        "{file}: of {width} x {height} px only {longest} can be shown; cutting it takes too much time or room",
    ),
    "YK-309": (
        "the file has {megabytes} MB, more than the {most_file} MB that a picture may have",
        "the picture is {width} x {height} px; the most is {most_side} a side, {most_pixels} million in all",
    ),
    "YK-310": ("this is not a picture: {looks}",),
    "YK-311": (
        "this is a {sort} file, which a pack does not hold",
        "this is a compressed file (.svgz or .gz), which is not accepted",
        "this file is damaged, or cannot be converted here ({sort})",
        "this is a RAW file of a camera, which has to be developed first",
        "this is text, which no pack takes as a file of its own",
        "this is a web page and no picture",
        "this is a table, which no pack takes as a file of its own",
        "this is an office document or a zip, which cannot be converted here",
        "the kind of this file is not known here, or it is damaged",
        "there is no page {page}; the document has {pages}",
        "this needs no converting: a pack can hold it as it is",
        "nothing was converted",
    ),
    "YK-312": (
        "the picture is {width} x {height} px, but a file of {kilobytes} kB is too small to hold that",
        "the picture is {width} x {height} px, too thin to be shown",
    ),
    "YK-313": (
        "the file is damaged: it breaks off after {size} bytes",
        "the file is damaged and cannot be opened as {kind}",
        "the file is damaged and cannot be opened as {kind}: line {line}, column {column} of it",
        "the picture made the picture reader stop; it is damaged, or it needs more than {most_memory} MB of memory",
    ),
    "YK-314": (
        "the drawing cannot be drawn: it is nested too deeply, or it needs more than {most_memory} MB",
        "the picture took more than {most_seconds} seconds of computing to draw",
        "the picture took more than {seconds} seconds of computing to draw even in its smallest size",
        "the picture was not ready after {most_wait} seconds",
        "the picture needs more than {most_memory} MB of memory",
    ),
    "YK-315": ("this JPEG has more than 8 bits a colour, which no screen here can show",),
    "YK-316": ("the file was changed while it was being read",),
    "YK-317": (
        "there is no room on this device to keep the picture: {why}",
        "there is no room on this device to keep its poster: {why}",
    ),
    "YK-318": (
        "the picture reader of the kiosk does not start: {why}",
        "the reader of the kiosk does not start: {why}",
    ),
    "YK-319": ("the drawing is written in {encoding}, which is not read",),
    "YK-320": (
        "this picture is brighter than a screen can show (HDR, {what}), and will look pale or dark",
        "how the colours of this picture are meant is not followed ({what}); they may look different",
    ),
    "YK-321": ("this picture moves ({what}); its first frame is shown, without motion",),
    "YK-322": ("nothing is to be seen in this picture: it is one even area",),
    "YK-323": ("this picture may be damaged: a part of it may be grey, shifted or of wrong colours",),
    "YK-324": (
        "one picture of several is taken: {what}",
        "layers are taken as they lie over one another",
    ),
    "YK-325": ("the picture says more of itself than its title and caption, and that was not taken: {what}",),
    "YK-331": (
        "{what} is linked in this drawing and not embedded; it is not drawn",
        "a part of another drawing is used here, and is not drawn: {what}",
        "a picture in this drawing is not drawn: {what}",
    ),
    "YK-332": ("this machine has no font {families}; {instead} is drawn in its place",),
    "YK-333": (
        "words along a path are not drawn: {what}",
        "these words are not broken into lines, and are all in one: {what}",
        "letters are not set as this drawing sets them: {what}",
        "a line under, over or through these words is not drawn: {what}",
    ),
    "YK-334": (
        "words in this drawing are HTML (foreignObject) and are not drawn as they are: {what}",
        "a part of this drawing is HTML without words, such as a blurred background, and is not drawn: {what}",
        "flowing words are not drawn: {what}",
    ),
    "YK-335": ("emoji in this drawing are drawn without their colours, or as empty boxes: {what}",),
    "YK-336": (
        "a value in this drawing is not known, and what has it may be black or missing: {what}",
        "a rule of style in this drawing is not followed: {what}",
        "the style of this drawing lies in another file, which is not read: {what}",
        "a value in this drawing is not understood, and is left out or drawn otherwise: {what}",
        "attributes of this drawing are written as in the program of a web page (JSX), and are not read: {what}",
    ),
    "YK-337": (
        "a part of this drawing is drawn at another place than it is meant: {what}",
        "a colour mesh or hatching is not drawn: {what}",
        "a gradient or pattern in this drawing is drawn otherwise than it is meant: {what}",
        "an effect in this drawing is drawn otherwise than it is meant: {what}",
        "what cuts a part of this drawing out cuts it otherwise than it is meant: {what}",
        "a part of this drawing refers to {what}, which is not in it or cannot be drawn there, and may be missing",
    ),
    "YK-338": (
        "what moves in this drawing is shown as before it begins: {what}",
        "a script in this drawing is not run; what it would draw is missing",
    ),
    "YK-339": ("this drawing has parts for several languages, and always the same one is drawn: {what}",),
    "YK-340": ("the ground of this drawing (background) is not drawn, for it is no plain colour",),
    "YK-341": ("this drawing does not say how large it is, and is drawn small in a corner and cut off",),
    "YK-342": (
        "line {line} of the drawing has what only web pages may have: {what}",
        "this is a drawing within other text, such as a web page",
        "the largest of several drawings in the file is taken: {what}",
        "words around the drawing were left out: {what}",
        "values that only the program of a web page knows were left out: {what}",
    ),
    "YK-343": ("from this line on this drawing could not be checked, by a fault of the program ({what})",),
    "YK-344": ("{file} has {width} x {height} px, of which more than half is cropped here",),
    "YK-401": ("this film has neither captions nor a transcript",),
    "YK-402": ("has no file for {language}",),
    "YK-403": (
        "the file has {megabytes} MB, more than the {most_film} MB it may have",
        "this lasts {minutes} minutes; the most is {most_minutes}",
        "the video is {width} x {height} px; the most is {most_side} a side",
    ),
    "YK-404": (
        "this is no film and no sound: {looks}",
        "there is no picture in this video",
        "there is no sound in this file",
    ),
    "YK-405": (
        "the video is coded as AV1, which plays as a black picture where no graphics card decodes it",
        "the video is coded as {codec}; H.264, HEVC and VP9 can be played",
        "the sound is coded as {codec}; AAC, MP3, Opus, Vorbis, FLAC and plain WAV can be played",
        "the video has more than 8 bits a colour or an unusual form ({pixels}), and would play as a black picture",
        "this film is made of half pictures (interlaced): what moves in it has stripes",
    ),
    "YK-406": (
        "the file is damaged: it breaks off after {seconds} s",
        "the file is damaged and cannot be played",
        "this made the reader stop; it is damaged, or it needs more than {most_memory} MB of memory",
    ),
    "YK-407": (
        "to open this took more than {most_seconds} seconds of computing",
        "this was not ready after {most_wait} seconds",
        "to open this needs more than {most_memory} MB of memory",
    ),
    "YK-408": (
        "one sound track of several is taken: {what}",
        "captions within the film are not taken: {what}",
        "the film is made smaller, to 1920 px on the longer side; it was {what}",
        "the colours of the film (HDR, {what}) are made those of ordinary screens",
    ),
    "YK-421": (
        "the file does not begin with WEBVTT",
        "these are captions in SubRip (.srt)",
        "the times of {count} cue are not written as in WebVTT, such as {words}",
        "these are {found}",
        "is not UTF-8",
    ),
    "YK-422": (
        "the captions are larger than {most} KB",
        "the captions are larger than {kilobytes} KB",
        "there are more than {most} cues",
        "there are {count} cues, and a kiosk takes 2000",
        "there are {count} letters in these words",
    ),
    "YK-423": (
        "there are no words in this file",
        "no words in this file have times that can be read",
        "captions in {sort} cannot be converted here",
        "there are no words below these times",
    ),
    "YK-424": (
        "these words have no times: there is no {character}",
        "between these times is {character}, not {arrow}",
        "{word} is not a time",
        "these words have no times that can be read, and were left out: {what}",
    ),
    "YK-425": (
        "these words begin before those of line {line} end",
        "these words end before they begin",
        "these words end when they begin",
        "words that overlapped in time were joined or cut short: {what}",
        "these words end before they begin, and are given two seconds: {what}",
    ),
    "YK-426": (
        "these words are right under WEBVTT, and are not shown",
        "these words are shown: {word} right above them does not hide them",
        "the line above these times is not empty, for there are spaces in it",
        "there is no empty line above these times",
        "there is no empty line above these times; what is there is shown: {words}",
    ),
    "YK-427": ("a character in these words cannot be shown and is left out: U+{code}",),
    "YK-428": ("the same is true of other words, in these lines: {what}",),
    "YK-501": (
        "no column says which picture is meant",
        "the headers stand below each other in the first column",
        "below the headers there is no row",
    ),
    "YK-502": (
        "the column {name} is not read",
        "these columns are not read: {names}",
        "{words} was read as the words above it: rows {rows}",
        "understood, but shown nowhere: {names}",
        "{name} says the same as column {column}",
        "there is no header above these words, and they are not read: {cells}",
        "one heading fills this row, and it is not read: {words}",
        "what is above the headers is not read: {words}",
    ),
    "YK-503": (
        "this row names no picture",
        "this row is no picture, and was passed over: {words}",
        "the headers are repeated here, and were passed over: rows {rows}",
        "other headers begin here than in row {row}",
        "records without a picture in the folder were left out ({count}): rows {rows}",
    ),
    "YK-504": (
        "{file} is not in the folder of the pictures",
        "{file} is in the folder, but is no picture",
        "{file} may be one of several pictures",
        "{file} are several pictures",
        "{file} is an address on the web, from which nothing is loaded",
    ),
    "YK-505": (
        "{file} is here for the second time",
        "this is the same picture as {other}, and was left out",
    ),
    "YK-506": (
        "a picture's kind cannot be {value}",
        "a picture's focus cannot be {value}",
    ),
    "YK-507": (
        "the tag {tag} was left out",
        "the tag {tag} is written like an id, which visitors do not read",
    ),
    "YK-508": (
        "only the first sheet was read, not {names}",
        "a hidden sheet was not read: {words}",
        "a sheet that no menu shows was not read: {words}",
        "hidden rows were not read: {rows}",
        "a hidden column was not read; it begins with {words}",
        "the format of the cell hides it, and it was not read: {words}",
        "these words are below a merged cell, and were not read: {words}",
    ),
    "YK-509": (
        "the cell shows the error {words}, and counts as empty",
        "the result of the formula {words} is not in the file, and the cell counts as empty",
        "the number was read as {words}; its format {format} is not known",
        "spreadsheet programs keep 15 digits of a number, and write 0 for the others: {words}",
        "a spreadsheet program has shortened this number: {words}",
        "the words of the cell are too long, and their end was not read: {words}",
        "the words this far right were not read: {words}",
        "these words are struck through, and are read like all others: {words}",
        "these words have the colour of their cell, or are tiny, and are read like all others: {words}",
        "a rule of the sheet (conditional formatting) may hide these words; they are read like all others: {words}",
        "rows so low that nobody can read them were read like all others: {rows}",
        "a column so narrow that nobody can read it was read like all others; it begins with {words}",
    ),
    "YK-510": (
        "a picture lies in the cell; it was not read, and the cell counts as empty",
        "a picture lies on the sheet here; it was not read",
        "a text box was not read: {words}",
        "a comment was not read: {words}",
        "a chart lies on the sheet here; it was not read",
        "a drawing or another object lies on the sheet here; it was not read",
        "the link behind these words was not read: {words}",
        "what the sheet tells whoever chooses this cell was not read: {words}",
        "words that are only printed above or below the sheet were not read: {words}",
    ),
    "YK-511": (
        "the sheet has {megabytes} MB, more than the {most_table} MB that one may have",
        "the sheet would unpack to {megabytes} MB, more than any list of pictures has",
        "the sheet needs more than {most_memory} MB of memory",
        "the sheet has more than {most_rows} rows, or too many words",
        "the sheet took more than {most_seconds} seconds of computing to read",
        "the sheet was not read after {most_wait} seconds",
    ),
    "YK-512": (
        "this is an Excel file of the old kind (.xls), or one with a password",
        "this is an Excel file of the binary kind (.xlsb)",
        "this is a web page that bears the name of a spreadsheet",
        "this is neither an .xlsx nor a .csv",
        "this is {what}, which is not read",
        "this is {what}, which is not read as a sheet",
        "this is {what}, and no sheet",
    ),
    "YK-513": (
        "the sheet is damaged and cannot be read",
        "the sheet defines entities, which no spreadsheet program writes",
    ),
    "YK-514": (
        "the encoding of this file is not known: its words are not in UTF-8, GBK, Big5, Shift-JIS, EUC-KR or Western",
        "in {encoding} the file cannot be read: line {line} of it has bytes that are not",
        "the file is {encoding}, but line {line} of it has bytes that are not",
        "the file does not say in which encoding its words are; as {encoding} they begin {words}",
        "--encoding was not used: the file says by itself how it is written",
    ),
    "YK-515": (
        "full-width {character} are between the cells of this file, and were read as what divides them",
        "the quotation mark before {words} is never closed; it would swallow the rows below",
        "there is a quotation mark within the cell that begins with {words}",
        "the cell holds what looks like a whole row of the sheet, that of {file}",
    ),
    "YK-516": (
        "a program could not save these characters and wrote ? instead: {words}",
        "? may have replaced other characters: {words}",
        "a program may have read these words in another encoding: {words}; meant is {meant}",
    ),
    "YK-517": (
        "no language is left for the words {words}",
        "these words have none in {language} beside them: {words}",
    ),
    "YK-518": (
        "no column is {name}, which --caption asks for",
        "the words of {name} would be lost: --caption does not ask for them",
        "--caption was not used: it is made of the columns of a sheet",
        "--title was not used: the gallery keeps its own",
    ),
    "YK-519": (
        "the same is true of {cells}",
        "of one further cell something like this is true",
    ),
    "YK-520": (
        "no pictures, and left where they are: {files}",
        "RAW files of a camera, left where they are: {files}",
        "{files} was not read",
        "{folder} has no pictures in it",
        "{folder} holds more than {most} pictures; divide it",
        "{folder} is not a folder; give the one with the pictures",
        "{file} does not exist; give a folder of pictures, or an .xlsx or .csv",
    ),
    "YK-521": (
        "nothing was imported",
        "nothing was imported; fix the sheet, and import it again",
        "nothing was imported; the gallery would not be sound",
        "the gallery was not imported, and nothing was changed",
        "{name} cannot be the id of a gallery: {expected}; give --gallery ID",
        "{name} is the id of a panel ({file}); give another --gallery",
        "Home has {most} tiles already; take one away in pack.yaml",
    ),
    "YK-522": (
        "{file} cannot be extended safely; in it, begin each picture on a line with -",
        "pack.yaml cannot be changed safely; add {name} to home.tiles by hand",
        "{file} cannot be changed safely, and nothing was; change it by hand",
        "{place} cannot be changed safely: there is a comment within it; move it above, and try again",
    ),
    "YK-523": ("the picture is another than before; the old file is shown here no more: {file}",),
    "YK-524": ("from this row on, the pictures are in another order than in {file}, which keeps its own",),
    "YK-531": (
        "no texts were taken, and nothing was changed",
        "no texts were taken; fix the pack first",
        "no texts were written; fix the pack first",
        "{file} does not exist; give the sheet that came back",
        "{folder} holds no pictures of a tour; make them with kiosk tour --pack PACK --out FOLDER",
        "{file} is there already; give another --out",
        "nothing was written",
    ),
    "YK-532": (
        "no column has the keys by which texts are found again",
        "no column is headed by a language of the pack",
        "this row has no key, and its words were not taken: {words}",
    ),
    "YK-533": (
        "the text that these words are for is no longer in the pack: {words}",
        "row {row} has other words for the same text: {words}",
        "the words were changed in the pack too, and are {words} there",
        "the cell was emptied; the pack keeps its words {words}",
        "the line break in this cell was not taken: {words}",
        "this cell has other line breaks than the pack, which keeps its own: {words}",
    ),
    "YK-601": (
        "is cut short",
        "is not as long as it says: something is missing, or was put in",
        "has other bytes than the manifest says",
        "has something behind its end",
        "is one of several parts",
        "has a directory that cannot be read",
        "has {size} bytes, and {due} by the manifest",
        "has two sizes: {one} and {other} bytes",
        "does not lie where it should: it overlaps another, or leaves a gap",
        "is called otherwise where its bytes begin",
        "is in the manifest and not in the archive",
        "is not in the manifest",
        "is here twice",
        "has {count} more like these",
    ),
    "YK-602": (
        "is not an archive",
        "is encrypted",
        "is compressed",
        "is compressed, and would unpack to {times} times its size",
        "has fields that were not written by `kiosk pack build`",
        "has no manifest.json: it was not made by `kiosk pack build`",
        "cannot be read as JSON",
        "has not the fields of a manifest",
        "is of a format that this kiosk does not know",
        "does not say properly who the pack is: id, version, title and languages",
        "does not say properly which files there are",
        "has no bytes",
        "is a {kind} file, and not made by `kiosk pack build`",
        "is a zip in which there is no pack",
        "is an archive that was unpacked and packed again",
        "is a zip of a pack's folder, and not made by `kiosk pack build`",
        "is a zip with {file} in it",
        "is an archive that was unpacked; put the file itself ({suffix}) onto the stick",
        "is a pack's folder; put what `kiosk pack build` makes of it onto the stick",
        "{file} is not a file",
        "{file} is neither an archive (.kioskpack) nor a pack's folder: nothing is there",
        "{file} cannot be read",
    ),
    "YK-603": (
        "has no name",
        "has a backslash in its name",
        "has a name that begins at the top of a disk",
        "leads out of the pack with ..",
        "has characters in its name that cannot be shown",
        "has letters in two pieces in its name (not NFC)",
        "has a name that is too long or too deep",
        "has an empty part in its name",
        "has a name that begins or ends with a space, or ends with a full stop",
        "has a name that Windows keeps for itself: {part}",
        "has a character in its name that Windows cannot write: {character}",
        "has a name that is not UTF-8",
        "would fall on {other}, on disks that take capital and small letters for the same",
        "is a file, and elsewhere a folder",
        "lies in a folder that is a file elsewhere: {other}",
        "lies in a folder that is also written {other}",
        "is a link",
        "is a device and not a file",
        "is a folder; an archive holds files only",
    ),
    "YK-604": (
        "is larger than {most} GB",
        "is larger than {most} MB",
        "is larger than {most} bytes",
        "holds too many files, or too much: at most {most} files",
    ),
    "YK-605": (
        "is not signed, and this device takes only what is signed with: {names}",
        "has a signature that cannot be read",
        "is signed with a key that this device does not trust: {key}",
        "was changed after it was signed",
        "a folder is not signed, and this device takes only signed packs: build it with --sign KEY",
    ),
    "YK-606": (
        "says {id} {version}, and pack.yaml says otherwise",
        "{file} was changed while the pack was built; build it again",
    ),
    "YK-607": (
        "{file} was there with other content under the same version: {fix}",
        "{pack} is installed with other content under the same version: {fix}",
        "{version} is an earlier version than {file}, which lies beside it: {fix}",
        "{version} is an earlier version than {live}, which was live; `kiosk pack rollback` goes back to that",
    ),
    "YK-608": (
        "the pack was not built",
        "the pack was not built: --strict takes no warnings",
        "--out takes the folder of the archive, which is named by the pack: --out {folder}",
        "the pack is not installed",
        "the archive is not taken",
    ),
    "YK-609": (
        "the keys were not made",
        "{file} is there already; choose another name",
        "{file} is no private key of `kiosk pack keygen`",
        "{file} is no public key of `kiosk pack keygen`",
        "the trusted keys in {folder} cannot be read",
        "{file} can be read by others on this machine: chmod 600 it",
    ),
    "YK-611": ("the disk has {free} MB free, and {needed} MB are needed; `kiosk pack remove` makes room",),
    "YK-612": (
        "the store's list {file} cannot be read; remove the folder and install the packs again",
        "the store's list {file} is of a newer version of the program; start that version again",
        (
            "the store {folder} was written by a newer version of the program; what this version knows of it is "
            "used, and the rest is kept for that one"
        ),
        "the store cannot be read",
        "the store cannot be changed",
        "must be a whole path, from the top of the disk",
        "what is installed on this device cannot be read; the built-in pack is shown",
    ),
    "YK-613": (
        "the store is held by another program; the pack is shown once that is done",
        (
            "the store is held by process {process} ({command}), which is suspended; let it go on with `kill -CONT "
            "{process}`, or end it with `kill -KILL {process}`: the pack is shown then"
        ),
        (
            "the store is held by process {process} ({command}), which waits for the disk; the pack is shown once "
            "that is done"
        ),
        "the store is held by process {process} ({command}); the pack is shown once that is done",
    ),
    "YK-614": (
        "{pack} is not installed; there are: {packs}",
        "{pack} is not installed; no pack is",
        "no pack was here before this one",
        "{pack} is on the screen; use another first",
        "nothing was changed",
    ),
    "YK-615": (
        "the kiosk ended while it showed {pack} for the first minutes; {instead} is shown instead",
        "{pack} cannot be shown on this device; {instead} is shown instead",
    ),
    "YK-616": (
        "files of {pack} have changed on the disk ({file}); {instead} is shown instead; install it again",
        "pictures prepared of {pack} had changed on the disk ({file}) and were made again",
        (
            "whether the files of {pack} are still what they were could not be looked at to the end ({why}); it is "
            "tried again within a day; where it comes again, look at the disk and the memory of this device"
        ),
    ),
    "YK-621": ("stick-foreign",),
    "YK-622": ("stick-empty-line",),
    "YK-623": ("pack-crashed",),
    "YK-624": ("packs-fixed",),
    "YK-625": ("stick-damaged",),
    "YK-631": (
        (
            "{name} is no file, and no pack on this device has a page, a picture or a file of this name; nearest in "
            "{pack}: {names}"
        ),
        (
            "{name} is a whole pack, and no picture or page; nothing was withdrawn. Name what nobody may see any more: "
            "a picture as gallery/picture, a page as panel/page, or a file of it, such as media/park.jpg. A pack is "
            "taken off this device by `kiosk pack remove`"
        ),
        (
            "{name} is an archive of other files, and nothing was withdrawn: unpack it, and name each picture in it "
            "that nobody may see any more"
        ),
        (
            "{name} is no file, and no pack on this device has a page, a picture or a file of this name; {pack} has: "
            "{names}"
        ),
        "{name} is no file, and there is no pack on this device that can be read",
        (
            "{name} has the words of a pack, which would not open without it; withdraw the page, as panel/page, or a "
            "picture"
        ),
        "{file} is empty, and is not withdrawn: it is no picture of anybody",
        "{name} may be any of {names}; give the whole path",
        (
            "which picture {name} is on the screen cannot be determined; nothing was withdrawn. Name the "
            "picture by its file; {pack} shows: {names}"
        ),
        (
            "{name} was withdrawn already, and what was the next picture may have this number now; nothing was "
            "withdrawn. Name the picture by its file; {pack} shows: {names}"
        ),
        "nothing was withdrawn",
    ),
    "YK-632": (
        (
            "nothing was withdrawn: the disk is full, and what was prepared of it made too little room; make some "
            "with `kiosk pack remove`, or remove other files from this disk, and withdraw it again"
        ),
    ),
    "YK-633": (
        "{name} is not withdrawn on this device; withdrawn are: {names}",
        "{name} may be any of {names}; give its number: `kiosk pack withdraw --lift {number}`",
        "nothing was lifted",
    ),
    "YK-634": ("somebody else is changing the list of what was withdrawn; try again",),
    "YK-635": (
        (
            "the second copy of the list of what was withdrawn, {file}, cannot be written: if the data folder is lost, "
            "what was withdrawn is shown again. Make room on that disk, and let this user write the folder; the kiosk "
            "tries again by itself"
        ),
        (
            "the list of what was withdrawn, {file}, is gone; what it withdrew stays withdrawn, by another copy. The "
            "kiosk writes it again once it runs and can, or the next `kiosk pack withdraw` does"
        ),
        (
            "the list of what was withdrawn, {file}, was replaced by that of another device; what was withdrawn on "
            "this one stays withdrawn, and so does what is in that list. The kiosk writes both once it runs and can, "
            "or the next `kiosk pack withdraw` does; only --lift lifts"
        ),
        (
            "the list of what was withdrawn, {file}, was replaced by an older one; what was withdrawn since stays "
            "withdrawn. The kiosk writes it again once it runs and can, or the next `kiosk pack withdraw` does; only "
            "--lift lifts"
        ),
        "the list was not written again",
        "withdrawn on this device: {count}",
    ),
    "YK-636": (
        "what was withdrawn on this device cannot be read; nothing is shown",
        (
            "the list of what was withdrawn, {file}, cannot be read, so nothing is shown: put a copy of it in its "
            "place, or remove it and {copy}; `kiosk pack withdraw --list` then lists what this device still knows of "
            "it, and what is missing there has to be withdrawn again"
        ),
    ),
    "YK-637": (
        (
            "{file} is withdrawn on this machine, and goes into the archive all the same: where it is not withdrawn it "
            "is shown"
        ),
    ),
    "YK-638": (
        (
            "the withdrawal holds, but the protocol could not be kept in {folder}: {why}. This message is the only "
            "record: copy or photograph it now; `kiosk pack withdraw --list` tells later what was withdrawn, by whom, "
            "when and why"
        ),
        (
            "what was lifted stays lifted, but the protocol could not be kept in {folder}: {why}. This message is the "
            "only record: copy or photograph it now"
        ),
    ),
    "YK-701": (
        "the software renderer was chosen by QT_QUICK_BACKEND",
        "no graphics card was found; Qt's software renderer draws, without glow",
    ),
    "YK-702": (
        "typefaces are missing: {names}",
        "no typeface of this device has: {characters}",
    ),
    "YK-703": ("films or sounds cannot be played: {names}",),
    "YK-704": ("{name} is muted at the sound server: films are silent",),
    "YK-705": ("Qt gets no answer from the sound server: it hangs, and films with it",),
    "YK-706": (
        "the sound server has no output for the sound card ({card}): films are silent",
        "there is a sound card ({card}), but no sound server is installed: films are silent",
        "there is a sound card ({card}), but no sound server runs: films are silent",
        "there is no sound card",
    ),
    "YK-707": ("no touch screen was found",),
    "YK-708": (
        "{touch} lies on one of {count} displays, and nothing says on which",
        "there are {count} displays; which of them the touch lies on is not seen from here",
    ),
    "YK-709": (
        "device.yaml says: {wanted}; this device is set up for: {written}",
        "device.yaml says: {wanted}; the picture is: {shown}",
        "a touch lands elsewhere: the picture is {shown}, the touch {touch} ({name})",
        "the panel says that it is upright, the picture is not",
        "the picture is upright, the panel says that it is not",
    ),
    "YK-710": (
        "whether the touch fits the picture can only be seen while the kiosk runs",
        "whether the display sleeps can only be seen while the kiosk runs",
    ),
    "YK-711": ("the display goes to sleep by itself",),
    "YK-712": ("a desktop or a window manager runs: {names}",),
    "YK-713": (
        "Alt+SysRq with a letter can restart this machine (kernel.sysrq is {value})",
        "a key can switch this machine off or send it to sleep: {keys}",
        "what the power and sleep keys do is not known: systemd-logind does not answer",
        "Ctrl+Alt+Del restarts this machine while it starts, and whenever its screen does not run",
        "Ctrl+Alt+Del, pressed seven times, restarts this machine",
        "Ctrl+Alt+Del does nothing; whether pressing it often does is not known: systemd does not answer",
        "a login waits for a keyboard on: {consoles}",
        "Ctrl+Alt+F2 opens a login",
        "Ctrl+Alt+F2 leaves the kiosk's screen: {file} allows it",
    ),
    "YK-714": (
        "programs that announce updates run: {names}",
        "updates may restart the machine at any hour ({file})",
    ),
    "YK-715": (
        "the kiosk does not begin with the machine",
        "the kiosk's unit does not run",
    ),
    "YK-716": (
        "whether the kiosk is watched is not known: systemd does not answer this user",
        "nothing watches whether the kiosk hangs",
        "the kiosk is watched; the machine itself is not, although it has a watchdog",
    ),
    "YK-717": (
        "the clock is not set by the network; time zone {zone}",
        "nothing sets the time, and this device has no clock that runs on without power",
    ),
    "YK-718": ("{free} GB are free",),
    "YK-719": ("{folder} cannot be written by this user",),
    "YK-720": (
        "{file} is wrong; what cannot be read stays as it was, or has its default",
        "{file} is wrong; fix it first: kiosk device check {file}",
        "device.yaml is wrong: until it is fixed, what cannot be read stays as it was, or has its default",
        "what cannot be read stays as it has been since {when}",
        "until that is fixed, what cannot be read stays as it was, or has its default",
    ),
    "YK-721": (
        "{file} is gone; what it said stays",
        "the file is gone; it was there when it was read last",
    ),
    "YK-722": (
        "a folder of this device is lost",
        (
            "the data folder {folder} was removed, moved away or replaced; the installed packs, the votes and visits "
            "and what was set in the operator menu were in it. End the kiosk, put the folder back in the place of the "
            "one that is there now, and start the kiosk again. Where it is gone for good, install the packs again, "
            "and then remove {note}"
        ),
        (
            "the store {folder} was removed, moved away or replaced; the installed packs were in it. End the kiosk, "
            "put the folder back in the place of the one that is there now, and start the kiosk again; or install "
            "the packs again"
        ),
    ),
    "YK-723": ("the bar is {height} mm above the floor; {lowest} to {highest} mm are in reach of somebody who sits",),
    "YK-731": (
        "this sets Debian 12 up; on Windows run {script} instead",
        "only root may do that; put sudo before it, or become root with `su -`",
    ),
    "YK-732": (
        "there is nothing to undo: this device is not set up by this command, or is taken back already",
        "this device is not set up yet; run it without --again",
        "this device was set up with {options}; give that again, or first take the set-up back with --undo",
        "another set-up of this device is running; wait until it is done",
        "{folder} is no folder, and no store: nothing was changed",
    ),
    "YK-733": (
        (
            "{folder} is on a disk that is mounted read-only, and nothing was changed; make it writable first: mount "
            "-o remount,rw {mount}"
        ),
        "{folder} cannot be written by this user, and nothing was changed",
        "{folder} cannot be written: {reason}",
        "{file} cannot be written: {reason}",
        "{file} was not written",
        "{file} was not put back",
        "{folder} was not given to the user {user}",
        (
            "{file} cannot be read, and nothing else says what an earlier set-up did; see what --dry-run lists, put "
            "that right by hand, and remove {file}"
        ),
        (
            "the operator menu's settings cannot be kept in {file} ({why}): what was set holds until the next start. "
            "Make room on this disk, and let this user write the file; the kiosk tries again by itself"
        ),
        (
            "restarts of the program cannot be recorded in {file} ({why}), and so are not counted. Make room on this "
            "disk, and let this user write the file; the kiosk tries again by itself"
        ),
        (
            "nothing was withdrawn, for the list of it, {file}, cannot be written: {why}. Take the screen from "
            "visitors, `kiosk ctl out-of-service on`; let this user write that file, on a disk that is not read-only; "
            "and withdraw it again"
        ),
    ),
    "YK-734": (
        "this command failed: {words}",
        "{what}; set-up goes on without it",
        "the set-up is not complete; fix that and run the same again, or take it back with --undo",
        "not all of it is taken back; fix what is reported above, then --undo again",
        "not installed: {programs}; install them with apt-get install {packages}",
    ),
    "YK-741": (
        "no kiosk answers at {socket}; is it running, as this user?",
        (
            "the kiosk at {socket} is there, and gives no answer: it is asked too much at once, or hangs; ask again "
            "in a moment, and look at the screen"
        ),
        (
            "a kiosk runs here (process {process}), and does not listen at {socket}: it has only begun, or was given "
            "another socket by --control; ask again in a moment"
        ),
        "it was not done within a minute; `kiosk ctl status` and the log say how it goes on",
        "too much is being asked at once; ask again in a moment",
        "the screen cannot be read",
        "a kiosk is connected to, but does not answer: it may show it still; restart it, and look at the screen",
        (
            "a kiosk runs here (process {process}: {command}) and does not answer: it may show it still; look at the "
            "screen, and end it with `kill -KILL {process}`"
        ),
        (
            "a kiosk runs here (process {process}: {command}) and is suspended: it may show it still; look at the "
            "screen, and let it go on with `kill -CONT {process}`, or end it with `kill -KILL {process}`"
        ),
    ),
    "YK-742": (
        (
            "another kiosk of this device runs already: process {number}. `kiosk ctl status` asks it, `kiosk ctl "
            "quit` ends it; to run a second one beside it, give that one folders of its own ({names})"
        ),
    ),
    "YK-743": ("this is a fault of the program, and not of yours: {why}",),
    "YK-744": ("{device} is not a screen; write inches and its orientation: {examples}",),
    "YK-745": ("{file} is there already, and was not changed",),
    "YK-751": (
        "a PIN is {least} to {most} digits",
        "anybody would try this PIN first; take one without an order",
        "these were two different PINs",
        "the PIN was not set",
        "the PIN was not removed",
    ),
    "YK-761": (
        "{file}: there is no journal; the kiosk begins one with its first visit",
        "{file}: the journal was written by a newer version of the program",
        "{file}: the journal is of an older version; start the kiosk once",
        "{file}: the journal cannot be read: {reason}",
        "there is no record of visits on this computer that can be read",
        "what this version knows of it is reported",
    ),
    "YK-771": (
        "the library {library}, which reads such files, is not installed",
        "films and sounds are not read: the library av is not installed",
        'the library {library} is not installed: install the extra "staff"; see `kiosk help licences`',
        'the library {library} is not installed: install the extras "desk" and "staff"; see `kiosk help desk`',
    ),
    "YK-781": (
        "the folder of the hall's blocks is missing",
        "what should be the folder of the hall's blocks is a file",
        "the folder of the hall's blocks cannot be read: {reason}",
    ),
    "YK-782": (
        "code from here is not run: {why}",
        "{place} is a link, or no ordinary file",
        "{place} belongs to {owner}",
        "{place} can be changed by other users",
    ),
    "YK-783": (
        "{name} cannot be a kind of block",
        "{name} is a kind of the program itself, which stays",
        "{kind} is a word of the format already",
    ),
    "YK-784": (
        "{file} is missing, without which {name} is no block",
        "a block has more than {most} files",
        "{file} is larger than {most} MB",
    ),
    "YK-785": (
        "this block cannot be read: {why}",
        "it has no class {name}, made from BaseBlock",
        "`kind` of {name} must be {kind}",
        "`wrapper` of {name} must be {kind}",
        "`noun` of {name} must be {noun}",
        "{name} has no view_data",
        "`traits` of {name} must be LayoutTraits",
        "its traits say in_pieces, and {file} is missing",
    ),
    "YK-786": (
        "this block fails: {why}",
        "layout_traits must return LayoutTraits, not {what}",
        "view_data must return a map, not {what}",
        "view_data must return maps, lists, words and numbers: {why}",
    ),
    "YK-787": ("a block of the hall's own is not in use: {what}",),
    "YK-801": ("getting ready",),
    "YK-802": (
        (
            "taken out of service by staff, in the operator menu or by `kiosk ctl out-of-service on`; that outlives "
            "every restart, until it is put back there or by `kiosk ctl out-of-service off`"
        ),
    ),
    "YK-803": ("the pack has errors",),
    "YK-804": ("what was withdrawn cannot be read",),
    "YK-805": ("the kiosk keeps failing",),
    "YK-806": ("closed",),
    "YK-901": (
        "this is no longer in the pack",
        "the pack was changed in this moment; look, and try again",
        "another program is writing into this pack; try again",
        "the pack is not where it was: its folder was renamed, moved or emptied; open the desk again",
        "the pack cannot be checked",
    ),
    "YK-902": (
        "this cannot be changed here without touching more than it; ask whoever wrote the files",
        "this file is not in UTF-8, and cannot be edited here",
        "this has more than {most} characters",
        "this lies outside of the pack, and cannot be changed here",
    ),
    "YK-903": (
        "this step is older than 90 days, and cannot be undone any more",
        "this was undone already",
        "this was edited again since then: undo the later steps first",
    ),
    "YK-904": ("{pack} cannot be opened: {reason}",),
}


def code_of(words: object) -> str:
    """Return the code of a message: of its own template, or of what fills it; nothing where it has none."""
    template = words.template if isinstance(words, Message) else str(words)
    if code := _codes_by_template().get(template):
        return code
    filling = words.filling.values() if isinstance(words, Message) else ()
    return next((code for part in filling if isinstance(part, Message) and (code := code_of(part))), "")


def with_code(words: Message) -> Message:
    """Return a message with its code behind it, where it has one."""
    code = code_of(words)
    return Message("{message} [{code}]", message=words, code=code) if code else words


@cache
def _codes_by_template() -> Mapping[str, str]:
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    for code, templates in CODES.items():
        for template in templates:
            yield template, code
